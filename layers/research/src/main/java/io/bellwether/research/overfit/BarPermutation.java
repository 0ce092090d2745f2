package io.bellwether.research.overfit;

import io.bellwether.market.Bars;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Makes markets in which nothing can be foreseen out of real ones: the moves within bars and the
 * gaps between them come in another order. Distribution, overall trend, correlation between series
 * and stamps are kept; whatever a rule could learn from the order of bars is gone, and with it the
 * clustering of volatility.
 *
 * <p>Source: T. Masters, "Testing and Tuning Market Trading Systems", Apress 2018, chapter 7
 * ("Permutation Tests"). A bar is its gap, open over the close before, and its shape, high, low and
 * close over its open. Shapes are permuted, with their volumes, and gaps are, apart from them. Ours
 * beyond the book: gaps after a pause in trading (a night, a weekend) change places among
 * themselves only, so that no night falls into the middle of a session.
 *
 * <p>The product of all gaps and shapes does not depend on their order, so the last close is the
 * original's, up to rounding (about 1e-16 a bar). Prices are not rounded to a tick.
 *
 * <p>A split in raw prices would be a gap like any other and turn up on another day: adjust series
 * for splits first.
 */
public final class BarPermutation {
  private final List<Bars> series;
  private final int kept;
  private final int[] gapsAfterPauses;
  private final int[] otherGaps;

  /**
   * Prepares permutations of series.
   *
   * @param series at least one, all with the same stamps
   * @param kept how many first bars stay as they are, at least 1: the warm-up, and the price from
   *     which the permuted ones go on
   * @throws IllegalArgumentException if stamps differ, a price is not above 0, or fewer than two
   *     bars are left to permute
   */
  public BarPermutation(List<Bars> series, int kept) {
    this.series = List.copyOf(series);
    this.kept = Checks.atLeast("kept bars", 1, kept);
    if (series.isEmpty()) {
      throw new IllegalArgumentException("there is no series to permute");
    }
    Bars first = series.getFirst();
    if (first.size() - kept < 2) {
      throw new IllegalArgumentException(
          first + " leaves fewer than two bars to permute after the first " + kept);
    }
    for (Bars bars : series) {
      requireSameStamps(first, bars);
      requirePrices(bars);
    }
    long barMillis = first.timeframe().duration().toMillis();
    boolean[] paused = new boolean[first.size()];
    for (int i = kept; i < paused.length; i++) {
      paused[i] = first.startMillis()[i] - first.startMillis()[i - 1] > barMillis;
    }
    this.gapsAfterPauses = barsWhere(paused, true);
    this.otherGaps = barsWhere(paused, false);
  }

  private int[] barsWhere(boolean[] paused, boolean wanted) {
    int[] indices = new int[paused.length];
    int count = 0;
    for (int i = kept; i < paused.length; i++) {
      if (paused[i] == wanted) {
        indices[count++] = i;
      }
    }
    return Arrays.copyOf(indices, count);
  }

  /**
   * The next permutation, the same for every series, in their order.
   *
   * @param random where chance comes from
   */
  public List<Bars> next(RandomGenerator random) {
    int size = series.getFirst().size();
    int[] shapeOf = identity(size);
    int[] shapes = Arrays.copyOfRange(shapeOf, kept, size);
    place(shapes, shapeOf, random);
    int[] gapOf = identity(size);
    place(gapsAfterPauses, gapOf, random);
    place(otherGaps, gapOf, random);
    List<Bars> permuted = new ArrayList<>();
    for (Bars bars : series) {
      permuted.add(permuted(bars, shapeOf, gapOf));
    }
    return permuted;
  }

  private static int[] identity(int size) {
    int[] indices = new int[size];
    Arrays.setAll(indices, i -> i);
    return indices;
  }

  /** Puts a random permutation of {@code members} at the places that they are. */
  private static void place(int[] members, int[] into, RandomGenerator random) {
    int[] shuffled = members.clone();
    for (int i = shuffled.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = shuffled[i];
      shuffled[i] = shuffled[j];
      shuffled[j] = swapped;
    }
    for (int i = 0; i < members.length; i++) {
      into[members[i]] = shuffled[i];
    }
  }

  /**
   * Ratios rather than logarithms: multiplication keeps low &lt;= open, close &lt;= high exactly,
   * for rounding is monotone.
   */
  private Bars permuted(Bars bars, int[] shapeOf, int[] gapOf) {
    double[] open = bars.open();
    double[] close = bars.close();
    Bars.Builder builder = Bars.builder(bars.symbol(), bars.timeframe(), bars.provenance());
    for (int i = 0; i < kept; i++) {
      builder.add(bars, i);
    }
    double previous = close[kept - 1];
    for (int i = kept; i < bars.size(); i++) {
      int gap = gapOf[i];
      int shape = shapeOf[i];
      double o = previous * (open[gap] / close[gap - 1]);
      double h = o * (bars.high()[shape] / open[shape]);
      double l = o * (bars.low()[shape] / open[shape]);
      double c = o * (close[shape] / open[shape]);
      builder.add(bars.startMillis()[i], o, h, l, c, bars.volume()[shape]);
      previous = c;
    }
    return builder.build();
  }

  private static void requireSameStamps(Bars first, Bars bars) {
    if (!bars.timeframe().equals(first.timeframe())
        || !Arrays.equals(
            first.startMillis(), 0, first.size(), bars.startMillis(), 0, bars.size())) {
      throw new IllegalArgumentException(
          bars + " and " + first + " are not on one clock; take the stamps that both have");
    }
  }

  private static void requirePrices(Bars bars) {
    for (int i = 0; i < bars.size(); i++) {
      double lowest =
          Math.min(
              Math.min(bars.open()[i], bars.high()[i]), Math.min(bars.low()[i], bars.close()[i]));
      double highest = Math.max(Math.max(bars.open()[i], bars.high()[i]), bars.close()[i]);
      if (!(lowest > 0) || !Double.isFinite(highest)) {
        throw new IllegalArgumentException(
            bars.symbol() + " has a price that is not above 0 in the bar of " + bars.start(i));
      }
    }
  }
}
