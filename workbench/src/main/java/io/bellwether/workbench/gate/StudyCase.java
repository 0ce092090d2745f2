package io.bellwether.workbench.gate;

import io.bellwether.analyst.AnalystBounds;
import io.bellwether.analyst.Study;
import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Timeframe;
import io.bellwether.research.engine.BacktestSettings;
import io.bellwether.research.engine.MarketData;
import io.bellwether.research.metrics.Conventions;
import io.bellwether.research.search.Candidates;
import io.bellwether.research.search.Constraint;
import io.bellwether.research.search.ParameterSpace;
import io.bellwether.research.sweep.BarsMarket;
import io.bellwether.research.sweep.LocalSweep;
import io.bellwether.research.sweep.ParameterSet;
import io.bellwether.research.sweep.SweepRequest;
import io.bellwether.research.sweep.SweepTask;
import io.bellwether.strategy.StrategyCatalog;
import io.bellwether.strategy.parameter.Problem;
import io.bellwether.trading.config.StrategyBook;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.workbench.gate.SyntheticMarket.Pattern;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A market of which the truth is known, a strategy on it, and who proposes.
 *
 * @param name for the command line, in kebab-case
 * @param truth what there is to be found
 * @param what it is, for people
 * @param proposals how many sets are proposed one after the other, the best in sample first; one
 *     that passes is enough
 * @param counted what is counted as tried
 * @param strategy the strategy's name
 * @param bounds the ranges of its parameters that may be proposed; none for the packaged ones
 * @param current parameters of the version in force that are not the defaults
 * @param market where the bars come from
 */
public record StudyCase(
    String name,
    Truth truth,
    String what,
    int proposals,
    Counted counted,
    String strategy,
    List<String> bounds,
    Map<String, String> current,
    SyntheticMarket market) {
  /** What a market holds. */
  public enum Truth {
    /** Nothing can be foreseen, and holding earns nothing: the gate is to let next to none pass. */
    NOISE,
    /** Nothing can be foreseen, but noise is dressed up. */
    DISGUISED,
    /** Sets that the version in force is none of have a Sharpe ratio of 1. */
    EDGE,
    /** The same, but more sets may be proposed than the gate runs. */
    EDGE_AMONG_TOO_MANY,
    /** The version in force is the best there is. */
    NOTHING_TO_GAIN;

    /** Whether the gate is held to a rate on such markets. */
    public boolean isPromised() {
      return this == NOISE || this == EDGE;
    }
  }

  /** What the gate is told was tried. */
  public enum Counted {
    /** Every set that was looked at, as a search says. */
    SETS,
    /** What was proposed, as of a model, which does not say what it thought of. */
    PROPOSALS
  }

  /** Days before the record begins: history for indicators. */
  private static final int WARM_UP = 250;

  private static final double CAPITAL = 100_000;
  private static final String SYMBOL = "TQQQ";
  private static final double ORDINARY = 0.011;
  private static final double LEVERED = 0.038;

  /** High enough for fees per share to stay small where the price decays. */
  private static final double START_PRICE = 1_000;

  private static final double DRIFT = 0.08;
  private static final int PATIENCE = 5;

  /**
   * Of the deviations: with a memory of 0.8 the best sets have a Sharpe ratio of 1, after costs.
   */
  private static final Pattern COMES_BACK = new Pattern.Reversal(0.74, 0.8);

  private static final List<String> RSI2_BOUNDS =
      List.of(
          "rsi-period=2,4,6", "entry-rsi=20..40:10", "exit-rsi=50..80:10", "trend-filter=on,off");
  private static final List<String> EMA_BOUNDS =
      List.of("fast=3,5,10,20,50", "slow=10,20,50,100,200");

  /** The trend filter refuses the dips that come back. */
  private static final Map<String, String> FILTERED = Map.of("trend-filter", "on", "hedge", "off");

  private static final Map<String, String> BEST =
      Map.of(
          "trend-filter", "off",
          "hedge", "off",
          "rsi-period", "4",
          "entry-rsi", "30",
          "exit-rsi", "50");

  /** 22,050 sets, of which the gate runs a sample; none reaches the trend filter. */
  private static final List<String> WIDE_BOUNDS =
      List.of(
          "rsi-period=2..4",
          "entry-rsi=10..40:5",
          "exit-rsi=60..90:5",
          "stop-loss=0.03..0.12:0.01",
          "hedge-entry-rsi=85..95:5",
          "hedge-exit-rsi=50..70:5");

  /** Of these bounds. */
  private static final Map<String, String> UNFILTERED =
      Map.of("trend-filter", "off", "hedge", "off");

  /** Holds on until what came back has gone again. */
  private static final Map<String, String> LATE =
      Map.of(
          "trend-filter", "off",
          "hedge", "off",
          "rsi-period", "4",
          "entry-rsi", "30",
          "exit-rsi", "90");

  private static final Map<String, String> GOLDEN_CROSS = Map.of("fast", "50", "slow", "200");

  /** All cases, those that the gate is held to first. */
  public static List<StudyCase> all() {
    SyntheticMarket ordinary = walk(ORDINARY);
    SyntheticMarket levered = walk(LEVERED);
    SyntheticMarket returning = ordinary.with(COMES_BACK);
    return List.of(
        rsi2("noise-rsi2", Truth.NOISE, "random walk, 1.1 % a day", ordinary),
        rsi2("noise-rsi2-levered", Truth.NOISE, "random walk, 3.8 % a day", levered),
        ema("noise-ema", Truth.NOISE, "random walk, 1.1 % a day", ordinary),
        ema("noise-ema-levered", Truth.NOISE, "random walk, 3.8 % a day", levered),
        rsi2("edge-rsi2", Truth.EDGE, "dips come back, 1.1 % a day", returning),
        rsi2(
            "edge-rsi2-levered",
            Truth.EDGE,
            "dips come back, 3.8 % a day",
            levered.with(COMES_BACK)),
        model("noise-packaged", Truth.NOISE, "random walk, 1.1 % a day", ordinary)
            .inForce(FILTERED),
        model("edge-packaged", Truth.EDGE, "dips come back, 1.1 % a day", returning)
            .inForce(FILTERED),
        model("noise-wide", Truth.DISGUISED, "random walk, the best of 22,050 sets", ordinary)
            .within(WIDE_BOUNDS)
            .inForce(UNFILTERED),
        model("edge-wide", Truth.EDGE_AMONG_TOO_MANY, "dips come back, 22,050 sets", returning)
            .within(WIDE_BOUNDS)
            .inForce(LATE),
        rsi2(
            "drift-rsi2",
            Truth.DISGUISED,
            "random walk that rises 8 % a year",
            ordinary.withDrift(DRIFT)),
        ema(
            "drift-ema",
            Truth.DISGUISED,
            "random walk that rises 8 % a year",
            ordinary.withDrift(DRIFT)),
        rsi2(
            "clusters-rsi2",
            Truth.DISGUISED,
            "random walk, volatility in clusters",
            ordinary.withClusters()),
        ema(
            "clusters-ema",
            Truth.DISGUISED,
            "random walk, volatility in clusters",
            ordinary.withClusters()),
        rsi2("liar-rsi2", Truth.DISGUISED, "random walk, the five best in turn", ordinary)
            .proposing(PATIENCE),
        ema("liar-ema", Truth.DISGUISED, "random walk, the five best in turn", ordinary)
            .proposing(PATIENCE),
        rsi2(
                "best-already-rsi2",
                Truth.NOTHING_TO_GAIN,
                "dips come back, and the version in force is the best set",
                returning)
            .inForce(BEST));
  }

  private static SyntheticMarket walk(double volatility) {
    return new SyntheticMarket(SYMBOL, START_PRICE, volatility, 0, false, new Pattern.None());
  }

  private static StudyCase rsi2(String name, Truth truth, String what, SyntheticMarket market) {
    return new StudyCase(name, truth, what, 1, Counted.SETS, "rsi2", RSI2_BOUNDS, FILTERED, market);
  }

  private static StudyCase ema(String name, Truth truth, String what, SyntheticMarket market) {
    return new StudyCase(
        name, truth, what, 1, Counted.SETS, "ema-crossover", EMA_BOUNDS, GOLDEN_CROSS, market);
  }

  /** What a model may propose for rsi2 as it is packaged. */
  private static StudyCase model(String name, Truth truth, String what, SyntheticMarket market) {
    return new StudyCase(
        name, truth, what, 1, Counted.PROPOSALS, "rsi2", List.of(), Map.of(), market);
  }

  private StudyCase within(List<String> ranges) {
    return new StudyCase(name, truth, what, proposals, counted, strategy, ranges, current, market);
  }

  private StudyCase proposing(int count) {
    return new StudyCase(name, truth, what, count, counted, strategy, bounds, current, market);
  }

  private StudyCase inForce(Map<String, String> parameters) {
    return new StudyCase(
        name, truth, what, proposals, counted, strategy, bounds, parameters, market);
  }

  /**
   * A study on one market, run on the calling thread.
   *
   * @param years of 252 days
   * @param seed of the market
   */
  public Study study(int years, long seed) {
    Bars bars = market.bars(WARM_UP + years * SyntheticMarket.YEAR, seed);
    return new Study(version(), space(), market(bars), LocalSweep.on(1));
  }

  /** All sets of a study's bounds that the strategy accepts. */
  static List<ParameterSet> sets(Study study, SweepTask task) {
    return SweepRequest.sets(
        study.bounds(), Candidates.grid(study.bounds(), accepted(study, task)));
  }

  /** Some of them at random, the same each time; all if there are no more. */
  static List<ParameterSet> sets(Study study, SweepTask task, int most) {
    return SweepRequest.sets(
        study.bounds(), Candidates.sample(study.bounds(), most, 1, accepted(study, task)));
  }

  private static Constraint accepted(Study study, SweepTask task) {
    return Constraint.ofStrategy(
        study.sweep().catalog(), task.strategy(), task.symbols(), task.timeframe(), task.fixed());
  }

  private static BarsMarket market(Bars bars) {
    return new BarsMarket(
        List.of(bars),
        series -> MarketData.of(series, Conventions.US_EQUITIES),
        BacktestSettings.usEquities(CAPITAL),
        bars.start(WARM_UP),
        bars.lastStart().plus(bars.timeframe().duration()));
  }

  private ParameterSpace space() {
    return bounds.isEmpty()
        ? AnalystBounds.of(strategy, Timeframe.DAY, version().parameters(), Optional.empty())
        : read();
  }

  private ParameterSpace read() {
    List<Problem> problems = new ArrayList<>();
    ParameterSpace space =
        ParameterSpace.read(
            StrategyCatalog.standard().parameters(strategy, Timeframe.DAY), bounds, problems);
    if (!problems.isEmpty()) {
      throw new IllegalStateException(name + ": " + problems);
    }
    return space;
  }

  private StrategyVersion version() {
    Map<String, String> parameters =
        new TreeMap<>(StrategyCatalog.standard().defaults(strategy, Timeframe.DAY));
    parameters.putAll(current);
    return new StrategyVersion(
        strategy,
        1,
        Optional.empty(),
        true,
        StrategyBook.packaged().getFirst().account(),
        List.of(SYMBOL),
        Timeframe.DAY,
        PriceBasis.RAW,
        List.of(),
        parameters,
        "study",
        Instant.EPOCH,
        false);
  }
}
