package io.bellwether.strategy;

import io.bellwether.market.Instrument;
import io.bellwether.market.Timeframe;
import io.bellwether.strategy.indicator.AtClock;
import io.bellwether.strategy.indicator.Columns;
import io.bellwether.strategy.indicator.Gapless;
import io.bellwether.strategy.indicator.Indicator;
import io.bellwether.strategy.indicator.Sma;
import io.bellwether.strategy.indicator.Source;
import io.bellwether.strategy.indicator.Turnover;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Follows the trend of perpetual futures both ways: long once a close lies a threshold above the
 * average, short once it lies as far below, and what is held is kept in between. The opposite
 * signal turns the position around at one open; a stop and a target rest from the fill on. It
 * decides at full quarters of an hour, however short its bars.
 *
 * @param symbols the symbols, each a position of its own on its own series, all on one clock
 * @param timeframe the timeframe of their bars
 * @param parameters period, threshold, stops, size and the turnover asked for
 */
public record MovingAverage(
    List<String> symbols, Timeframe timeframe, MovingAverageParameters parameters)
    implements Strategy {
  static final String NAME = "moving-average";

  public MovingAverage {
    symbols = List.copyOf(symbols);
    symbols.forEach(Instrument::requireSymbol);
    if (symbols.isEmpty() || new HashSet<>(symbols).size() < symbols.size()) {
      throw new IllegalArgumentException(NAME + " needs distinct symbols, not " + symbols);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int warmUpBars() {
    int bars = parameters.period() - 1;
    return parameters.asksForTurnover() ? Math.max(bars, turnover().bars() - 1) : bars;
  }

  @Override
  public Rules on(SeriesSet series) {
    int firstDecision = 0;
    List<Leg> legs = new ArrayList<>();
    for (String symbol : symbols) {
      Columns columns = series.columns(symbol);
      firstDecision = Math.max(firstDecision, BoundRules.firstDecision(columns, indicators()));
      legs.add(new SymbolLeg(symbol, this, columns));
    }
    return new BoundRules(series, firstDecision, legs);
  }

  private List<Indicator> indicators() {
    return parameters.asksForTurnover() ? List.of(average(), turnover()) : List.of(average());
  }

  /** Defined where a decision is due and no bar is missing; nothing compares true elsewhere. */
  private AtClock average() {
    Sma average = new Sma(parameters.period());
    return new AtClock(new Gapless(average, parameters.period()), parameters.decideEveryMinutes());
  }

  private Turnover turnover() {
    return Turnover.ofDay(timeframe);
  }

  @Override
  public List<Plot> plots(SeriesSet series) {
    double[] average = series.columns(symbols.getFirst()).get(new Sma(parameters.period()));
    return List.of(
        Plot.overlay("SMA(" + parameters.period() + ")", average),
        Plot.overlay("long above", times(average, 1 + parameters.threshold())),
        Plot.overlay("short below", times(average, 1 - parameters.threshold())));
  }

  private static double[] times(double[] column, double factor) {
    return Arrays.stream(column).map(value -> value * factor).toArray();
  }

  /** The position in one symbol, on its own columns. */
  private static final class SymbolLeg implements Leg {
    private static final double[] UNUSED = {};

    private final String symbol;
    private final MovingAverageParameters parameters;
    private final double above;
    private final double below;
    private final double minimumTurnover;
    private final boolean asksForTurnover;
    private final double[] close;
    private final double[] average;
    private final double[] turnover;

    SymbolLeg(String symbol, MovingAverage strategy, Columns columns) {
      this.symbol = symbol;
      this.parameters = strategy.parameters;
      this.above = 1 + parameters.threshold();
      this.below = 1 - parameters.threshold();
      this.minimumTurnover = parameters.minimumTurnover();
      this.asksForTurnover = parameters.asksForTurnover();
      this.close = columns.get(Source.CLOSE);
      this.average = columns.get(strategy.average());
      this.turnover = asksForTurnover ? columns.get(strategy.turnover()) : UNUSED;
    }

    @Override
    public String symbol() {
      return symbol;
    }

    @Override
    public Direction direction(int t) {
      return isShort(t) ? Direction.SHORT : Direction.LONG;
    }

    private boolean isLong(int t) {
      return close[t] > average[t] * above;
    }

    private boolean isShort(int t) {
      return close[t] < average[t] * below;
    }

    @Override
    public int nextEntry(int from, int to) {
      for (int t = from; t < to; t++) {
        if ((isLong(t) || isShort(t)) && isTraded(t)) {
          return t;
        }
      }
      return to;
    }

    private boolean isTraded(int t) {
      return !asksForTurnover || turnover[t] >= minimumTurnover;
    }

    /** The opposite signal; how much the symbol is traded is asked of new positions alone. */
    @Override
    public int nextExit(int from, int to, Entry held) {
      return switch (held.direction()) {
        case LONG -> nextShort(from, to);
        case SHORT -> nextLong(from, to);
      };
    }

    private int nextLong(int from, int to) {
      for (int t = from; t < to; t++) {
        if (isLong(t)) {
          return t;
        }
      }
      return to;
    }

    private int nextShort(int from, int to) {
      for (int t = from; t < to; t++) {
        if (isShort(t)) {
          return t;
        }
      }
      return to;
    }

    @Override
    public boolean reverses() {
      return true;
    }

    @Override
    public Sizing sizing(int t) {
      return new Sizing.FixedMargin(parameters.margin(), parameters.leverage());
    }

    @Override
    public Optional<StopLoss> stopLoss() {
      return parameters.stopLoss() == 0
          ? Optional.empty()
          : Optional.of(new StopLoss(parameters.stopLoss()));
    }

    @Override
    public Optional<TakeProfit> takeProfit() {
      return parameters.takeProfit() == 0
          ? Optional.empty()
          : Optional.of(new TakeProfit(parameters.takeProfit()));
    }

    @Override
    public String explain(int t) {
      if (Double.isNaN(average[t])) {
        return "no decision is due, or a bar of the average is missing";
      }
      String verdict = isLong(t) ? "long" : isShort(t) ? "short" : "neutral";
      Explanation why =
          new Explanation()
              .words(verdict)
              .words(": close ")
              .value(close[t], 6)
              .words(", SMA ")
              .value(average[t], 6);
      if (asksForTurnover) {
        why.words(", turnover ").value(turnover[t], 0);
      }
      return why.toString();
    }
  }
}
