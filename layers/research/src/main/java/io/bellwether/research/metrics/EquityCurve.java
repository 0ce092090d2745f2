package io.bellwether.research.metrics;

import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * An account's equity at the close of each bar, as columns: a run of 330,000 bars is three arrays
 * and a set of bits, not 330,000 objects.
 *
 * <p>Sample {@code i} is stamped with the <em>start</em> of its bar, as bars are, and marked at the
 * bar's close. Stamps do not decrease. Equity and cash are in the account's currency; cash is the
 * part that is not invested. Instances are immutable; the arrays the accessors hand out are shared
 * and must not be written to.
 */
public final class EquityCurve {
  /** No sample. */
  public static final EquityCurve EMPTY =
      new EquityCurve(new long[0], new double[0], new double[0], new BitSet());

  private final long[] startMillis;
  private final double[] equity;
  private final double[] cash;
  private final BitSet inMarket;

  private EquityCurve(long[] startMillis, double[] equity, double[] cash, BitSet inMarket) {
    this.startMillis = startMillis;
    this.equity = equity;
    this.cash = cash;
    this.inMarket = inMarket;
  }

  /**
   * A curve of columns of one length. The arrays are taken over, not copied: do not write to them
   * afterwards.
   *
   * @param startMillis the starts of the bars, in milliseconds since the epoch, not decreasing
   * @param equity at each close, finite
   * @param cash at each close, finite
   * @param inMarket the bars in which a position was held at any moment
   * @throws IllegalArgumentException if lengths differ, time goes back or a number is not finite
   */
  public static EquityCurve of(
      long[] startMillis, double[] equity, double[] cash, BitSet inMarket) {
    int size = startMillis.length;
    if (equity.length != size || cash.length != size || inMarket.length() > size) {
      throw new IllegalArgumentException(
          "columns of one length are needed: %d starts, %d equities, %d amounts of cash, %d bits"
              .formatted(size, equity.length, cash.length, inMarket.length()));
    }
    for (int i = 0; i < size; i++) {
      if (!Double.isFinite(equity[i]) || !Double.isFinite(cash[i])) {
        throw new IllegalArgumentException(
            "equity %s and cash %s at bar %s must be finite numbers"
                .formatted(equity[i], cash[i], Instant.ofEpochMilli(startMillis[i])));
      }
      if (i > 0 && startMillis[i] < startMillis[i - 1]) {
        throw new IllegalArgumentException(
            "the equity of %s follows that of %s"
                .formatted(
                    Instant.ofEpochMilli(startMillis[i]),
                    Instant.ofEpochMilli(startMillis[i - 1])));
      }
    }
    return new EquityCurve(startMillis, equity, cash, inMarket);
  }

  /** The same, with a flag per bar. */
  public static EquityCurve of(
      long[] startMillis, double[] equity, double[] cash, boolean[] inMarket) {
    BitSet held = new BitSet(inMarket.length);
    for (int i = 0; i < inMarket.length; i++) {
      held.set(i, inMarket[i]);
    }
    return of(startMillis, equity, cash, held);
  }

  /** A curve of single samples, in order of time. */
  public static EquityCurve of(List<EquitySample> samples) {
    long[] startMillis = new long[samples.size()];
    double[] equity = new double[samples.size()];
    double[] cash = new double[samples.size()];
    BitSet inMarket = new BitSet(samples.size());
    for (int i = 0; i < startMillis.length; i++) {
      EquitySample sample = samples.get(i);
      startMillis[i] = sample.bar().toEpochMilli();
      equity[i] = sample.equity();
      cash[i] = sample.cash();
      inMarket.set(i, sample.inMarket());
    }
    return of(startMillis, equity, cash, inMarket);
  }

  /** The number of samples. */
  public int size() {
    return startMillis.length;
  }

  public boolean isEmpty() {
    return startMillis.length == 0;
  }

  /** The starts of the bars, in milliseconds since the epoch. Shared: do not write. */
  public long[] startMillis() {
    return startMillis;
  }

  /** The equity at each close. Shared: do not write. */
  public double[] equity() {
    return equity;
  }

  /** The cash at each close. Shared: do not write. */
  public double[] cash() {
    return cash;
  }

  /** The start of a sample's bar. */
  public Instant start(int index) {
    return Instant.ofEpochMilli(startMillis[index]);
  }

  /** Whether a position was held at any moment of a sample's bar. */
  public boolean inMarket(int index) {
    return inMarket.get(index);
  }

  /** The number of bars in which a position was held. */
  public int barsInMarket() {
    return inMarket.cardinality();
  }

  /** The equity at the last close. */
  public double lastEquity() {
    if (isEmpty()) {
      throw new IllegalStateException("an equity curve without samples has no last equity");
    }
    return equity[equity.length - 1];
  }

  /** One sample as a value. */
  public EquitySample sample(int index) {
    return new EquitySample(start(index), equity[index], cash[index], inMarket.get(index));
  }

  /** The number of samples whose bars start before an instant. */
  public int countBefore(Instant instant) {
    int found = Arrays.binarySearch(startMillis, instant.toEpochMilli());
    int count = found < 0 ? -found - 1 : found;
    while (count > 0 && startMillis[count - 1] == instant.toEpochMilli()) {
      count--;
    }
    return count;
  }

  @Override
  public String toString() {
    return isEmpty()
        ? "EquityCurve[no samples]"
        : "EquityCurve[%d samples, %s to %s]".formatted(size(), start(0), start(size() - 1));
  }
}
