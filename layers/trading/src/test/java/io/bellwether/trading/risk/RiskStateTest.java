package io.bellwether.trading.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RiskStateTest {
  private static final Instant NOW = RiskFixtures.NOW;

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
  void anEmergencyStopIsUnderWayUntilNothingIsLeftOrAPersonStepsIn() {
    RiskState.Untold breach = new RiskState.Untold(NOW, "drawdown", "fell", true);
    RiskState closing = state.close("drawdown: fell", breach);
    assertTrue(closing.disabled());
    assertEquals(Optional.of(new RiskState.Closing(NOW)), closing.closing());
    assertEquals(Optional.of(breach), closing.untold());
    assertEquals(Optional.empty(), closing.told().untold());
    assertTrue(closing.closed().disabled());
    assertEquals(Optional.empty(), closing.closed().closing());
    assertEquals(Optional.empty(), closing.enable().closing());
  }

  @Test
  void aDayWithoutEntriesEndsWithTheDayNotWithAPerson() {
    RiskState ended =
        state.endDay(
            new RiskState.DayLoss(RiskFixtures.TODAY, "lost"),
            new RiskState.Untold(NOW, "day-loss", "lost", false));
    assertTrue(ended.bars(RiskFixtures.TODAY));
    assertTrue(ended.enable().bars(RiskFixtures.TODAY));
    assertFalse(ended.bars(RiskFixtures.TODAY.plusDays(1)));
    assertEquals(state.peakEquity(), ended.enable().peakEquity());
  }

  @Test
  void rebasingCountsLossesAnewAndSwitchesNothing() {
    RiskState rebased = state.begin(BigDecimal.TEN).kill("holiday").rebase();
    assertEquals(RiskState.initial("paper-1").kill("holiday"), rebased);
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
