package io.bellwether.market.quality;

import io.bellwether.market.Bars;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * How far two series of the same thing agree, bar by bar, where both have a bar of the same start.
 *
 * @param common how many bars both have
 * @param onlyFirst how many only the first has, between the first and the last common one
 * @param onlySecond how many only the second has there
 * @param fields the four prices: open, high, low, close
 * @param medianVolumeRatio the median of the second's volume over the first's, where both are
 *     positive; NaN if they never are
 * @param correlations of the first's returns with the second's one bar earlier, of the same bar,
 *     and one bar later; NaN where there are too few
 */
public record SeriesComparison(
    int common,
    int onlyFirst,
    int onlySecond,
    List<Field> fields,
    double medianVolumeRatio,
    List<Double> correlations) {
  /** Differences below this are those of rounding. */
  private static final double SAME = 1e-9;

  /** Of fewer pairs a correlation says little. */
  private static final int LEAST_PAIRS = 30;

  public SeriesComparison {
    fields = List.copyOf(fields);
    correlations = List.copyOf(correlations);
  }

  /**
   * The differences of one price, relative to the first series and without their sign.
   *
   * @param name open, high, low or close
   * @param differingShare the share of bars that differ at all, 0 to 1
   * @param median the median
   * @param p99 the 99th percentile
   * @param largest the largest
   * @param largestAt the start of the bar that has it
   */
  public record Field(
      String name,
      double differingShare,
      double median,
      double p99,
      double largest,
      Instant largestAt) {}

  /**
   * Compares two series.
   *
   * @throws IllegalArgumentException if they are of different timeframes or have no bar in common
   */
  public static SeriesComparison of(Bars first, Bars second) {
    if (!first.timeframe().equals(second.timeframe())) {
      throw new IllegalArgumentException(
          first.timeframe() + " bars cannot be compared with " + second.timeframe() + " bars");
    }
    Pairs pairs = Pairs.of(first, second);
    if (pairs.size() == 0) {
      throw new IllegalArgumentException("no bar of the one starts when a bar of the other does");
    }
    return new SeriesComparison(
        pairs.size(),
        pairs.only(pairs.inFirst),
        pairs.only(pairs.inSecond),
        List.of(
            pairs.field("open", first.open(), second.open()),
            pairs.field("high", first.high(), second.high()),
            pairs.field("low", first.low(), second.low()),
            pairs.field("close", first.close(), second.close())),
        pairs.medianRatio(first.volume(), second.volume()),
        List.of(pairs.correlation(-1), pairs.correlation(0), pairs.correlation(1)));
  }

  /** By how many bars the second seems to lag the first: 1, -1, or empty if it does not. */
  public OptionalInt lag() {
    double same = correlations.get(1);
    int best = correlations.get(0) > correlations.get(2) ? -1 : 1;
    double other = correlations.get(best + 1);
    return other > same ? OptionalInt.of(best) : OptionalInt.empty();
  }

  /** The bars of two series that start together. */
  private static final class Pairs {
    private final Bars first;
    private final Bars second;
    private final int[] inFirst;
    private final int[] inSecond;

    private Pairs(Bars first, Bars second, int[] inFirst, int[] inSecond) {
      this.first = first;
      this.second = second;
      this.inFirst = inFirst;
      this.inSecond = inSecond;
    }

    static Pairs of(Bars first, Bars second) {
      int[] inFirst = new int[Math.min(first.size(), second.size())];
      int[] inSecond = new int[inFirst.length];
      int count = 0;
      for (int i = 0, j = 0; i < first.size() && j < second.size(); ) {
        long left = first.startMillis()[i];
        long right = second.startMillis()[j];
        if (left == right) {
          inFirst[count] = i++;
          inSecond[count++] = j++;
        } else if (left < right) {
          i++;
        } else {
          j++;
        }
      }
      return new Pairs(
          first, second, Arrays.copyOf(inFirst, count), Arrays.copyOf(inSecond, count));
    }

    int size() {
      return inFirst.length;
    }

    int only(int[] indices) {
      return indices[size() - 1] - indices[0] + 1 - size();
    }

    Field field(String name, double[] ours, double[] theirs) {
      double[] differences = new double[size()];
      int differing = 0;
      int worst = 0;
      for (int k = 0; k < size(); k++) {
        double our = ours[inFirst[k]];
        differences[k] = Math.abs(theirs[inSecond[k]] - our) / our;
        differing += differences[k] > SAME ? 1 : 0;
        worst = differences[k] > differences[worst] ? k : worst;
      }
      double largest = differences[worst];
      Arrays.sort(differences);
      return new Field(
          name,
          (double) differing / size(),
          quantile(differences, 0.5),
          quantile(differences, 0.99),
          largest,
          first.start(inFirst[worst]));
    }

    double medianRatio(double[] ours, double[] theirs) {
      double[] ratios = new double[size()];
      int count = 0;
      for (int k = 0; k < size(); k++) {
        double our = ours[inFirst[k]];
        double their = theirs[inSecond[k]];
        if (our > 0 && their > 0) {
          ratios[count++] = their / our;
        }
      }
      Arrays.sort(ratios, 0, count);
      return count == 0 ? Double.NaN : quantile(Arrays.copyOf(ratios, count), 0.5);
    }

    /** The smallest value that at least this share of a sorted sample does not exceed. */
    private static double quantile(double[] sorted, double share) {
      return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    /** Of returns over neighbouring bars, those of the second {@code lag} bars later. */
    double correlation(int lag) {
      double[] ours = new double[size()];
      double[] theirs = new double[size()];
      int count = 0;
      for (int k = 2; k < size() - 1; k++) {
        int other = inSecond[k + lag];
        if (areNeighbours(k - 1) && areNeighbours(k) && areNeighbours(k + 1)) {
          ours[count] = move(first.close(), inFirst[k]);
          theirs[count++] = move(second.close(), other);
        }
      }
      return count < LEAST_PAIRS ? Double.NaN : pearson(ours, theirs, count);
    }

    /** Whether pair {@code k} and the one before follow one another in both series. */
    private boolean areNeighbours(int k) {
      return inFirst[k] - inFirst[k - 1] == 1 && inSecond[k] - inSecond[k - 1] == 1;
    }

    private static double move(double[] closes, int i) {
      return Math.log(closes[i] / closes[i - 1]);
    }

    private static double pearson(double[] x, double[] y, int count) {
      double meanX = Arrays.stream(x, 0, count).sum() / count;
      double meanY = Arrays.stream(y, 0, count).sum() / count;
      double xy = 0;
      double xx = 0;
      double yy = 0;
      for (int i = 0; i < count; i++) {
        xy += (x[i] - meanX) * (y[i] - meanY);
        xx += (x[i] - meanX) * (x[i] - meanX);
        yy += (y[i] - meanY) * (y[i] - meanY);
      }
      return xy / Math.sqrt(xx * yy);
    }
  }
}
