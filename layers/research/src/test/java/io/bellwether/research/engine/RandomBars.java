package io.bellwether.research.engine;

import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Provenance;
import io.bellwether.market.Timeframe;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Made-up bars of several shapes: a walk, one with gaps at the opens, one on a coarse grid of
 * prices, on which stops, targets and opens are often equal, a trend, and a crash.
 */
final class RandomBars {
  static final Instant START = Instant.parse("2024-01-08T00:00:00Z");

  private RandomBars() {}

  /** How prices move. */
  enum Shape {
    WALK(0.004, 0.001, 0, 0),
    GAPS(0.003, 0.03, 0, 0),
    GRID(0.01, 0.01, 0, 1),
    TREND(0.004, 0.002, 0.002, 0),
    CRASH(0.01, 0.02, -0.004, 0);

    private final double swing;
    private final double gap;
    private final double drift;
    private final double tick;

    Shape(double swing, double gap, double drift, double tick) {
      this.swing = swing;
      this.gap = gap;
      this.drift = drift;
      this.tick = tick;
    }
  }

  /**
   * Bars of one shape.
   *
   * @param missing the probability that a bar is left out
   */
  static Bars of(
      String symbol,
      Timeframe timeframe,
      int size,
      Shape shape,
      double missing,
      RandomGenerator random) {
    Bars.Builder bars = Bars.builder(symbol, timeframe, new Provenance("made up", PriceBasis.RAW));
    double price = 40 + 60 * random.nextDouble();
    for (int i = 0; i < size; i++) {
      double open = price(shape, price * (1 + shape.gap * gaussianOrNone(random)));
      double close = price(shape, open * (1 + shape.drift + shape.swing * random.nextGaussian()));
      double top = Math.max(open, close);
      double bottom = Math.min(open, close);
      double high = Math.max(top, price(shape, top * (1 + shape.swing * random.nextDouble())));
      double low = Math.min(bottom, price(shape, bottom * (1 - shape.swing * random.nextDouble())));
      if (random.nextDouble() >= missing) {
        long start = START.plus(timeframe.duration().multipliedBy(i)).toEpochMilli();
        bars.add(start, open, high, low, close, 1_000);
      }
      price = close;
    }
    return bars.build();
  }

  private static double gaussianOrNone(RandomGenerator random) {
    return random.nextInt(4) == 0 ? random.nextGaussian() : 0;
  }

  private static double price(Shape shape, double price) {
    double rounded = shape.tick > 0 ? Math.rint(price / shape.tick) * shape.tick : price;
    return Math.max(1, rounded);
  }

  /** Longer bars made of shorter ones, on the clock of UTC. */
  static Bars aggregate(Bars fine, Timeframe timeframe) {
    Bars.Builder bars = Bars.builder(fine.symbol(), timeframe, fine.provenance());
    long length = timeframe.duration().toMillis();
    int i = 0;
    while (i < fine.size()) {
      long start = Math.floorDiv(fine.startMillis()[i], length) * length;
      double open = fine.open()[i];
      double high = 0;
      double low = Double.POSITIVE_INFINITY;
      double close = open;
      double volume = 0;
      for (; i < fine.size() && fine.startMillis()[i] < start + length; i++) {
        high = Math.max(high, fine.high()[i]);
        low = Math.min(low, fine.low()[i]);
        close = fine.close()[i];
        volume += fine.volume()[i];
      }
      bars.add(start, open, high, low, close, volume);
    }
    return bars.build();
  }
}
