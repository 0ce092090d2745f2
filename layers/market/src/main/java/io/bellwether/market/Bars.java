package io.bellwether.market;

import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;

/**
 * A series of bars of one symbol and timeframe, held as columns of primitives.
 *
 * <p>Bar {@code i} is stamped with the start of its interval. Stamps increase strictly. A daily bar
 * of an equity is stamped with the midnight, New York, that begins its date. Instances are
 * immutable; {@link #prefix} shares the columns, so the arrays handed out by the column accessors
 * must not be written to, may be longer than {@link #size()}, and are to be read below it.
 */
public final class Bars {
  private final String symbol;
  private final Timeframe timeframe;
  private final Provenance provenance;
  private final int size;
  private final long[] startMillis;
  private final double[] open;
  private final double[] high;
  private final double[] low;
  private final double[] close;
  private final double[] volume;

  private Bars(
      String symbol,
      Timeframe timeframe,
      Provenance provenance,
      int size,
      long[] startMillis,
      double[] open,
      double[] high,
      double[] low,
      double[] close,
      double[] volume) {
    this.symbol = symbol;
    this.timeframe = timeframe;
    this.provenance = provenance;
    this.size = size;
    this.startMillis = startMillis;
    this.open = open;
    this.high = high;
    this.low = low;
    this.close = close;
    this.volume = volume;
  }

  /** A builder for bars in order of time. */
  public static Builder builder(String symbol, Timeframe timeframe, Provenance provenance) {
    return new Builder(symbol, timeframe, provenance);
  }

  /**
   * A series of columns as they are, without copying: they become the series' own and must not be
   * written to any more. They may be longer than {@code size}.
   *
   * @param startMillis the starts of the bars, in milliseconds since the epoch
   * @throws IllegalArgumentException if a column is too short, or a bar does not start after the
   *     bar before it
   */
  public static Bars ofColumns(
      String symbol,
      Timeframe timeframe,
      Provenance provenance,
      int size,
      long[] startMillis,
      double[] open,
      double[] high,
      double[] low,
      double[] close,
      double[] volume) {
    Instrument.requireSymbol(symbol);
    int shortest =
        Math.min(
            Math.min(startMillis.length, volume.length),
            Math.min(Math.min(open.length, high.length), Math.min(low.length, close.length)));
    if (size < 0 || size > shortest) {
      throw new IllegalArgumentException(size + " bars of columns of which one holds " + shortest);
    }
    for (int i = 1; i < size; i++) {
      requireLater(startMillis[i], startMillis[i - 1]);
    }
    return new Bars(
        symbol, timeframe, provenance, size, startMillis, open, high, low, close, volume);
  }

  private static void requireLater(long start, long previous) {
    if (start <= previous) {
      throw new IllegalArgumentException(
          "bar "
              + Instant.ofEpochMilli(start)
              + " does not follow "
              + Instant.ofEpochMilli(previous));
    }
  }

  public String symbol() {
    return symbol;
  }

  public Timeframe timeframe() {
    return timeframe;
  }

  public Provenance provenance() {
    return provenance;
  }

  /** The number of bars. */
  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /** The starts of the bars, in milliseconds since the epoch. Shared: do not write. */
  public long[] startMillis() {
    return startMillis;
  }

  /** The opens. Shared: do not write. */
  public double[] open() {
    return open;
  }

  /** The highs. Shared: do not write. */
  public double[] high() {
    return high;
  }

  /** The lows. Shared: do not write. */
  public double[] low() {
    return low;
  }

  /** The closes. Shared: do not write. */
  public double[] close() {
    return close;
  }

  /** The volumes. Shared: do not write. */
  public double[] volume() {
    return volume;
  }

  /** The start of bar {@code index}. */
  public Instant start(int index) {
    return Instant.ofEpochMilli(startMillis[checkIndex(index)]);
  }

  /** The start of the last bar. */
  public Instant lastStart() {
    return start(size - 1);
  }

  /** The index of the bar that starts at {@code start}, or a negative number if there is none. */
  public int indexOf(Instant start) {
    return Arrays.binarySearch(startMillis, 0, size, start.toEpochMilli());
  }

  /** How many bars start before {@code instant}. */
  public int countBefore(Instant instant) {
    int index = indexOf(instant);
    return index >= 0 ? index : -index - 1;
  }

  /** The first {@code count} bars, without copying. */
  public Bars prefix(int count) {
    if (count < 0 || count > size) {
      throw new IndexOutOfBoundsException("prefix of " + count + " bars of " + size);
    }
    return new Bars(
        symbol, timeframe, provenance, count, startMillis, open, high, low, close, volume);
  }

  /** The bars of a set of indices, copied. */
  Bars only(BitSet indices) {
    Builder builder = builder(symbol, timeframe, provenance);
    for (int i = indices.nextSetBit(0); i >= 0; i = indices.nextSetBit(i + 1)) {
      builder.add(this, i);
    }
    return builder.build();
  }

  /** The bars with {@code from <= start < to}, copied unless these are all there are in memory. */
  public Bars between(Instant from, Instant to) {
    int first = countBefore(from);
    int last = Math.max(first, countBefore(to));
    // Behind a prefix lie the bars it leaves out: a copy keeps them from being seen.
    if (first == 0 && last == size && endsInMemory()) {
      return this;
    }
    return new Bars(
        symbol,
        timeframe,
        provenance,
        last - first,
        Arrays.copyOfRange(startMillis, first, last),
        Arrays.copyOfRange(open, first, last),
        Arrays.copyOfRange(high, first, last),
        Arrays.copyOfRange(low, first, last),
        Arrays.copyOfRange(close, first, last),
        Arrays.copyOfRange(volume, first, last));
  }

  /** Whether columns that are longer than the series hold nothing but room behind it. */
  private boolean endsInMemory() {
    return size == startMillis.length || (size > 0 && startMillis[size] <= startMillis[size - 1]);
  }

  /**
   * The bars of this series followed by those of {@code tail}, copied once.
   *
   * @throws IllegalArgumentException if {@code tail} is another series (symbol, timeframe or
   *     provenance differ) or does not start after the last bar of this one
   */
  public Bars append(Bars tail) {
    if (!symbol.equals(tail.symbol)
        || !timeframe.equals(tail.timeframe)
        || !provenance.equals(tail.provenance)) {
      throw new IllegalArgumentException(
          this + " from " + provenance + " cannot go on with " + tail + " from " + tail.provenance);
    }
    if (size > 0 && tail.size > 0 && tail.startMillis[0] <= startMillis[size - 1]) {
      throw new IllegalArgumentException(
          "bar " + tail.start(0) + " does not follow " + lastStart());
    }
    return new Bars(
        symbol,
        timeframe,
        provenance,
        size + tail.size,
        joined(startMillis, tail.startMillis, tail.size),
        joined(open, tail.open, tail.size),
        joined(high, tail.high, tail.size),
        joined(low, tail.low, tail.size),
        joined(close, tail.close, tail.size),
        joined(volume, tail.volume, tail.size));
  }

  private long[] joined(long[] head, long[] tail, int tailSize) {
    long[] column = Arrays.copyOf(head, size + tailSize);
    System.arraycopy(tail, 0, column, size, tailSize);
    return column;
  }

  private double[] joined(double[] head, double[] tail, int tailSize) {
    double[] column = Arrays.copyOf(head, size + tailSize);
    System.arraycopy(tail, 0, column, size, tailSize);
    return column;
  }

  private int checkIndex(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException("bar " + index + " of " + size);
    }
    return index;
  }

  @Override
  public String toString() {
    return symbol
        + " "
        + timeframe
        + " x "
        + size
        + (size == 0 ? "" : " " + start(0) + ".." + lastStart());
  }

  /** Collects bars in order of time. */
  public static final class Builder {
    private final String symbol;
    private final Timeframe timeframe;
    private final Provenance provenance;
    private int size;
    private long[] startMillis = new long[256];
    private double[] open = new double[256];
    private double[] high = new double[256];
    private double[] low = new double[256];
    private double[] close = new double[256];
    private double[] volume = new double[256];

    private Builder(String symbol, Timeframe timeframe, Provenance provenance) {
      this.symbol = Instrument.requireSymbol(symbol);
      this.timeframe = timeframe;
      this.provenance = provenance;
    }

    /**
     * Appends a bar.
     *
     * @throws IllegalArgumentException if it does not start after the bar before it
     */
    public Builder add(long start, double o, double h, double l, double c, double v) {
      if (size > 0) {
        requireLater(start, startMillis[size - 1]);
      }
      if (size == startMillis.length) {
        grow();
      }
      startMillis[size] = start;
      open[size] = o;
      high[size] = h;
      low[size] = l;
      close[size] = c;
      volume[size] = v;
      size++;
      return this;
    }

    /** Appends bar {@code index} of another series. */
    public Builder add(Bars source, int index) {
      return add(
          source.startMillis[index],
          source.open[index],
          source.high[index],
          source.low[index],
          source.close[index],
          source.volume[index]);
    }

    public int size() {
      return size;
    }

    private void grow() {
      int capacity = startMillis.length * 2;
      startMillis = Arrays.copyOf(startMillis, capacity);
      open = Arrays.copyOf(open, capacity);
      high = Arrays.copyOf(high, capacity);
      low = Arrays.copyOf(low, capacity);
      close = Arrays.copyOf(close, capacity);
      volume = Arrays.copyOf(volume, capacity);
    }

    /** The series; the builder may be used on without affecting it. */
    public Bars build() {
      return new Bars(
          symbol,
          timeframe,
          provenance,
          size,
          Arrays.copyOf(startMillis, size),
          Arrays.copyOf(open, size),
          Arrays.copyOf(high, size),
          Arrays.copyOf(low, size),
          Arrays.copyOf(close, size),
          Arrays.copyOf(volume, size));
    }
  }
}
