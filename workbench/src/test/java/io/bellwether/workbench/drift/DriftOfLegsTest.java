package io.bellwether.workbench.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.analyst.drift.DriftLimits;
import io.bellwether.analyst.drift.DriftWatch;
import io.bellwether.market.Bars;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.metric.Metric;
import io.bellwether.market.metric.Metrics;
import io.bellwether.strategy.ExitReason;
import io.bellwether.strategy.StrategyCatalog;
import io.bellwether.trading.analysis.DriftReport;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.config.VersionDesk;
import io.bellwether.trading.ledger.Holding;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.ledger.Trade;
import io.bellwether.workbench.replay.LiveDays;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Days on which a version comes into force that does not trade what is held. */
@Tag("integration")
class DriftOfLegsTest {
  private static final NyseCalendar CALENDAR = new NyseCalendar();
  private static final String RSI2 = "rsi2";
  private static final String HEDGE = "SQQQ";
  private static final LocalDate TO = LocalDate.of(2025, 7, 15);

  /** The evenings on which the hedge was switched off. */
  private final List<LocalDate> off = new ArrayList<>();

  /** The hedge is switched off whenever it is held, and on again a day later. */
  private void evening(LocalDate date, Ledger ledger) {
    Instant now = date.atTime(LocalTime.of(18, 0)).atZone(CALENDAR.zone()).toInstant();
    VersionDesk desk = new VersionDesk(ledger.strategies(), () -> now);
    StrategyVersion active = ledger.strategies().active(RSI2).orElseThrow();
    boolean held =
        ledger.holdings().of(active.account().id()).stream()
            .anyMatch(holding -> holding.symbol().equals(HEDGE) && !holding.isFlat());
    if (active.version() != 1) {
      desk.rollback(RSI2, active.version(), "ada", "with the hedge");
    } else if (held) {
      int version = desk.add(RSI2, 1, Map.of("hedge", "off"), "ada", Optional.empty()).version();
      desk.activate(RSI2, version, "ada", "without the hedge");
      off.add(date);
    }
  }

  @Test
  void aPositionThatTheNewVersionDoesNotTradeIsLeftInBoth() {
    LiveDays traded = Traded.days(RSI2, Traded.SEED, TO, BigDecimal.ZERO, this::evening);
    List<Trade> hedges =
        traded
            .ledger()
            .holdings()
            .trades(traded.version().account().id(), Instant.EPOCH, Instant.MAX)
            .stream()
            .filter(trade -> trade.symbol().equals(HEDGE))
            .toList();
    assertFalse(off.isEmpty());
    for (LocalDate date : off) {
      assertTrue(
          hedges.stream()
              .anyMatch(
                  trade ->
                      CALENDAR
                          .dateAt(trade.exitTime())
                          .equals(CALENDAR.nextSession(CALENDAR.nextSession(date).date()).date())),
          () -> "switched off on " + date + ": " + hedges);
    }
    List<StrategyVersion> versions = traded.ledger().strategies().versions(RSI2);
    for (LocalDate date : traded.days()) {
      for (StrategyVersion active : List.of(versions.getFirst(), versions.getLast())) {
        DriftReport report = watch(traded.ledger()).examine(active, traded.market(), date);
        assertEquals(List.of(), report.alerts(), () -> date + " with v" + active.version());
        assertFalse(report.exposed());
      }
    }
  }

  /**
   * The hedge is given up while the main symbol is held, and its bars are few, or none: the days
   * are examined all the same, though a trade of before ended by its stop.
   */
  @Test
  void aSymbolThatIsNotHeldAnyMoreKeepsNothingFromBeingExamined() {
    List<LocalDate> given = new ArrayList<>();
    LiveDays traded =
        Traded.days(
            RSI2,
            Traded.SEED,
            Traded.TO_DAILY,
            BigDecimal.ZERO,
            (date, ledger) -> {
              StrategyVersion active = ledger.strategies().active(RSI2).orElseThrow();
              boolean held =
                  ledger.holdings().of(active.account().id()).stream()
                      .anyMatch(one -> one.symbol().equals("TQQQ") && !one.isFlat());
              if (held && given.isEmpty()) {
                Instant now = date.atTime(LocalTime.of(18, 0)).atZone(CALENDAR.zone()).toInstant();
                VersionDesk desk = new VersionDesk(ledger.strategies(), () -> now);
                int version =
                    desk.add(RSI2, 1, Map.of("hedge", "off"), "ada", Optional.empty()).version();
                desk.activate(RSI2, version, "ada", "without the hedge");
                given.add(date);
              }
            });
    Ledger ledger = DriftDays.withTrades(traded, DriftOfLegsTest::stopped);
    StrategyVersion active = ledger.strategies().active(RSI2).orElseThrow();
    // One of an earlier release, which nobody could run any more, is in nobody's way.
    assertTrue(
        traded
            .ledger()
            .strategies()
            .create(
                active.successor(
                    active.version() + 1,
                    Map.of("no-more", "1"),
                    "ada",
                    CALENDAR.startOfDay(given.getFirst()),
                    Optional.empty())));
    LocalDate last = traded.days().getLast();
    assertEquals(List.of("TQQQ"), watch(ledger).symbols(active, traded.market(main(traded)), last));
    LocalDate next = CALENDAR.nextSession(given.getFirst()).date();
    assertEquals(
        List.of("TQQQ", HEDGE), watch(ledger).symbols(active, traded.market(main(traded)), next));
    List<Bars> few = new ArrayList<>(main(traded));
    traded.bars().stream()
        .filter(bars -> bars.symbol().equals(HEDGE))
        .map(
            bars ->
                bars.between(
                    CALENDAR.startOfDay(given.getFirst()), Instant.parse("2100-01-01T00:00:00Z")))
        .forEach(few::add);
    for (LocalDate date : List.of(next, last)) {
      for (List<Bars> bars : List.of(traded.bars(), main(traded), few)) {
        DriftReport report = watch(traded.ledger()).examine(active, traded.market(bars), date);
        assertEquals(List.of(), report.alerts(), report::toString);
        assertFalse(report.exposed(), report::toString);
      }
    }
    Holding held =
        DriftDays.holding(
            HEDGE, CALENDAR.startOfDay(given.getFirst()), BigDecimal.TEN, BigDecimal.TEN, "forged");
    Ledger hedged =
        Tampering.<List<Holding>>of(traded.ledger(), "holdings", "of", holdings -> List.of(held));
    IllegalStateException refused =
        assertThrows(
            IllegalStateException.class,
            () -> watch(hedged).examine(active, traded.market(main(traded)), next));
    assertTrue(String.valueOf(refused.getMessage()).contains(HEDGE), refused::getMessage);
  }

  private static List<Bars> main(LiveDays traded) {
    return traded.bars().stream().filter(bars -> bars.symbol().equals("TQQQ")).toList();
  }

  private static Trade stopped(Trade trade) {
    return new Trade(
        trade.id(),
        trade.account(),
        trade.strategy(),
        trade.symbol(),
        trade.direction(),
        trade.quantity(),
        trade.entryTime(),
        trade.entryPrice(),
        trade.exitTime(),
        trade.exitPrice(),
        trade.fees(),
        trade.pnl(),
        ExitReason.STOP);
  }

  private static DriftWatch watch(Ledger ledger) {
    return new DriftWatch(
        ledger,
        CALENDAR,
        StrategyCatalog.standard(),
        DriftLimits.DEFAULT,
        event -> {},
        new Metrics() {
          @Override
          public void add(Metric metric, double value) {}

          @Override
          public void note(String property, String value) {}
        },
        () -> Instant.parse("2030-01-01T00:00:00Z"));
  }
}
