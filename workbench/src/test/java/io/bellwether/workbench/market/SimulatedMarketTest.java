package io.bellwether.workbench.market;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.calendar.UnknownSessionException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedMarketTest {
  private static final NyseCalendar CALENDAR = new NyseCalendar();
  private static final LocalDate FROM = LocalDate.parse("2024-01-02");
  private static final LocalDate TO = LocalDate.parse("2024-12-31");

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, -3, Long.MAX_VALUE})
  void barsAreConsistentAndInWholeCents(long seed) {
    SimulatedMarket market =
        SimulatedMarket.generate(SimulationSettings.of(seed, FROM, TO), CALENDAR);
    assertEquals(List.of("QQQ", "TQQQ", "SQQQ"), List.copyOf(market.bars().keySet()));
    for (Bars bars : market.bars().values()) {
      for (int t = 0; t < bars.size(); t++) {
        double high = bars.high()[t];
        double low = bars.low()[t];
        String where = bars.symbol() + " seed " + seed + " at " + bars.start(t);
        assertTrue(low >= 0.01, where);
        assertTrue(high >= Math.max(bars.open()[t], bars.close()[t]), where);
        assertTrue(low <= Math.min(bars.open()[t], bars.close()[t]), where);
        assertTrue(bars.volume()[t] >= 1 && bars.volume()[t] == Math.rint(bars.volume()[t]), where);
        for (double price : new double[] {bars.open()[t], high, low, bars.close()[t]}) {
          assertEquals(Math.rint(price * 100) / 100, price, where);
        }
      }
    }
  }

  @Test
  void stampsFollowTheCalendarThroughEarlyClosesAndTheChangeOfClocks() {
    SimulatedMarket market =
        SimulatedMarket.generate(
            new SimulationSettings(7, new Timeframe(5), FROM, TO, 2), CALENDAR);
    Bars bars = market.bars("QQQ");
    assertEquals(Instant.parse("2023-12-28T14:30:00Z"), bars.start(0));
    // New York changes its clocks on 10 March and 3 November 2024.
    assertTrue(bars.indexOf(Instant.parse("2024-03-08T14:30:00Z")) > 0);
    assertTrue(bars.indexOf(Instant.parse("2024-03-11T13:30:00Z")) > 0);
    assertTrue(bars.indexOf(Instant.parse("2024-11-01T13:30:00Z")) > 0);
    assertTrue(bars.indexOf(Instant.parse("2024-11-04T14:30:00Z")) > 0);
    assertEquals(78, barsOn(bars, "2024-03-11"));
    assertEquals(42, barsOn(bars, "2024-11-29"));
    assertEquals(0, barsOn(bars, "2024-12-25"));
    // 252 sessions in 2024, three of them early closes; two sessions of warm-up.
    assertEquals(254 * 78 - 3 * 36, bars.size());
    for (Bars other : market.bars().values()) {
      assertArrayEquals(bars.startMillis(), other.startMillis());
    }
  }

  @Test
  void otherTimeframesEndWithTheSession() {
    Bars hours =
        SimulatedMarket.generate(new SimulationSettings(7, Timeframe.HOUR, FROM, TO, 0), CALENDAR)
            .bars("TQQQ");
    assertEquals(7, barsOn(hours, "2024-03-11"));
    assertEquals(4, barsOn(hours, "2024-11-29"));
  }

  @Test
  void dailyBarsAreMadeOfTheIntradayOnes() {
    SimulatedMarket market =
        SimulatedMarket.generate(SimulationSettings.of(11, FROM, TO), CALENDAR);
    Bars daily = market.daily("TQQQ");
    assertEquals(252 + 260, daily.size());
    assertEquals(daily.open()[0], market.bars("TQQQ").open()[0]);
    assertEquals(Arrays.stream(daily.high()).max(), Arrays.stream(highs(market)).max());
  }

  @Test
  void theFundsReturnThreeTimesTheIndexLessCosts() {
    SimulatedMarket market = SimulatedMarket.generate(SimulationSettings.of(3, FROM, TO), CALENDAR);
    Bars index = market.daily("QQQ");
    Bars bull = market.daily("TQQQ");
    Bars bear = market.daily("SQQQ");
    for (int t = 1; t < index.size(); t++) {
      double r = index.close()[t] / index.close()[t - 1] - 1;
      // Half a cent on each price, three times for the index, and at most five days' costs.
      double cents = 0.0051 * (2 / bull.close()[t - 1] + 6 / index.close()[t - 1]) + 5 * 0.04 / 365;
      assertEquals(3 * r, bull.close()[t] / bull.close()[t - 1] - 1, cents, "session " + t);
      double bearCents =
          0.0051 * (2.2 / bear.close()[t - 1] + 6 / index.close()[t - 1]) + 5 * 0.02 / 365;
      assertEquals(-3 * r, bear.close()[t] / bear.close()[t - 1] - 1, bearCents, "session " + t);
    }
  }

  @Test
  void theSameSeedGivesTheSameBytes() throws NoSuchAlgorithmException {
    SimulationSettings settings = SimulationSettings.of(42, FROM, TO);
    String one = hash(SimulatedMarket.generate(settings, CALENDAR));
    assertEquals(one, hash(SimulatedMarket.generate(settings, CALENDAR)));
    assertNotEquals(
        one, hash(SimulatedMarket.generate(SimulationSettings.of(43, FROM, TO), CALENDAR)));
    // A golden value: the same on every machine. It moves only with the model, on purpose.
    assertEquals("f4d7873d834698c004bf6a41a53e828c300d3568bdec4e31a681f1bcfbcccae6", one);
  }

  @Test
  void aLongerRangeContinuesTheShorterOne() {
    Bars half =
        SimulatedMarket.generate(
                SimulationSettings.of(42, FROM, LocalDate.parse("2024-06-28")), CALENDAR)
            .bars("QQQ");
    Bars year = SimulatedMarket.generate(SimulationSettings.of(42, FROM, TO), CALENDAR).bars("QQQ");
    assertArrayEquals(half.close(), Arrays.copyOf(year.close(), half.size()));
  }

  @Test
  void whatItCannotDoItRefuses() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new SimulationSettings(1, Timeframe.DAY, FROM, TO, 0));
    assertThrows(
        IllegalArgumentException.class,
        () -> new SimulationSettings(1, Timeframe.HOUR, TO, FROM, 0));
    SimulationSettings farAway =
        SimulationSettings.of(1, LocalDate.parse("2190-01-01"), LocalDate.parse("2190-02-01"));
    assertThrows(UnknownSessionException.class, () -> SimulatedMarket.generate(farAway, CALENDAR));
    SimulatedMarket market =
        SimulatedMarket.generate(SimulationSettings.of(1, FROM, FROM), CALENDAR);
    assertThrows(IllegalArgumentException.class, () -> market.bars("SPY"));
  }

  private static double[] highs(SimulatedMarket market) {
    Bars bars = market.bars("TQQQ");
    return Arrays.copyOf(bars.high(), bars.size());
  }

  private static int barsOn(Bars bars, String date) {
    Instant midnight = LocalDate.parse(date).atStartOfDay(CALENDAR.zone()).toInstant();
    return bars.between(midnight, midnight.plus(Duration.ofDays(1))).size();
  }

  private static String hash(SimulatedMarket market) throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (Bars bars : market.bars().values()) {
      ByteBuffer row = ByteBuffer.allocate(6 * Long.BYTES);
      for (int t = 0; t < bars.size(); t++) {
        row.clear();
        row.putLong(bars.startMillis()[t]).putDouble(bars.open()[t]).putDouble(bars.high()[t]);
        row.putDouble(bars.low()[t]).putDouble(bars.close()[t]).putDouble(bars.volume()[t]);
        digest.update(row.array());
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
