package io.bellwether.trading.execution;

import io.bellwether.trading.Identifiers;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.plan.Plan;
import io.bellwether.trading.signal.Signal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * What a signal has to be before it is taken over. A message only names a signal, and whoever may
 * write to the queue may name any: yesterday's, another account's, one that this stage never had.
 */
public final class SignalAdmission {
  /** A decision is valid for a bar, and a daily one across the longest closure of an exchange. */
  private static final Duration LONGEST_VALIDITY = Duration.ofDays(14);

  private static final Instant EVER = Instant.parse("9999-12-31T00:00:00Z");

  private final Ledger ledger;
  private final String stage;
  private final InstantSource clock;

  public SignalAdmission(Ledger ledger, String stage, InstantSource clock) {
    this.ledger = ledger;
    this.stage = stage;
    this.clock = clock;
  }

  /**
   * Lets a signal in. One that comes after a later signal of its strategy was taken over, such as a
   * message that lay among the dead letters, is recorded as a plan without steps: the later
   * decision stands, and what it holds is not sold for an older one.
   *
   * @param owner the strategy that owns the account the message names
   * @throws UnknownSignalException if the ledger has no such signal
   * @throws RefusedSignalException if it is not the owner's, or its id is not derived from what it
   *     says
   */
  public void admit(String signalId, StrategyVersion owner) {
    Signal signal =
        ledger.signals().find(signalId).orElseThrow(() -> new UnknownSignalException(signalId));
    requireOwn(signal, owner);
    if (ledger.plans().find(signalId).isEmpty() && hasLaterPlan(signal)) {
      ledger
          .plans()
          .create(
              Plan.unplanned(
                      signalId,
                      signal.account(),
                      signal.strategy(),
                      signal.submitFrom(),
                      signal.validUntil(),
                      clock.instant())
                  .withSteps(List.of()));
    }
  }

  private void requireOwn(Signal signal, StrategyVersion owner) {
    String account = owner.account().id();
    if (!signal.account().equals(account)) {
      throw new RefusedSignalException(
          signal.id(), "it is of account " + signal.account() + ", not of " + account);
    }
    if (!signal.strategy().equals(owner.strategy())) {
      throw new RefusedSignalException(
          signal.id(),
          "strategy "
              + signal.strategy()
              + " decided it, and the account is owned by "
              + owner.strategy());
    }
    String derived =
        Identifiers.signal(
            stage, account, owner.strategy(), owner.symbols().getFirst(), signal.bar());
    if (!derived.equals(signal.id())) {
      throw new RefusedSignalException(
          signal.id(),
          "stage "
              + stage
              + " gives a decision of "
              + owner.strategy()
              + " on the bar of "
              + signal.bar()
              + " the id "
              + derived);
    }
    if (signal.validUntil().isAfter(signal.bar().plus(LONGEST_VALIDITY))) {
      throw new RefusedSignalException(
          signal.id(), "it claims to be valid until " + signal.validUntil());
    }
  }

  private boolean hasLaterPlan(Signal signal) {
    return ledger.signals().between(signal.account(), signal.bar().plusNanos(1), EVER).stream()
        .filter(later -> later.strategy().equals(signal.strategy()))
        .anyMatch(later -> ledger.plans().find(later.id()).isPresent());
  }
}
