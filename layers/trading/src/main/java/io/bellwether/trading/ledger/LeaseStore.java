package io.bellwether.trading.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * Leases, at most one per account.
 *
 * <p>What a lease guarantees: of several runs, one holds it; and what is written through {@link
 * Ledger#under} is written while its token is the current one, or not at all, however late the
 * write arrives. What it cannot guarantee: that the holder is the only one at work. The store has
 * no clock; whether a lease has ended is judged by the clock of whoever asks for it. A holder that
 * was slow, or whose clock is behind, may go on after another has taken over, and nothing but the
 * ledger stops it. So a holder that is about to act outside of the ledger makes sure that what is
 * left of its lease exceeds the time the act may take and the difference there may be between two
 * clocks.
 *
 * <p>Any method may throw {@link LedgerException}; whether the lease was then acquired, renewed or
 * released is unknown. Renewing and releasing may be repeated; a lease that was acquired unknown to
 * its holder has to end by itself.
 */
public interface LeaseStore {
  /**
   * Takes the lease of an account that nobody holds, or whose end has come. Empty if another holds
   * it or was faster; the caller's own earlier lease counts as another's.
   *
   * @param now the time by the caller's clock, less the difference there may be between two clocks
   * @param until the instant it is to end at
   */
  Optional<Lease> acquire(String account, Instant now, Instant until);

  /**
   * Moves the end of a lease. Also one whose end has come can be renewed, as long as nobody has
   * taken it over.
   *
   * @throws LeaseLostException if it was released or taken over
   */
  Lease renew(Lease lease, Instant until);

  /**
   * Gives a lease up. What arrives later in its name is refused. Releasing what has been released
   * or taken over changes nothing.
   */
  void release(Lease lease);
}
