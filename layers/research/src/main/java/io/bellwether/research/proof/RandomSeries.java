package io.bellwether.research.proof;

import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Provenance;
import io.bellwether.market.Timeframe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Made-up bars, the same for the same seed. */
public final class RandomSeries {
  /** A Monday, 09:30 in New York. */
  private static final Instant START = Instant.parse("2024-01-08T14:30:00Z");

  private static final Provenance MADE_UP = new Provenance("made up", PriceBasis.RAW);

  /** One bar in so many is left out of a series with gaps. */
  private static final int HOLE = 40;

  private RandomSeries() {}

  /**
   * Bars of some symbols on one clock; the second symbol goes where the first does not.
   *
   * @param size how many bars
   */
  public static ProofSeries of(
      RandomShape shape, List<String> symbols, Timeframe timeframe, int size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long[] starts = starts(shape, timeframe, size, random);
    List<Bars> series = new ArrayList<>();
    for (int i = 0; i < symbols.size(); i++) {
      int sign = i % 2 == 0 ? 1 : -1;
      series.add(bars(shape, symbols.get(i), timeframe, starts, sign, random.split()));
    }
    return new ProofSeries(shape.words() + ", seed " + seed, series);
  }

  private static long[] starts(
      RandomShape shape, Timeframe timeframe, int size, SplittableRandom random) {
    long step = timeframe.duration().toMillis();
    long[] starts = new long[size];
    long next = START.toEpochMilli();
    for (int i = 0; i < size; i++) {
      starts[i] = next;
      boolean hole = shape == RandomShape.GAPS && random.nextInt(HOLE) == 0;
      next += hole ? step * random.nextInt(2, 30) : step;
    }
    return starts;
  }

  /** A walk that stands still now and then. */
  private static Bars bars(
      RandomShape shape,
      String symbol,
      Timeframe timeframe,
      long[] starts,
      int sign,
      SplittableRandom random) {
    Bars.Builder builder = Bars.builder(symbol, timeframe, MADE_UP);
    double close = shape.start();
    int still = 0;
    for (long start : starts) {
      still = still > 0 ? still - 1 : random.nextInt(150) == 0 ? 12 : 0;
      double swing = still > 0 ? 0 : shape.swing();
      double open = close * Math.exp(shape.gap() * random.nextGaussian());
      close = open * Math.exp(sign * shape.drift() + swing * random.nextGaussian());
      double high = Math.max(open, close) * (1 + swing * random.nextDouble());
      double low = Math.min(open, close) * (1 - swing * random.nextDouble());
      builder.add(start, open, high, low, close, volume(shape, random));
    }
    return builder.build();
  }

  private static double volume(RandomShape shape, SplittableRandom random) {
    return switch (shape) {
      case CONSTANT -> 1_000;
      case ZERO_VOLUME -> random.nextInt(3) == 0 ? random.nextInt(1_000) : 0;
      default -> random.nextInt(20) == 0 ? 0 : random.nextInt(1_000_000);
    };
  }
}
