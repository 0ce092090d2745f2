package io.bellwether.workbench.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.market.RealData;
import io.bellwether.market.Timeframe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code compare} as people start it. */
class CompareCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path directory;

  /** Three years of TQQQ. */
  private static String tqqq = "";

  /** The last year and a half of QQQ. */
  private static String qqq = "";

  @BeforeAll
  static void writeBars() {
    tqqq = bars("TQQQ", LocalDate.of(2019, 1, 2));
    qqq = bars("QQQ", LocalDate.of(2020, 7, 1));
  }

  private static String bars(String symbol, LocalDate from) {
    Path file = directory.resolve(symbol + " daily.csv");
    SampleBars.write(file, SampleBars.of(symbol, Timeframe.DAY, from, LocalDate.of(2021, 12, 31)));
    return symbol + "=\"" + file + "\"";
  }

  private static Cli.Run run(String output, String... more) {
    List<String> arguments = new ArrayList<>(List.of("compare"));
    if (!List.of(more).contains("--costs")) {
      arguments.addAll(List.of("--costs", "none"));
    }
    arguments.addAll(List.of("--output", directory.resolve(output).toString()));
    arguments.addAll(List.of(more));
    return Cli.run(arguments.toArray(String[]::new));
  }

  private static Cli.Run succeeds(Cli.Run run) {
    assertEquals(ExitCode.OK, run.code(), run::toString);
    assertEquals("", run.err());
    run.lines().stream()
        .filter(line -> !line.startsWith("Results are in "))
        .forEach(line -> assertTrue(line.length() <= TextTable.WIDTH, line));
    return run;
  }

  private static JsonNode json(String output) throws IOException {
    return JSON.readTree(directory.resolve(output).resolve("compare.json").toFile());
  }

  private static List<String> labels(String output) throws IOException {
    List<String> labels = new ArrayList<>();
    json(output).get("subjects").forEach(subject -> labels.add(subject.get("label").asText()));
    return labels;
  }

  @Test
  void everyNumberIsThatOfTheBacktest() throws IOException {
    String tqqqDays = "TQQQ=" + RealData.require("TQQQ_1d_split.csv");
    String sqqqDays = "SQQQ=" + RealData.require("SQQQ_1d_split.csv");
    String tqqqMinutes = "TQQQ=" + RealData.require("TQQQ_5m_split.csv.gz");
    String[] common = {"--costs", "bps:1", "--slippage", "3", "--fractional"};
    List<String> arguments = new ArrayList<>(List.of(common));
    arguments.addAll(List.of("--run", "rsi2 %s %s entry-rsi=25".formatted(tqqqDays, sqqqDays)));
    arguments.addAll(List.of("--run", "ema-crossover " + tqqqMinutes));
    arguments.addAll(List.of("--period", "2015-01-01..2019-12-31"));
    arguments.addAll(List.of("--period", "2022-02-01..2022-06-30"));

    succeeds(run("golden", arguments.toArray(String[]::new)));

    JsonNode periods = json("golden").get("periods");
    // 2015 began on a holiday; the backtest is asked for its first session.
    assertSame(
        periods.get(0).get("results").get(0),
        periods.get(0).get("results").get(2),
        backtest(
            "rsi2",
            List.of("--bars", tqqqDays, "--bars", sqqqDays, "--set", "entry-rsi=25"),
            "2015-01-02",
            "2019-12-31",
            common));
    assertSame(
        periods.get(1).get("results").get(0),
        periods.get(1).get("results").get(2),
        backtest(
            "rsi2",
            List.of("--bars", tqqqDays, "--bars", sqqqDays, "--set", "entry-rsi=25"),
            "2022-02-01",
            "2022-06-30",
            common));
    assertSame(
        periods.get(1).get("results").get(1),
        periods.get(1).get("results").get(3),
        backtest(
            "ema-crossover", List.of("--bars", tqqqMinutes), "2022-02-01", "2022-06-30", common));
    JsonNode missing = periods.get(0).get("results").get(1);
    assertTrue(missing.get("missing").asText().contains("2022-01-03"), missing::toString);
    assertFalse(missing.has("metrics"));
  }

  private static JsonNode backtest(
      String strategy, List<String> bars, String from, String to, String... common)
      throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("backtest", "--strategy", strategy, "--report", "none"));
    arguments.addAll(bars);
    arguments.addAll(List.of("--from", from, "--to", to));
    arguments.addAll(List.of("--output", directory.resolve("backtest").toString()));
    arguments.addAll(List.of(common));
    Cli.Run run = Cli.run(arguments.toArray(String[]::new));
    assertEquals(ExitCode.OK, run.code(), run::toString);
    return JSON.readTree(directory.resolve("backtest/summary.json").toFile());
  }

  private static void assertSame(JsonNode compared, JsonNode held, JsonNode backtest) {
    assertEquals(backtest.get("metrics"), compared.get("metrics"));
    assertTrue(compared.get("metrics").get("trades").asInt() > 5);
    assertEquals(backtest.get("assumptions").get("notes"), compared.get("notes"));
    assertEquals(
        backtest.get("metrics").get("benchmark_return").asDouble(),
        held.get("metrics").get("total_return").asDouble(),
        1e-9);
  }

  @Test
  void linesOfAFileAreRunsToo() throws IOException {
    Path file = directory.resolve("runs.txt");
    Files.writeString(
        file, "# two of them\n\nrsi2 " + tqqq + "\neager: rsi2 " + qqq + " entry-rsi=45 # more\n");
    succeeds(run("file", "--runs", file.toString()));
    run("words", "--run", "rsi2 " + tqqq, "--run", "eager:  rsi2 " + qqq + "\tentry-rsi=45");

    assertEquals(List.of("rsi2", "eager", "hold TQQQ", "hold QQQ"), labels("file"));
    // Without a period, the dates that both have.
    assertEquals("2020-07-01", json("file").get("periods").get(0).get("from").asText());
    for (String name : List.of("compare.html", "compare.csv", "compare.json")) {
      assertArrayEquals(
          Files.readAllBytes(directory.resolve("file").resolve(name)),
          Files.readAllBytes(directory.resolve("words").resolve(name)));
    }
  }

  @Test
  void aPeriodThatIsNotCoveredIsADashAndNotShortened() throws IOException {
    Cli.Run run =
        succeeds(
            run(
                "dash",
                "--run",
                "rsi2 " + tqqq,
                "--run",
                "rsi2 " + qqq,
                "--period",
                "2020-06-30..2021-06-30",
                "--period",
                "2019-01-01..2022-01-01"));
    assertTrue(run.out().contains("- 2 rsi2 QQQ: its bars reach from 2020-07-01"), run.out());
    List<String> rows = Files.readAllLines(directory.resolve("dash/compare.csv"));
    assertEquals(1 + 2 * 3, rows.size());
    assertEquals("rsi2 TQQQ", rows.get(1).split(",")[2]);
    assertTrue(rows.get(2).contains(",,,,,,,,"), rows.get(2));
    assertTrue(rows.get(2).contains("2020-07-01"), rows.get(2));
    // Only holidays lie between the second period's ends and TQQQ's bars.
    assertTrue(rows.get(4).endsWith(","), rows.get(4));
    String html = Files.readString(directory.resolve("dash/compare.html"));
    assertTrue(html.contains("its bars reach from 2020-07-01 to 2021-12-31"));
  }

  @Test
  void aPeriodOfOneBarIsADash() throws IOException {
    Cli.Run run =
        succeeds(
            run(
                "single",
                "--run",
                "rsi2 " + tqqq,
                "--period",
                "2020-08-03..2020-08-03",
                "--period",
                "2020-08-03..2020-08-31"));
    assertTrue(run.out().contains("- 1 rsi2: it has a single bar in the period"), run.out());
  }

  @Test
  void runsThatLookAlikeAreToldApart() throws IOException {
    succeeds(
        run(
            "labels",
            "--run",
            "rsi2 " + tqqq + " entry-rsi=10",
            "--run",
            "rsi2 " + tqqq + " entry-rsi=20 reentry-after-stop=after-reset",
            "--run",
            "rsi2 " + tqqq + " entry-rsi=10",
            "--run",
            "hold TQQQ".replace(' ', '-') + ": rsi2 " + tqqq));
    List<String> labels = labels("labels");
    assertEquals(5, labels.stream().distinct().count(), labels::toString);
    assertEquals("rsi2 TQQQ entry-rsi=10 #1", labels.getFirst());
    JsonNode rows = json("labels").get("periods").get(0);
    assertEquals(
        rows.get("results").get(0).get("metrics"), rows.get("results").get(2).get("metrics"));
    assertEquals(1, rows.get("correlation_of_daily_returns").get(0).get(2).asDouble(), 1e-12);
  }

  @Test
  void labelsAreTextInThePage() throws IOException {
    succeeds(run("markup", "--run", "<script>alert(1)</script>: rsi2 " + tqqq));
    String html = Files.readString(directory.resolve("markup/compare.html"));
    assertFalse(html.contains("<script"));
    assertTrue(html.contains("&lt;script&gt;"));
    assertFalse(html.contains("http-equiv") || html.contains(" src="), "needs nothing else");
  }

  @Test
  void aRunThatWasNotLetTradeSaysSo() throws IOException {
    Cli.Run run =
        succeeds(
            run("poor", "--capital", "50", "--run", "rsi2 " + tqqq, "--run", "b: rsi2 " + qqq));
    assertTrue(run.out().contains("! 1 rsi2: "), run.out());
    assertTrue(run.out().contains("too small to order"), run.out());
    JsonNode result = json("poor").get("periods").get(0).get("results").get(0);
    assertEquals(0, result.get("metrics").get("trades").asInt());
    assertEquals(1, result.get("warnings").size());
    assertTrue(
        Files.readString(directory.resolve("poor/compare.html")).contains("too small to order"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "2 |                                  | name one by --run",
        "2 | ;--run;                          | the strategy is missing",
        "2 | ;--run;a:                        | the strategy is missing",
        "2 | ;--run;T                         | T needs bars",
        "2 | ;--run;rsi2                      | rsi2 needs bars: add SYMBOL=FILE",
        "2 | ;--run;rsi TQQQ                  | 'TQQQ' is neither SYMBOL=FILE nor",
        "2 | ;--run;rsi2 =x                   | '=x' is neither",
        "2 | ;--run;rsi2 TQQQ=\"x             | quotation mark",
        "2 | ;--run;rsi2 a=1 a=2              | a is given twice",
        "2 | ;--run;rsi2 T=x timeframe=9z     | timeframe",
        "2 | ;--run;rsi2 T=x b=\u00071        | control character",
        "2 | ;--run;rsi @                     | did you mean 'rsi2'",
        "2 | ;--run;rsi2 @ entry-rs=3         | did you mean 'entry-rsi'",
        "2 | ;--run;rsi2 @ entry-rsi=101      | entry-rsi",
        "3 | ;--run;rsi2 TQQQ=absent.csv      | absent.csv: there is no such file",
        "2 | ;--run;rsi2 @ @                  | 1d bars of TQQQ already",
        "2 | ;--run;ema-crossover @ QQQ=x     | it takes 1 symbols",
        "3 | ;--run;ema-crossover @           | bars that divide half an hour",
        "2 | ;--run;a: rsi2 @;--run;a: rsi2 @ | has the label 'a' already",
        "3 | ;--runs;absent.txt               | absent.txt: there is no such file",
        "2 | ;--run;rsi2 @;--period;2020      | must be FROM..TO",
        "2 | ;--run;rsi2 @;--period;2020-02-30..2020-03-01 | two dates that exist",
        "2 | ;--run;rsi2 @;--period;2021-01-02..2020-01-02 | ends before it begins",
        "3 | ;--run;rsi2 @;--period;1950-01-01..1951-01-01 | no run's bars cover",
        "3 | ;--run;rsi2 @;--period;1950-01-01..2951-01-01 | no run's bars cover",
        "3 | ;--run;rsi2 @;--period;2020-01-04..2020-01-05 | no run's bars cover",
        "2 | ;--run;rsi2 @;--capital;0        | --capital must be more than 0",
        "2 | ;--run;rsi2 @;--costs;cheap      | --costs",
      })
  void mistakesAreNamedAndNothingIsWritten(int code, String options, String named) {
    List<String> arguments = new ArrayList<>();
    if (options != null) {
      for (String option : options.substring(1).split(";", -1)) {
        arguments.add(option.replace("@", tqqq));
      }
    }
    run("none", arguments.toArray(String[]::new)).failsInOneLine(code, named);
    assertFalse(Files.exists(directory.resolve("none")));
  }

  @Test
  void allMistakesAreNamedAtOnce() {
    run(
            "none",
            "--run",
            "rsi2 " + tqqq + " entry-rsi=101",
            "--run",
            "rsi2 " + tqqq,
            "--run",
            "rsi3 " + tqqq,
            "--run",
            "rsi2 TQQQ=absent.csv")
        .failsInOneLine(
            ExitCode.USAGE, "--run 1: ", "--run 3: ", "--run 4: ", "rsi3", "absent.csv");
    assertFalse(Files.exists(directory.resolve("none")));
  }
}
