package io.bellwether.trading.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.OrderStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The part of {@link LedgerKit} about the smallest, the largest and the oddest of values. */
abstract class LimitKit extends ReconciliationKit {
  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  @Test
  void timesAreOrderedFromTheFirstToTheLast() {
    List<Instant> times =
        List.of(
            FIRST,
            Instant.EPOCH.minusNanos(1),
            Instant.EPOCH,
            T0,
            T0.plusNanos(1),
            T0.plusNanos(1_000),
            T0.plusNanos(1_100_000),
            T0.plusMillis(500),
            T0.plusSeconds(1),
            LAST);
    List<EquityPoint> points = times.stream().map(time -> samples.equity(account, time)).toList();
    points.reversed().forEach(ledger().journal()::record);
    assertEquals(points, ledger().journal().equity(account, Instant.MIN, Instant.MAX));
    assertEquals(points.subList(3, 8), ledger().journal().equity(account, T0, T0.plusSeconds(1)));
    assertEquals(List.of(points.getLast()), ledger().journal().equity(account, LAST, Instant.MAX));
  }

  @Test
  void aTimeThatNoKeyCanHoldIsRefused() {
    for (Instant time : List.of(FIRST.minusNanos(1), LAST.plusNanos(1), Instant.MIN, Instant.MAX)) {
      assertThrows(
          IllegalArgumentException.class,
          () -> ledger().journal().record(samples.equity(account, time)),
          time::toString);
    }
    assertEquals(List.of(), ledger().journal().equity(account, Instant.MIN, Instant.MAX));
  }

  @Test
  void decimalsKeepEveryDigitAndTheirScale() {
    List<BigDecimal> decimals = new ArrayList<>();
    for (String text :
        List.of("0", "0.00", "-0.10", "1.500", "100", "1E+3", "1E-40", "12345678901234567890.50")) {
      decimals.add(new BigDecimal(text));
    }
    decimals.add(new BigDecimal("9".repeat(90) + "." + "9".repeat(90)));
    Instant time = T0;
    for (BigDecimal decimal : decimals) {
      EquityPoint point = new EquityPoint(account, time, decimal, decimal.negate());
      ledger().journal().record(point);
      assertEquals(List.of(point), ledger().journal().equity(account, time, time.plusNanos(1)));
      time = time.plusSeconds(1);
    }
  }

  @Test
  void textsOfEveryKindComeBack() {
    List<String> texts =
        List.of("", " ", "\u0000", "\r\n\t", "e\u0301 \u00e9", "\ud83d\ude42", "\uffff", "#$:/ ü");
    for (int i = 0; i < texts.size(); i++) {
      String id = account + "#" + i + texts.get(i);
      Tick tick = new Tick(id, T0, T0, texts.get(i), Optional.of(texts.get(i)));
      ledger().journal().record(tick);
      assertEquals(List.of(tick), ledger().journal().ticks(id, T0, T0.plusNanos(1)));
    }
  }

  @Test
  void holdingsAreOrderedByTheirSymbols() {
    List<String> symbols = List.of("A", "A.B", "A1", "AA", "AB", "B", "Z9");
    List<Holding> holdings = new ArrayList<>();
    for (String symbol : symbols) {
      holdings.add(ledger().holdings().update(samples.holding(account, symbol, 0)));
    }
    assertEquals(holdings, ledger().holdings().of(account));
  }

  /** What is longer than an answer of the store may be, which ends at a megabyte. */
  @Test
  void longListsAreReadWhole() {
    String outcome = "long ".repeat(30_000);
    List<Tick> ticks = new ArrayList<>();
    for (int i = 0; i < 18; i++) {
      Tick tick = new Tick(strategy, T0.plusSeconds(i), T0, outcome, Optional.empty());
      ledger().journal().record(tick);
      ticks.add(tick);
    }
    assertEquals(ticks, ledger().journal().ticks(strategy, T0, Instant.MAX));
    assertEquals(
        ticks.subList(2, 17),
        ledger().journal().ticks(strategy, T0.plusSeconds(2), T0.plusSeconds(17)));
  }

  @Test
  void whatIsTooLargeIsRefusedAndNothingIsWritten() {
    OrderRecord large =
        samples
            .order(account + "-large", account, account, OrderStatus.INTENDED, T0)
            .with(OrderStatus.INTENDED, Optional.empty(), "x".repeat(410_000), T0);
    assertThrows(LedgerException.class, () -> ledger().orders().create(large));
    assertEquals(List.of(), ledger().orders().open(account));
    assertEquals(Optional.empty(), ledger().orders().find(large.clientOrderId()));

    OrderRecord order = stored("small", OrderStatus.INTENDED, T0);
    OrderRecord grown = order.with(OrderStatus.ACCEPTED, Optional.empty(), "x".repeat(410_000), T0);
    assertThrows(LedgerException.class, () -> ledger().orders().update(grown));
    assertEquals(List.of(order), ledger().orders().open(account));
    assertTrue(
        ledger()
            .orders()
            .create(
                samples
                    .order(account + "-fits", account, account, OrderStatus.INTENDED, T0)
                    .with(OrderStatus.INTENDED, Optional.empty(), "x".repeat(400_000), T0)));
  }
}
