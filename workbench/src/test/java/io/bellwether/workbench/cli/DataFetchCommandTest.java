package io.bellwether.workbench.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.SessionBars;
import io.bellwether.market.Timeframe;
import io.bellwether.market.feed.CsvBars;
import io.bellwether.trading.cost.NoCosts;
import io.bellwether.workbench.exchange.Fault;
import io.bellwether.workbench.exchange.SimulatedExchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command against an exchange that speaks Alpaca's protocol. */
@Tag("integration")
class DataFetchCommandTest {
  private static final String SECRET = "simulated-secret";
  private static final Timeframe HALF_HOUR = Timeframe.parse("30m");
  private static final Bars SERVED =
      SampleBars.of("TQQQ", HALF_HOUR, LocalDate.of(2023, 12, 1), LocalDate.of(2024, 11, 29));
  private static final Bars DAYS =
      SampleBars.of("QQQ", Timeframe.DAY, LocalDate.of(2024, 1, 2), LocalDate.of(2024, 11, 29));

  @TempDir private Path directory;

  private Instant now = Cli.NOW;
  private Fault.Effect effect = new Fault.Effect.None();
  private SimulatedExchange exchange;

  @BeforeEach
  void open() {
    exchange =
        SimulatedExchange.builder(SampleBars.CALENDAR, () -> now, new NoCosts())
            .bars(List.of(SERVED, DAYS))
            .credentials("SIMULATED", SECRET)
            .fault(request -> effect)
            .start();
  }

  @AfterEach
  void close() {
    exchange.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"out.csv", "out.csv.gz"})
  void whatIsWrittenReadsBackAsWhatWasServed(String file) {
    Cli.Run run = fetch(file, "TQQQ", "30m", "2024-10-01", "2024-10-31").succeeds();

    Bars expected = between(SERVED, "2024-10-01", "2024-11-01");
    assertSame(expected, read(file, "TQQQ"));
    assertEquals(299, expected.size());
    assertTrue(run.out().startsWith("299 30m bars fetched from alpaca/iex, 0 taken from"));
  }

  @Test
  void hoursAreMadeOfHalfHoursAndStartAtTheOpen() {
    fetch("out.csv", "TQQQ", "1h", "2024-10-01", "2024-11-29").succeeds();

    Bars expected =
        SessionBars.aggregate(
            between(SERVED, "2024-10-01", "2024-11-30"), Timeframe.HOUR, SampleBars.CALENDAR);
    Bars written = read("out.csv", "TQQQ");
    assertSame(expected, written);
    assertEquals(Instant.parse("2024-10-01T13:30:00Z"), written.start(0));
    // The early close of 2024-11-29 at 13:00 leaves half an hour to the bar of 12:30.
    assertEquals(Instant.parse("2024-11-29T17:30:00Z"), written.lastStart());
  }

  @Test
  void daysAreWrittenAsDates() throws IOException {
    fetch("out.csv", "QQQ", "1d", "2024-10-01", "2024-10-31").succeeds();

    assertSame(between(DAYS, "2024-10-01", "2024-11-01"), read("out.csv", "QQQ"));
    List<String> lines = Files.readAllLines(directory.resolve("out.csv"));
    assertEquals("timestamp,open,high,low,close,volume", lines.get(0));
    assertTrue(lines.get(1).matches("2024-10-01(,[0-9]+(\\.[0-9]+)?){4},[0-9]+"), lines.get(1));
  }

  @Test
  void theSecondRunFetchesNothingAndWritesTheSame() throws IOException {
    fetch("one.csv.gz", "TQQQ", "1h", "2023-12-01", "2024-10-31").succeeds();
    long requests = exchange.requests();

    Cli.Run run = fetch("two.csv.gz", "TQQQ", "1h", "2023-12-01", "2024-10-31").succeeds();

    assertEquals(requests, exchange.requests());
    // 231 sessions of 13 bars, but 7 on 2024-07-03.
    assertTrue(run.out().startsWith("0 30m bars fetched from alpaca/iex, 2997 taken"), run.out());
    assertArrayEquals(
        Files.readAllBytes(directory.resolve("one.csv.gz")),
        Files.readAllBytes(directory.resolve("two.csv.gz")));
  }

  @Test
  void aLaterRunFetchesOnlyWhatIsNew() {
    fetch("out.csv", "TQQQ", "30m", "2024-10-01", "2024-10-31").succeeds();

    Cli.Run run = fetch("out.csv", "TQQQ", "30m", "2024-10-01", "2024-11-01").succeeds();

    // One session of 13 bars, and the last five kept to compare with.
    assertTrue(run.out().startsWith("18 30m bars fetched from alpaca/iex, 294 taken"), run.out());
    assertSame(between(SERVED, "2024-10-01", "2024-11-02"), read("out.csv", "TQQQ"));
  }

  @Test
  void todaysFormingBarIsLeftOut() {
    now = Instant.parse("2024-11-27T15:40:00Z");

    fetch("out.csv", "TQQQ", "1h", "2024-11-26", "2024-11-27").succeeds();

    // 10:40 in New York: the bar of 09:30 is complete, that of 10:30 is not.
    assertEquals(Instant.parse("2024-11-27T14:30:00Z"), read("out.csv", "TQQQ").lastStart());
  }

  @Test
  void aFileOfOneBarCouldNotBeRead() throws IOException {
    fetch("out.csv", "TQQQ", "7h", "2024-10-01", "2024-10-31")
        .failsInOneLine(ExitCode.DATA, "7h bars", "would read as bars of 1d", "nothing is written");
    assertNothingIsWritten();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "403 | {\"message\":\"subscription\"}   | 2 | the plan does not include this",
        "404 | {\"message\":\"not found\"}      | 2 | is the base URL right?",
        "422 | {\"message\":\"invalid symbol\"} | 2 | correct --symbol",
        "429 | {\"message\":\"slow down\"}      | 1 | wait a minute",
        "500 | {\"message\":\"oops\"}           | 1 | check the connection",
        "200 | <html></html>                    | 3 | is no JSON",
        "302 | -                                | 3 | HTTP 302",
      })
  void everyFailureOfTheFeedIsOneLine(int status, String body, int code, String advice)
      throws IOException {
    effect = new Fault.Effect.Refuse(status, body);

    fetch("out.csv", "TQQQ", "30m", "2024-10-01", "2024-10-31").failsInOneLine(code, advice);
    assertNothingIsWritten();
  }

  @Test
  void aLostConnectionIsOneLineAndLeavesAnEarlierFileAlone() throws IOException {
    Path earlier = Files.writeString(directory.resolve("out.csv"), "earlier");
    effect = new Fault.Effect.Disconnect(false);

    fetch("out.csv", "TQQQ", "30m", "2024-10-01", "2024-10-31")
        .failsInOneLine(ExitCode.FAILURE, "alpaca/iex", "run the command again");
    assertEquals("earlier", Files.readString(earlier));
  }

  @Test
  void whatCameBeforeAFailureIsCached() {
    SimulatedExchange flaky =
        SimulatedExchange.builder(SampleBars.CALENDAR, () -> now, new NoCosts())
            .bars(List.of(SERVED))
            .credentials("SIMULATED", SECRET)
            .fault(
                request ->
                    request.number() > 1
                        ? Fault.Effect.Refuse.serverError()
                        : new Fault.Effect.None())
            .start();
    try (flaky) {
      // The year 2023 arrives, the year 2024 does not.
      assertEquals(
          ExitCode.FAILURE,
          fetchFrom(flaky, "out.csv", "TQQQ", "30m", "2023-12-01", "2024-01-31").code());
    }

    Cli.Run run = fetch("out.csv", "TQQQ", "30m", "2023-12-01", "2024-01-31").succeeds();

    // Twenty sessions in December, of which the last five bars are compared.
    assertTrue(run.out().contains(", 255 taken from the cache"), run.out());
  }

  @Test
  void symbolsWithoutBars() throws IOException {
    fetch("out.csv", "NOPE", "30m", "2024-10-01", "2024-10-31")
        .failsInOneLine(ExitCode.DATA, "no 30m bars of NOPE", "check the symbol");
    assertNothingIsWritten();
  }

  @Test
  void keysThatAreMissingWrongOrBroken() throws IOException {
    withKeys(Map.of())
        .failsInOneLine(ExitCode.USAGE, "not set", "APCA_API_KEY_ID, APCA_API_SECRET_KEY");
    withKeys(Map.of(FeedKeys.ALPACA_ID, "SIMULATED", FeedKeys.ALPACA_SECRET, " "))
        .failsInOneLine(ExitCode.USAGE, "not set", "APCA_API_SECRET_KEY");
    for (String wrong : List.of("wrong-s3cret", "s3cret with spaces", "s3cr\u00e9t", "s3\ncret")) {
      Cli.Run run =
          withKeys(Map.of(FeedKeys.ALPACA_ID, "SIMULATED", FeedKeys.ALPACA_SECRET, wrong));
      run.failsInOneLine(ExitCode.USAGE, "APCA_API_SECRET_KEY");
      assertFalse(run.err().contains("s3"), "a secret in: " + run.err());
    }
    assertNothingIsWritten();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "--from      | 2024-11-01                  | --to 2024-10-31 is before --from 2024-11-01",
        "--to        | 2024-12-01                  | is in the future; today is 2024-11-30",
        "--from      | 1998-12-31                  | calendar knows 1999-01-01 to 2030-12-31",
        "--symbol    | tqqq                        | 'tqqq' is no symbol",
        "--output    | out.parquet                 | must end in .csv or .csv.gz",
        "--output    | /dev/null/out.csv           | there is no directory /dev/null",
        "--output    | absent/out.csv              | make it first",
        "--cache     | /dev/null                   | this is a file; name a directory",
        "--base-url  | data.alpaca.markets         | write https://data.alpaca.markets",
        "--base-url  | http://data.alpaca.markets  | would send the keys unencrypted"
      })
  void argumentsThatCannotBe(String option, String value, String complaint) throws IOException {
    run(keys(), option, value).failsInOneLine(ExitCode.USAGE, complaint);
    assertNothingIsWritten();
    assertEquals(0, exchange.requests());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "--from      | 2024-13-01 | '--from': '2024-13-01' is no date; write it as 2024-10-31",
        "--to        | today      | '--to': 'today' is no date",
        "--timeframe | 0m         | '0m' is no timeframe",
        "--feed      | opra       | unknown feed 'opra'; there are twelve-data, alpaca, fmp",
        "--feed      | sip        | iex and sip are values of --tape",
        "--tape      | otc        | --tape",
        "--basis     | unknown    | is no price basis"
      })
  void argumentsThatCannotBeRead(String option, String value, String complaint) throws IOException {
    run(keys(), option, value).failsWithUsage(complaint);
    assertNothingIsWritten();
  }

  @Test
  void aDirectoryIsNoOutput() throws IOException {
    Path taken = Files.createDirectory(directory.resolve("out.csv"));
    run(keys(), "--output", taken.toString())
        .failsInOneLine(ExitCode.USAGE, "this is a directory; name a file");
  }

  private Cli.Run fetch(String file, String symbol, String timeframe, String from, String to) {
    return fetchFrom(exchange, file, symbol, timeframe, from, to);
  }

  private Cli.Run fetchFrom(
      SimulatedExchange server,
      String file,
      String symbol,
      String timeframe,
      String from,
      String to) {
    Map<String, String> options = options(server);
    options.put("--symbol", symbol);
    options.put("--timeframe", timeframe);
    options.put("--from", from);
    options.put("--to", to);
    options.put("--output", directory.resolve(file).toString());
    return run(keys(), options);
  }

  private Cli.Run withKeys(Map<String, String> keys) {
    return run(keys, options(exchange));
  }

  /** A run that is right but for one option. */
  private Cli.Run run(Map<String, String> keys, String option, String value) {
    Map<String, String> options = options(exchange);
    options.put(option, value);
    return run(keys, options);
  }

  private Cli.Run run(Map<String, String> keys, Map<String, String> options) {
    String[] arguments =
        Stream.concat(
                Stream.of("data", "fetch"),
                options.entrySet().stream()
                    .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue())))
            .toArray(String[]::new);
    return Cli.run(() -> now, keys, arguments);
  }

  private Map<String, String> options(SimulatedExchange server) {
    return new HashMap<>(
        Map.of(
            "--symbol", "TQQQ",
            "--timeframe", "30m",
            "--from", "2024-10-01",
            "--to", "2024-10-31",
            "--output", directory.resolve("out.csv").toString(),
            "--cache", directory.resolve("cache").toString(),
            "--base-url", server.baseUri().toString()));
  }

  private static Map<String, String> keys() {
    return Map.of(FeedKeys.ALPACA_ID, "SIMULATED", FeedKeys.ALPACA_SECRET, SECRET);
  }

  private void assertNothingIsWritten() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(
          List.of(), files.filter(file -> !file.endsWith("cache")).toList(), "files left behind");
    }
  }

  private Bars read(String file, String symbol) {
    return CsvBars.read(directory.resolve(file), symbol, PriceBasis.SPLIT);
  }

  private static Bars between(Bars bars, String from, String to) {
    return bars.between(midnight(from), midnight(to));
  }

  private static Instant midnight(String date) {
    return LocalDate.parse(date).atStartOfDay(SampleBars.CALENDAR.zone()).toInstant();
  }

  private static void assertSame(Bars expected, Bars actual) {
    int size = expected.size();
    assertEquals(size, actual.size());
    assertEquals(expected.timeframe(), actual.timeframe());
    assertArrayEquals(
        Arrays.copyOf(expected.startMillis(), size), Arrays.copyOf(actual.startMillis(), size));
    assertArrayEquals(Arrays.copyOf(expected.open(), size), Arrays.copyOf(actual.open(), size));
    assertArrayEquals(Arrays.copyOf(expected.high(), size), Arrays.copyOf(actual.high(), size));
    assertArrayEquals(Arrays.copyOf(expected.low(), size), Arrays.copyOf(actual.low(), size));
    assertArrayEquals(Arrays.copyOf(expected.close(), size), Arrays.copyOf(actual.close(), size));
    assertArrayEquals(Arrays.copyOf(expected.volume(), size), Arrays.copyOf(actual.volume(), size));
  }
}
