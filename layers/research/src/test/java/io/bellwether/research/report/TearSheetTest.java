package io.bellwether.research.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.market.Timeframe;
import io.bellwether.research.metrics.DailyEquity;
import io.bellwether.research.metrics.EquityCurve;
import io.bellwether.research.metrics.EquitySample;
import io.bellwether.strategy.Direction;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TearSheetTest {
  @Test
  void theMonthsCompoundToTheTotalReturn() {
    TearSheet sheet = TearSheet.of(SampleRuns.of(Timeframe.DAY, 900, 5));
    double growth = 1;
    for (int year : sheet.months().years()) {
      growth *= 1 + sheet.months().year(year);
    }
    assertEquals(1 + sheet.performance().totalReturn(), growth, 1e-9);
  }

  @Test
  void aMonthRunsFromTheLastEquityOfTheOneBefore() {
    MonthlyReturns months =
        MonthlyReturns.of(
            100,
            List.of(
                new DailyEquity(LocalDate.parse("2024-01-30"), 90),
                new DailyEquity(LocalDate.parse("2024-01-31"), 110),
                new DailyEquity(LocalDate.parse("2024-02-01"), 121),
                new DailyEquity(LocalDate.parse("2024-04-02"), 60.5)));
    assertEquals(0.1, months.byMonth().get(YearMonth.of(2024, 1)), 1e-12);
    assertEquals(0.1, months.byMonth().get(YearMonth.of(2024, 2)), 1e-12);
    assertEquals(OptionalDouble.empty(), months.month(2024, 3));
    assertEquals(-0.5, months.month(2024, 4).orElseThrow(), 1e-12);
    assertEquals(1.1 * 1.1 * 0.5 - 1, months.year(2024), 1e-12);
  }

  @Test
  void openPositionsPayTheirEntrysFeesAndAreNoTrades() {
    RunResult run = SampleRuns.of(Timeframe.DAY, 60, 7);
    assertEquals(1, run.openPositions().size());
    TearSheet sheet = TearSheet.of(run);
    assertEquals(run.trades().size(), sheet.performance().trades());
    assertEquals(run.trades().size() * 1.00 + 0.35, sheet.performance().feesPaid(), 1e-9);
  }

  @Test
  void unrealisedPnlIsAfterTheEntrysFees() {
    assertEquals(
        new BigDecimal("19.65"), open(Direction.LONG).unrealizedPnl().stripTrailingZeros());
    assertEquals(
        new BigDecimal("-20.35"), open(Direction.SHORT).unrealizedPnl().stripTrailingZeros());
  }

  @Test
  void theBenchmarkIsHeldFromTheFirstOpenOverTheSameSessions() {
    RunResult run = SampleRuns.of(Timeframe.DAY, 60, 7);
    TearSheet sheet = TearSheet.of(run);
    assertEquals(
        run.bars().close()[59] / run.bars().open()[0] - 1,
        sheet.benchmark().orElseThrow().totalReturn(),
        1e-12);
    assertTrue(sheet.performance().informationRatio().isPresent());
  }

  @Test
  void aSessionWithoutASampleIsPartOfTheNextOneOfRunAndBenchmarkAlike() {
    RunResult run = SampleRuns.of(Timeframe.DAY, 60, 7);
    List<EquitySample> fewer = new ArrayList<>();
    for (int i = 0; i < run.equity().size(); i++) {
      if (i != 20) {
        fewer.add(run.equity().sample(i));
      }
    }
    TearSheet sheet = TearSheet.of(SampleRuns.withEquity(run, EquityCurve.of(fewer)));
    assertEquals(59, sheet.benchmark().orElseThrow().closes().size());
    assertEquals(
        TearSheet.of(run).performance().comparison().benchmarkReturn(),
        sheet.performance().comparison().benchmarkReturn());
  }

  @Test
  void aNamedBenchmarkIsComparedOverTheRunsSessions() {
    RunResult run = SampleRuns.of(Timeframe.DAY, 60, 7);
    Bars longer = SampleRuns.of(Timeframe.DAY, 90, 8).bars();
    TearSheet sheet = TearSheet.of(run.with(RunDetails.NONE.withBenchmark(longer)));
    assertEquals(
        longer.close()[59] / longer.open()[0] - 1,
        sheet.performance().comparison().benchmarkReturn().orElseThrow(),
        1e-12);
    assertTrue(sheet.performance().comparison().beta().isPresent());
  }

  @Test
  void whatABenchmarkLacksIsSaid() {
    RunResult run = SampleRuns.of(Timeframe.DAY, 60, 7);
    Bars shorter = SampleRuns.of(Timeframe.DAY, 50, 8).bars();
    TearSheet sheet = TearSheet.of(run.with(RunDetails.NONE.withBenchmark(shorter)));
    assertTrue(sheet.benchmark().isEmpty());
    assertEquals(
        "TQQQ has no bars on 10 of 60 sessions, the first 2010-04-20",
        sheet.benchmarkMissing().orElseThrow());
    String html = HtmlReport.render(sheet, TimeFormat.of(run));
    assertTrue(html.contains("Not compared with buy and hold: TQQQ has no bars on 10 of 60"));
  }

  @Test
  void aRunWithoutBarsIsReportedAsNothing() {
    TearSheet sheet = TearSheet.of(SampleRuns.of(new Timeframe(5), 0, 1));
    assertEquals(0, sheet.performance().totalReturn());
    assertTrue(SvgChart.render(sheet, TimeFormat.instants()).contains("No bars"));
  }

  @Test
  void theBarsAreTheMainSymbols() {
    RunResult run = SampleRuns.of(Timeframe.DAY, 5, 7);
    assertThrows(
        IllegalArgumentException.class, () -> SampleRuns.withSymbols(run, List.of("SQQQ", "TQQQ")));
  }

  private static OpenPosition open(Direction direction) {
    return new OpenPosition(
        "TQQQ",
        direction,
        BigDecimal.TEN,
        Instant.EPOCH,
        new BigDecimal("50"),
        new BigDecimal("52"),
        new BigDecimal("0.35"));
  }
}
