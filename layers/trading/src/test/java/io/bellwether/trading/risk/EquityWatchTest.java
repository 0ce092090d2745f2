package io.bellwether.trading.risk;

import static io.bellwether.trading.risk.RiskFixtures.ACCOUNT;
import static io.bellwether.trading.risk.RiskFixtures.TODAY;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
    return new AccountSnapshot(amount, amount, amount, false, at(second));
  }

  private static Instant at(int second) {
    return OPEN.plusSeconds(second);
  }
}
