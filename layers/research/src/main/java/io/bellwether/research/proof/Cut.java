package io.bellwether.research.proof;

import io.bellwether.market.Bars;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Copies of parts of series. {@link Bars#prefix} shares its columns with the whole, so that whoever
 * reads behind its end still finds the future there; behind the end of a copy there is nothing.
 */
final class Cut {
  private Cut() {}

  /** The bars in {@code [from, to)} of every series, in columns of exactly that length. */
  static List<Bars> of(List<Bars> series, int from, int to) {
    return series.stream().map(bars -> of(bars, from, to)).toList();
  }

  private static Bars of(Bars bars, int from, int to) {
    return Bars.ofColumns(
        bars.symbol(),
        bars.timeframe(),
        bars.provenance(),
        to - from,
        Arrays.copyOfRange(bars.startMillis(), from, to),
        Arrays.copyOfRange(bars.open(), from, to),
        Arrays.copyOfRange(bars.high(), from, to),
        Arrays.copyOfRange(bars.low(), from, to),
        Arrays.copyOfRange(bars.close(), from, to),
        Arrays.copyOfRange(bars.volume(), from, to));
  }

  /**
   * The first {@code count} bars of every series, followed by {@code extra} bars that no market
   * makes: prices a thousand times as high or as low, limits, gaps in time and in volume.
   */
  static List<Bars> withWildTail(List<Bars> series, int count, int extra, SplittableRandom random) {
    long[] tail = laterStarts(series.getFirst(), count, extra, random);
    List<Bars> wild = new ArrayList<>();
    for (Bars bars : series) {
      Bars.Builder builder = Bars.builder(bars.symbol(), bars.timeframe(), bars.provenance());
      for (int i = 0; i < count; i++) {
        builder.add(bars, i);
      }
      for (long start : tail) {
        addWild(builder, start, bars.close()[count - 1], random);
      }
      wild.add(builder.build());
    }
    return wild;
  }

  /** Half of the time the clock goes on as it does, half of the time it leaps. */
  private static long[] laterStarts(Bars bars, int count, int extra, SplittableRandom random) {
    long step = bars.timeframe().duration().toMillis();
    boolean leaps = random.nextBoolean();
    long[] starts = new long[extra];
    long last = bars.startMillis()[count - 1];
    for (int i = 0; i < extra; i++) {
      boolean known = !leaps && count + i < bars.size();
      last =
          known ? bars.startMillis()[count + i] : last + step * (leaps ? random.nextInt(1, 9) : 1);
      starts[i] = last;
    }
    return starts;
  }

  static void addWild(Bars.Builder builder, long start, double price, SplittableRandom random) {
    double reference = price > 0 && Double.isFinite(price) ? price : 1;
    double open = reference * Math.exp(random.nextDouble(-7, 7));
    double close = random.nextInt(4) == 0 ? open : reference * Math.exp(random.nextDouble(-7, 7));
    double high = Math.max(open, close) * (1 + random.nextDouble());
    double low = Math.min(open, close) * random.nextDouble(0.01, 1);
    double volume = random.nextInt(3) == 0 ? 0 : Math.rint(Math.exp(random.nextDouble(0, 30)));
    builder.add(start, open, high, low, close, volume);
  }
}
