package io.bellwether.market.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.stream.Stream;
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
    System.out.println(report.summary());
    report.issues().stream().limit(30).forEach(System.out::println);
    assertEquals(List.of(), report.blocking(), report.summary());
  }

  @ParameterizedTest
  @CsvSource({
    "QQQ_1d_raw.csv, QQQ", "TQQQ_1d_raw.csv, TQQQ", "SQQQ_1d_raw.csv, SQQQ"
  })
  void rawSeriesAreFlaggedAtTheirSplitsAndNowhereElse(String file, String symbol) {
    QualityReport report = check(RealData.bars(file, symbol));
    System.out.println(report.summary());
    report.issues().stream().limit(30).forEach(System.out::println);
  }

  private QualityReport check(Bars bars) {
    BarGrid grid = new BarGrid(calendar, bars.timeframe());
    return gate.check(bars, grid, grid.end(bars.lastStart()));
  }
}
