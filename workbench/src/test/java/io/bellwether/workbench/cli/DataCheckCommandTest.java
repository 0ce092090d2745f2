package io.bellwether.workbench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.market.Bars;
import io.bellwether.market.RealData;
import io.bellwether.market.Timeframe;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCheckCommandTest {
  private static final Timeframe HALF_HOUR = Timeframe.parse("30m");
  private static final LocalDate FIRST = LocalDate.of(2024, 10, 1);
  private static final LocalDate LAST = LocalDate.of(2024, 10, 31);

  @TempDir private Path directory;

  @Test
  void wholeFilesAreUsable() {
    Path half =
        SampleBars.write(
            directory.resolve("t.csv.gz"), SampleBars.of("TQQQ", HALF_HOUR, FIRST, LAST));
    Path days =
        SampleBars.write(
            directory.resolve("s.csv"), SampleBars.of("SQQQ", Timeframe.DAY, FIRST, LAST));

    Cli.Run run = Cli.run("data", "check", "--bars", "TQQQ=" + half, "SQQQ=" + days).succeeds();

    assertEquals(
        "symbol timeframe bars first last sessions missing issues", cells(run.lines().get(0)));
    assertEquals("TQQQ 30m 299 2024-10-01 2024-10-31 23/23 0 0", cells(run.lines().get(1)));
    assertEquals("SQQQ 1d 23 2024-10-01 2024-10-31 23/23 0 0", cells(run.lines().get(2)));
    assertTrue(run.out().contains("TQQQ 30m (csv:t.csv.gz): usable, no warnings"), run.out());
  }

  @Test
  void oldGapsAreCountedAndNamedAndWarn() {
    // 2024-10-08 is absent, of 2024-10-10 one bar of 13 is.
    Bars bars =
        SampleBars.of(
            "TQQQ",
            HALF_HOUR,
            FIRST,
            LAST,
            start ->
                !SampleBars.CALENDAR.dateAt(start).equals(LocalDate.of(2024, 10, 8))
                    && !start.equals(Instant.parse("2024-10-10T14:00:00Z")));

    Cli.Run run = check(bars).succeeds();

    assertEquals("TQQQ 30m 285 2024-10-01 2024-10-31 22/23 14 2", cells(run.lines().get(1)));
    assertTrue(run.out().contains("usable, 2 warnings, 1 session without a bar"), run.out());
    assertTrue(unwrapped(run).contains("sessions without a bar: 1, from 2024-10-08"), run.out());
    assertTrue(unwrapped(run).contains("2024-10-10: 1 of 13 bars missing"), run.out());
  }

  @Test
  void recentGapsBlock() {
    Bars bars =
        SampleBars.of(
            "TQQQ",
            HALF_HOUR,
            FIRST,
            LAST,
            start -> !SampleBars.CALENDAR.dateAt(start).equals(LocalDate.of(2024, 10, 30)));

    Cli.Run run = check(bars);

    assertEquals(ExitCode.DATA, run.code(), run.out());
    assertEquals("", run.err());
    assertTrue(run.out().contains("NOT usable, 1 blocking"), run.out());
    run.fitsTerminal();
  }

  @Test
  void aSplitThatPricesWereNotAdjustedForBlocks() {
    Bars before = SampleBars.of("TQQQ", HALF_HOUR, FIRST, LocalDate.of(2024, 10, 15));
    Bars after = SampleBars.of("TQQQ", HALF_HOUR, LocalDate.of(2024, 10, 16), LAST);
    Bars.Builder both = Bars.builder("TQQQ", HALF_HOUR, before.provenance());
    for (int i = 0; i < before.size(); i++) {
      both.add(before, i);
    }
    for (int i = 0; i < after.size(); i++) {
      both.add(
          after.startMillis()[i],
          after.open()[i] / 2,
          after.high()[i] / 2,
          after.low()[i] / 2,
          after.close()[i] / 2,
          after.volume()[i] * 2);
    }

    Cli.Run run = check(both.build());

    assertEquals(ExitCode.DATA, run.code(), run.out());
    assertTrue(run.out().contains("blocking SPLIT_LIKE 2024-10-16T13:30:00Z"), run.out());
  }

  @Test
  void theLimitKeepsTheBlockingIssuesAndCountsTheRest() {
    // One bar is missing every day: the last five days block, the others warn.
    Bars bars = SampleBars.of("TQQQ", HALF_HOUR, FIRST, LAST, start -> !isTen(start));

    Cli.Run run = check(bars, "--limit", "3");

    assertEquals(ExitCode.DATA, run.code());
    List<String> issues =
        run.lines().stream().filter(line -> line.matches("  (blocking|warning) .*")).toList();
    assertEquals(3, issues.size(), run.out());
    assertTrue(issues.stream().allMatch(line -> line.startsWith("  blocking")), run.out());
    assertEquals(
        "  and 20 more, 20 MISSING_BARS; --limit 23 shows them all", run.lines().getLast());
    assertFalse(check(bars, "--limit", "23").out().contains(" more; "));
  }

  private static boolean isTen(Instant start) {
    return start.atZone(SampleBars.CALENDAR.zone()).toLocalTime().toString().equals("10:00");
  }

  @Test
  void aggregatesBeforeItChecks() {
    Cli.Run run =
        check(SampleBars.of("TQQQ", HALF_HOUR, FIRST, LAST), "--timeframe", "1h").succeeds();

    // Seven bars a day, the last one half an hour.
    assertEquals("TQQQ 1h 161 2024-10-01 2024-10-31 23/23 0 0", cells(run.lines().get(1)));
  }

  @Test
  void barsOutsideTheSessionAreLeftOutAndCounted() {
    String early = "2024-09-30T12:00:00Z,1,1,1,1,1\n2024-09-30T12:30:00Z,1,1,1,1,1\n";
    Path mixed =
        SampleBars.write(
            directory.resolve("mixed.csv"),
            SampleBars.HEADER
                + early
                + SampleBars.csv(SampleBars.of("TQQQ", HALF_HOUR, FIRST, LAST))
                    .substring(SampleBars.HEADER.length()));
    Path outside = SampleBars.write(directory.resolve("early.csv"), SampleBars.HEADER + early);

    Cli.Run usable = Cli.run("data", "check", "--bars", "TQQQ=" + mixed).succeeds();
    Cli.Run empty = Cli.run("data", "check", "--bars", "TQQQ=" + outside);

    assertTrue(unwrapped(usable).contains("2 bars outside the regular session left out"));
    assertEquals(ExitCode.DATA, empty.code());
    assertEquals("TQQQ 30m 0 - - 0/0 0 1", cells(empty.lines().get(1)));
    assertTrue(empty.out().contains("blocking EMPTY"), empty.out());
  }

  @Test
  void clockHoursAreNotSessionHours() {
    // 10:00 to 15:00 New York: what a provider gives that cuts its hours on the clock.
    StringBuilder text = new StringBuilder(SampleBars.HEADER);
    for (int hour = 14; hour <= 19; hour++) {
      text.append("2024-10-31T").append(hour).append(":00:00Z,1,1,1,1,1\n");
    }
    Path file = SampleBars.write(directory.resolve("clock.csv"), text.toString());

    Cli.Run run = Cli.run("data", "check", "--bars", "TQQQ=" + file);

    assertEquals(ExitCode.DATA, run.code());
    assertEquals(6, run.lines().stream().filter(line -> line.contains("OFF_GRID")).count());
    assertFalse(run.out().contains("STALE"), run.out());
  }

  @Test
  void realBarsOfFiveMinutesAreUsable() {
    Path file = RealData.require("TQQQ_5m_split.csv.gz");

    Cli.Run run = Cli.run("data", "check", "--bars", "TQQQ=" + file).succeeds();

    // The feed has no trade in two intervals of 2022-04-13.
    assertEquals("TQQQ 5m 9826 2022-01-03 2022-07-05 126/126 2 1", cells(run.lines().get(1)));
  }

  @Test
  void linesThatCannotBeBarsAreAllTold() {
    List<String> lines =
        SampleBars.csv(SampleBars.of("TQQQ", HALF_HOUR, FIRST, LAST)).lines().toList();
    List<String> faulty = new ArrayList<>(lines);
    faulty.add(20, lines.get(19));
    faulty.add(40, lines.get(5));
    faulty.add(60, lines.get(100).replace(",", ";"));
    Path file = SampleBars.write(directory.resolve("faulty.csv"), String.join("\n", faulty) + "\n");

    Cli.Run run = Cli.run("data", "check", "--bars", "TQQQ=" + file);

    assertEquals(ExitCode.DATA, run.code());
    assertEquals("TQQQ 30m 299 2024-10-01 2024-10-31 23/23 0 3", cells(run.lines().get(1)));
    assertTrue(run.out().contains("NOT usable, 3 blocking, no warnings"), run.out());
    assertTrue(run.out().contains("blocking DUPLICATE line 21: timestamp 2024-10-02"), run.out());
    assertTrue(run.out().contains("blocking GOES_BACK line 41: timestamp 2024-10-01"), run.out());
    assertTrue(run.out().contains("blocking MALFORMED line 61: 1 fields; expected 6"), run.out());
    run.fitsTerminal();
  }

  @Test
  void aKnownSplitExplainsItsJumpInRawBarsAndIsMissedWhereThereIsNone() {
    Bars days = SampleBars.of("TQQQ", Timeframe.DAY, FIRST, LAST);
    Bars.Builder halved = Bars.builder("TQQQ", Timeframe.DAY, days.provenance());
    for (int i = 0; i < days.size(); i++) {
      double factor = i < 12 ? 1 : 0.5;
      halved.add(
          days.startMillis()[i],
          factor * days.open()[i],
          factor * days.high()[i],
          factor * days.low()[i],
          factor * days.close()[i],
          days.volume()[i]);
    }
    LocalDate exDate = SampleBars.CALENDAR.dateAt(days.start(12));
    String splits =
        SampleBars.write(
                directory.resolve("splits.csv"),
                "symbol,ex_date,new_shares_per_old_share\nTQQQ," + exDate + ",2\n")
            .toString();

    Cli.Run raw = check(halved.build(), "--basis", "raw", "--splits", splits).succeeds();
    Cli.Run adjusted = check(halved.build(), "--splits", splits);
    Cli.Run smooth = check(days, "--basis", "raw", "--splits", splits);

    assertTrue(raw.out().contains("warning SPLIT_LIKE " + exDate + ": the split 2:1"), raw.out());
    assertEquals(ExitCode.DATA, adjusted.code());
    assertTrue(adjusted.out().contains("blocking SPLIT_LIKE " + exDate), adjusted.out());
    assertEquals(ExitCode.DATA, smooth.code());
    assertTrue(smooth.out().contains("blocking SPLIT_ABSENT " + exDate), smooth.out());
  }

  @Test
  void aSecondSourceIsComparedBarByBar() {
    Bars bars = SampleBars.of("TQQQ", HALF_HOUR, FIRST, LAST);
    Path same = SampleBars.write(directory.resolve("same.csv"), bars);

    Cli.Run run = check(bars, "--against", same.toString()).succeeds();

    assertTrue(unwrapped(run).contains("299 bars in common, 0 only here, 0 only there"), run.out());
    assertTrue(unwrapped(run).contains("close 0.0 % 0.0000 % 0.0000 % 0.0000 %"), run.out());
    assertFalse(run.out().contains("stamped with the ends"), run.out());
  }

  @Test
  void againstComparesOneFile() {
    Path file =
        SampleBars.write(directory.resolve("t.csv"), SampleBars.of("T", HALF_HOUR, FIRST, LAST));
    String same = file.toString();
    Cli.run("data", "check", "--bars", "T=" + same, "S=" + same, "--against", same)
        .failsInOneLine(ExitCode.USAGE, "--against compares with one file");
    Cli.run("data", "check", "--bars", "T=" + same, "--against", "absent.csv")
        .failsInOneLine(ExitCode.DATA, "--against absent.csv: there is no such file");
    Cli.run("data", "check", "--bars", "T=" + same, "--splits", "absent.csv")
        .failsInOneLine(ExitCode.DATA, "absent.csv: there is no such file");
  }

  @Test
  void cryptoTradesEveryMinuteOfEveryDay() {
    StringBuilder text = new StringBuilder(SampleBars.HEADER);
    Instant saturday = Instant.parse("2024-10-26T00:00:00Z");
    for (int minute = 0; minute < 3 * 1440; minute++) {
      if (minute < 700 || minute >= 760) {
        text.append(saturday.plusSeconds(60L * minute)).append(",1,1,1,1,");
        text.append(minute < 2000 || minute >= 2072 ? 1 : 0).append('\n');
      }
    }
    Path file = SampleBars.write(directory.resolve("btc.csv"), text.toString());

    Cli.Run run =
        Cli.run("data", "check", "--bars", "BTCUSDT=" + file, "--market", "crypto").succeeds();

    assertEquals("BTCUSDT 1m 4260 2024-10-26 2024-10-28 3/3 60 2", cells(run.lines().get(1)));
    assertTrue(unwrapped(run).contains("60 of 1440 bars missing"), run.out());
    assertTrue(unwrapped(run).contains("the longest run is of 72"), run.out());
  }

  @Test
  void jsonHoldsAllThatWasFound() throws IOException {
    Bars bars = SampleBars.of("TQQQ", HALF_HOUR, FIRST, LAST, start -> !isTen(start));
    Path whole =
        SampleBars.write(
            directory.resolve("whole.csv"), SampleBars.of("TQQQ", HALF_HOUR, FIRST, LAST));

    Cli.Run run = check(bars, "--json", "--limit", "0", "--against", whole.toString());

    assertEquals(ExitCode.DATA, run.code());
    JsonNode series = new ObjectMapper().readTree(run.out()).path("series").path(0);
    assertFalse(series.path("usable").asBoolean(true));
    assertEquals(23, series.path("barsMissing").asInt());
    assertEquals(23, series.path("issues").size());
    assertEquals("missing_bars", series.path("issues").path(0).path("kind").asText());
    assertEquals(23, series.path("comparison").path("barsOnlyThere").asInt());
  }

  private Cli.Run check(Bars bars, String... more) {
    Path file = SampleBars.write(directory.resolve("bars.csv"), bars);
    String[] arguments = new String[4 + more.length];
    List<String> first = List.of("data", "check", "--bars", bars.symbol() + "=" + file);
    System.arraycopy(first.toArray(), 0, arguments, 0, 4);
    System.arraycopy(more, 0, arguments, 4, more.length);
    return Cli.run(arguments);
  }

  /** A row of a table with one space between its cells. */
  private static String cells(String line) {
    return line.strip().replaceAll(" +", " ");
  }

  private static String unwrapped(Cli.Run run) {
    return run.out().replaceAll("\\s+", " ");
  }
}
