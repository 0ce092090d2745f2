package io.bellwether.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class BarsBetweenTest {
  private static final long FIVE_MINUTES = 300_000;

  @Test
  void roomBehindASeriesIsNoReasonToCopyIt() {
    Bars bars = bars(3, 8);
    assertSame(bars, bars.between(Instant.EPOCH, Instant.ofEpochMilli(1L << 40)));
    assertEquals(2, bars.between(Instant.EPOCH, bars.start(2)).size());
  }

  @Test
  void aPrefixIsCopiedSoThatNothingLiesBehindIt() {
    Bars prefix = bars(5, 8).prefix(3);
    Bars copied = prefix.between(Instant.EPOCH, Instant.ofEpochMilli(1L << 40));
    assertNotSame(prefix, copied);
    assertEquals(3, copied.close().length);
  }

  /** Some bars in columns with room for more. */
  private static Bars bars(int size, int room) {
    long[] starts = new long[room];
    double[] price = new double[room];
    for (int i = 0; i < size; i++) {
      starts[i] = (i + 1) * FIVE_MINUTES;
      price[i] = 10 + i;
    }
    Provenance source = new Provenance("test", PriceBasis.RAW);
    return Bars.ofColumns(
        "TQQQ", new Timeframe(5), source, size, starts, price, price, price, price, price);
  }
}
