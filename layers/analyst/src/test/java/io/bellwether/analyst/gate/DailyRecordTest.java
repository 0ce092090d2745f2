package io.bellwether.analyst.gate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class DailyRecordTest {
  private static final int[] DAYS = {10, 11, 14, 15};
  private static final DailyRecord RECORD =
      new DailyRecord(DAYS, new double[] {0.01, -0.02, 0.03, 0.01});

  @Test
  void aBiggerBetIsNoLead() {
    DailyRecord threefold = new DailyRecord(DAYS, new double[] {0.03, -0.06, 0.09, 0.03});
    assertArrayEquals(new double[4], threefold.aheadOf(RECORD), 1e-12);
  }

  @Test
  void cashIsAtNoVolatility() {
    DailyRecord cash = new DailyRecord(DAYS, new double[4]);
    assertArrayEquals(RECORD.atUnitVolatility(), RECORD.aheadOf(cash));
  }

  @Test
  void onlyDaysThatBothHaveAreCompared() {
    DailyRecord other = new DailyRecord(new int[] {11, 12, 15}, new double[3]);
    assertArrayEquals(new int[] {11, 15}, RECORD.on(other).days());
    assertArrayEquals(new double[] {-0.02, 0.01}, RECORD.on(other).returns());
    assertThrows(IllegalArgumentException.class, () -> RECORD.aheadOf(other));
  }

  @Test
  void theStartIsAHigh() {
    DailyRecord falling = new DailyRecord(new int[] {1, 2}, new double[] {-0.5, 0.5});
    assertEquals(-0.5, falling.maxDrawdown());
    assertEquals(0, new DailyRecord(new int[] {1}, new double[] {0.1}).maxDrawdown());
  }
}
