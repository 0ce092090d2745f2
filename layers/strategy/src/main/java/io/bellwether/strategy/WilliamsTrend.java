package io.bellwether.strategy;

import io.bellwether.market.Instrument;
import io.bellwether.market.Timeframe;
import io.bellwether.strategy.indicator.Atr;
import io.bellwether.strategy.indicator.Columns;
import io.bellwether.strategy.indicator.Sma;
import io.bellwether.strategy.indicator.Source;
import io.bellwether.strategy.indicator.WilliamsR;
import io.bellwether.strategy.parameter.Interval;
import io.bellwether.strategy.parameter.ParameterSpec;
import io.bellwether.strategy.parameter.ParameterValues;
import io.bellwether.strategy.parameter.Validation;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Buys a dip within an uptrend of one symbol, by Williams %R and a long average, and follows it
 * with a stop some true ranges below the highest close. The stop is tested at closes and rests
 * nowhere; a strong close below the average ends the position as well.
 *
 * @param symbol the symbol
 * @param timeframe the timeframe of its bars
 * @param parameters periods, thresholds and size
 */
public record WilliamsTrend(String symbol, Timeframe timeframe, Parameters parameters)
    implements Strategy {
  static final String NAME = "williams-trend";

  private static final int LONGEST = 10_000;
  private static final Interval PERCENT_RANGE = Interval.closed(-100, 0);

  private static final ParameterSpec TREND_PERIOD =
      ParameterSpec.wholeNumber(
          "trend-period", 200, 1, LONGEST, "period of the SMA of closes, in bars");
  private static final ParameterSpec WILLIAMS_PERIOD =
      ParameterSpec.wholeNumber(
          "williams-period", 10, 1, LONGEST, "period of Williams %R, in bars");
  private static final ParameterSpec ENTRY_WILLIAMS =
      ParameterSpec.number(
          "entry-williams", "-80", PERCENT_RANGE, "enter below this Williams %R, if close > SMA");
  private static final ParameterSpec EXIT_WILLIAMS =
      ParameterSpec.number(
          "exit-williams", "-20", PERCENT_RANGE, "exit above this Williams %R, if close < SMA");
  private static final ParameterSpec ATR_PERIOD =
      ParameterSpec.wholeNumber("atr-period", 14, 1, LONGEST, "period of the ATR, in bars");
  private static final ParameterSpec ATR_MULTIPLE =
      ParameterSpec.number(
          "atr-multiple",
          "10",
          Interval.openClosed(0, 1_000),
          "distance of the trailing stop, in ATRs; tested at closes");
  private static final ParameterSpec RISK =
      ParameterSpec.number(
          "risk",
          "0.02",
          Interval.openClosed(0, 1),
          "what is lost at the first stop at most, as a fraction of equity");
  private static final ParameterSpec LEVERAGE =
      ParameterSpec.number(
          "leverage",
          "1.0",
          Interval.openClosed(0, 100),
          "size of the position at most, as a multiple of equity");

  /** Its parameters, in the order of their importance. */
  public static final List<ParameterSpec> PARAMETERS =
      List.of(
          TREND_PERIOD,
          WILLIAMS_PERIOD,
          ENTRY_WILLIAMS,
          EXIT_WILLIAMS,
          ATR_PERIOD,
          ATR_MULTIPLE,
          RISK,
          LEVERAGE);

  /**
   * The parameters.
   *
   * @param trendPeriod the period of the SMA of closes
   * @param williamsPeriod the period of Williams %R
   * @param entryWilliams the %R below which a position is entered, -100 to 0
   * @param exitWilliams the %R above which a close below the SMA ends it, more than {@code
   *     entryWilliams}
   * @param atrPeriod the period of the ATR
   * @param atrMultiple the distance of the stop in ATRs
   * @param risk the fraction of equity lost at the first stop at most
   * @param leverage the position's worth as a multiple of equity at most
   */
  public record Parameters(
      int trendPeriod,
      int williamsPeriod,
      double entryWilliams,
      double exitWilliams,
      int atrPeriod,
      double atrMultiple,
      double risk,
      double leverage) {
    public Parameters {
      Validation.of(NAME)
          .within(TREND_PERIOD, trendPeriod)
          .within(WILLIAMS_PERIOD, williamsPeriod)
          .within(ENTRY_WILLIAMS, entryWilliams)
          .within(EXIT_WILLIAMS, exitWilliams)
          .within(ATR_PERIOD, atrPeriod)
          .within(ATR_MULTIPLE, atrMultiple)
          .within(RISK, risk)
          .within(LEVERAGE, leverage)
          .less(ENTRY_WILLIAMS, entryWilliams, EXIT_WILLIAMS, exitWilliams)
          .throwIfAny();
    }

    /** The defaults. */
    public static Parameters defaults() {
      return from(ParameterValues.defaultsOf(PARAMETERS));
    }

    static Parameters from(ParameterValues values) {
      return new Parameters(
          values.wholeNumber(TREND_PERIOD),
          values.wholeNumber(WILLIAMS_PERIOD),
          values.number(ENTRY_WILLIAMS),
          values.number(EXIT_WILLIAMS),
          values.wholeNumber(ATR_PERIOD),
          values.number(ATR_MULTIPLE),
          values.number(RISK),
          values.number(LEVERAGE));
    }
  }

  public WilliamsTrend {
    Instrument.requireSymbol(symbol);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> symbols() {
    return List.of(symbol);
  }

  @Override
  public int warmUpBars() {
    return Math.max(
        Math.max(parameters.trendPeriod, parameters.williamsPeriod) - 1, parameters.atrPeriod);
  }

  @Override
  public boolean exitsByPath() {
    return true;
  }

  @Override
  public Rules on(SeriesSet series) {
    Columns columns = series.columns(symbol);
    Sma trend = new Sma(parameters.trendPeriod);
    WilliamsR williams = new WilliamsR(parameters.williamsPeriod);
    Atr atr = new Atr(parameters.atrPeriod);
    return new BoundRules(
        series,
        BoundRules.firstDecision(columns, List.of(trend, williams, atr)),
        List.of(
            new DipLeg(
                this,
                columns.get(Source.CLOSE),
                columns.get(trend),
                columns.get(williams),
                columns.get(atr))));
  }

  @Override
  public List<Plot> plots(SeriesSet series) {
    Columns columns = series.columns(symbol);
    return List.of(
        Plot.overlay(
            "SMA(" + parameters.trendPeriod + ")", columns.get(new Sma(parameters.trendPeriod))),
        Plot.panel(
            "Williams %R(" + parameters.williamsPeriod + ")",
            columns.get(new WilliamsR(parameters.williamsPeriod)),
            new Plot.Level("entry", parameters.entryWilliams),
            new Plot.Level("exit", parameters.exitWilliams)));
  }

  /** The one leg, on its columns. */
  private static final class DipLeg implements Leg {
    private final WilliamsTrend strategy;
    private final double entryWilliams;
    private final double exitWilliams;
    private final double atrMultiple;
    private final double[] close;
    private final double[] trend;
    private final double[] williams;
    private final double[] atr;

    DipLeg(
        WilliamsTrend strategy, double[] close, double[] trend, double[] williams, double[] atr) {
      this.strategy = strategy;
      this.entryWilliams = strategy.parameters.entryWilliams;
      this.exitWilliams = strategy.parameters.exitWilliams;
      this.atrMultiple = strategy.parameters.atrMultiple;
      this.close = close;
      this.trend = trend;
      this.williams = williams;
      this.atr = atr;
    }

    @Override
    public String symbol() {
      return strategy.symbol;
    }

    /** Without a range there is no stop, and so no size: no entry. */
    @Override
    public int nextEntry(int from, int to) {
      for (int t = from; t < to; t++) {
        if (williams[t] < entryWilliams && close[t] > trend[t] && atr[t] > 0) {
          return t;
        }
      }
      return to;
    }

    @Override
    public int nextExit(int from, int to, Entry held) {
      TrailingStop stop = startOf(held);
      for (int t = Math.max(held.bar(), 0); t < from; t++) {
        stop.raise(close[t], atrMultiple * atr[t]);
      }
      for (int t = from; t < to; t++) {
        double level = stop.raise(close[t], atrMultiple * atr[t]);
        if (close[t] <= level || reverses(t)) {
          return t;
        }
      }
      return to;
    }

    private boolean reverses(int t) {
      return williams[t] > exitWilliams && close[t] < trend[t];
    }

    /** A stop due at the same close as the reversal is the reason. */
    @Override
    public ExitReason exitReason(int t, Entry held) {
      if (!reverses(t)) {
        return ExitReason.STOP;
      }
      OptionalDouble level = stopLevel(t, held);
      return level.isPresent() && close[t] <= level.getAsDouble()
          ? ExitReason.STOP
          : ExitReason.RULE;
    }

    @Override
    public OptionalDouble stopLevel(int t, Entry held) {
      TrailingStop stop = startOf(held);
      double level = Double.NEGATIVE_INFINITY;
      for (int i = Math.max(held.bar(), 0); i <= t; i++) {
        level = stop.raise(close[i], atrMultiple * atr[i]);
      }
      return Double.isFinite(level) ? OptionalDouble.of(level) : OptionalDouble.empty();
    }

    /**
     * The stop at the fill. Where the bar of the decision is not in the series, the first distance
     * is unknown and only what trails the closes that are there counts. That is never above the
     * true stop, so no position is closed that the whole history would keep.
     */
    private TrailingStop startOf(Entry held) {
      return held.bar() > 0
          ? new TrailingStop(held.price() - atrMultiple * atr[held.bar() - 1])
          : new TrailingStop(Double.NEGATIVE_INFINITY);
    }

    @Override
    public Sizing sizing(int t) {
      return new Sizing.RiskOfEquity(
          strategy.parameters.risk, atrMultiple * atr[t], strategy.parameters.leverage);
    }

    @Override
    public String explain(int t) {
      return new Explanation()
          .words("close ")
          .value(close[t], 4)
          .words(", SMA ")
          .value(trend[t], 4)
          .words(", Williams %R ")
          .value(williams[t], 2)
          .words(", ATR ")
          .value(atr[t], 4)
          .toString();
    }
  }
}
