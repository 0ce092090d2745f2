package io.bellwether.workbench.cli;

import io.bellwether.research.metrics.Metric;
import io.bellwether.research.metrics.Performance;
import io.bellwether.research.report.RunComparison;
import io.bellwether.research.report.RunComparison.Measured;
import io.bellwether.research.report.RunComparison.Missing;
import io.bellwether.research.report.RunComparison.Period;
import io.bellwether.research.report.RunComparison.Subject;
import io.bellwether.workbench.cli.TextTable.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What {@code compare} prints. */
final class CompareSheet {
  private static final int LONGEST_LABEL = 20;
  private static final int INDENT = 4;
  private static final List<Metric> SHOWN =
      List.of(
          Metric.CAGR,
          Metric.SHARPE,
          Metric.CALMAR,
          Metric.MAX_DRAWDOWN_DAILY,
          Metric.TRADES,
          Metric.TIME_IN_MARKET);

  private final RunComparison comparison;

  CompareSheet(RunComparison comparison) {
    this.comparison = comparison;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>(subjects());
    for (Period period : comparison.periods()) {
      lines.add("");
      lines.add(period.dates().text());
      lines.addAll(table(period));
      lines.addAll(remarks(period));
    }
    lines.add("");
    lines.add(
        TextTable.paragraph(
            "* the best of its column. Of several runs one is the best by chance alone, and the"
                + " more are compared the better it looks.",
            2));
    return lines;
  }

  private List<String> subjects() {
    TextTable table =
        TextTable.of(Column.number(""), Column.text("", LONGEST_LABEL), Column.text(""));
    int number = 0;
    for (Subject subject : comparison.subjects()) {
      table.row(Integer.toString(++number), label(subject), subject.description());
    }
    return table.lines();
  }

  private List<String> table(Period period) {
    TextTable table =
        TextTable.of(
            Column.number(""),
            Column.text("", LONGEST_LABEL),
            Column.number("CAGR"),
            Column.number("Sharpe"),
            Column.number("Calmar"),
            Column.number("Drawdown"),
            Column.number("Trades"),
            Column.number("Market"));
    for (int i = 0; i < comparison.subjects().size(); i++) {
      List<String> row = new ArrayList<>();
      row.add(Integer.toString(i + 1));
      row.add(label(comparison.subjects().get(i)));
      for (Metric metric : SHOWN) {
        row.add(
            period.outcomes().get(i) instanceof Measured measured
                ? cell(metric, measured.performance(), best(metric, period, i))
                : "- ");
      }
      table.row(row.toArray(String[]::new));
    }
    return table.lines();
  }

  private String best(Metric metric, Period period, int subject) {
    return comparison.best(metric, period).contains(subject) ? "*" : " ";
  }

  private static String cell(Metric metric, Performance performance, String mark) {
    double value = metric.of(performance).orElse(Double.NaN);
    if (Double.isNaN(value)) {
      return "- ";
    }
    return switch (metric.unit()) {
      case PERCENT -> percent(value) + mark;
      case COUNT -> String.format(Locale.ROOT, "%,d", (long) value);
      default -> SearchSheet.ratio(value) + mark;
    };
  }

  /** Growth beyond all measure needs no decimals, and would need room. */
  private static String percent(double fraction) {
    return Math.abs(fraction) < 100
        ? SearchSheet.percent(fraction)
        : String.format(Locale.ROOT, "%.1e", fraction);
  }

  /** Why there are dashes, and what in the numbers is not as the rules asked for. */
  private List<String> remarks(Period period) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < comparison.subjects().size(); i++) {
      Subject subject = comparison.subjects().get(i);
      String name = (i + 1) + " " + label(subject) + ": ";
      switch (period.outcomes().get(i)) {
        case Missing missing -> {
          if (!subject.held()) {
            lines.add(TextTable.paragraph("- " + name + missing.why(), INDENT));
          }
        }
        case Measured measured -> {
          for (String warning : measured.basis().warnings()) {
            lines.add(TextTable.paragraph("! " + name + warning, INDENT));
          }
        }
      }
    }
    return lines;
  }

  /** A label that leaves room for the numbers. */
  private static String label(Subject subject) {
    String label = subject.label();
    return label.length() <= LONGEST_LABEL
        ? label
        : label.substring(0, LONGEST_LABEL - 1).stripTrailing() + "…";
  }
}
