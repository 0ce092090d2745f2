package io.bellwether.trading.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RiskStateTest {
  private final RiskState state = RiskState.initial("paper-1").withPeak(BigDecimal.TEN);

  @Test
  void killingKeepsEverythingElse() {
    RiskState killed = state.kill("holiday");
    assertTrue(killed.killed());
    assertFalse(killed.disabled());
    assertEquals("holiday", killed.reason());
    assertEquals(state.peakEquity(), killed.peakEquity());
    assertEquals(state, killed.enable());
  }

  @Test
  void enablingAfterALimitForgetsThePeakItCountedFrom() {
    RiskState enabled = state.disable("drawdown").enable();
    assertEquals(RiskState.initial("paper-1"), enabled);
    assertEquals(Optional.empty(), enabled.peakEquity());
  }

  @Test
  void neitherOfTwoReasonsHidesTheOther() {
    assertEquals("drawdown; holiday", state.disable("drawdown").kill("holiday").reason());
    assertEquals("holiday", state.kill("holiday").kill("holiday").reason());
  }

  @Test
  void stoppingNeedsAReason() {
    assertThrows(IllegalArgumentException.class, () -> state.kill(" "));
    assertThrows(IllegalArgumentException.class, () -> state.disable(""));
  }
}
