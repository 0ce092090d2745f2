package io.bellwether.workbench.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.research.engine.Backtest;
import io.bellwether.research.engine.BacktestResult;
import io.bellwether.research.sweep.SweepResult;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmarks on few bars, so that they still run when somebody wants to know. */
class SmallBenchTest {
  private static final int BARS = 8_000;

  @Test
  void plainLoopsAndEngineMakeTheSameTrades() {
    new SingleRunBenchmark(BARS).check();
  }

  @Test
  void aSweepEndsAsSingleRunsDo() {
    new SweepBenchmark(BARS, 80).check();
  }

  @Test
  void aSweepIsTheOneOfTheCommandWithMetrics() {
    SweepResult swept = new SweepBenchmark(BARS, 40).sweepOnTwoThreads();
    assertEquals(40, swept.trials().size());
    assertEquals(40, swept.rows().size());
    assertTrue(swept.best().orElseThrow().metrics().sharpe() > 0);
  }

  @Test
  void otherTradesAreNoticed() {
    Bars bars = Workload.bars(BARS);
    Account account = new Account(BARS);
    FusedRsi2.run(bars, Thresholds.DEFAULT, account);
    BacktestResult other =
        Backtest.run(
            Workload.rsi2(new Thresholds(31, 75, 0.05, 0.9)),
            Workload.market(bars),
            Workload.settings());
    assertThrows(IllegalStateException.class, () -> Yardstick.requireSame("rsi2", account, other));
  }

  @Test
  void ta4jTradesToo() {
    Ta4jBenchmark ta4j = new Ta4jBenchmark(BARS);
    assertTrue(ta4j.emaCrossover().getPositionCount() > 0);
    assertTrue(ta4j.rsi2().getPositionCount() > 0);
    assertTrue(ta4j.williamsTrend().getPositionCount() > 0);
  }

  @Test
  void repeatedBarsRepeat() {
    Bars bars = Workload.bars(100);
    Bars twice = Workload.repeated(bars, 2);
    assertEquals(200, twice.size());
    assertArrayEquals(bars.close(), java.util.Arrays.copyOfRange(twice.close(), 100, 200));
  }

  @Test
  void theSheetFitsATerminal() {
    Measurements measured = new Measurements();
    measured.add("SingleRun.plainRsi2", 2);
    measured.add("SingleRun.rsi2", 3);
    measured.add("SingleRun.rsi2", 5);
    measured.add("Ta4j.rsi2", 200);
    StringWriter text = new StringWriter();
    new BenchSheet(new Machine("processor", 2, "jvm", "commit", 0.5), measured)
        .print(new PrintWriter(text));
    assertTrue(text.toString().lines().allMatch(line -> line.length() <= 80), text::toString);
    assertTrue(
        text.toString().lines().anyMatch(line -> line.matches("rsi2 .* 4\\.00 +2\\.00 .* 50x")),
        text::toString);
  }

  @Test
  void theSheetHasNoTablesWithoutMeasurements() {
    StringWriter text = new StringWriter();
    new BenchSheet(new Machine("processor", 2, "jvm", "commit", 0.5), new Measurements())
        .print(new PrintWriter(text));
    assertEquals(3, text.toString().lines().count(), text::toString);
  }

  @Test
  void theSheetHasTheGoalsOfProcesses() {
    Measurements measured = new Measurements();
    measured.add(ProcessBench.PLAIN, 400);
    measured.add(ProcessBench.FROM_CSV, 600);
    measured.add(ProcessBench.FROM_CSV + ProcessBench.MEGABYTES, 140);
    StringWriter text = new StringWriter();
    new BenchSheet(new Machine("processor", 2, "jvm", "commit", 0.5), measured)
        .print(new PrintWriter(text));
    assertTrue(
        text.toString()
            .lines()
            .anyMatch(line -> line.matches(".* CSV +0\\.60 +1\\.50 +1\\.25 +140 +128")),
        text::toString);
    assertFalse(text.toString().contains("NaN"), text::toString);
    assertTrue(text.toString().lines().allMatch(line -> line.length() <= 80), text::toString);
  }

  @Test
  void whatTheScriptSetsCanBeSetAgain(@TempDir Path folder) {
    System.setProperty("bench.json", folder.resolve("usual.json").toString());
    try {
      String wanted = folder.resolve("wanted.json").toString();
      assertEquals(0, Bench.run("--rounds", "0", "--processes", "0", "--json", wanted));
      assertEquals(0, Bench.run("--rounds", "0", "--processes", "0"));
    } finally {
      System.clearProperty("bench.json");
    }
    assertTrue(Files.exists(folder.resolve("wanted.json")));
    assertTrue(Files.exists(folder.resolve("usual.json")));
  }
}
