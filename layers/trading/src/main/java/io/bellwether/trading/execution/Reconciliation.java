package io.bellwether.trading.execution;

import io.bellwether.trading.broker.BrokerException;
import io.bellwether.trading.broker.BrokerPosition;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.event.TradingEvent.Severity;
import io.bellwether.trading.ledger.Holding;
import io.bellwether.trading.ledger.Ledger;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Compares the broker's positions, which are the truth, with the ledger, which explains them. */
final class Reconciliation {
  private final AccountRuntime runtime;
  private final Ledger ledger;
  private final InstantSource clock;
  private final Announcer announcer;

  Reconciliation(AccountRuntime runtime, Ledger ledger, InstantSource clock, Announcer announcer) {
    this.runtime = runtime;
    this.ledger = ledger;
    this.clock = clock;
    this.announcer = announcer;
  }

  /**
   * Finds the symbols whose position the ledger cannot explain; nothing new is to be bought there.
   *
   * @param adopt whether positions this system did not open are to be entered in the ledger at the
   *     broker's average price, because the strategy is entitled to sell them
   */
  Set<String> unexplained(AccountView view, boolean adopt) throws BrokerException {
    Map<String, Holding> holdings = new java.util.HashMap<>();
    for (Holding holding : ledger.holdings().of(runtime.account())) {
      holdings.put(holding.symbol(), holding);
    }
    Set<String> unexplained = new TreeSet<>();
    Set<String> atBroker = new HashSet<>();
    for (BrokerPosition position : view.positions()) {
      atBroker.add(position.symbol());
      Optional<Holding> holding = Optional.ofNullable(holdings.get(position.symbol()));
      BigDecimal known = holding.map(Holding::quantity).orElse(BigDecimal.ZERO);
      if (known.compareTo(position.quantity()) != 0) {
        if (adopt && known.signum() == 0) {
          adopt(position, holding);
        } else {
          unexplained.add(position.symbol());
          tell(position.symbol(), known, position.quantity());
        }
      }
    }
    for (Holding holding : holdings.values()) {
      if (!holding.isFlat() && !atBroker.contains(holding.symbol())) {
        unexplained.add(holding.symbol());
        tell(holding.symbol(), holding.quantity(), BigDecimal.ZERO);
      }
    }
    announcer.unexplained(unexplained.size());
    return unexplained;
  }

  private void adopt(BrokerPosition position, Optional<Holding> flat) {
    Instant now = clock.instant();
    Holding before =
        flat.orElseGet(
            () -> Holding.none(runtime.account(), position.symbol(), runtime.strategy()));
    ledger
        .holdings()
        .update(
            new Holding(
                before.account(),
                before.symbol(),
                runtime.strategy(),
                "adopted",
                position.direction(),
                position.quantity(),
                position.averagePrice(),
                BigDecimal.ZERO,
                now,
                Optional.empty(),
                before.lastExit(),
                before.revision()));
    announcer.tell(
        TradingEvent.Type.POSITION_UNEXPLAINED,
        Severity.WARNING,
        position.symbol(),
        "adopted "
            + position.quantity().toPlainString()
            + " "
            + position.symbol()
            + " that this system did not open; the account is set to concentrate",
        Map.of("quantity", position.quantity().toPlainString()));
  }

  private void tell(String symbol, BigDecimal ledgerQuantity, BigDecimal brokerQuantity) {
    announcer.tell(
        TradingEvent.Type.POSITION_UNEXPLAINED,
        Severity.CRITICAL,
        symbol,
        "the broker holds "
            + brokerQuantity.toPlainString()
            + " "
            + symbol
            + ", the ledger knows of "
            + ledgerQuantity.toPlainString(),
        Map.of("broker", brokerQuantity.toPlainString(), "ledger", ledgerQuantity.toPlainString()));
  }
}
