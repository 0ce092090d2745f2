package io.bellwether.trading.execution;

import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.plan.Plan;
import io.bellwether.trading.signal.Signal;
import java.time.InstantSource;

/**
 * Takes signals over from the queue. It needs the ledger alone: once a signal has its plan, every
 * follow-up carries it on, whatever becomes of the message and however long the broker or its keys
 * are out of reach.
 */
public final class SignalIntake {
  private final Ledger ledger;
  private final InstantSource clock;

  public SignalIntake(Ledger ledger, InstantSource clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * Gives a signal its plan, unless it has one.
   *
   * @throws UnknownSignalException if the ledger has no such signal
   */
  public void take(String signalId) {
    Signal signal =
        ledger.signals().find(signalId).orElseThrow(() -> new UnknownSignalException(signalId));
    if (ledger.plans().find(signalId).isEmpty()) {
      ledger
          .plans()
          .create(
              Plan.unplanned(
                  signalId,
                  signal.account(),
                  signal.strategy(),
                  signal.submitFrom(),
                  signal.validUntil(),
                  clock.instant()));
    }
  }
}
