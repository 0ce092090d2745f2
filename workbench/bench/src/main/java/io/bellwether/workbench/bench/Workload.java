package io.bellwether.workbench.bench;

import io.bellwether.market.Bars;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.research.engine.BacktestSettings;
import io.bellwether.research.engine.MarketData;
import io.bellwether.research.metrics.Conventions;
import io.bellwether.research.sweep.Market;
import io.bellwether.research.sweep.MarketSource;
import io.bellwether.research.sweep.Objective;
import io.bellwether.research.sweep.ParameterSet;
import io.bellwether.research.sweep.Selection;
import io.bellwether.research.sweep.SweepRequest;
import io.bellwether.research.sweep.SweepTask;
import io.bellwether.strategy.Strategy;
import io.bellwether.strategy.StrategyCatalog;
import io.bellwether.workbench.market.SimulatedMarket;
import io.bellwether.workbench.market.SimulationSettings;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What every benchmark runs: three strategies on five-minute bars of TQQQ in the simulated market,
 * from one seed, without costs and slippage.
 */
final class Workload {
  /** The capital every run starts with, in dollars. */
  static final double CAPITAL = 100_000;

  /** The number of bars the targets are about: seventeen years of sessions of 78 bars. */
  static final int BARS = 330_000;

  static final long SEED = 20_261_121;

  private static final String SYMBOL = "TQQQ";
  private static final Timeframe TIMEFRAME = new Timeframe(5);
  private static final LocalDate FIRST = LocalDate.of(2001, 1, 2);
  private static final int BARS_PER_YEAR = 252 * 78;

  private Workload() {}

  /** The first bars of the market, at most as many as the calendar has years for. */
  static Bars bars(int count) {
    LocalDate last = FIRST.plusYears(count / BARS_PER_YEAR + 1);
    SimulationSettings settings = new SimulationSettings(SEED, TIMEFRAME, FIRST, last, 0);
    Bars bars = SimulatedMarket.generate(settings, new NyseCalendar()).bars(SYMBOL);
    // Copied, so that the columns are as long as the series.
    return bars.between(bars.start(0), bars.start(count));
  }

  /** The same bars several times over, whole weeks apart so that each keeps its sessions. */
  static Bars repeated(Bars bars, int times) {
    long week = 7 * 24 * 3_600_000L;
    long length = bars.startMillis()[bars.size() - 1] - bars.startMillis()[0];
    long period = (length / week + 1) * week;
    Bars.Builder builder = Bars.builder(bars.symbol(), bars.timeframe(), bars.provenance());
    for (int repetition = 0; repetition < times; repetition++) {
      for (int t = 0; t < bars.size(); t++) {
        builder.add(
            bars.startMillis()[t] + repetition * period,
            bars.open()[t],
            bars.high()[t],
            bars.low()[t],
            bars.close()[t],
            bars.volume()[t]);
      }
    }
    return builder.build();
  }

  static MarketData market(Bars bars) {
    return MarketData.of(List.of(bars), Conventions.US_EQUITIES);
  }

  static BacktestSettings settings() {
    return BacktestSettings.usEquities(CAPITAL).free();
  }

  static Strategy emaCrossover() {
    return strategy("ema-crossover", Map.of());
  }

  static Strategy rsi2(Thresholds thresholds) {
    return strategy(
        "rsi2",
        Map.of(
            "vwap-filter", "off",
            "entry-rsi", Double.toString(thresholds.entry()),
            "exit-rsi", Double.toString(thresholds.exit()),
            "stop-loss", Double.toString(thresholds.stopLoss()),
            "weight", Double.toString(thresholds.weight())));
  }

  static Strategy williamsTrend() {
    return strategy("williams-trend", Map.of());
  }

  /** The market as a sweep finds it: no indicator computed yet. */
  static MarketSource source(MarketData market) {
    return _ -> new Market(market.withoutColumns(), settings());
  }

  /** A sweep of {@code rsi2} over thresholds. */
  static SweepRequest request(List<Thresholds> sets) {
    SweepTask task =
        new SweepTask(
            "rsi2",
            List.of(SYMBOL),
            TIMEFRAME,
            new TreeMap<>(Map.of("vwap-filter", "off")),
            List.of("entry-rsi", "exit-rsi", "stop-loss", "weight"),
            new TreeMap<>(),
            List.of(),
            Selection.of(Objective.SHARPE, 0, SEED));
    return new SweepRequest(
        task, IntStream.range(0, sets.size()).mapToObj(i -> parameters(i, sets.get(i))).toList());
  }

  private static ParameterSet parameters(int index, Thresholds set) {
    return new ParameterSet(
        index,
        DoubleStream.of(set.entry(), set.exit(), set.stopLoss(), set.weight())
            .mapToObj(Double::toString)
            .toList());
  }

  private static Strategy strategy(String name, Map<String, String> parameters) {
    return StrategyCatalog.standard().create(name, List.of(SYMBOL), TIMEFRAME, parameters);
  }

  /**
   * The parameter sets of the sweep: each entry threshold from 5 with each exit threshold from 55,
   * up to 40 of them.
   *
   * @param count a multiple of 40; 1,000 sets go up to an entry of 29 and an exit of 94
   */
  static List<Thresholds> sweep(int count) {
    List<Thresholds> sets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sets.add(new Thresholds(5 + i / 40, 55 + i % 40, 0.05, 0.9));
    }
    return sets;
  }
}
