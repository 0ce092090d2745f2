package io.bellwether.analyst.retrieval;

import io.bellwether.analyst.retrieval.RetrievalReport.Method;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Forecasts of one outcome, session by session, and what came.
 *
 * @param outcomes what came
 * @param forecast the neighbours' mean
 * @param random the mean of random neighbours, by draw
 * @param mean of all sessions so far whose week was over
 */
@SuppressWarnings("ArrayRecordComponent") // Made here, read here, never compared.
record Forecasts(double[] outcomes, double[] forecast, double[][] random, double[] mean) {
  static Forecasts of(Method method, Neighbourhood walked, Outcomes outcomes) {
    int[][] found = walked.found(method);
    return new Forecasts(
        Arrays.stream(walked.asked()).mapToDouble(t -> outcomes.values()[t]).toArray(),
        means(found, outcomes),
        Arrays.stream(walked.random()).map(draw -> means(draw, outcomes)).toArray(double[][]::new),
        pastMeans(walked.asked(), outcomes));
  }

  private static double[] means(int[][] sessions, Outcomes outcomes) {
    return Arrays.stream(sessions).mapToDouble(outcomes::mean).toArray();
  }

  private static double[] pastMeans(int[] asked, Outcomes outcomes) {
    double[] means = new double[asked.length];
    double sum = 0;
    int count = 0;
    int past = 0;
    for (int i = 0; i < means.length; i++) {
      for (; past + Outcomes.WEEK <= asked[i]; past++) {
        if (!Double.isNaN(outcomes.values()[past])) {
          sum += outcomes.values()[past];
          count++;
        }
      }
      means[i] = sum / count;
    }
    return means;
  }

  int size() {
    return outcomes.length;
  }

  /** All sessions, as a resample names them. */
  int[] everyOne() {
    return IntStream.range(0, size()).toArray();
  }

  /** What the correlation is the mean of, up to its scale: for the length of blocks. */
  double[] products() {
    double ours = Arrays.stream(forecast).average().orElse(0);
    double theirs = Arrays.stream(outcomes).average().orElse(0);
    return IntStream.range(0, size())
        .mapToDouble(i -> (forecast[i] - ours) * (outcomes[i] - theirs))
        .toArray();
  }

  double correlation(int[] chosen) {
    return correlation(forecast, chosen);
  }

  double randomCorrelation(int[] chosen) {
    return Arrays.stream(random).mapToDouble(draw -> correlation(draw, chosen)).average().orElse(0);
  }

  /** Pearson's; a forecast that is the same throughout says nothing, which is 0. */
  private double correlation(double[] forecasts, int[] chosen) {
    double ours = 0;
    double theirs = 0;
    for (int i : chosen) {
      ours += forecasts[i] / chosen.length;
      theirs += outcomes[i] / chosen.length;
    }
    double both = 0;
    double squares = 0;
    double others = 0;
    for (int i : chosen) {
      both += (forecasts[i] - ours) * (outcomes[i] - theirs);
      squares += (forecasts[i] - ours) * (forecasts[i] - ours);
      others += (outcomes[i] - theirs) * (outcomes[i] - theirs);
    }
    double spread = Math.sqrt(squares * others);
    return spread > 0 ? both / spread : 0;
  }

  double errorToRandom(int[] chosen) {
    double errors =
        Arrays.stream(random).mapToDouble(draw -> squaredError(draw, chosen)).average().orElse(0);
    return squaredError(forecast, chosen) / errors;
  }

  /** Mean squared error over that of other forecasts of the same. */
  double errorTo(Forecasts others, int[] chosen) {
    return squaredError(forecast, chosen) / squaredError(others.forecast, chosen);
  }

  double errorToMean(int[] chosen) {
    return squaredError(forecast, chosen) / squaredError(mean, chosen);
  }

  private double squaredError(double[] forecasts, int[] chosen) {
    double sum = 0;
    for (int i : chosen) {
      sum += (forecasts[i] - outcomes[i]) * (forecasts[i] - outcomes[i]);
    }
    return sum;
  }

  double hitRate(int[] chosen) {
    return hitRate(forecast, chosen);
  }

  double meanHitRate() {
    return hitRate(mean, everyOne());
  }

  private double hitRate(double[] forecasts, int[] chosen) {
    int hits = 0;
    int all = 0;
    for (int i : chosen) {
      hits += forecasts[i] * outcomes[i] > 0 ? 1 : 0;
      all += outcomes[i] != 0 ? 1 : 0;
    }
    return (double) hits / all;
  }
}
