package io.bellwether.workbench.cli;

import io.bellwether.market.Bars;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.market.feed.CsvFault;
import io.bellwether.market.quality.QualityIssue;
import io.bellwether.market.quality.QualityReport;
import io.bellwether.workbench.cli.SeriesCheck.Coverage;
import io.bellwether.workbench.cli.TextTable.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code data check} prints: a table of the series, then what is wrong with each. */
final class CheckSheet {
  private static final int INDENT = 4;

  private final List<SeriesCheck> checks;
  private final TradingCalendar calendar;
  private final int limit;

  /**
   * A sheet.
   *
   * @param limit how many issues of each series are shown
   */
  CheckSheet(List<SeriesCheck> checks, TradingCalendar calendar, int limit) {
    this.checks = List.copyOf(checks);
    this.calendar = calendar;
    this.limit = limit;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>(table().lines());
    for (SeriesCheck check : checks) {
      lines.add("");
      lines.addAll(verdict(check));
    }
    return lines;
  }

  private TextTable table() {
    TextTable table =
        TextTable.of(
            Column.text("symbol"),
            Column.text("timeframe"),
            Column.number("bars"),
            Column.text("first"),
            Column.text("last"),
            Column.number("sessions"),
            Column.number("missing"),
            Column.number("issues"));
    for (SeriesCheck check : checks) {
      Bars bars = check.bars();
      Coverage coverage = check.coverage();
      table.row(
          bars.symbol(),
          bars.timeframe().toString(),
          Integer.toString(bars.size()),
          bars.isEmpty() ? "-" : calendar.dateAt(bars.start(0)).toString(),
          bars.isEmpty() ? "-" : calendar.dateAt(bars.lastStart()).toString(),
          coverage.present() + "/" + coverage.sessions(),
          Integer.toString(coverage.missing()),
          Integer.toString(check.faults().size() + check.report().issues().size()));
    }
    return table;
  }

  private List<String> verdict(SeriesCheck check) {
    List<String> lines = new ArrayList<>();
    lines.add(TextTable.paragraph(headline(check), INDENT));
    List<Finding> findings = findings(check);
    findings.stream()
        .limit(limit)
        .map(finding -> "  " + TextTable.paragraph(finding.text(), INDENT))
        .forEach(lines::add);
    if (findings.size() > limit) {
      List<Finding> more = findings.subList(limit, findings.size());
      String text = "and " + more.size() + " more, " + kinds(more);
      String how = "; --limit " + findings.size() + " shows them all";
      lines.add("  " + TextTable.paragraph(text + how, INDENT));
    }
    return lines;
  }

  /** Something to complain of, and what sort of thing it is. */
  private record Finding(String kind, String text) {}

  /** All there is to complain of, what blocks first. */
  private List<Finding> findings(SeriesCheck check) {
    QualityReport report = check.report();
    List<Finding> findings = new ArrayList<>();
    for (CsvFault fault : check.faults()) {
      findings.add(new Finding(fault.kind().name(), "blocking " + fault.kind() + " " + fault));
    }
    Stream.concat(report.blocking().stream(), report.warnings().stream())
        .map(issue -> new Finding(issue.kind().name(), describe(issue, report)))
        .forEach(findings::add);
    return findings;
  }

  /** How many there are of each kind, such as {@code 956 OFF_GRID, 2 OUTLIER}. */
  private static String kinds(List<Finding> findings) {
    Map<String, Long> counts =
        findings.stream()
            .collect(
                Collectors.groupingBy(Finding::kind, LinkedHashMap::new, Collectors.counting()));
    return counts.entrySet().stream()
        .map(count -> count.getValue() + " " + count.getKey())
        .collect(Collectors.joining(", "));
  }

  private static String headline(SeriesCheck check) {
    QualityReport report = check.report();
    List<String> parts = new ArrayList<>();
    int blocking = check.faults().size() + report.blocking().size();
    int warnings = report.warnings().size();
    int absent = check.coverage().absent();
    parts.add(check.isUsable() ? "usable" : "NOT usable, " + blocking + " blocking");
    parts.add(warnings == 0 ? "no warnings" : count(warnings, "warning"));
    if (absent > 0) {
      parts.add(count(absent, "session") + " without a bar");
    }
    if (check.leftOut() > 0) {
      parts.add(count(check.leftOut(), "bar") + " outside the regular session left out");
    }
    return report.symbol()
        + " "
        + report.timeframe()
        + " ("
        + check.bars().provenance().feed()
        + "): "
        + String.join(", ", parts);
  }

  private String describe(QualityIssue issue, QualityReport report) {
    return issue.severity().name().toLowerCase(Locale.ROOT)
        + " "
        + issue.kind()
        + " "
        + Stamps.of(issue.time(), report.timeframe(), calendar)
        + ": "
        + issue.message();
  }

  private static String count(int number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }
}
