package io.bellwether.market.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Provenance;
import io.bellwether.market.RealData;
import io.bellwether.market.Timeframe;
import io.bellwether.market.quality.SeriesComparison.Field;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class SeriesComparisonTest {
  private static final long SEED = 3;
  private static final long MINUTE = 60_000;

  private final Bars bars = series(0, 500, 1, Integer.MAX_VALUE);

  @Test
  void aSeriesAgreesWithItself() {
    SeriesComparison same = SeriesComparison.of(bars, bars);
    assertEquals(500, same.common());
    assertEquals(1, same.correlations().get(1), 1e-12);
    assertEquals(OptionalInt.empty(), same.lag());
    for (Field field : same.fields()) {
      assertEquals(0, field.differingShare());
      assertEquals(0, field.largest());
    }
  }

  @Test
  void everyTenthCloseDiffers() {
    SeriesComparison found = SeriesComparison.of(bars, series(0, 500, 1, 10));
    Field close = found.fields().get(3);
    assertEquals(0.1, close.differingShare(), 1e-12);
    assertEquals(0, close.median());
    assertEquals(0.01, close.p99(), 1e-9);
    assertEquals(0.01, close.largest(), 1e-9);
    assertEquals(0, found.fields().getFirst().differingShare());
    assertEquals(2, SeriesComparison.of(bars, series(0, 500, 2, 10)).medianVolumeRatio());
  }

  @Test
  void endsInsteadOfStartsAreALagOfOneBarEitherWay() {
    Bars late = series(MINUTE, 500, 1, Integer.MAX_VALUE);
    assertEquals(OptionalInt.of(1), SeriesComparison.of(bars, late).lag());
    assertEquals(OptionalInt.of(-1), SeriesComparison.of(late, bars).lag());
    assertEquals(499, SeriesComparison.of(bars, late).common());
  }

  @Test
  void barsThatOneAloneHasAreCountedWithinTheCommonRange() {
    Bars.Builder holes = Bars.builder("QQQ", bars.timeframe(), bars.provenance());
    for (int i = 100; i < 400; i++) {
      if (i % 50 != 0) {
        holes.add(bars, i);
      }
    }
    SeriesComparison found = SeriesComparison.of(bars, holes.build());
    assertEquals(294, found.common());
    assertEquals(5, found.onlyFirst());
    assertEquals(0, found.onlySecond());
  }

  @Test
  void whatHasNothingInCommonCannotBeCompared() {
    Bars elsewhere = series(1_000_000 * MINUTE, 500, 1, 10);
    assertThrows(IllegalArgumentException.class, () -> SeriesComparison.of(bars, elsewhere));
    Bars days = Bars.builder("QQQ", Timeframe.DAY, bars.provenance()).build();
    assertThrows(IllegalArgumentException.class, () -> SeriesComparison.of(bars, days));
  }

  /** Two vendors of the same bars, as measured when the files were made. */
  @Test
  void twoVendors() {
    SeriesComparison found =
        SeriesComparison.of(
            RealData.bars("QQQ_5m_raw.csv.gz", "QQQ"),
            RealData.bars("QQQ_5m_raw_alt.csv.gz", "QQQ"));
    Field close = found.fields().get(3);
    assertEquals(26_374, found.common());
    assertEquals(0, close.median());
    assertEquals(0.00011, close.p99(), 0.00001);
    assertEquals(0.0029, close.largest(), 0.0001);
    assertTrue(found.correlations().get(1) > 0.998, found.toString());
    assertEquals(OptionalInt.empty(), found.lag());
  }

  private static Bars series(long shift, int size, double volume, int wrongEvery) {
    SplittableRandom random = new SplittableRandom(SEED);
    Bars.Builder bars =
        Bars.builder("QQQ", Timeframe.parse("1m"), new Provenance("test", PriceBasis.RAW));
    double price = 100;
    for (int i = 0; i < size; i++) {
      price *= Math.exp(random.nextGaussian() / 1000);
      double close = (i + 1) % wrongEvery == 0 ? price * 1.01 : price;
      bars.add(shift + i * MINUTE, price, price, price, close, volume);
    }
    return bars.build();
  }
}
