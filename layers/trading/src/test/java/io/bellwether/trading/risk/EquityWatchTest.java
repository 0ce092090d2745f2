package io.bellwether.trading.risk;

import static io.bellwether.trading.risk.RiskFixtures.ACCOUNT;
import static io.bellwether.trading.risk.RiskFixtures.TODAY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.trading.broker.AccountSnapshot;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The drawdown limit of 25 %, by readings of equity one after the other. */
class EquityWatchTest {
  private static final Instant OPEN = Instant.parse("2026-11-20T14:30:00Z");

  private final RiskEngine engine = new RiskEngine(RiskProfiles.CONCENTRATED);
  private RiskState state = RiskState.initial(ACCOUNT);

  @Test
  void theFirstReadingIsTheFirstPeak() {
    assertNormal(read(0, "10000"));
    assertPeak("10000");
  }

  @Test
  void twoAgreeingReadingsAtTheLimitStopTheAccount() {
    assertNormal(read(0, "10000"));
    assertNormal(read(60, "7500"));
    EquityVerdict.EmergencyStop stop =
        assertInstanceOf(EquityVerdict.EmergencyStop.class, read(120, "7490"));
    assertTrue(stop.state().disabled());
    assertEquals(
        "drawdown: equity of 7490.00 is 25.1 % below its peak of 10000.00; the limit is 25 %",
        stop.state().reason());
    assertEquals(Optional.empty(), stop.state().suspect());
    assertEquals(Optional.of(new RiskState.Closing(at(120))), stop.state().closing());
    RiskState.Untold untold = stop.state().untold().orElseThrow();
    assertTrue(untold.critical());
    assertTrue(untold.message().contains("7500.00 at 2026-11-20T14:31:00Z"), untold.message());
  }

  @Test
  void justAboveTheLimitIsNormal() {
    read(0, "10000");
    assertNormal(read(60, "7500.01"));
    assertNormal(read(120, "7500.01"));
    assertEquals(Optional.empty(), state.suspect());
  }

  @Test
  void oneBadQuoteSellsNothing() {
    read(0, "10000");
    assertNormal(read(60, "3000"));
    assertNormal(read(120, "9990"));
    assertNormal(read(180, "3000"));
    assertNormal(read(240, "10010"));
  }

  @Test
  void oneBadQuoteLeavesNoPeakBehind() {
    read(0, "10000");
    assertNormal(read(60, "90000"));
    assertNormal(read(120, "10000"));
    assertNormal(read(180, "9990"));
    assertPeak("10000");
  }

  @Test
  void theSameSnapshotTwiceIsOneReading() {
    read(0, "10000");
    assertNormal(read(60, "7000"));
    assertNormal(read(60, "7000"));
    assertNormal(read(60 + 29, "7000"));
    assertInstanceOf(EquityVerdict.EmergencyStop.class, read(60 + 30, "7000"));
  }

  @Test
  void aReadingTooLateIsTheFirstOfTwoAgain() {
    read(0, "10000");
    assertNormal(read(60, "7000"));
    assertNormal(read(60 + 15 * 60 + 1, "7000"));
    assertInstanceOf(EquityVerdict.EmergencyStop.class, read(60 + 30 * 60, "7000"));
  }

  @ParameterizedTest
  @CsvSource({"6650, true", "6649.99, false", "7350, true", "7350.01, false"})
  void readingsAgreeWithinFivePercent(String second, boolean agree) {
    read(0, "10000");
    read(60, "7000");
    EquityVerdict verdict = read(120, second);
    assertEquals(agree, verdict instanceof EquityVerdict.EmergencyStop);
    if (!agree) {
      // The second one waits in the place of the first.
      assertEquals(new BigDecimal(second), state.suspect().orElseThrow().equity());
    }
  }

  @Test
  void theDrawdownCountsFromTheConfirmedPeak() {
    read(0, "10000");
    read(60, "12000");
    assertPeak("10000");
    read(120, "12100");
    assertPeak("12000");
    read(180, "9000");
    assertInstanceOf(EquityVerdict.EmergencyStop.class, read(240, "9000"));
  }

  @Test
  void aRiseAndAFallDoNotConfirmEachOther() {
    RiskProfile tight = RiskProfile.named("tight").with(RiskLimit.DRAWDOWN, "0.01");
    RiskEngine tightEngine = new RiskEngine(tight);
    state = state.withPeak(new BigDecimal("10000"));
    state = tightEngine.assess(state, snapshot(0, "10100"), TODAY, at(0)).state();
    assertNormal(tightEngine.assess(state, snapshot(60, "9890"), TODAY, at(60)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-100"})
  void noEquityAtAllIsNoReading(String equity) {
    read(0, "10000");
    RiskState before = state;
    assertNormal(read(60, equity));
    assertNormal(read(120, equity));
    assertEquals(before, state);
  }

  @Test
  void aStaleReadingIsNoReading() {
    read(0, "10000");
    RiskState before = state;
    Instant late = at(60).plus(Duration.ofMinutes(5)).plusSeconds(1);
    assertEquals(before, engine.assess(state, snapshot(60, "7000"), TODAY, late).state());
  }

  @Test
  void aDisabledAccountIsNotStoppedAgainAndStartsAnewWhenEnabled() {
    read(0, "10000");
    read(60, "7000");
    read(120, "7000");
    assertTrue(state.disabled());
    assertNormal(read(180, "7000"));
    assertNormal(read(240, "7000"));
    state = state.enable();
    assertNormal(read(300, "7000"));
    assertPeak("7000");
  }

  @Test
  void aProfileWithoutTheLimitKeepsThePeakAndNeverStops() {
    RiskEngine swing = new RiskEngine(RiskProfiles.SWING);
    state = swing.assess(state, snapshot(0, "10000"), TODAY, at(0)).state();
    for (int second = 60; second < 300; second += 60) {
      EquityVerdict verdict = swing.assess(state, snapshot(second, "1000"), TODAY, at(second));
      assertNormal(verdict);
      state = verdict.state();
    }
    assertPeak("10000");
  }

  @Test
  void twoAgreeingReadingsEndTheDay() {
    RiskEngine conservative = new RiskEngine(RiskProfiles.CONSERVATIVE);
    state = conservative.assess(state, since("9990", 0), TODAY, at(0)).state();
    EquityVerdict first = conservative.assess(state, since("9800", 60), TODAY, at(60));
    assertNormal(first);
    EquityVerdict second = conservative.assess(first.state(), since("9790", 120), TODAY, at(120));
    assertInstanceOf(EquityVerdict.DayEnded.class, second);
    assertEquals(
        "equity of 9790.00 is 2.1 % below the last close of 10000.00; the limit is 2 %",
        second.state().dayLoss().orElseThrow().reason());
    assertEquals(TODAY, second.state().dayLoss().orElseThrow().day());
    assertFalse(second.state().untold().orElseThrow().critical());
    assertFalse(second.state().disabled());
    // Told once a day, and the drawdown is still watched.
    RiskState told = second.state().told();
    assertNormal(conservative.assess(told, since("9790", 180), TODAY, at(180)));
    RiskState suspected = conservative.assess(told, since("9480", 240), TODAY, at(240)).state();
    assertInstanceOf(
        EquityVerdict.EmergencyStop.class,
        conservative.assess(suspected, since("9480", 300), TODAY, at(300)));
  }

  /** A day's loss does not confirm a drawdown, but the drawdown that follows confirms the loss. */
  @Test
  void aReadingConfirmsOnlyWhatBothSay() {
    RiskEngine conservative = new RiskEngine(RiskProfiles.CONSERVATIVE);
    state = conservative.assess(state, since("10000", 0), TODAY, at(0)).state();
    state = conservative.assess(state, since("9700", 60), TODAY, at(60)).state();
    EquityVerdict verdict = conservative.assess(state, since("9400", 120), TODAY, at(120));
    assertInstanceOf(EquityVerdict.DayEnded.class, verdict);
    assertFalse(verdict.state().disabled());
    EquityVerdict third = conservative.assess(verdict.state(), since("9400", 180), TODAY, at(180));
    assertInstanceOf(EquityVerdict.EmergencyStop.class, third);
    assertEquals("drawdown", third.state().untold().orElseThrow().rule());
  }

  @Test
  void theTotalLossInMoneyCountsFromTheStartNotFromThePeak() {
    RiskEngine micro = new RiskEngine(RiskProfiles.MICRO);
    state = micro.assess(state, snapshot(0, "100"), TODAY, at(0)).state();
    state = micro.assess(state, snapshot(60, "104"), TODAY, at(60)).state();
    state = micro.assess(state, snapshot(120, "104"), TODAY, at(120)).state();
    assertPeak("104");
    for (int second = 180; second < 400; second += 60) {
      EquityVerdict verdict = micro.assess(state, snapshot(second, "90.01"), TODAY, at(second));
      assertNormal(verdict);
      state = verdict.state();
    }
    state = micro.assess(state, snapshot(420, "90"), TODAY, at(420)).state();
    EquityVerdict stop = micro.assess(state, snapshot(480, "90"), TODAY, at(480));
    assertInstanceOf(EquityVerdict.EmergencyStop.class, stop);
    assertEquals(
        "total-loss: equity of 90.00 is 10.00 less than the 100.00 of the start; the limit is"
            + " 10.00",
        stop.state().reason());
  }

  /** Good readings wander within the limit; single bad ones between them are wild. */
  @ParameterizedTest
  @ValueSource(longs = {5, 20261120, 123456789})
  void noSingleBadReadingEverActs(long seed) {
    Random random = new Random(seed);
    read(0, "10000");
    for (int tick = 1; tick < 5_000; tick++) {
      boolean bad = tick % 2 == 0 && random.nextBoolean();
      long cents = bad ? random.nextLong(10_000_000) : 850_000 + random.nextLong(150_000);
      String equity = BigDecimal.valueOf(cents, 2).toPlainString();
      assertInstanceOf(
          EquityVerdict.Normal.class, read(tick * 60, equity), "seed " + seed + ", tick " + tick);
      assertPeak("10000");
    }
  }

  private EquityVerdict read(int second, String equity) {
    EquityVerdict verdict = engine.assess(state, snapshot(second, equity), TODAY, at(second));
    state = verdict.state();
    return verdict;
  }

  private void assertPeak(String peak) {
    assertEquals(Optional.of(new BigDecimal(peak)), state.peakEquity());
  }

  private static void assertNormal(EquityVerdict verdict) {
    assertInstanceOf(EquityVerdict.Normal.class, verdict);
  }

  private static AccountSnapshot snapshot(int second, String equity) {
    BigDecimal amount = new BigDecimal(equity);
    return new AccountSnapshot(amount, amount, amount, false, at(second), Optional.empty());
  }

  private static AccountSnapshot since(String equity, int second) {
    BigDecimal amount = new BigDecimal(equity);
    return new AccountSnapshot(
        amount, amount, amount, false, at(second), Optional.of(new BigDecimal("10000")));
  }

  private static Instant at(int second) {
    return OPEN.plusSeconds(second);
  }
}
