package io.bellwether.research.engine;

import io.bellwether.market.Bars;
import io.bellwether.market.CorporateActions;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Provenance;
import io.bellwether.market.Timeframe;
import io.bellwether.research.engine.ScriptedLeg.Script;
import io.bellwether.research.metrics.Conventions;
import io.bellwether.strategy.Leg;
import io.bellwether.strategy.SeriesSet;
import io.bellwether.strategy.Sizing;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A few bars and one leg, for numbers that can be reckoned by hand. Without costs. */
final class Example {
  private Bars decided;
  private Bars traded;
  private CorporateActions actions = CorporateActions.none();
  private BacktestSettings settings = BacktestSettings.usEquities(10_000).free();
  private final boolean[] enters;
  private final boolean[] exits;
  private boolean sells;
  private Sizing size = new Sizing.WeightOfEquity(0.5);

  private Example(Bars bars) {
    decided = bars;
    traded = bars;
    enters = new boolean[bars.size()];
    exits = new boolean[bars.size()];
  }

  /** Daily bars from 2024-01-08 on, each {@code open, high, low, close}. */
  static Example days(double[]... prices) {
    return new Example(bars(Timeframe.DAY, prices));
  }

  static double[] bar(double open, double high, double low, double close) {
    return new double[] {open, high, low, close};
  }

  /** A bar of one price. */
  static double[] flat(double price) {
    return bar(price, price, price, price);
  }

  static Bars bars(Timeframe timeframe, double[]... prices) {
    return bars("AAA", timeframe, prices);
  }

  static Bars bars(String symbol, Timeframe timeframe, double[]... prices) {
    Bars.Builder bars = Bars.builder(symbol, timeframe, new Provenance("by hand", PriceBasis.RAW));
    for (int i = 0; i < prices.length; i++) {
      double[] p = prices[i];
      long start = RandomBars.START.plus(timeframe.duration().multipliedBy(i)).toEpochMilli();
      bars.add(start, p[0], p[1], p[2], p[3], 1_000);
    }
    return bars.build();
  }

  /** Bars of four hours made of those of one hour, which are traded on. */
  static Example onHours(double[]... prices) {
    Bars hours = bars(Timeframe.HOUR, prices);
    Example example = new Example(RandomBars.aggregate(hours, new Timeframe(240)));
    example.traded = hours;
    return example;
  }

  Example entersAt(int... closes) {
    Arrays.stream(closes).forEach(t -> enters[t] = true);
    return this;
  }

  Example exitsAt(int... closes) {
    Arrays.stream(closes).forEach(t -> exits[t] = true);
    return this;
  }

  Example sellingShort() {
    sells = true;
    return this;
  }

  Example sized(Sizing sizing) {
    size = sizing;
    return this;
  }

  Example with(CorporateActions known) {
    actions = known;
    decided = CorporateActions.adjustForSplits(decided, known);
    return this;
  }

  Example with(UnaryOperator<BacktestSettings> change) {
    settings = change.apply(settings);
    return this;
  }

  Example ordered(OrderPlan plan) {
    return with(before -> before.withOrders(plan));
  }

  BacktestResult run() {
    MarketData data =
        MarketData.of(List.of(decided), List.of(traded), Conventions.CRYPTO).with(actions);
    SeriesSet series = data.series();
    boolean[] isShort = new boolean[enters.length];
    Arrays.fill(isShort, sells);
    Sizing[] sizes = new Sizing[enters.length];
    Arrays.fill(sizes, size);
    Leg leg =
        new ScriptedLeg(
            "AAA",
            series.main().close(),
            enters,
            exits,
            isShort,
            sizes,
            1e9,
            Optional.empty(),
            Optional.empty(),
            false,
            false);
    return Backtest.run(new Script(series, 0, List.of(leg)), data, settings, Recording.EVERYTHING);
  }
}
