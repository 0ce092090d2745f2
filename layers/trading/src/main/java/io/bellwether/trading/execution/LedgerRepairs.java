package io.bellwether.trading.execution;

import io.bellwether.strategy.Direction;
import io.bellwether.strategy.ExitReason;
import io.bellwether.trading.broker.BrokerException;
import io.bellwether.trading.broker.BrokerPosition;
import io.bellwether.trading.ledger.AppliedSplit;
import io.bellwether.trading.ledger.Finding;
import io.bellwether.trading.ledger.Finding.State;
import io.bellwether.trading.ledger.Holding;
import io.bellwether.trading.ledger.Ledger;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Brings the ledger up to the broker, each repair in one write. */
final class LedgerRepairs {
  private final AccountRuntime runtime;
  private final Ledger ledger;
  private final InstantSource clock;

  LedgerRepairs(AccountRuntime runtime, Ledger ledger, InstantSource clock) {
    this.runtime = runtime;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * Makes the ledger say of a symbol what the broker says, and settles the finding with it.
   *
   * @param anew whether the position counts as entered now: no split before now is its any more
   */
  Finding take(Finding finding, Optional<BrokerPosition> position, boolean anew, String note) {
    Holding before =
        ledger
            .holdings()
            .find(runtime.account(), finding.symbol())
            .orElseGet(() -> Holding.none(runtime.account(), finding.symbol(), runtime.strategy()));
    Holding taken = taken(before, position, anew, clock.instant());
    return ledger.reconciliation().settle(finding.asTold().in(State.CLOSED, note), taken);
  }

  /**
   * The holding that agrees with the broker. Shares more or fewer than were known keep the entry's
   * time and stop; no trade is made up for them.
   */
  private Holding taken(
      Holding before, Optional<BrokerPosition> position, boolean anew, Instant now) {
    boolean flat = position.isEmpty();
    boolean fresh =
        before.isFlat()
            || position.filter(held -> held.direction() != before.direction()).isPresent();
    return new Holding(
        before.account(),
        before.symbol(),
        runtime.strategy(),
        fresh ? Holding.adoptedAs(before.symbol(), now) : before.signalId(),
        position.map(BrokerPosition::direction).orElse(Direction.LONG),
        position.map(BrokerPosition::quantity).orElse(BigDecimal.ZERO),
        position.map(BrokerPosition::averagePrice).orElse(BigDecimal.ZERO),
        flat || fresh ? BigDecimal.ZERO : before.entryFees(),
        flat ? Instant.EPOCH : fresh || anew ? now : before.entryTime(),
        flat || fresh ? Optional.empty() : before.stopLoss(),
        before.lastExit(),
        before.revision());
  }

  /**
   * Takes out of a holding the fraction of a share that a split left and the broker paid in cash.
   * What it paid is not reported; the trade is reckoned at the price of now.
   */
  void payFraction(AppliedSplit split, AccountView view) throws BrokerException {
    Holding before = ledger.holdings().find(runtime.account(), split.symbol()).orElseThrow();
    Optional<BrokerPosition> position = view.position(split.symbol());
    BigDecimal price =
        position.isPresent()
            ? position.get().currentPrice()
            : view.broker().latestPrice(split.symbol(), view.deadline());
    Holding.Closing closing =
        before.close(
            "split-" + split.symbol() + "-" + split.exDate(),
            split.fraction(),
            price,
            BigDecimal.ZERO,
            clock.instant(),
            ExitReason.RISK);
    ledger.reconciliation().payFraction(split.paid(), closing.left(), closing.trade());
  }
}
