package io.bellwether.market.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Provenance;
import io.bellwether.market.RealData;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.calendar.Session;
import io.bellwether.market.quality.QualityIssue.Kind;
import io.bellwether.market.quality.QualityIssue.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StampCheckTest {
  private static final NyseCalendar CALENDAR = new NyseCalendar();
  private static final Timeframe FIVE_MINUTES = Timeframe.parse("5m");
  private static final LocalDate WINTER = LocalDate.of(2024, 1, 2);
  private static final LocalDate SUMMER = LocalDate.of(2024, 6, 3);
  private static final LocalDate YEAR_END = LocalDate.of(2024, 12, 31);

  @Test
  void startsInUtcAreAsTheyShouldBe() {
    assertEquals(Optional.empty(), check(WINTER, YEAR_END, false, start -> start));
    assertEquals(Optional.empty(), check(WINTER, YEAR_END, true, start -> start));
    assertEquals(Optional.empty(), check(SUMMER, SUMMER.plusMonths(2), true, start -> start));
  }

  @Test
  void newYorksTimeMarkedAsUtc() {
    UnaryOperator<Instant> local = start -> asUtc(start, CALENDAR.zone());
    for (boolean extended : new boolean[] {false, true}) {
      assertSuspected("New York's own time", check(WINTER, YEAR_END, extended, local));
      assertSuspected("New York's own time", check(SUMMER, SUMMER.plusDays(60), extended, local));
      assertSuspected("New York's own time", check(WINTER, WINTER.plusDays(40), extended, local));
    }
  }

  @Test
  void aClockWithoutDaylightSaving() {
    assertSuspected(
        "do not follow New York's daylight saving",
        check(
            WINTER,
            YEAR_END,
            false,
            start -> reread(asUtc(start, CALENDAR.zone()), ZoneOffset.ofHours(-5))));
  }

  @Test
  void aClockThatChangesWithEuropes() {
    // The time of London less the five hours that are usual, taken for New York's.
    UnaryOperator<Instant> london =
        start ->
            reread(
                asUtc(start, ZoneId.of("Europe/London")).minusSeconds(5 * 3600), CALENDAR.zone());
    assertSuspected("the clocks of Europe", check(WINTER, YEAR_END, true, london));
  }

  @Test
  void endsOfBarsAndOtherShifts() {
    assertSuspected(
        "ends of the bars; subtract 5m",
        check(WINTER, YEAR_END, false, start -> start.plus(Duration.ofMinutes(5))));
    assertSuspected(
        "opens at 10:00, New York",
        check(WINTER, YEAR_END, true, start -> start.plus(Duration.ofMinutes(30))));
    assertSuspected(
        "540 minutes late",
        check(WINTER, YEAR_END, true, start -> start.plus(Duration.ofHours(9))));
  }

  @Test
  void fewDaysAndBarsWithoutVolumeTellNothing() {
    UnaryOperator<Instant> local = start -> asUtc(start, CALENDAR.zone());
    assertEquals(Optional.empty(), check(WINTER, WINTER.plusDays(4), false, local));
    Bars.Builder silent = Bars.builder("QQQ", FIVE_MINUTES, new Provenance("test", PriceBasis.RAW));
    for (int i = 0; i < 5000; i++) {
      silent.add(i * 300_000L, 1, 1, 1, 1, 0);
    }
    assertEquals(Optional.empty(), StampCheck.check(silent.build()));
  }

  /** Of all timeframes, with and without the hours before and after the session. */
  @ParameterizedTest
  @CsvSource({
    "QQQ_1m_raw.csv.gz, QQQ", "QQQ_5m_raw.csv.gz, QQQ", "QQQ_5m_raw_alt.csv.gz, QQQ",
    "QQQ_4h_raw.csv.gz, QQQ", "TQQQ_5m_split.csv.gz, TQQQ", "TQQQ_10m_split.csv.gz, TQQQ"
  })
  void realFilesAreSoundAndWithAnotherClockTheyAreNot(String file, String symbol) {
    Bars bars = RealData.bars(file, symbol);
    assertEquals(Optional.empty(), StampCheck.check(bars));
    Bars.Builder local = Bars.builder(symbol, bars.timeframe(), bars.provenance());
    for (int i = 0; i < bars.size(); i++) {
      long start = asUtc(bars.start(i), CALENDAR.zone()).toEpochMilli();
      local.add(
          start, bars.open()[i], bars.high()[i], bars.low()[i], bars.close()[i], bars.volume()[i]);
    }
    assertSuspected("New York's own time", StampCheck.check(local.build()));
  }

  @Test
  void hoursCutOnTheClockAreFound() {
    assertSuspected(
        "cut on the clock", StampCheck.check(RealData.bars("SPY_1h_raw.csv.gz", "SPY")));
  }

  private static void assertSuspected(String what, Optional<QualityIssue> issue) {
    QualityIssue found = issue.orElseThrow();
    assertEquals(Kind.TIME_ZONE, found.kind());
    assertEquals(Severity.BLOCKING, found.severity());
    assertTrue(found.message().contains(what), found.message());
  }

  /** The time of day that a clock there shows, read as if it were UTC. */
  private static Instant asUtc(Instant instant, ZoneId zone) {
    return instant.atZone(zone).toLocalDateTime().toInstant(ZoneOffset.UTC);
  }

  /** An instant whose UTC time of day is read as that of a clock there. */
  private static Instant reread(Instant instant, ZoneId zone) {
    return instant.atZone(ZoneOffset.UTC).toLocalDateTime().atZone(zone).toInstant();
  }

  /** Volume as in the market: little before the open, most at it, and an auction at the close. */
  private static Optional<QualityIssue> check(
      LocalDate from, LocalDate to, boolean extended, UnaryOperator<Instant> clock) {
    Bars.Builder bars = Bars.builder("QQQ", FIVE_MINUTES, new Provenance("test", PriceBasis.RAW));
    long last = Long.MIN_VALUE;
    for (LocalDate date = from; !date.isAfter(to); date = date.plusDays(1)) {
      for (Session session : CALENDAR.session(date).stream().toList()) {
        Instant first = extended ? session.open().minusSeconds(5 * 3600) : session.open();
        Instant end = extended ? session.close().plusSeconds(4 * 3600) : session.close();
        for (Instant start = first; start.isBefore(end); start = start.plusSeconds(300)) {
          long stamp = clock.apply(start).toEpochMilli();
          if (stamp > last) {
            bars.add(stamp, 1, 1, 1, 1, volume(session, start));
            last = stamp;
          }
        }
      }
    }
    return StampCheck.check(bars.build());
  }

  private static double volume(Session session, Instant start) {
    if (!session.contains(start)) {
      return 1000;
    }
    long minutes = Duration.between(session.open(), start).toMinutes();
    boolean auction = !start.plusSeconds(300).isBefore(session.close());
    return auction ? 250_000 : 50_000 + 100_000 / (1 + minutes / 30.0);
  }
}
