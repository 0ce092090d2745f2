package io.bellwether.workbench.drift;

import static io.bellwether.workbench.drift.DriftDays.asks;
import static io.bellwether.workbench.drift.DriftDays.dayOf;
import static io.bellwether.workbench.drift.DriftDays.watch;
import static io.bellwether.workbench.drift.DriftDays.withSignals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.analyst.drift.DriftWatch;
import io.bellwether.strategy.Target;
import io.bellwether.trading.analysis.DriftReport;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.event.EventPublisher;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.event.TradingEvent.Severity;
import io.bellwether.trading.ledger.Ledger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A day is examined when it is over, told once and stored once. */
@Tag("integration")
class DriftToldTest {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  /** Told once and stored once, whatever dies in between. */
  @Test
  void aDayIsToldOnceAndStoredOnce() {
    LocalDate date = dayOf(Traded.daily(), signal -> asks(signal, Target.Hold.class));
    Ledger ledger = withSignals(Traded.daily(), date, signal -> Stream.of());
    List<TradingEvent> told = new ArrayList<>();
    List<Double> measured = new ArrayList<>();
    assertThrows(
        IllegalStateException.class,
        () ->
            watch(ledger, refusing(), measured)
                .watch(Traded.daily().version(), Traded.daily().market(), date));
    assertEquals(List.of(), ledger.analysis().drifts().of("rsi2", date, date));

    // Killed after telling, before storing: what is published again bears the same name.
    DriftWatch dying =
        watch(
            Tampering.of(
                ledger,
                "analysis",
                "drifts",
                drifts -> {
                  if (!told.isEmpty()) {
                    throw new IllegalStateException("killed");
                  }
                  return drifts;
                }),
            told::add,
            measured);
    assertThrows(
        IllegalStateException.class,
        () -> dying.watch(Traded.daily().version(), Traded.daily().market(), date));
    DriftReport stored =
        watch(ledger, told::add, measured)
            .watch(Traded.daily().version(), Traded.daily().market(), date);
    assertEquals(
        stored,
        watch(ledger, told::add, measured)
            .watch(Traded.daily().version(), Traded.daily().market(), date));
    assertEquals(List.of(stored), ledger.analysis().drifts().of("rsi2", date, date));
    assertEquals(2, told.size());
    assertEquals(told.getFirst(), told.getLast());
    assertTrue(told.getFirst().occurrence().isPresent());
    assertEquals(Severity.WARNING, told.getFirst().severity());
    assertEquals(stored.medianBps().stream().toList(), measured);
  }

  /** A daily strategy decides at 16:20, also where the session ended at 13:00. */
  @Test
  void aDayIsNotExaminedBeforeItsLastRunIsOver() {
    StrategyVersion version = Traded.daily().version();
    for (LocalDate date : List.of(LocalDate.of(2025, 7, 2), LocalDate.of(2025, 7, 3))) {
      Ledger ledger = withSignals(Traded.daily(), date, signal -> Stream.of());
      for (LocalTime time : List.of(LocalTime.of(13, 10), LocalTime.of(16, 34))) {
        DriftWatch early = watch(ledger, date.atTime(time).atZone(NEW_YORK).toInstant());
        assertThrows(
            IllegalStateException.class, () -> early.watch(version, Traded.daily().market(), date));
      }
      assertEquals(List.of(), ledger.analysis().drifts().of("rsi2", date, date));
      Instant over = date.atTime(16, 35).atZone(NEW_YORK).toInstant();
      DriftReport report = watch(ledger, over).watch(version, Traded.daily().market(), date);
      assertEquals(List.of(report), ledger.analysis().drifts().of("rsi2", date, date));
    }
  }

  private static EventPublisher refusing() {
    return new EventPublisher() {
      @Override
      public void publish(TradingEvent event) {}

      @Override
      public boolean taken(TradingEvent event) {
        return false;
      }
    };
  }
}
