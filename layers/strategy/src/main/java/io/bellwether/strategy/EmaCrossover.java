package io.bellwether.strategy;

import io.bellwether.market.Instrument;
import io.bellwether.market.Timeframe;
import io.bellwether.strategy.indicator.Columns;
import io.bellwether.strategy.indicator.Ema;
import io.bellwether.strategy.indicator.Source;
import io.bellwether.strategy.parameter.Interval;
import io.bellwether.strategy.parameter.ParameterSpec;
import io.bellwether.strategy.parameter.ParameterValues;
import io.bellwether.strategy.parameter.Validation;
import java.util.List;

/**
 * Rides the trend of one symbol with all of the account: holds it while close &gt; fast EMA &gt;
 * slow EMA, holds nothing once close &lt; fast or fast &lt; slow, and keeps what it has on a tie.
 *
 * @param symbol the symbol
 * @param timeframe the timeframe of its bars
 * @param parameters the periods and the weight
 */
public record EmaCrossover(String symbol, Timeframe timeframe, Parameters parameters)
    implements Strategy {
  static final String NAME = "ema-crossover";

  private static final ParameterSpec FAST =
      ParameterSpec.wholeNumber("fast", 10, 1, 10_000, "period of the fast EMA of closes, in bars");
  private static final ParameterSpec SLOW =
      ParameterSpec.wholeNumber("slow", 20, 2, 10_000, "period of the slow EMA of closes, in bars");
  private static final ParameterSpec WEIGHT =
      ParameterSpec.number(
          "weight",
          "0.95",
          Interval.openClosed(0, 1),
          "size of the position as a fraction of buying power");

  /** Its parameters, in the order of their importance. */
  public static final List<ParameterSpec> PARAMETERS = List.of(FAST, SLOW, WEIGHT);

  /**
   * The parameters.
   *
   * @param fast the period of the fast EMA, less than {@code slow}
   * @param slow the period of the slow EMA
   * @param weight a fraction of buying power, more than 0 and at most 1
   */
  public record Parameters(int fast, int slow, double weight) {
    public Parameters {
      Validation.of(NAME)
          .within(FAST, fast)
          .within(SLOW, slow)
          .within(WEIGHT, weight)
          .less(FAST, fast, SLOW, slow)
          .throwIfAny();
    }

    /** The defaults. */
    public static Parameters defaults() {
      return from(ParameterValues.defaultsOf(PARAMETERS));
    }

    static Parameters from(ParameterValues values) {
      return new Parameters(
          values.wholeNumber(FAST), values.wholeNumber(SLOW), values.number(WEIGHT));
    }
  }

  public EmaCrossover {
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
    return parameters.slow - 1;
  }

  @Override
  public Rules on(SeriesSet series) {
    Columns columns = series.columns(symbol);
    Ema fast = new Ema(parameters.fast);
    Ema slow = new Ema(parameters.slow);
    return new BoundRules(
        series,
        BoundRules.firstDecision(columns, List.of(fast, slow)),
        List.of(
            new TrendLeg(this, columns.get(Source.CLOSE), columns.get(fast), columns.get(slow))));
  }

  @Override
  public List<Plot> plots(SeriesSet series) {
    Columns columns = series.columns(symbol);
    return List.of(
        Plot.overlay("EMA(" + parameters.fast + ")", columns.get(new Ema(parameters.fast))),
        Plot.overlay("EMA(" + parameters.slow + ")", columns.get(new Ema(parameters.slow))));
  }

  /** The one leg, on its columns. */
  private static final class TrendLeg implements Leg {
    private final EmaCrossover strategy;
    private final double[] close;
    private final double[] fast;
    private final double[] slow;
    private final Sizing sizing;
    private final String fastLabel;
    private final String slowLabel;

    TrendLeg(EmaCrossover strategy, double[] close, double[] fast, double[] slow) {
      this.strategy = strategy;
      this.close = close;
      this.fast = fast;
      this.slow = slow;
      this.sizing = new Sizing.WeightOfBuyingPower(strategy.parameters.weight);
      this.fastLabel = ", EMA(" + strategy.parameters.fast + ") ";
      this.slowLabel = ", EMA(" + strategy.parameters.slow + ") ";
    }

    @Override
    public String symbol() {
      return strategy.symbol;
    }

    @Override
    public boolean longOnly() {
      return true;
    }

    @Override
    public int nextEntry(int from, int to) {
      for (int t = from; t < to; t++) {
        if (close[t] > fast[t] && fast[t] > slow[t]) {
          return t;
        }
      }
      return to;
    }

    @Override
    public int nextExit(int from, int to, Entry held) {
      for (int t = from; t < to; t++) {
        if (bearish(t)) {
          return t;
        }
      }
      return to;
    }

    private boolean bearish(int t) {
      return close[t] < fast[t] || fast[t] < slow[t];
    }

    @Override
    public Sizing sizing(int t) {
      return sizing;
    }

    @Override
    public boolean concentrate() {
      return true;
    }

    @Override
    public String explain(int t) {
      String verdict = entry(t) ? "bullish" : bearish(t) ? "bearish" : "neutral";
      return new Explanation()
          .words(verdict)
          .words(": close ")
          .value(close[t], 4)
          .words(fastLabel)
          .value(fast[t], 4)
          .words(slowLabel)
          .value(slow[t], 4)
          .toString();
    }
  }
}
