package io.bellwether.workbench.scenario.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.trading.ledger.Trade;
import io.bellwether.trading.order.Fill;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.Side;
import io.bellwether.workbench.exchange.ExchangeFill;
import io.bellwether.workbench.exchange.ExchangeOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What a story left behind, at the exchange and in the ledger, without ids and times: two runs that
 * came to the same have equal books.
 *
 * @param orders at the exchange, oldest first
 * @param fills at the exchange, oldest first
 * @param booked the ledger's orders, oldest first
 * @param trades the ledger's trades, oldest first
 * @param positions at the exchange
 * @param cash at the exchange
 * @param told what people were told of fills and trades
 */
record Books(
    List<String> orders,
    List<String> fills,
    List<String> booked,
    List<String> trades,
    Map<String, String> positions,
    String cash,
    List<String> told) {
  static Books of(Story story) {
    return new Books(
        story.exchange().orders().stream().map(Books::describe).toList(),
        story.exchange().fills().stream().map(Books::describe).toList(),
        story.ledgerOrders().stream().map(Books::describe).toList(),
        trades(story).stream().map(Books::describe).toList(),
        story.exchange().positions().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, held -> plain(held.getValue()))),
        plain(story.exchange().cash()),
        story.told());
  }

  static List<Trade> trades(Story story) {
    return story.ledger().holdings().trades(story.account(), Instant.EPOCH, Story.EVER);
  }

  /** The ledger says of every order, fill, position and dollar what the exchange says. */
  static void assertAgreement(Story story, String startingCash) {
    Map<String, ExchangeOrder> atExchange =
        story.exchange().orders().stream()
            .collect(Collectors.toMap(ExchangeOrder::clientOrderId, Function.identity()));
    BigDecimal cash = new BigDecimal(startingCash);
    Map<String, BigDecimal> held = new TreeMap<>();
    for (OrderRecord order : story.ledgerOrders()) {
      ExchangeOrder real = atExchange.remove(order.clientOrderId());
      if (real == null) {
        assertTrue(order.brokerOrderId().isEmpty(), () -> "of " + order);
        assertEquals(0, order.filledQuantity().signum());
        continue;
      }
      assertAmount(real.filledQuantity(), order.filledQuantity(), () -> "of " + order);
      assertEquals(ledgerWord(real), order.status().name(), () -> "of " + order);
      for (Fill fill : story.ledger().orders().fills(order.clientOrderId())) {
        BigDecimal signed = fill.side() == Side.BUY ? fill.quantity() : fill.quantity().negate();
        held.merge(fill.symbol(), signed, BigDecimal::add);
        cash = cash.subtract(signed.multiply(fill.price())).subtract(fill.fees());
      }
    }
    assertTrue(atExchange.isEmpty(), "orders the ledger does not know");
    assertAmount(cash, story.exchange().cash(), () -> "cash");
    held.forEach(
        (symbol, quantity) -> {
          assertAmount(quantity, story.held(symbol), () -> "of " + symbol);
          assertAmount(quantity, story.booked(symbol), () -> "of " + symbol);
        });
  }

  /** Amounts are equal whatever their scale. */
  static void assertAmount(String expected, BigDecimal actual) {
    assertAmount(new BigDecimal(expected), actual, () -> "amount");
  }

  private static void assertAmount(BigDecimal expected, BigDecimal actual, Supplier<String> what) {
    assertEquals(plain(expected), plain(actual), what);
  }

  private static String ledgerWord(ExchangeOrder order) {
    return switch (order.status()) {
      case NEW, PENDING_NEW, ACCEPTED -> "ACCEPTED";
      default -> order.status().name();
    };
  }

  private static String describe(ExchangeOrder order) {
    return "%s %s %s %s %s at %s: %s, %s at %s"
        .formatted(
            order.side(),
            order.quantity().map(Books::plain).orElse("-"),
            order.symbol(),
            order.type(),
            order.timeInForce(),
            order.stopPrice().map(Books::plain).orElse("-"),
            order.status(),
            plain(order.filledQuantity()),
            order.averagePrice().map(Books::plain).orElse("-"));
  }

  private static String describe(ExchangeFill fill) {
    return "%s %s %s at %s"
        .formatted(fill.side(), plain(fill.quantity()), fill.symbol(), plain(fill.price()));
  }

  private static String describe(OrderRecord order) {
    return "%s %s %s %s: %s, %s"
        .formatted(
            order.purpose(),
            order.terms().side(),
            plain(order.terms().quantity()),
            order.terms().symbol(),
            order.status(),
            plain(order.filledQuantity()));
  }

  private static String describe(Trade trade) {
    return "%s %s from %s to %s by %s: %s"
        .formatted(
            plain(trade.quantity()),
            trade.symbol(),
            plain(trade.entryPrice()),
            plain(trade.exitPrice()),
            trade.exitReason(),
            plain(trade.pnl()));
  }

  private static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }
}
