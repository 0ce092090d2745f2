package io.bellwether.workbench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Timeframe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with the bars or the options of {@code backtest} is said, and nothing written. */
class HostileBacktestTest {
  @TempDir private Path directory;

  private List<Path> before;

  @BeforeEach
  void prepare() throws IOException {
    String good =
        SampleBars.csv(
            SampleBars.of(
                "TQQQ", Timeframe.DAY, LocalDate.of(2024, 1, 2), LocalDate.of(2024, 3, 28)));
    List<String> lines = good.lines().toList();
    write("good.csv", lines, rows -> rows);
    write("unsorted.csv", lines, rows -> swapped(rows, 9, 10));
    write("duplicate.csv", lines, rows -> swapped(with(rows, 10, rows.get(9)), 0, 0));
    write("nan.csv", lines, rows -> with(rows, 9, "2024-01-12,100,101,99,NaN,1000"));
    write("negative.csv", lines, rows -> with(rows, 9, "2024-01-12,100,101,-99,100,1000"));
    write("range.csv", lines, rows -> with(rows, 9, "2024-01-12,100,99,98,98.5,1000"));
    write("none.csv", lines, rows -> rows.subList(0, 1));
    write("one.csv", lines, rows -> rows.subList(0, 2));
    write("year.csv", lines, HostileBacktestTest::withGap);
    write("splits.csv", List.of("symbol,ex_date,new_shares_per_old_share"), rows -> rows);
    write("rates.csv", List.of("timestamp,rate", "2024-01-01T00:00:00Z,0.0001"), rows -> rows);
    StringBuilder minutes = new StringBuilder(SampleBars.HEADER);
    for (int i = 0; i < 2_000; i++) {
      Instant start = Instant.parse("2024-01-01T00:00:00Z").plusSeconds(60L * i);
      minutes.append(start).append(",100,101,99,100,1000\n");
    }
    SampleBars.write(directory.resolve("pair.csv"), minutes.toString());
    SampleBars.write(
        directory.resolve("later.csv"),
        SampleBars.of("SQQQ", Timeframe.DAY, LocalDate.of(2025, 1, 6), LocalDate.of(2025, 1, 31)));
    SampleBars.write(directory.resolve("early.csv"), minutes.toString().replace("2024-", "2008-"));
    before = files();
  }

  private void write(String name, List<String> lines, UnaryOperator<List<String>> change) {
    List<String> changed = change.apply(new ArrayList<>(lines));
    SampleBars.write(directory.resolve(name), String.join("\n", changed) + "\n");
  }

  private static List<String> with(List<String> rows, int index, String row) {
    rows.set(index, row);
    return rows;
  }

  private static List<String> swapped(List<String> rows, int one, int other) {
    String row = rows.get(one);
    rows.set(one, rows.get(other));
    rows.set(other, row);
    return rows;
  }

  private static List<String> withGap(List<String> rows) {
    rows.replaceAll(row -> row.startsWith("2024-03") ? row.replaceFirst("2024", "2025") : row);
    rows.removeIf(row -> row.startsWith("2025-03-0") || row.startsWith("2025-03-1"));
    return rows;
  }

  @AfterEach
  void nothingIsWritten() throws IOException {
    assertEquals(before, files());
  }

  /** Bar files may get a cache beside them; it is no output. */
  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> List.of("", "csv").contains(extension(file))).sorted().toList();
    }
  }

  private static String extension(Path file) {
    String name = file.getFileName().toString();
    return Files.isDirectory(file) ? "" : name.substring(name.lastIndexOf('.') + 1);
  }

  private Cli.Run backtest(String strategy, String symbol, String file, String... options) {
    List<String> arguments = new ArrayList<>(List.of("backtest", "--strategy", strategy, "--bars"));
    arguments.add(symbol + "=" + directory.resolve(file));
    if (!List.of(options).contains("--output")) {
      arguments.addAll(List.of("--output", directory.resolve("out").toString()));
    }
    for (String option : options) {
      arguments.add(option.replace("DIR", directory.toString()));
    }
    return Cli.run(arguments.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "unsorted.csv  | unsorted.csv, line 11: timestamp",
        "duplicate.csv | duplicate.csv, line 11: timestamp",
        "nan.csv       | nan.csv, line 10: close 'NaN'",
        "negative.csv  | negative.csv, line 10: low -99",
        "range.csv     | range.csv, line 10: bar of 2024-01-12T05:00:00Z: open 100.0 or close 98.5 is not between",
        "none.csv      | no two bars",
        "one.csv       | one.csv: 1 bar(s) of 1d to decide on from 2024-01-02 to 2024-01-02",
        "year.csv      | session(s), the first 2024-03-01",
        ".             | this is a directory",
        "absent.csv    | there is no such file"
      })
  void barsThatCannotBeTradedOn(String file, String complaint) {
    backtest("rsi2", "TQQQ", file, "--costs", "none").failsInOneLine(ExitCode.DATA, complaint);
  }

  @Test
  void aSearchOverOneBar() {
    Cli.run(
            "sweep",
            "--strategy",
            "rsi2",
            "--bars",
            "TQQQ=" + directory.resolve("good.csv"),
            "--from",
            "2024-02-01",
            "--to",
            "2024-02-01",
            "--param",
            "entry-rsi=10,20",
            "--output",
            directory.resolve("out").toString())
        .failsInOneLine(ExitCode.DATA, "good.csv: 1 bar(s) of 1d");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--set            | rsi-period=0    | rsi-period must be a whole number",
        "--set            | rsi=2           | there is no parameter 'rsi'",
        "--symbols        | TQQQ,TQQQ       | a symbol is given twice",
        "--symbols        | SQQQ            | rsi2 needs bars of SQQQ",
        "--capital        | 0               | --capital must be more than 0",
        "--capital        | 1e400           | --capital 1E+400 is no amount of money",
        "--capital        | 1e-400          | --capital 1E-400 is no amount of money",
        "--costs          | free            | 'free' is no cost model",
        "--slippage       | -1              | --slippage",
        "--risk           | bold            | 'bold' is no risk profile",
        "--leverage       | 0.5             | leverage must be at least 1",
        "--leverage       | NaN             | leverage must be at least 1",
        "--margin-interest| -1              | margin interest must be at least 0",
        "--borrow-fee     | NaN             | borrow fee must be at least 0",
        "--funding        | 0.01            | --funding is of perpetuals",
        "--instrument-rules | bybit         | 'bybit' names no instrument rules",
        "--entry-order    | limit           | 'limit' is none of market",
        "--entry-order    | limit:x         | --entry-order: not a number",
        "--entry-order    | limit:100       | below 1, not 1.0",
        "--entry-order    | stop-limit:2:1  | must not be nearer than the stop",
        "--entry-bars     | 0               | --entry-bars must be at least 1",
        "--stop-loss      | 0               | --stop-loss must be above 0",
        "--take-profit    | 100             | --take-profit must be above 0 and below 100",
        "--trailing-stop  | NaN             | --trailing-stop must be above 0",
        "--splits         | DIR/splits.csv  | --splits are applied to raw bars",
        "--basis          | adjusted        | --basis must be raw",
        "--timeframe      | 2d              | --timeframe",
        "--to             | 2023-12-29      | is before --from",
        "--report         | paper           | --report",
        "--output         | DIR/good.csv    | no directory can be made there",
        "--output         | DIR/good.csv/x  | no directory can be made there"
      })
  void optionsThatMakeNoSense(String option, String value, String complaint) {
    List<String> options = new ArrayList<>(List.of(option, value));
    if (!option.equals("--costs")) {
      options.addAll(List.of("--costs", "none"));
    }
    backtest("rsi2", "TQQQ", "good.csv", options.toArray(String[]::new))
        .failsInOneLine(ExitCode.USAGE, complaint);
  }

  @Test
  void slippageWiderThanThePrice() {
    String[] options =
        "--symbols TQQQ --set hedge=off --set entry-rsi=60 --costs none --capital 10000000"
            .concat(" --slippage ticks:90000")
            .split(" ");
    backtest("rsi2", "TQQQ", "good.csv", options)
        .failsInOneLine(ExitCode.DATA, "give a smaller --slippage", "of TQQQ on 2024-");
  }

  @Test
  void aTrailThatBeginsAtTheDecisionNeedsMarketEntries() {
    backtest("williams-trend", "TQQQ", "good.csv", "--symbols", "TQQQ", "--entry-order", "limit:1")
        .failsInOneLine(ExitCode.USAGE, "--entry-order: williams-trend", "must be market");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--splits   | DIR/splits.csv | 2 | pairs of currencies have none",
        "--leverage | 300            | 2 | --leverage: a maintenance margin of 0.005",
        "--funding  | 50             | 2 | --funding: a funding rate is a fraction",
        "--funding  | DIR/absent.csv | 3 | there is no such file",
        "--funding  | DIR/rates.csv  | 3 | do not cover the bars from 2024-01-01T00:00:00Z"
      })
  void optionsOfPairs(String option, String value, int code, String complaint) {
    backtest("moving-average", "BTCUSDT", "pair.csv", "--symbols", "BTCUSDT", option, value)
        .failsInOneLine(code, complaint);
  }

  @Test
  void barsOfDatesThatTheCalendarDoesNotKnow() {
    backtest("moving-average", "BTCUSDT", "early.csv", "--symbols", "BTCUSDT")
        .failsInOneLine(
            ExitCode.DATA, "early.csv", "from 2008-01-01", "2009-01-03", "cut the file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2023-01-03", "2025-01-02"})
  void aFirstDateOutsideTheBars(String from) {
    backtest("rsi2", "TQQQ", "good.csv", "--costs", "none", "--from", from)
        .failsInOneLine(
            ExitCode.DATA,
            "from 2024-01-02 to 2024-03-28; --from " + from + " does not lie within");
  }

  @Test
  void symbolsWithoutDatesInCommon() {
    String later = "SQQQ=" + directory.resolve("later.csv");
    backtest("rsi2", "TQQQ", "good.csv", "--costs", "none", "--bars", later)
        .failsInOneLine(ExitCode.DATA, "TQQQ, SQQQ have no dates in common", "2025-01-06");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "much"})
  void moneyThatIsNoNumber(String capital) {
    Cli.Run run = backtest("rsi2", "TQQQ", "good.csv", "--capital", capital);
    run.failsWithUsage("--capital", "'" + capital + "' is no number");
    assertFalse(run.err().contains("Exception"), run.err());
  }

  @Test
  void warningsFitATerminal(@TempDir Path output) {
    Cli.Run run = backtest("rsi2", "TQQQ", "good.csv", "--output", output.toString());
    assertEquals(ExitCode.OK, run.code(), run::toString);
    assertTrue(run.err().startsWith("warning: "), run.err());
    run.err().lines().forEach(line -> assertTrue(line.length() <= TextTable.WIDTH, line));
  }

  @Test
  void aPairWithoutInstrumentRules() {
    backtest("moving-average", "XRPUSDT", "pair.csv", "--symbols", "XRPUSDT")
        .failsInOneLine(ExitCode.USAGE, "--instrument-rules", "no instrument rules for XRPUSDT");
  }

  @Test
  void aDirectoryInTheWayOfAFile(@TempDir Path output) throws IOException {
    Files.createDirectory(output.resolve("trades.csv"));
    backtest("rsi2", "TQQQ", "good.csv", "--costs", "none", "--output", output.toString())
        .failsInOneLine(ExitCode.USAGE, "--output " + output, "trades.csv: a directory");
    try (Stream<Path> files = Files.list(output)) {
      assertEquals(List.of(output.resolve("trades.csv")), files.toList());
    }
  }

  @Test
  void theAccountIsTheBacktests(@TempDir Path output) throws IOException {
    Cli.Run run =
        backtest(
            "rsi2",
            "TQQQ",
            "good.csv",
            "--costs",
            "none",
            "--report",
            "none",
            "--output",
            output.toString());
    assertEquals(ExitCode.OK, run.code(), run::toString);
    String trades = Files.readString(output.resolve("trades.csv"));
    assertTrue(trades.lines().skip(1).allMatch(line -> line.contains(",backtest-rsi2,")), trades);
  }
}
