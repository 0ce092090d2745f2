package io.bellwether.workbench.simulate;

import io.bellwether.trading.Identifiers;
import io.bellwether.workbench.exchange.ExchangeOrder;
import io.bellwether.workbench.exchange.SimulatedExchange;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the account's owner trades by hand. The ledger knows nothing of it until they acknowledge
 * what they have done; from then on it and the exchange agree again.
 */
final class HandTrades {
  private final SimulatedExchange exchange;
  private final Map<String, Integer> acknowledged = new HashMap<>();

  HandTrades(SimulatedExchange exchange) {
    this.exchange = exchange;
  }

  /** The owner has acknowledged what they did in a symbol so far. */
  void acknowledged(String symbol) {
    acknowledged.put(symbol, orders().getOrDefault(symbol, 0));
  }

  /** The symbols in which there is more than was acknowledged. */
  Set<String> open() {
    Set<String> symbols = new TreeSet<>();
    orders()
        .forEach(
            (symbol, count) -> {
              if (count > acknowledged.getOrDefault(symbol, 0)) {
                symbols.add(symbol);
              }
            });
    return symbols;
  }

  /** The symbols in which there has ever been one. */
  Set<String> symbols() {
    return orders().keySet();
  }

  /** How many orders by hand there have been. */
  int count() {
    return orders().values().stream().mapToInt(Integer::intValue).sum();
  }

  private Map<String, Integer> orders() {
    Map<String, Integer> counts = new TreeMap<>();
    for (ExchangeOrder order : exchange.orders()) {
      if (!Identifiers.isOurs(order.clientOrderId())) {
        counts.merge(order.symbol(), 1, Integer::sum);
      }
    }
    return counts;
  }
}
