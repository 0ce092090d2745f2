package io.bellwether.strategy;

import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Provenance;
import io.bellwether.market.Timeframe;
import java.time.Instant;
import java.util.Random;

/** Made-up bars for tests. */
public final class TestBars {
  /** A Monday, 09:30 in New York. */
  public static final Instant START = Instant.parse("2024-01-08T14:30:00Z");

  private static final Provenance MADE_UP = new Provenance("test", PriceBasis.RAW);

  private TestBars() {}

  public static Bars.Builder builder(String symbol, Timeframe timeframe) {
    return Bars.builder(symbol, timeframe, MADE_UP);
  }

  /** Daily bars whose open, high, low and close are one price; volume 1,000. */
  public static Bars ofCloses(String symbol, double... closes) {
    Bars.Builder builder = builder(symbol, Timeframe.DAY);
    for (int i = 0; i < closes.length; i++) {
      double close = closes[i];
      builder.add(at(Timeframe.DAY, i), close, close, close, close, 1000);
    }
    return builder.build();
  }

  /** A random walk that is now and then flat for a while, and never below a cent. */
  public static Bars random(long seed, int size, Timeframe timeframe) {
    Random random = new Random(seed);
    Bars.Builder builder = builder("TEST", timeframe);
    double price = 20 + 100 * random.nextDouble();
    int flat = 0;
    for (int i = 0; i < size; i++) {
      flat = flat > 0 ? flat - 1 : random.nextInt(200) == 0 ? 30 : 0;
      double swing = flat > 0 ? 0 : 0.01;
      double open = price;
      double close = Math.max(0.01, open * (1 + swing * random.nextGaussian()));
      double high = Math.max(open, close) * (1 + swing * random.nextDouble());
      double low = Math.min(open, close) * (1 - swing * random.nextDouble());
      double volume = random.nextInt(20) == 0 ? 0 : random.nextInt(1_000_000);
      builder.add(at(timeframe, i), open, high, low, close, volume);
      price = close;
    }
    return builder.build();
  }

  /** The same bars, about one in a hundred with an undefined close, high or volume. */
  public static Bars withHoles(long seed, Bars bars) {
    Random random = new Random(seed);
    Bars.Builder builder = builder(bars.symbol(), bars.timeframe());
    for (int i = 0; i < bars.size(); i++) {
      int hole = random.nextInt(300);
      builder.add(
          bars.startMillis()[i],
          bars.open()[i],
          hole == 0 ? Double.NaN : bars.high()[i],
          bars.low()[i],
          hole == 1 ? Double.NaN : bars.close()[i],
          hole == 2 ? Double.NaN : bars.volume()[i]);
    }
    return builder.build();
  }

  private static long at(Timeframe timeframe, int i) {
    return START.plus(timeframe.duration().multipliedBy(i)).toEpochMilli();
  }
}
