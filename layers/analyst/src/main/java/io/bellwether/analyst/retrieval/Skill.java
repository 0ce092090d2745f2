package io.bellwether.analyst.retrieval;

import io.bellwether.analyst.retrieval.RetrievalReport.Method;
import io.bellwether.analyst.retrieval.RetrievalReport.Settings;
import io.bellwether.analyst.retrieval.RetrievalReport.Target;
import io.bellwether.research.overfit.BlockLength;
import io.bellwether.research.overfit.BootstrapIntervals.Estimate;
import io.bellwether.research.overfit.StationaryBootstrap;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How good a method's forecasts of one outcome were. Intervals hold 95 %, by the stationary
 * bootstrap of the sessions with all their forecasts; a figure of a resample that is not defined is
 * left out.
 *
 * @param method how neighbours were found
 * @param target what was forecast
 * @param horizon over how many sessions
 * @param blockLength of the bootstrap, in sessions
 * @param correlation of forecasts and outcomes
 * @param randomCorrelation of the random neighbours' forecasts and outcomes, the mean of all draws
 * @param gain the correlation less the random one
 * @param errorToRandom mean squared error over that of the random neighbours' forecasts
 * @param errorToTerms mean squared error over that of the forecasts of {@link Method#TERMS}
 * @param errorToMean mean squared error over that of the mean of all sessions so far
 * @param hitRate the share of forecasts of the right sign, where something came that was not 0
 * @param meanHitRate the same of the mean of all sessions so far
 */
public record Skill(
    Method method,
    Target target,
    int horizon,
    double blockLength,
    Estimate correlation,
    double randomCorrelation,
    Estimate gain,
    Estimate errorToRandom,
    Estimate errorToTerms,
    Estimate errorToMean,
    Estimate hitRate,
    double meanHitRate) {
  private static final double CONFIDENCE = 0.95;

  /** Outcomes of a week overlap for as long; a block holds at least two. */
  private static final int LEAST_HORIZONS_IN_A_BLOCK = 2;

  /** Whether it is shown to say more than random neighbours, in both senses. */
  public boolean saysMore() {
    return gain.low() > 0 && errorToRandom.high() < 1;
  }

  static Skill of(Method method, Neighbourhood walked, Outcomes outcomes, Settings settings) {
    Forecasts forecasts = Forecasts.of(method, walked, outcomes);
    Forecasts byTerms = Forecasts.of(Method.TERMS, walked, outcomes);
    double blockLength =
        Math.max(
            LEAST_HORIZONS_IN_A_BLOCK * outcomes.horizon(),
            BlockLength.stationary(forecasts.products()));
    int[][] resamples = resamples(forecasts.size(), blockLength, settings);
    return new Skill(
        method,
        outcomes.target(),
        outcomes.horizon(),
        blockLength,
        estimate(forecasts, resamples, forecasts::correlation),
        forecasts.randomCorrelation(forecasts.everyOne()),
        estimate(
            forecasts,
            resamples,
            chosen -> forecasts.correlation(chosen) - forecasts.randomCorrelation(chosen)),
        estimate(forecasts, resamples, forecasts::errorToRandom),
        estimate(forecasts, resamples, chosen -> forecasts.errorTo(byTerms, chosen)),
        estimate(forecasts, resamples, forecasts::errorToMean),
        estimate(forecasts, resamples, forecasts::hitRate),
        forecasts.meanHitRate());
  }

  private static Estimate estimate(
      Forecasts forecasts, int[][] resamples, ToDoubleFunction<int[]> figure) {
    double[] resampled =
        Arrays.stream(resamples).mapToDouble(figure).filter(Double::isFinite).toArray();
    double value = figure.applyAsDouble(forecasts.everyOne());
    return resampled.length == 0
        ? new Estimate(value, Double.NaN, Double.NaN)
        : Estimate.of(value, resampled, CONFIDENCE);
  }

  /** Which sessions are in each resample. */
  private static int[][] resamples(int size, double blockLength, Settings settings) {
    StationaryBootstrap bootstrap =
        new StationaryBootstrap(size, blockLength, new SplittableRandom(settings.seed()));
    double[] numbers = IntStream.range(0, size).asDoubleStream().toArray();
    int[][] resamples = new int[settings.resamples()][];
    for (int i = 0; i < resamples.length; i++) {
      resamples[i] =
          Arrays.stream(bootstrap.resample(numbers)).mapToInt(number -> (int) number).toArray();
    }
    return resamples;
  }
}
