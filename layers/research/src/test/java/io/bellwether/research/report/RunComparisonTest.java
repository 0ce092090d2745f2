package io.bellwether.research.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Timeframe;
import io.bellwether.research.metrics.Metric;
import io.bellwether.research.report.RunComparison.Dates;
import io.bellwether.research.report.RunComparison.Measured;
import io.bellwether.research.report.RunComparison.Missing;
import io.bellwether.research.report.RunComparison.Period;
import io.bellwether.research.report.RunComparison.Result;
import io.bellwether.research.report.RunComparison.Run;
import io.bellwether.research.report.RunComparison.Subject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunComparisonTest {
  private static final Dates DATES =
      new Dates(LocalDate.of(2010, 3, 1), LocalDate.of(2010, 12, 31));
  private static final TearSheet SHEET = sheet(1);

  private static TearSheet sheet(long seed) {
    return TearSheet.of(SampleRuns.of(Timeframe.DAY, 200, seed));
  }

  private static Run run(String label, Result... results) {
    return new Run(label, "a <run>", "TQQQ", "1d", List.of(results));
  }

  private static List<String> labels(RunComparison comparison) {
    return comparison.subjects().stream().map(Subject::label).toList();
  }

  @Test
  void runsOfTheSameClosesShareAHolding() {
    Result result = Result.of(SHEET, 0);
    Result missing = Result.missing("too early");
    RunComparison comparison =
        RunComparison.of(
            10_000,
            List.of(
                run("a", result, missing),
                run("b", result, result),
                run("hold TQQQ", Result.of(sheet(2), 0), missing),
                run("d", missing, missing)),
            List.of(DATES, DATES));
    assertEquals(
        List.of("a", "b", "hold TQQQ", "d", "hold TQQQ 1d", "hold TQQQ 1d (2)"),
        labels(comparison));
    // What the first run does not know of the second period, the other does.
    assertTrue(comparison.periods().get(1).outcomes().get(0) instanceof Missing);
    assertTrue(comparison.periods().get(1).outcomes().get(4) instanceof Measured);
  }

  @Test
  void holdingEarnsWhatTheBenchmarkEarns() {
    Measured held = (Measured) Result.of(SHEET, 0).held();
    assertEquals(
        Metric.BENCHMARK_RETURN.of(SHEET.performance()).orElseThrow(),
        Metric.TOTAL_RETURN.of(held.performance()).orElseThrow(),
        1e-12);
    assertEquals(1, Metric.TIME_IN_MARKET.of(held.performance()).orElseThrow());
    assertEquals(
        Metric.CAGR.of(held.performance()).isPresent(),
        Metric.CAGR.of(SHEET.performance()).isPresent());
    assertEquals(
        SHEET.daily().stream().map(day -> day.date()).toList(),
        held.daily().stream().map(day -> day.date()).toList());
  }

  @Test
  void theBestIsMarkedByTheDirectionOfItsMetric() {
    List<Run> runs =
        IntStream.range(0, 6)
            .mapToObj(seed -> run("run " + seed, Result.of(sheet(seed), 0)))
            .toList();
    RunComparison comparison = RunComparison.of(10_000, runs, List.of(DATES));
    Period period = comparison.periods().getFirst();
    assertEquals(
        Set.of(extreme(comparison, Metric.SHARPE, 1)), comparison.best(Metric.SHARPE, period));
    assertEquals(
        Set.of(extreme(comparison, Metric.VOLATILITY, -1)),
        comparison.best(Metric.VOLATILITY, period));
    // Drawdowns are negative: the shallowest is the highest.
    assertEquals(
        Set.of(extreme(comparison, Metric.MAX_DRAWDOWN_DAILY, 1)),
        comparison.best(Metric.MAX_DRAWDOWN_DAILY, period));
    assertEquals(Set.of(), comparison.best(Metric.TRADES, period));
  }

  private static int extreme(RunComparison comparison, Metric metric, int sign) {
    int best = 0;
    for (int i = 0; i < comparison.subjects().size(); i++) {
      best =
          value(comparison, metric, i) * sign > value(comparison, metric, best) * sign ? i : best;
    }
    return best;
  }

  private static double value(RunComparison comparison, Metric metric, int subject) {
    Measured measured = (Measured) comparison.periods().getFirst().outcomes().get(subject);
    return metric.of(measured.performance()).orElseThrow();
  }

  @Test
  void doingNothingIsNoAchievement() {
    TearSheet idle = TearSheet.of(SampleRuns.idle(SHEET.run()));
    RunComparison comparison =
        RunComparison.of(
            10_000,
            List.of(run("idle", Result.of(idle, 0)), run("b", Result.of(SHEET, 0))),
            List.of(DATES));
    Period period = comparison.periods().getFirst();
    assertEquals(
        0,
        Metric.MAX_DRAWDOWN_DAILY
            .of(((Measured) period.outcomes().get(0)).performance())
            .orElseThrow());
    assertTrue(!comparison.best(Metric.MAX_DRAWDOWN_DAILY, period).contains(0));
    assertTrue(!comparison.best(Metric.VOLATILITY, period).contains(0));
  }

  @Test
  void equalsAreBestTogetherAndOneAloneIsNot() {
    Result result = Result.of(SHEET, 0);
    List<Run> twins = List.of(run("a", result), run("b", result));
    RunComparison comparison = RunComparison.of(10_000, twins, List.of(DATES));
    assertEquals(Set.of(0, 1), comparison.best(Metric.WIN_RATE, comparison.periods().getFirst()));
    RunComparison one = RunComparison.of(10_000, List.of(run("a", result)), List.of(DATES));
    assertEquals(Set.of(), one.best(Metric.WIN_RATE, one.periods().getFirst()));
  }

  @Test
  void everyTableAndThePageTakeManyRunsAndNone() {
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      runs.add(run("run, \"" + i + "\"", Result.of(sheet(i), i), Result.missing("no bars")));
    }
    RunComparison comparison = RunComparison.of(10_000, runs, List.of(DATES, DATES));
    List<String> rows = RunComparisonTables.csv(comparison).lines().toList();
    assertEquals(1 + 2 * 24, rows.size());
    assertTrue(rows.get(1).contains(",\"run, \"\"0\"\"\",run,0,"), rows.get(1));
    String page = RunComparisonDocument.render(comparison, "terms");
    assertTrue(page.contains("Drawn are the first 8 runs"));
    assertTrue(page.contains("a &lt;run&gt;"));
    assertEquals(1, page.split("<svg ", -1).length - 1);
    assertEquals(page, RunComparisonDocument.render(comparison, "terms"));
  }
}
