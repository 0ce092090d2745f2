package io.bellwether.market.quality;

import io.bellwether.market.Bars;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.market.quality.BarQualityGate.Findings;
import io.bellwether.market.quality.QualityIssue.Kind;
import io.bellwether.market.quality.QualityIssue.Severity;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * Whether prices move as markets do. A move is the logarithm of the ratio of two closes. What has
 * been usual is measured by the median absolute deviation of the moves before, times 1.4826, which
 * is the standard deviation where moves are normal and ignores the outliers looked for (Hampel,
 * "The Influence Curve and its Role in Robust Estimation", JASA 69, 1974). Moves from one session
 * to the next and moves within a session are measured apart: the former are much larger.
 */
final class JumpCheck {
  private static final double MAD_TO_SIGMA = 1.4826;

  /** The most recent moves count on their own, so that a market in turmoil is not an outlier. */
  private static final int RECENT = 10;

  /** Below this nothing can be measured: a quantum of price would be an outlier. */
  private static final double LEAST_SIGMA = 1e-4;

  /** Splits and reverse splits that happen; smaller ratios are moves that also happen. */
  private static final int[] SPLIT_RATIOS = {2, 3, 4, 5, 6, 8, 10, 15, 20};

  private final Bars bars;
  private final QualityLimits limits;
  private final Findings findings;
  private final LocalDate[] dates;
  private final double[] moves;
  private final boolean[] overnight;
  private final Window within;
  private final Window between;

  JumpCheck(Bars bars, TradingCalendar calendar, QualityLimits limits, Findings findings) {
    this.bars = bars;
    this.limits = limits;
    this.findings = findings;
    int size = bars.size();
    this.dates = new LocalDate[size];
    this.moves = new double[size];
    this.overnight = new boolean[size];
    for (int i = 0; i < size; i++) {
      dates[i] = calendar.dateAt(bars.start(i));
      if (i > 0) {
        overnight[i] = !dates[i].equals(dates[i - 1]);
        moves[i] = Math.log(bars.close()[i] / bars.close()[i - 1]);
      }
    }
    this.within = new Window(limits.volatilityWindow());
    this.between = new Window(limits.volatilityWindow());
  }

  void run() {
    for (int i = 1; i < bars.size(); i++) {
      OptionalInt split = overnight[i] ? splitRatio(bars, i, limits) : OptionalInt.empty();
      Window usual = overnight[i] ? between : within;
      if (split.isPresent()) {
        reportSplit(bars, i, split.getAsInt(), findings);
      } else {
        checkMove(i, usual);
        checkWicks(i, usual);
        usual.add(moves[i]);
      }
    }
  }

  /**
   * Reports the jumps overnight that look like splits, and nothing else; dates are asked for at
   * jumps alone, so that hundreds of thousands of bars take a moment.
   */
  static void reportSplits(
      Bars bars, TradingCalendar calendar, QualityLimits limits, Findings findings) {
    for (int i = 1; i < bars.size(); i++) {
      OptionalInt ratio = splitRatio(bars, i, limits);
      if (ratio.isPresent()
          && !calendar.dateAt(bars.start(i)).equals(calendar.dateAt(bars.start(i - 1)))) {
        reportSplit(bars, i, ratio.getAsInt(), findings);
      }
    }
  }

  /** The ratio of the split that a jump overnight looks like; negative for a reverse split. */
  private static OptionalInt splitRatio(Bars bars, int i, QualityLimits limits) {
    double ratio = bars.open()[i] / bars.close()[i - 1];
    double least = SPLIT_RATIOS[0];
    double tolerance = limits.splitTolerance();
    if (ratio < least * (1 - tolerance) && ratio > (1 + tolerance) / least) {
      return OptionalInt.empty();
    }
    for (int split : SPLIT_RATIOS) {
      if (Math.abs(ratio * split - 1) <= tolerance) {
        return OptionalInt.of(split);
      }
      if (Math.abs(ratio / split - 1) <= tolerance) {
        return OptionalInt.of(-split);
      }
    }
    return OptionalInt.empty();
  }

  private static void reportSplit(Bars bars, int i, int ratio, Findings findings) {
    String split = ratio > 0 ? ratio + " for 1" : "1 for " + -ratio;
    findings.add(
        Kind.SPLIT_LIKE,
        Severity.BLOCKING,
        bars.start(i),
        "the open "
            + bars.open()[i]
            + " after the close "
            + bars.close()[i - 1]
            + " looks like a split, "
            + split
            + ": on "
            + bars.provenance().basis().label()
            + " prices indicators are wrong here; fetch the whole series split-adjusted");
  }

  private void checkMove(int i, Window usual) {
    double size = Math.abs(moves[i]);
    if (size < limits.outlierMinimum() || !usual.isExceeded(size, limits.outlierScore())) {
      return;
    }
    double score = size / usual.sigma();
    boolean last = i == bars.size() - 1;
    boolean spike = !last && score >= limits.spikeScore() && isTakenBack(i);
    boolean extreme = last && size >= Math.log1p(limits.extremeMove());
    findings.add(
        spike ? Kind.SPIKE : Kind.OUTLIER,
        spike || extreme ? Severity.BLOCKING : Severity.WARNING,
        bars.start(i),
        String.format(
            Locale.ROOT,
            "the close moves by %.1f %%, %.0f times what has been usual%s",
            100 * Math.expm1(moves[i]),
            score,
            spike
                ? ", and the next bar takes it back: a bad price; have the feed corrected"
                : extreme ? ": wait for the next bar, or compare with another feed" : ""));
  }

  /** A high or low far from both open and close is a move that its own bar takes back. */
  private void checkWicks(int i, Window usual) {
    double top = Math.max(bars.open()[i], bars.close()[i]);
    double bottom = Math.min(bars.open()[i], bars.close()[i]);
    double size = Math.log(Math.max(bars.high()[i] / top, bottom / bars.low()[i]));
    if (size < limits.outlierMinimum() || !usual.isExceeded(size, limits.spikeScore())) {
      return;
    }
    boolean extreme = size >= Math.log1p(limits.extremeMove());
    findings.add(
        extreme ? Kind.SPIKE : Kind.OUTLIER,
        extreme ? Severity.BLOCKING : Severity.WARNING,
        bars.start(i),
        String.format(
            Locale.ROOT,
            "high %s or low %s is %.1f %% away from open %s and close %s%s",
            bars.high()[i],
            bars.low()[i],
            100 * Math.expm1(size),
            bars.open()[i],
            bars.close()[i],
            extreme ? ": a bad price; have the feed corrected" : ""));
  }

  private boolean isTakenBack(int i) {
    return Math.abs(moves[i] + moves[i + 1]) <= (1 - limits.spikeReversal()) * Math.abs(moves[i]);
  }

  /** The last moves of one sort. */
  private static final class Window {
    private final double[] moves;
    private int count;

    Window(int size) {
      this.moves = new double[size];
    }

    void add(double move) {
      moves[count++ % moves.length] = move;
    }

    boolean isFull() {
      return count >= moves.length;
    }

    /**
     * Whether a move is at least {@code score} times the usual size; never while that cannot be
     * told yet. Most moves are not even by the latest few, and the whole window need not be sorted.
     */
    boolean isExceeded(double size, double score) {
      return isFull() && size / latestSigma() >= score && size / sigma() >= score;
    }

    /** The usual size of a move: the larger of the whole window's and the latest moves'. */
    double sigma() {
      return Math.max(latestSigma(), deviation(moves));
    }

    private double latestSigma() {
      double[] latest = new double[Math.min(RECENT, moves.length)];
      for (int i = 0; i < latest.length; i++) {
        latest[i] = moves[Math.floorMod(count - 1 - i, moves.length)];
      }
      return Math.max(LEAST_SIGMA, deviation(latest));
    }

    private static double deviation(double[] sample) {
      double centre = median(sample);
      return MAD_TO_SIGMA
          * median(Arrays.stream(sample).map(move -> Math.abs(move - centre)).toArray());
    }

    private static double median(double[] sample) {
      double[] sorted = sample.clone();
      Arrays.sort(sorted);
      int middle = sorted.length / 2;
      return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
  }
}
