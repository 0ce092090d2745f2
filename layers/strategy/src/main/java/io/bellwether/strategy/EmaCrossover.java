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
import java.util.Locale;
import java.util.Optional;

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
            new TrendLeg(
                this, columns.get(Source.CLOSE), columns.get(fast), columns.get(slow))));
  }

  /** The one leg, on its columns. */
  private static final class TrendLeg implements Leg {
    private final EmaCrossover strategy;
    private final double[] close;
    private final double[] fast;
    private final double[] slow;

    TrendLeg(EmaCrossover strategy, double[] close, double[] fast, double[] slow) {
      this.strategy = strategy;
      this.close = close;
      this.fast = fast;
      this.slow = slow;
    }

    @Override
    public String symbol() {
      return strategy.symbol;
    }

    @Override
    public boolean entry(int t) {
      return close[t] > fast[t] && fast[t] > slow[t];
    }

    @Override
    public boolean exit(int t, LegState.Held held) {
      return bearish(t);
    }

    private boolean bearish(int t) {
      return close[t] < fast[t] || fast[t] < slow[t];
    }

    @Override
    public Sizing sizing() {
      return new Sizing.WeightOfBuyingPower(strategy.parameters.weight);
    }

    @Override
    public Optional<StopLoss> stopLoss() {
      return Optional.empty();
    }

    @Override
    public boolean concentrate() {
      return true;
    }

    @Override
    public String explain(int t) {
      String verdict = entry(t) ? "bullish" : bearish(t) ? "bearish" : "neutral";
      return String.format(
          Locale.ROOT,
          "%s: close %.4f, EMA(%d) %.4f, EMA(%d) %.4f",
          verdict,
          close[t],
          strategy.parameters.fast,
          fast[t],
          strategy.parameters.slow,
          slow[t]);
    }
  }
}
