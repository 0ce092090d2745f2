package io.bellwether.workbench.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bellwether.analyst.drift.DriftLimits;
import io.bellwether.analyst.drift.DriftMessage;
import io.bellwether.analyst.drift.DriftWatch;
import io.bellwether.market.Bars;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.metric.Metrics;
import io.bellwether.strategy.StrategyCatalog;
import io.bellwether.trading.analysis.DriftFinding;
import io.bellwether.trading.analysis.DriftReport;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.workbench.golden.Replays;
import io.bellwether.workbench.market.SimulatedMarket;
import io.bellwether.workbench.market.SimulationSettings;
import io.bellwether.workbench.replay.LiveDays;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("integration")
class DriftOfReplaysTest {
  @Test
  void thin() {
    long t0 = System.nanoTime();
    for (String strategy : List.of("ema-crossover", "rsi2")) {
      LiveDays days =
          trade(
              strategy,
              7,
              LocalDate.of(2025, 7, 1),
              strategy.equals("rsi2") ? LocalDate.of(2025, 8, 8) : LocalDate.of(2025, 7, 11),
              BigDecimal.ZERO);
      System.out.println("traded " + (System.nanoTime() - t0) / 1e9);
      for (LocalDate date : days.days()) {
        DriftReport report = watch(days.ledger()).examine(strategy, days.market(), date);
        System.out.println(String.join("\n", DriftMessage.text(report)));
        assertEquals(
            List.of(),
            report.findings().stream().filter(f -> f.kind() != DriftFinding.Kind.AGREES).toList());
      }
      System.out.println("watched " + (System.nanoTime() - t0) / 1e9);
    }
  }

  static LiveDays trade(
      String strategy, long seed, LocalDate from, LocalDate to, BigDecimal slippageBps) {
    StrategyVersion version = Replays.version(strategy, Optional.empty());
    SimulatedMarket market =
        SimulatedMarket.generate(
            new SimulationSettings(seed, new Timeframe(30), from, to, 60), new NyseCalendar());
    List<Bars> bars = version.symbols().stream().map(market::bars).toList();
    return LiveDays.trade(version, bars, from, to, slippageBps);
  }

  static DriftWatch watch(Ledger ledger) {
    return new DriftWatch(
        ledger,
        new NyseCalendar(),
        StrategyCatalog.standard(),
        DriftLimits.DEFAULT,
        event -> {},
        Metrics.NONE,
        () -> Instant.parse("2030-01-01T00:00:00Z"));
  }
}
