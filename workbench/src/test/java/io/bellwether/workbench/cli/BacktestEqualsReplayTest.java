package io.bellwether.workbench.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bellwether.market.Bars;
import io.bellwether.market.RealData;
import io.bellwether.research.report.CsvTables;
import io.bellwether.research.report.RunResult;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.workbench.golden.Replays;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code backtest} trades what the functions trade in a replay of the same bars: the same orders
 * filled at the same bars for the same reasons, and the same equity. The replays are those of the
 * golden tests.
 */
@Tag("integration")
class BacktestEqualsReplayTest {
  private static final double TOLERANCE = 1e-6;

  @TempDir private Path directory;

  /** A quarter of the simulated market, with costs, slippage and the strategy's risk profile. */
  @ParameterizedTest
  @ValueSource(strings = {"ema-crossover", "rsi2"})
  void onASimulatedQuarter(String strategy) throws IOException {
    RunResult replay = Replays.quarter(strategy);
    List<String> options = new ArrayList<>(List.of("--costs", "alpaca"));
    for (Bars bars : Replays.quarterBars(Replays.version(strategy, Optional.empty()))) {
      Path file = SampleBars.write(directory.resolve(bars.symbol() + ".csv"), bars);
      options.addAll(List.of("--bars", bars.symbol() + "=" + file));
    }
    assertSame(replay, backtest(strategy, Replays.FROM, Replays.TO, options));
  }

  @Test
  void rsi2OnRealDays() throws IOException {
    LocalDate from = LocalDate.of(2010, 2, 11);
    LocalDate to = LocalDate.of(2013, 12, 31);
    List<Bars> bars =
        List.of(
            RealData.bars("TQQQ_1d_split.csv", "TQQQ"), RealData.bars("SQQQ_1d_split.csv", "SQQQ"));
    RunResult replay = Replays.frictionless("rsi2", bars, from, to);
    assertSame(
        replay,
        backtest(
            "rsi2",
            from,
            to,
            frictionless("TQQQ", "TQQQ_1d_split.csv", "SQQQ", "SQQQ_1d_split.csv")));
  }

  @Test
  void emaCrossoverOnRealHours() throws IOException {
    LocalDate from = LocalDate.of(2022, 1, 3);
    LocalDate to = LocalDate.of(2022, 7, 5);
    RunResult replay =
        Replays.frictionless(
            "ema-crossover", List.of(RealData.bars("TQQQ_5m_split.csv.gz", "TQQQ")), from, to);
    assertSame(
        replay, backtest("ema-crossover", from, to, frictionless("TQQQ", "TQQQ_5m_split.csv.gz")));
  }

  @Test
  void williamsTrendOnRealFiveMinutes() throws IOException {
    LocalDate from = LocalDate.of(2020, 10, 9);
    LocalDate to = LocalDate.of(2020, 10, 22);
    RunResult replay =
        Replays.frictionless(
            "williams-trend",
            List.of(RealData.bars("QQQ_5m_raw.csv.gz", "QQQ")),
            from,
            to,
            new BigDecimal("100000"));
    List<String> options = frictionless("QQQ", "QQQ_5m_raw.csv.gz");
    options.addAll(List.of("--basis", "raw", "--capital", "100000"));
    assertSame(replay, backtest("williams-trend", from, to, options));
  }

  private static List<String> frictionless(String... symbolsAndFiles) {
    List<String> options =
        new ArrayList<>(
            List.of("--costs", "none", "--slippage", "none", "--risk", "none", "--allow-gaps"));
    for (int i = 0; i < symbolsAndFiles.length; i += 2) {
      options.add("--bars");
      options.add(symbolsAndFiles[i] + "=" + RealData.require(symbolsAndFiles[i + 1]));
    }
    return options;
  }

  private Path backtest(String strategy, LocalDate from, LocalDate to, List<String> options) {
    Path output = directory.resolve("backtest");
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "backtest",
                "--strategy",
                strategy,
                "--from",
                from.toString(),
                "--to",
                to.toString(),
                "--report",
                "none",
                "--output",
                output.toString()));
    arguments.addAll(options);
    Cli.Run run = Cli.run(arguments.toArray(String[]::new));
    assertEquals(ExitCode.OK, run.code(), run::toString);
    return output;
  }

  private static void assertSame(RunResult replay, Path backtest) throws IOException {
    List<String> trades = new CsvTables(Replays.barStarts(replay)).trades(replay).lines().toList();
    List<String> expected = sorted(trades);
    List<String> actual = sorted(Files.readAllLines(backtest.resolve("trades.csv")));
    for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
      assertSameTrade(expected.get(i), actual.get(i));
    }
    assertEquals(expected.size(), actual.size(), "trades");
    assertEquals(filledOrders(replay), filledOrders(backtest), "orders");
    List<String> equity = Files.readAllLines(backtest.resolve("equity.csv"));
    double last = Double.parseDouble(equity.getLast().split(",")[1]);
    assertEquals(replay.equity().lastEquity(), last, TOLERANCE, "final equity");
  }

  private static List<String> sorted(List<String> lines) {
    return lines.stream()
        .skip(1)
        .sorted(
            Comparator.comparing((String line) -> line.split(",")[5])
                .thenComparing(line -> line.split(",")[0])
                .thenComparing(line -> line.split(",")[3]))
        .toList();
  }

  /** Column by column: prices, profits and fees are numbers, the rest is text. */
  private static void assertSameTrade(String expected, String actual) {
    String[] left = expected.split(",", -1);
    String[] right = actual.split(",", -1);
    assertAll(
        expected + " in the replay, but in the backtest " + actual,
        Stream.iterate(0, column -> column < left.length - 2, column -> column + 1)
            .map(column -> () -> assertSameCell(column, left[column], right[column])));
  }

  private static void assertSameCell(int column, String expected, String actual) {
    if (column == 4 || column == 6 || column == 7 || column == 9) {
      assertEquals(Double.parseDouble(expected), Double.parseDouble(actual), TOLERANCE);
    } else {
      assertEquals(expected, actual);
    }
  }

  /** Symbol, side and filled quantity of the orders that filled. */
  private static List<String> filledOrders(RunResult run) {
    return run.orders().stream()
        .filter(order -> order.filledQuantity().signum() > 0)
        .map(BacktestEqualsReplayTest::order)
        .sorted()
        .toList();
  }

  private static String order(OrderRecord order) {
    return order(
        order.terms().symbol(),
        order.terms().side().name(),
        order.terms().type().name(),
        order.filledQuantity().stripTrailingZeros().toPlainString());
  }

  private static String order(String symbol, String side, String type, String quantity) {
    return (symbol + " " + side + " " + type + " " + quantity).toLowerCase(java.util.Locale.ROOT);
  }

  private static List<String> filledOrders(Path backtest) throws IOException {
    return Files.readAllLines(backtest.resolve("orders.csv")).stream()
        .skip(1)
        .map(line -> line.split(",", -1))
        .filter(cell -> !cell[13].isEmpty() && new BigDecimal(cell[13]).signum() > 0)
        .map(cell -> order(cell[5], cell[6], cell[7], cell[13]))
        .sorted()
        .toList();
  }
}
