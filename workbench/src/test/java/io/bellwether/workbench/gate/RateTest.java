package io.bellwether.workbench.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RateTest {
  /** None of n: the upper end is 1 - 0.025^(1/n); the others by bisection of binomial tails. */
  @ParameterizedTest
  @CsvSource({
    "0, 200, 0, 0.018275",
    "200, 200, 0.981725, 1",
    "4, 200, 0.005476, 0.050414",
    "174, 200, 0.815348, 0.913292"
  })
  void theIntervalOfClopperAndPearson(int count, int of, double low, double high) {
    Rate rate = new Rate(count, of);
    assertEquals(low, rate.low(), 1e-6);
    assertEquals(high, rate.high(), 1e-6);
  }

  @Test
  void whatIsNoRateIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Rate(0, 0));
    assertThrows(IllegalArgumentException.class, () -> new Rate(3, 2));
    assertThrows(IllegalArgumentException.class, () -> new Rate(-1, 2));
  }
}
