package io.bellwether.workbench.scenario.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.trading.order.Fill;
import io.bellwether.trading.order.OrderPurpose;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.Side;
import io.bellwether.workbench.exchange.ExchangeOrder;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What has to hold between the exchange and the ledger. */
final class Agreement {
  private Agreement() {}

  /** At any moment: no order without its intent, no id twice, never more for sale than is held. */
  static void always(Venture venture) {
    Set<String> intents = new HashSet<>();
    venture.orders().forEach(order -> intents.add(order.clientOrderId()));
    Set<String> seen = new HashSet<>();
    Map<String, BigDecimal> forSale = new TreeMap<>();
    for (ExchangeOrder order : venture.exchange().orders()) {
      assertTrue(intents.contains(order.clientOrderId()), () -> "no intent of " + order);
      assertTrue(seen.add(order.clientOrderId()), () -> "twice " + order);
      if (order.status().isOpen() && order.side() == Side.SELL) {
        BigDecimal left = order.quantity().orElseThrow().subtract(order.filledQuantity());
        forSale.merge(order.symbol(), left, BigDecimal::add);
      }
    }
    forSale.forEach(
        (symbol, quantity) ->
            assertTrue(
                quantity.intValueExact() <= venture.held(symbol),
                () -> quantity + " " + symbol + " for sale"));
  }

  /** Once all is settled: order for order and fill for fill the same, a stop for each position. */
  static void settled(Venture venture) {
    always(venture);
    Map<String, ExchangeOrder> real =
        venture.exchange().orders().stream()
            .collect(Collectors.toMap(ExchangeOrder::clientOrderId, Function.identity()));
    BigDecimal cash = new BigDecimal("100000");
    for (OrderRecord order : venture.orders()) {
      ExchangeOrder at = real.remove(order.clientOrderId());
      if (at == null) {
        assertTrue(order.status().isOver(), () -> "in the ledger alone: " + order);
        continue;
      }
      assertEquals(!at.status().isOpen(), order.status().isTerminal(), () -> at + " is " + order);
      assertEquals(0, at.filledQuantity().compareTo(order.filledQuantity()), () -> "of " + order);
      for (Fill fill : venture.ledger().orders().fills(order.clientOrderId())) {
        BigDecimal worth = fill.quantity().multiply(fill.price());
        cash = fill.side() == Side.BUY ? cash.subtract(worth) : cash.add(worth);
      }
    }
    assertTrue(real.isEmpty(), () -> "unknown to the ledger: " + real);
    assertEquals(0, cash.compareTo(venture.exchange().cash()), "cash by the fills: " + cash);
    for (String symbol : List.of(Venture.MAIN, Venture.OTHER)) {
      assertEquals(venture.held(symbol), venture.booked(symbol), symbol);
      assertEquals(venture.held(symbol), protectedShares(venture, symbol), "stops of " + symbol);
    }
    assertTrue(venture.ledger().plans().open(Venture.account()).isEmpty(), "open plans");
  }

  private static int protectedShares(Venture venture, String symbol) {
    List<ExchangeOrder> stops =
        venture.openAtExchange().stream().filter(order -> order.symbol().equals(symbol)).toList();
    assertTrue(stops.size() <= 1, () -> "one open order at most: " + stops);
    List<OrderRecord> booked =
        venture.ledger().orders().open(Venture.account()).stream()
            .filter(order -> order.terms().symbol().equals(symbol))
            .filter(order -> !order.status().isOver())
            .toList();
    assertEquals(stops.size(), booked.size(), () -> "open orders of " + symbol + ": " + booked);
    assertTrue(
        booked.stream().allMatch(order -> order.purpose() == OrderPurpose.PROTECTIVE_STOP),
        () -> "stops alone stay open: " + booked);
    return stops.stream()
        .map(stop -> stop.quantity().orElseThrow().subtract(stop.filledQuantity()))
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .intValueExact();
  }
}
