package io.bellwether.research.report;

import io.bellwether.research.metrics.CalendarYear;
import io.bellwether.research.metrics.Drawdown;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The tables by period as comma-separated text: a header line, lines ended by a line feed,
 * fractions and not percent, empty fields for what is not defined. No field needs quotes.
 */
final class PeriodCsv {
  private PeriodCsv() {}

  static String months(TearSheet sheet) {
    StringBuilder csv = new StringBuilder("month,return\n");
    for (Map.Entry<YearMonth, Double> month : sheet.months().byMonth().entrySet()) {
      csv.append(month.getKey()).append(',').append(plain(month.getValue())).append('\n');
    }
    return csv.toString();
  }

  static String years(TearSheet sheet) {
    StringBuilder csv =
        new StringBuilder(
            "year,sessions,return,benchmark_return,volatility,sharpe,max_drawdown,trades,wins,pnl\n");
    for (CalendarYear year : sheet.years()) {
      csv.append(year.year()).append(',').append(year.sessions()).append(',');
      csv.append(plain(year.totalReturn())).append(',');
      csv.append(plain(year.benchmarkReturn())).append(',');
      csv.append(plain(year.volatility())).append(',');
      csv.append(plain(year.sharpe())).append(',');
      csv.append(plain(year.maxDrawdown())).append(',');
      csv.append(year.trades()).append(',').append(year.wins()).append(',');
      csv.append(Numbers.rounded(year.pnl(), 4, false)).append('\n');
    }
    return csv.toString();
  }

  static String drawdowns(TearSheet sheet) {
    StringBuilder csv = new StringBuilder("start,trough,recovery,depth,calendar_days\n");
    for (Drawdown drawdown : sheet.performance().drawdowns().all()) {
      csv.append(drawdown.start()).append(',').append(drawdown.trough()).append(',');
      csv.append(drawdown.recovery().map(LocalDate::toString).orElse("")).append(',');
      csv.append(plain(drawdown.depth())).append(',').append(drawdown.days()).append('\n');
    }
    return csv.toString();
  }

  private static String plain(OptionalDouble value) {
    return value.isPresent() ? plain(value.getAsDouble()) : "";
  }

  private static String plain(double value) {
    return Numbers.rounded(value, 8, false);
  }
}
