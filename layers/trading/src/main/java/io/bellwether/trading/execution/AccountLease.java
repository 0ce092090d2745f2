package io.bellwether.trading.execution;

import io.bellwether.market.time.Deadline;
import io.bellwether.market.time.Pause;
import io.bellwether.trading.ledger.ConcurrentUpdateException;
import io.bellwether.trading.ledger.Lease;
import io.bellwether.trading.ledger.LeaseLostException;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.ledger.LedgerException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One account's lease in the hands of one invocation, so that one at a time works on the account.
 *
 * <p>The ledger checks the lease with each write. The broker cannot check it: so before each order
 * call what is left of the lease has to exceed the time the call may take and the difference there
 * may be between two clocks. What remains possible: a process that is frozen, for longer than that,
 * between the check and the moment the request leaves the machine, sends an order after another has
 * taken over. It cannot be a second one, because the broker takes a client order id once; it can be
 * one that the other has given up meanwhile, which is why those are watched ({@link
 * OrderGateway#WATCHED}). The same holds for two clocks further apart than {@link #CLOCKS_APART}.
 */
final class AccountLease {
  /** How long a lease lasts. What was killed leaves the account to the follow-up a minute later. */
  static final Duration LENGTH = Duration.ofSeconds(30);

  /** How far the clocks of two machines may be apart. */
  static final Duration CLOCKS_APART = Duration.ofSeconds(5);

  /** How long one invocation waits for another to finish. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration WAIT = Duration.ofSeconds(1);
  private static final Logger LOG = LoggerFactory.getLogger("execution");

  private final String account;
  private final Ledger ledger;
  private final InstantSource clock;
  private final Pause pause;
  private @Nullable Lease lease;
  private @Nullable Ledger fenced;

  AccountLease(String account, Ledger ledger, InstantSource clock, Pause pause) {
    this.account = account;
    this.ledger = ledger;
    this.clock = clock;
    this.pause = pause;
  }

  /**
   * Takes the lease, waiting a little for whoever has it.
   *
   * @param room what is to be left of the deadline for the work itself
   * @return whether it is ours now
   */
  boolean acquire(Deadline deadline, Duration room) {
    for (Duration waited = Duration.ZERO; ; waited = waited.plus(WAIT)) {
      Instant now = clock.instant();
      Optional<Lease> taken =
          ledger.leases().acquire(account, now.minus(CLOCKS_APART), now.plus(LENGTH));
      if (taken.isPresent()) {
        lease = taken.get();
        fenced = ledger.under(taken.get());
        return true;
      }
      if (waited.compareTo(PATIENCE) >= 0 || !deadline.allows(room.plus(WAIT))) {
        return false;
      }
      pause.of(WAIT);
    }
  }

  /** The ledger under this lease, wherever it stands. */
  Ledger ledger() {
    return new LeasedLedger(this::fenced);
  }

  private Ledger fenced() {
    Ledger current = fenced;
    if (current == null) {
      throw new IllegalStateException("account " + account + " is worked on without its lease");
    }
    return current;
  }

  /**
   * Makes sure that the lease outlasts a call to the broker, renewing it if need be.
   *
   * @param call the most the call may take
   * @throws LeaseLostException if it does not: then nothing more may be sent by this invocation
   */
  void outlast(Duration call) {
    Lease current = held();
    Duration needed = call.plus(CLOCKS_APART);
    if (leaves(current, needed)) {
      return;
    }
    Duration length = needed.multipliedBy(2);
    Instant until = clock.instant().plus(length.compareTo(LENGTH) > 0 ? length : LENGTH);
    Lease renewed = ledger.leases().renew(current, until);
    lease = renewed;
    // Renewing may itself have taken longer than the lease lasts.
    if (!leaves(renewed, needed)) {
      throw new LeaseLostException(renewed);
    }
  }

  private boolean leaves(Lease held, Duration needed) {
    return Duration.between(clock.instant(), held.until()).compareTo(needed) >= 0;
  }

  private Lease held() {
    Lease current = lease;
    if (current == null) {
      throw new IllegalStateException("account " + account + " is worked on without its lease");
    }
    return current;
  }

  /** Gives the lease up. One that cannot be given up ends by itself. */
  void release() {
    Lease current = lease;
    lease = null;
    fenced = null;
    if (current != null) {
      try {
        ledger.leases().release(current);
      } catch (LedgerException | ConcurrentUpdateException e) {
        LOG.atWarn()
            .addKeyValue("account", account)
            .setCause(e)
            .log("the lease was not given up; it ends at " + current.until());
      }
    }
  }
}
