package io.bellwether.workbench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.market.Bars;
import io.bellwether.market.Timeframe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A figure of a sweep's row is the figure of that name in the backtest of the row's set. */
class SweepEqualsBacktestTest {
  /** The backtest adds up trades as decimals. */
  private static final double TOLERANCE = 1e-9;

  /** The row's columns and the report's metrics. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("final_equity", "final_equity"),
          Map.entry("total_return", "total_return"),
          Map.entry("cagr", "cagr"),
          Map.entry("sharpe", "sharpe"),
          Map.entry("sortino", "sortino"),
          Map.entry("calmar", "calmar"),
          Map.entry("max_drawdown", "max_drawdown_daily"),
          Map.entry("trades", "trades"),
          Map.entry("win_rate", "win_rate"),
          Map.entry("profit_factor", "profit_factor"),
          Map.entry("exposure", "time_in_market"),
          Map.entry("turnover", "turnover"),
          Map.entry("fees", "fees_paid"));

  @TempDir private Path directory;

  private static Bars walk() {
    Timeframe timeframe = Timeframe.parse("30m");
    SplittableRandom random = new SplittableRandom(5);
    Bars grid =
        SampleBars.of("TQQQ", timeframe, LocalDate.of(2020, 9, 1), LocalDate.of(2021, 12, 30));
    Bars.Builder bars = Bars.builder("TQQQ", timeframe, grid.provenance());
    double close = 100;
    for (int i = 0; i < grid.size(); i++) {
      double open = close;
      close = Math.round(open * Math.exp(0.008 * random.nextGaussian()) * 100) / 100.0;
      double high = Math.max(open, close);
      double low = Math.min(open, close);
      bars.add(grid.startMillis()[i], open, high, low, close, 1_000_000);
    }
    return bars.build();
  }

  private void run(String command, String bars, String timeframe, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of(command, "--strategy", "rsi2", "--bars", bars));
    arguments.addAll(List.of("--timeframe", timeframe, "--from", "2021-01-04"));
    arguments.addAll(List.of("--set", "hedge=off", "--costs", "bps:5"));
    arguments.addAll(List.of("--output", directory.resolve(command).toString()));
    arguments.addAll(List.of(more));
    Cli.Run run = Cli.run(arguments.toArray(String[]::new));
    assertEquals(ExitCode.OK, run.code(), run::toString);
  }

  /** A day ends with its session, and the last hour of a session is half an hour. */
  @ParameterizedTest
  @ValueSource(strings = {"1d", "1h"})
  void inEveryFigure(String timeframe) throws IOException {
    String bars = "TQQQ=" + SampleBars.write(directory.resolve("tqqq.csv"), walk());
    run(
        "sweep",
        bars,
        timeframe,
        "--quiet",
        "--param",
        "entry-rsi=20,30",
        "--min-trades",
        "5",
        "--permutations",
        "0");
    run("backtest", bars, timeframe, "--set", "entry-rsi=30");
    List<String> table = Files.readAllLines(directory.resolve("sweep/sweep.csv"));
    List<String> columns = Arrays.asList(table.getFirst().split(",", -1));
    String[] row = table.getLast().split(",", -1);
    assertEquals("30", row[columns.indexOf("entry-rsi")]);
    JsonNode metrics =
        new ObjectMapper()
            .readTree(directory.resolve("backtest/summary.json").toFile())
            .get("metrics");
    assertTrue(metrics.get("trades").asInt() > 5, metrics::toString);
    NAMES.forEach(
        (column, metric) -> {
          double expected = metrics.get(metric).doubleValue();
          double found = Double.parseDouble(row[columns.indexOf(column)]);
          assertEquals(expected, found, TOLERANCE * Math.abs(expected), column);
        });
  }
}
