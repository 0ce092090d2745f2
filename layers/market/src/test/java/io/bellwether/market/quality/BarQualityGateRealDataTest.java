package io.bellwether.market.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.market.RealData;
import io.bellwether.market.SessionBars;
import io.bellwether.market.calendar.BarGrid;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.market.quality.QualityIssue.Kind;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real series: good ones pass, whatever markets did; series that are not adjusted do not. */
final class BarQualityGateRealDataTest {
  private final TradingCalendar calendar = new NyseCalendar();
  private final BarQualityGate gate = new BarQualityGate(QualityLimits.DEFAULT);

  @ParameterizedTest
  @CsvSource({
    "QQQ_1d_split.csv, QQQ", "QQQ_1d_splitdiv.csv, QQQ", "TQQQ_1d_split.csv, TQQQ",
    "TQQQ_1d_splitdiv.csv, TQQQ", "SQQQ_1d_split.csv, SQQQ", "SPY_1d_raw.csv, SPY",
    "QQQ_5m_raw.csv.gz, QQQ", "QQQ_5m_raw_alt.csv.gz, QQQ", "TQQQ_5m_split.csv.gz, TQQQ",
    "TQQQ_10m_split.csv.gz, TQQQ", "QQQ_4h_raw.csv.gz, QQQ"
  })
  void goodSeriesPass(String file, String symbol) {
    QualityReport report = check(SessionBars.regularSession(RealData.bars(file, symbol), calendar));
    assertEquals(List.of(), report.blocking(), report.summary());
  }

  @ParameterizedTest
  @CsvSource({
    "QQQ_1d_raw.csv, QQQ, 2000-03-20",
    "TQQQ_1d_raw.csv, TQQQ, 2011-02-25 2012-05-11 2014-01-24 2017-01-12 2018-05-24 2021-01-21"
        + " 2022-01-13",
    "SQQQ_1d_raw.csv, SQQQ, 2012-05-11 2014-01-24 2017-01-12 2019-05-24 2020-08-18 2022-01-13"
  })
  void rawSeriesAreFlaggedAtTheirSplitsAndNowhereElse(String file, String symbol, String dates) {
    QualityReport report = check(RealData.bars(file, symbol));
    assertTrue(
        report.blocking().stream().allMatch(issue -> issue.kind() == Kind.SPLIT_LIKE),
        report.summary());
    assertEquals(
        dates,
        report.blocking().stream()
            .map(issue -> calendar.dateAt(issue.time()).toString())
            .collect(Collectors.joining(" ")));
  }

  /** The sessions this vendor is known to have lost bars of, and no others. */
  @Test
  void incompleteSessionsAreFound() {
    QualityReport report = check(RealData.bars("QQQ_5m_raw.csv.gz", "QQQ"));
    List<String> incomplete =
        report.issues().stream()
            .filter(issue -> issue.kind() == Kind.MISSING_BARS)
            .map(issue -> issue.message().replaceAll(" bars missing.*", ""))
            .toList();
    assertEquals(
        List.of(
            "2020-10-15: 1 of 78",
            "2020-10-20: 1 of 78",
            "2020-10-27: 41 of 78",
            "2020-11-04: 61 of 78",
            "2021-08-12: 2 of 78",
            "2022-11-25: 2 of 42",
            "2023-07-03: 2 of 42",
            "2023-11-24: 2 of 42",
            "2024-03-04: 2 of 78",
            "2024-03-05: 2 of 78",
            "2024-03-06: 3 of 78",
            "2024-05-03: 1 of 78",
            "2024-05-06: 1 of 78",
            "2024-07-08: 1 of 78",
            "2024-08-07: 2 of 78"),
        incomplete);
  }

  /** Live, each day is the last one once: none of the real ones may have stopped trading. */
  @ParameterizedTest
  @CsvSource({"QQQ_1d_split.csv, QQQ", "TQQQ_1d_split.csv, TQQQ", "SQQQ_1d_split.csv, SQQQ"})
  void noDayOfThePastWouldHaveBlockedItself(String file, String symbol) {
    Bars bars = RealData.bars(file, symbol);
    for (int i = 260; i < bars.size(); i++) {
      QualityReport report = check(bars.between(bars.start(i - 150), bars.start(i).plusMillis(1)));
      assertEquals(List.of(), report.blocking(), report.summary());
    }
  }

  @Test
  void preMarketBarsAreOffTheGrid() {
    QualityReport report = check(RealData.bars("TQQQ_10m_split.csv.gz", "TQQQ"));
    assertTrue(report.blocking().stream().anyMatch(issue -> issue.kind() == Kind.OFF_GRID));
  }

  private QualityReport check(Bars bars) {
    BarGrid grid = new BarGrid(calendar, bars.timeframe());
    Instant end = grid.startContaining(bars.lastStart()).map(grid::end).orElse(bars.lastStart());
    return gate.check(bars, grid, end);
  }
}
