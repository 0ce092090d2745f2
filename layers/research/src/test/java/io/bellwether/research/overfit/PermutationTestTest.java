package io.bellwether.research.overfit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PermutationTestTest {
  @Test
  void theObservedCountsAsOneOfThePermutations() {
    assertEquals(1 / 5.0, PermutationTest.pValue(9, new double[] {1, 2, 3, 4}));
    assertEquals(3 / 5.0, PermutationTest.pValue(3, new double[] {1, 2, 3, 4}));
    assertEquals(1, PermutationTest.pValue(3, new double[0]));
    assertThrows(
        IllegalArgumentException.class, () -> PermutationTest.pValue(0, new double[] {Double.NaN}));
  }

  /** Of three positive returns one in eight sign patterns does as well: all of them positive. */
  @Test
  void signsOfThreeReturnsByHand() {
    assertEquals(
        0.125, PermutationTest.signFlip(new double[] {0.01, 0.02, 0.04}, 40_000, 3), 0.006);
  }

  @Test
  void signFlipAgreesWithTheNormalTest() {
    double[] returns = Series.normal(new SplittableRandom(17), 1_000, 0.04);
    double normal = 1 - ProbabilisticSharpe.of(ReturnMoments.of(returns), 0).orElseThrow();
    assertEquals(normal, PermutationTest.signFlip(returns, 4_000, 5), 0.02);
    assertTrue(
        PermutationTest.signFlip(Series.normal(new SplittableRandom(1), 500, 0.5), 999, 5)
            == 0.001);
  }
}
