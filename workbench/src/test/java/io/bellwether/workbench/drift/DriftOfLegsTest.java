package io.bellwether.workbench.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.analyst.drift.DriftLimits;
import io.bellwether.analyst.drift.DriftWatch;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.metric.Metric;
import io.bellwether.market.metric.Metrics;
import io.bellwether.strategy.StrategyCatalog;
import io.bellwether.trading.analysis.DriftReport;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.config.VersionDesk;
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
