package io.bellwether.research.report;

import io.bellwether.research.document.Block;
import io.bellwether.research.document.Block.Align;
import io.bellwether.research.document.Block.Cell;
import io.bellwether.research.document.Block.Column;
import io.bellwether.research.document.Block.Tone;
import io.bellwether.research.metrics.CalendarYear;
import io.bellwether.research.metrics.Drawdown;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/** The tear sheet's tables by month, by year and of the worst drawdowns. */
final class PeriodTables {
  private static final int WORST = 10;

  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  private final TearSheet sheet;

  PeriodTables(TearSheet sheet) {
    this.sheet = sheet;
  }

  List<Block> months() {
    MonthlyReturns months = sheet.months();
    if (months.byMonth().isEmpty()) {
      return List.of();
    }
    List<Column> columns = new ArrayList<>(List.of(new Column("Year", Align.TEXT)));
    MONTHS.forEach(month -> columns.add(new Column(month, Align.NUMBER)));
    columns.add(new Column("Year", Align.NUMBER));
    List<List<Cell>> rows = new ArrayList<>();
    for (int year : months.years()) {
      List<Cell> row = new ArrayList<>(List.of(Cell.of(Integer.toString(year))));
      for (int month = 1; month <= MONTHS.size(); month++) {
        OptionalDouble value = months.month(year, month);
        row.add(
            value.isPresent()
                ? new Cell(percent(value.getAsDouble()), heat(value.getAsDouble()))
                : Cell.of(""));
      }
      row.add(new Cell(percent(months.year(year)), Tone.STRONG));
      rows.add(row);
    }
    return List.of(new Block.Section("Monthly returns, percent"), new Block.Table(columns, rows));
  }

  /** Three shades each way: below 2 %, below 6 %, and beyond. */
  private static Tone heat(double value) {
    double size = Math.abs(value);
    if (size < 0.00005) {
      return Tone.PLAIN;
    }
    List<Tone> shades =
        value < 0
            ? List.of(Tone.DOWN1, Tone.DOWN2, Tone.DOWN3)
            : List.of(Tone.UP1, Tone.UP2, Tone.UP3);
    return shades.get(size < 0.02 ? 0 : size < 0.06 ? 1 : 2);
  }

  private static String percent(double fraction) {
    return Numbers.rounded(fraction * 100, 1, true);
  }

  List<Block> years() {
    if (sheet.years().isEmpty()) {
      return List.of();
    }
    List<List<Cell>> rows = new ArrayList<>();
    for (CalendarYear year : sheet.years()) {
      rows.add(
          List.of(
              Cell.of(Integer.toString(year.year())),
              signedPercent(year.totalReturn()),
              signedPercent(year.benchmarkReturn()),
              Cell.of(Numbers.percent(year.volatility())),
              Cell.of(Numbers.ratio(year.sharpe())),
              Cell.of(Numbers.percent(year.maxDrawdown())),
              Cell.of(Integer.toString(year.trades())),
              Cell.of(Numbers.percent(year.winRate())),
              Cell.signed(Numbers.money(year.pnl()), year.pnl()),
              Cell.of(Integer.toString(year.sessions()))));
    }
    return List.of(
        new Block.Section("Year by year"),
        new Block.Table(
            List.of(
                new Column("Year", Align.TEXT),
                new Column("Return", Align.NUMBER),
                new Column("Benchmark", Align.NUMBER),
                new Column("Volatility", Align.NUMBER),
                new Column("Sharpe", Align.NUMBER),
                new Column("Max drawdown", Align.NUMBER),
                new Column("Trades", Align.NUMBER),
                new Column("Win rate", Align.NUMBER),
                new Column("Pnl of trades", Align.NUMBER),
                new Column("Sessions", Align.NUMBER)),
            rows),
        new Block.Note(
            "A year starts at the last equity of the year before; its drawdowns are from highs"
                + " within it. Trades count in the year of their exit."));
  }

  private static Cell signedPercent(OptionalDouble value) {
    return value.isPresent()
        ? Cell.signed(Numbers.percent(value), value.getAsDouble())
        : Cell.of(Numbers.UNDEFINED);
  }

  List<Block> drawdowns() {
    List<Drawdown> worst =
        sheet.performance().drawdowns().all().stream()
            .sorted(Comparator.comparingDouble(Drawdown::depth))
            .limit(WORST)
            .toList();
    if (worst.isEmpty()) {
      return List.of();
    }
    List<List<Cell>> rows = new ArrayList<>();
    for (Drawdown drawdown : worst) {
      rows.add(
          List.of(
              Cell.of(drawdown.start().toString()),
              Cell.of(drawdown.trough().toString()),
              Cell.of(drawdown.recovery().map(LocalDate::toString).orElse("not yet")),
              new Cell(Numbers.percent(drawdown.depth()), Tone.LOSS),
              Cell.of(Long.toString(drawdown.days()))));
    }
    return List.of(
        new Block.Section("Worst drawdowns, daily equity"),
        new Block.Table(
            List.of(
                new Column("Last at the high", Align.TEXT),
                new Column("Lowest", Align.TEXT),
                new Column("Recovered", Align.TEXT),
                new Column("Depth", Align.NUMBER),
                new Column("Calendar days", Align.NUMBER)),
            rows));
  }
}
