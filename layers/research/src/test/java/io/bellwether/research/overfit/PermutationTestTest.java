package io.bellwether.research.overfit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
}
