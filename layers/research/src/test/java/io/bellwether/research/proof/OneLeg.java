package io.bellwether.research.proof;

import io.bellwether.market.Timeframe;
import io.bellwether.strategy.Entry;
import io.bellwether.strategy.Leg;
import io.bellwether.strategy.Rules;
import io.bellwether.strategy.SeriesSet;
import io.bellwether.strategy.Sizing;
import io.bellwether.strategy.Strategy;
import io.bellwether.strategy.indicator.Indicator;
import io.bellwether.strategy.indicator.Source;
import java.util.List;
import java.util.function.Function;

/**
 * A strategy of one leg, for tests.
 *
 * @param warmUpBars bars before the first decision
 * @param leg binds the leg to the series
 */
record OneLeg(int warmUpBars, Function<SeriesSet, Leg> leg) implements Strategy {
  static final String SYMBOL = "TEST";

  /** Holds while the close is above a column. */
  static OneLeg above(int warmUpBars, Indicator indicator) {
    return new OneLeg(
        warmUpBars,
        series ->
            new Above(
                series.columns(SYMBOL).get(Source.CLOSE), series.columns(SYMBOL).get(indicator)));
  }

  @Override
  public String name() {
    return "one-leg";
  }

  @Override
  public Timeframe timeframe() {
    return Timeframe.HOUR;
  }

  @Override
  public List<String> symbols() {
    return List.of(SYMBOL);
  }

  @Override
  public Rules on(SeriesSet series) {
    Leg bound = leg.apply(series);
    return new Rules() {
      @Override
      public SeriesSet series() {
        return series;
      }

      @Override
      public int firstDecision() {
        return Math.min(warmUpBars, series.size());
      }

      @Override
      public List<Leg> legs() {
        return List.of(bound);
      }
    };
  }

  /** Holds while the close is above a level. A test's leg is one that changes a method of this. */
  static class Above implements Leg {
    final double[] close;
    final double[] level;

    Above(double[] close, double[] level) {
      this.close = close;
      this.level = level;
    }

    @Override
    public String symbol() {
      return SYMBOL;
    }

    @Override
    public int nextEntry(int from, int to) {
      for (int t = from; t < to; t++) {
        if (close[t] > level[t]) {
          return t;
        }
      }
      return to;
    }

    @Override
    public int nextExit(int from, int to, Entry held) {
      for (int t = from; t < to; t++) {
        if (close[t] < level[t]) {
          return t;
        }
      }
      return to;
    }

    @Override
    public Sizing sizing(int t) {
      return new Sizing.WeightOfEquity(0.9);
    }

    @Override
    public String explain(int t) {
      return "close " + close[t];
    }
  }
}
