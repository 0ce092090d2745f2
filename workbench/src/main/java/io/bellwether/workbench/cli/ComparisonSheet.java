package io.bellwether.workbench.cli;

import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.market.quality.SeriesComparison;
import io.bellwether.market.quality.SeriesComparison.Field;
import io.bellwether.workbench.cli.TextTable.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What {@code data check --against} prints: how far a second source agrees.
 *
 * @param other the name of the second source
 * @param timeframe the timeframe of both
 */
record ComparisonSheet(
    SeriesComparison comparison, String other, Timeframe timeframe, TradingCalendar calendar) {
  private static final int INDENT = 4;

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        TextTable.paragraph(
            "against "
                + other
                + ": "
                + comparison.common()
                + " bars in common, "
                + comparison.onlyFirst()
                + " only here, "
                + comparison.onlySecond()
                + " only there"
                + volumes(),
            INDENT));
    lines.addAll(table().lines().stream().map(line -> "  " + line).toList());
    lines.add("  " + TextTable.paragraph(correlations(), INDENT));
    comparison
        .lag()
        .ifPresent(lag -> lines.add("  " + TextTable.paragraph(suspicion(lag), INDENT)));
    return lines;
  }

  private String volumes() {
    double ratio = comparison.medianVolumeRatio();
    return Double.isNaN(ratio)
        ? ""
        : String.format(Locale.ROOT, "; its volume is %.3g times ours (median)", ratio);
  }

  private TextTable table() {
    TextTable table =
        TextTable.of(
            Column.text("price"),
            Column.number("differing"),
            Column.number("p50"),
            Column.number("p99"),
            Column.number("largest"),
            Column.text("at"));
    for (Field field : comparison.fields()) {
      table.row(
          field.name(),
          percent(field.differingShare(), 1),
          percent(field.median(), 4),
          percent(field.p99(), 4),
          percent(field.largest(), 4),
          Stamps.of(field.largestAt(), timeframe, calendar));
    }
    return table;
  }

  private String correlations() {
    List<Double> values = comparison.correlations();
    return String.format(
        Locale.ROOT,
        "correlation of returns: %.4f; with those there one bar earlier %.4f, later %.4f",
        values.get(1),
        values.get(0),
        values.get(2));
  }

  private static String suspicion(int lag) {
    return "the returns there fit better one bar "
        + (lag > 0 ? "later" : "earlier")
        + ": one of the two is stamped with the ends of its bars";
  }

  private static String percent(double share, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f %%", 100 * share);
  }
}
