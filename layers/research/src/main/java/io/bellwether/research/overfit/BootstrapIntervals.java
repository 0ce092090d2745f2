package io.bellwether.research.overfit;

import io.bellwether.research.metrics.Conventions;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/**
 * Intervals that hold the true metrics of a strategy with a stated confidence, if its future is
 * like its past: percentiles over resamples of its returns by the {@link StationaryBootstrap}.
 *
 * @param settings how they were computed
 * @param blockLength the mean block length that was used, in periods
 * @param sharpe annualised, sample standard deviation, less the risk-free rate
 * @param cagr the yearly growth, a year being as many periods as the conventions say
 * @param maxDrawdown 0 or negative, on the equity after each period
 * @param totalReturn over as many periods as were given
 */
public record BootstrapIntervals(
    Settings settings,
    double blockLength,
    Estimate sharpe,
    Estimate cagr,
    Estimate maxDrawdown,
    Estimate totalReturn) {

  /**
   * How to bootstrap.
   *
   * @param resamples at least 100
   * @param confidence of each interval, such as 0.95: as much is left out below as above
   * @param seed the same seed gives the same intervals
   * @param blockLength the mean block length in periods; if none is given, {@link
   *     BlockLength#stationary}
   */
  public record Settings(int resamples, double confidence, long seed, OptionalDouble blockLength) {
    public Settings {
      Checks.atLeast("resamples", 100, resamples);
      Checks.fraction("confidence", confidence);
    }

    /** 2,000 resamples, intervals of 95 %, the automatic block length. */
    public static Settings withSeed(long seed) {
      return new Settings(2_000, 0.95, seed, OptionalDouble.empty());
    }
  }

  /**
   * A metric and its interval.
   *
   * @param value of the returns themselves
   * @param low the interval's lower end
   * @param high the interval's upper end
   */
  public record Estimate(double value, double low, double high) {
    /**
     * The interval between percentiles of resampled values, interpolated between order statistics
     * (definition 7 of Hyndman and Fan, 1996).
     *
     * @param resampled at least one; it is sorted
     * @param confidence of the interval, as much being left out below as above
     */
    public static Estimate of(double value, double[] resampled, double confidence) {
      Arrays.sort(resampled);
      Percentile percentile = new Percentile().withEstimationType(Percentile.EstimationType.R_7);
      percentile.setData(resampled);
      double tail = (1 - confidence) / 2 * 100;
      return new Estimate(value, percentile.evaluate(tail), percentile.evaluate(100 - tail));
    }
  }

  /**
   * Bootstraps the metrics of returns.
   *
   * @param returns arithmetic, per period, at least 10; one of -1 or less ends with nothing
   * @param conventions periods in a year, and the risk-free rate
   * @return nothing if the returns have no spread
   */
  public static Optional<BootstrapIntervals> of(
      double[] returns, Conventions conventions, Settings settings) {
    Checks.returns(returns, 10);
    if (ReturnMoments.of(returns).standardDeviation() == 0) {
      return Optional.empty();
    }
    double blockLength = settings.blockLength.orElseGet(() -> BlockLength.stationary(returns));
    StationaryBootstrap bootstrap =
        new StationaryBootstrap(returns.length, blockLength, new SplittableRandom(settings.seed));
    int n = settings.resamples;
    double[] sharpes = new double[n];
    double[] growths = new double[n];
    double[] drawdowns = new double[n];
    double[] totals = new double[n];
    for (int b = 0; b < n; b++) {
      Path path = Path.of(bootstrap.resample(returns), conventions);
      sharpes[b] = path.sharpe;
      growths[b] = path.cagr;
      drawdowns[b] = path.maxDrawdown;
      totals[b] = path.totalReturn;
    }
    Path actual = Path.of(returns, conventions);
    return Optional.of(
        new BootstrapIntervals(
            settings,
            blockLength,
            Estimate.of(actual.sharpe, sharpes, settings.confidence),
            Estimate.of(actual.cagr, growths, settings.confidence),
            Estimate.of(actual.maxDrawdown, drawdowns, settings.confidence),
            Estimate.of(actual.totalReturn, totals, settings.confidence)));
  }

  /** The metrics of one series of returns; a Sharpe ratio without spread is 0. */
  private record Path(double sharpe, double cagr, double maxDrawdown, double totalReturn) {
    static Path of(double[] returns, Conventions conventions) {
      double equity = 1;
      double peak = 1;
      double deepest = 0;
      for (double r : returns) {
        equity = Math.max(0, equity * (1 + r));
        peak = Math.max(peak, equity);
        deepest = Math.min(deepest, equity / peak - 1);
      }
      double periodsPerYear = conventions.periodsPerYear();
      ReturnMoments moments = ReturnMoments.of(returns);
      double excess = moments.mean() - conventions.annualRiskFreeRate() / periodsPerYear;
      double deviation = moments.standardDeviation();
      return new Path(
          deviation == 0 ? 0 : excess / deviation * Math.sqrt(periodsPerYear),
          Math.pow(equity, periodsPerYear / returns.length) - 1,
          deepest,
          equity - 1);
    }
  }
}
