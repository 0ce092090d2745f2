package io.bellwether.workbench.gate;

import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Provenance;
import io.bellwether.market.Timeframe;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.SplittableRandom;

/**
 * Daily bars of a made-up market, the truth of which is known: how volatile it is, how it drifts,
 * whether volatility clusters, and what there is to be foreseen.
 *
 * <p>The logarithmic return of a day is {@code m - v/2 + e + u}: m the drift, v the day's variance,
 * e noise of that variance, and u what can be foreseen, by {@link Pattern}. Of the noise's variance
 * {@link #GAP_SHARE} falls into the gap before the open and the rest into the session; u falls into
 * the session, so that who decides at the close before and fills at the open gets all of it. The
 * highs and lows of a session are those of a Brownian bridge from its open to its close, drawn
 * exactly (P. Glasserman, "Monte Carlo Methods in Financial Engineering", Springer 2003, section
 * 6.4), each by itself.
 *
 * <p>Clustered volatility is GARCH(1,1), {@code v' = w + 0.09 e^2 + 0.90 v} with the long-run
 * variance as given (T. Bollerslev, "Generalized Autoregressive Conditional Heteroskedasticity",
 * Journal of Econometrics 31(3), 1986).
 *
 * @param symbol of the bars
 * @param startPrice the open of the first bar
 * @param dailyVolatility the standard deviation of a day's noise, such as 0.011
 * @param annualDrift of the expected price, as a logarithm per 252 days
 * @param clustered whether volatility clusters
 * @param pattern what there is to be foreseen
 */
public record SyntheticMarket(
    String symbol,
    double startPrice,
    double dailyVolatility,
    double annualDrift,
    boolean clustered,
    Pattern pattern) {
  /** Sessions in a year. */
  static final int YEAR = 252;

  private static final double GAP_SHARE = 0.3;
  private static final double ARCH = 0.09;
  private static final double GARCH = 0.90;
  private static final double VOLUME = 1e7;
  private static final LocalDate FIRST = LocalDate.of(2000, 1, 3);
  private static final ZoneId ZONE = ZoneId.of("America/New_York");
  private static final Provenance MADE_UP = new Provenance("made up", PriceBasis.RAW);

  /** What there is to be foreseen. */
  public sealed interface Pattern {
    /** Nothing. */
    record None() implements Pattern {}

    /**
     * Expected returns that last: u is an autoregressive process of the first order, as in J.
     * Conrad and G. Kaul, "Time-Variation in Expected Returns", Journal of Business 61(4), 1988.
     *
     * @param strength the standard deviation of u in daily volatilities
     * @param memory what is left of u after a day, 0 to 1
     */
    record Momentum(double strength, double memory) implements Pattern {}

    /**
     * Prices that come back: the logarithm of the price is a random walk and a deviation from it
     * that fades, as in J. Poterba and L. Summers, "Mean Reversion in Stock Prices", Journal of
     * Financial Economics 22(1), 1988. A day's u is {@code -(1 - memory)} times the deviation.
     *
     * @param strength the part of a day's noise that is deviation, in standard deviations, 0 to 1
     * @param memory what is left of a deviation after a day, 0 to 1
     */
    record Reversal(double strength, double memory) implements Pattern {}
  }

  /** The same market in which something else can be foreseen. */
  public SyntheticMarket with(Pattern newPattern) {
    return new SyntheticMarket(
        symbol, startPrice, dailyVolatility, annualDrift, clustered, newPattern);
  }

  /** The same market with another drift. */
  public SyntheticMarket withDrift(double drift) {
    return new SyntheticMarket(symbol, startPrice, dailyVolatility, drift, clustered, pattern);
  }

  /** The same market with clustered volatility. */
  public SyntheticMarket withClusters() {
    return new SyntheticMarket(symbol, startPrice, dailyVolatility, annualDrift, true, pattern);
  }

  /**
   * Bars of weekdays from 3 January 2000 on.
   *
   * @param days how many, at least 1
   * @param seed the same seed makes the same bars
   */
  public Bars bars(int days, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Bars.Builder builder = Bars.builder(symbol, Timeframe.DAY, MADE_UP);
    double longRun = dailyVolatility * dailyVolatility;
    double variance = longRun;
    double state = firstState(random);
    double close = Math.log(startPrice);
    LocalDate date = FIRST;
    for (int day = 0; day < days; day++) {
      double foreseen = foreseen(state);
      double gap = Math.sqrt(variance * GAP_SHARE) * random.nextGaussian();
      double session = Math.sqrt(variance * (1 - GAP_SHARE)) * random.nextGaussian();
      double deviation = gap + session;
      state = nextState(state, deviation, random);
      double open = close + gap;
      close = open + session + foreseen + annualDrift / YEAR - variance / 2;
      double spread = variance * (1 - GAP_SHARE);
      double high = extreme(open, close, spread, 1, random);
      double low = extreme(open, close, spread, -1, random);
      builder.add(
          date.atStartOfDay(ZONE).toInstant().toEpochMilli(),
          Math.exp(open),
          Math.exp(high),
          Math.exp(low),
          Math.exp(close),
          VOLUME);
      date = nextWeekday(date);
      if (clustered) {
        variance = longRun * (1 - ARCH - GARCH) + ARCH * deviation * deviation + GARCH * variance;
      }
    }
    return builder.build();
  }

  private double firstState(SplittableRandom random) {
    return switch (pattern) {
      case Pattern.None() -> 0;
      case Pattern.Momentum(double strength, _) ->
          strength * dailyVolatility * random.nextGaussian();
      case Pattern.Reversal(double strength, double memory) ->
          strength * dailyVolatility / Math.sqrt(1 - memory * memory) * random.nextGaussian();
    };
  }

  private double foreseen(double state) {
    return switch (pattern) {
      case Pattern.None() -> 0;
      case Pattern.Momentum _ -> state;
      case Pattern.Reversal(_, double memory) -> -(1 - memory) * state;
    };
  }

  private double nextState(double state, double deviation, SplittableRandom random) {
    return switch (pattern) {
      case Pattern.None() -> 0;
      case Pattern.Momentum(double strength, double memory) ->
          memory * state
              + Math.sqrt(1 - memory * memory) * strength * dailyVolatility * random.nextGaussian();
      case Pattern.Reversal(double strength, double memory) ->
          memory * state + transitory(strength, deviation, random);
    };
  }

  /**
   * What of a day's noise fades: correlated with the noise by the strength, with a variance of
   * strength squared times the noise's, so that the rest of the noise is independent of it.
   */
  private double transitory(double strength, double deviation, SplittableRandom random) {
    double independent = dailyVolatility * random.nextGaussian();
    return strength * strength * deviation
        + strength * Math.sqrt(1 - strength * strength) * independent;
  }

  /** Of a Brownian bridge; {@code sign} 1 for its maximum, -1 for its minimum. */
  private static double extreme(
      double open, double close, double variance, int sign, SplittableRandom random) {
    double distance = close - open;
    double root = Math.sqrt(distance * distance - 2 * variance * Math.log(1 - random.nextDouble()));
    double value = (open + close + sign * root) / 2;
    return sign > 0
        ? Math.max(value, Math.max(open, close))
        : Math.min(value, Math.min(open, close));
  }

  private static LocalDate nextWeekday(LocalDate date) {
    return date.plusDays(date.getDayOfWeek() == DayOfWeek.FRIDAY ? 3 : 1);
  }
}
