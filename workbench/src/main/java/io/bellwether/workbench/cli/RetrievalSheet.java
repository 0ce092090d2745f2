package io.bellwether.workbench.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.analyst.retrieval.RetrievalReport;
import io.bellwether.analyst.retrieval.Skill;
import io.bellwether.research.overfit.BootstrapIntervals.Estimate;
import io.bellwether.workbench.cli.TextTable.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A retrieval report as a terminal, a table and a program read it.
 *
 * @param strategy whose sessions were looked at
 * @param report on them
 */
record RetrievalSheet(String strategy, RetrievalReport report) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Two outcomes, two horizons, three methods. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    RetrievalReport.Settings settings = report.settings();
    lines.add(
        TextTable.paragraph(
            SearchSheet.format(
                "Sessions of %s from %s to %s: %,d forecasts, each the mean outcome of the %d past"
                    + " sessions of the same regime that are most like it. Seed %d.",
                strategy,
                report.first(),
                report.last(),
                report.forecasts(),
                settings.neighbours(),
                settings.seed()),
            0));
    for (int i = 0; i < report.skills().size(); i++) {
      Skill skill = report.skills().get(i);
      if (i % RetrievalReport.Method.values().length == 0) {
        lines.add("");
        lines.addAll(table(skill));
      }
    }
    lines.add("");
    lines.add(
        TextTable.paragraph(
            "correlation: of forecasts and what came; random: the same of as many random sessions"
                + " of the regime; error: mean squared error, the random ones' being 1; hits: right"
                + " signs, of the mean of the past in brackets. In brackets behind a figure: 95 %"
                + " of a stationary bootstrap.",
            0));
    lines.add("");
    lines.add(TextTable.paragraph(conclusion(), 0));
    lines.add("");
    lines.add(TextTable.paragraph(againstTheMean(), 0));
    return lines;
  }

  private List<String> table(Skill first) {
    TextTable table =
        TextTable.of(
            Column.text(what(first)),
            Column.text("correlation"),
            Column.number("random"),
            Column.text("error"),
            Column.number("hits, %"));
    for (Skill skill : report.skills()) {
      if (skill.target() == first.target() && skill.horizon() == first.horizon()) {
        table.row(
            skill.method().label() + (skill.saysMore() ? " *" : ""),
            interval(skill.correlation()),
            SearchSheet.format("%.3f", skill.randomCorrelation()),
            interval(skill.errorToRandom()),
            SearchSheet.format(
                "%.1f (%.1f)", 100 * skill.hitRate().value(), 100 * skill.meanHitRate()));
      }
    }
    return table.lines();
  }

  private static String what(Skill skill) {
    return skill.target().label() + (skill.horizon() == 1 ? ", day" : ", week");
  }

  private static String interval(Estimate estimate) {
    return SearchSheet.format(
        "%.3f (%.3f %.3f)", estimate.value(), estimate.low(), estimate.high());
  }

  private String conclusion() {
    String more =
        report.skills().stream()
            .filter(Skill::saysMore)
            .map(skill -> skill.method().label() + " on " + what(skill))
            .collect(Collectors.joining("; "));
    return more.isEmpty()
        ? "No method is shown to say more than random sessions of the same regime: both the gain"
            + " in correlation and the error would have to be on the good side with 95 %."
        : "Shown to say more than random sessions of the same regime (*): "
            + more
            + SearchSheet.format(
                ". Of %d rows some are by luck; a use of it is not shown.", report.skills().size());
  }

  /** What the simplest forecast of all does. */
  private String againstTheMean() {
    long better = report.skills().stream().filter(skill -> skill.errorToMean().high() < 1).count();
    long worse = report.skills().stream().filter(skill -> skill.errorToMean().low() > 1).count();
    return SearchSheet.format(
        "Against the mean of the whole past as a forecast, the error is shown to be smaller in %d"
            + " of %d rows and larger in %d.",
        better, report.skills().size(), worse);
  }

  /** A row for each method, target and horizon. */
  String csv() {
    StringBuilder csv = new StringBuilder();
    for (Skill skill : report.skills()) {
      Map<String, Object> row = row(skill);
      if (csv.isEmpty()) {
        csv.append(String.join(",", row.keySet())).append('\n');
      }
      csv.append(row.values().stream().map(String::valueOf).collect(Collectors.joining(",")))
          .append('\n');
    }
    return csv.toString();
  }

  String json() {
    ObjectNode root = JSON.createObjectNode();
    root.put("strategy", strategy);
    root.put("first", report.first().toString());
    root.put("last", report.last().toString());
    root.put("forecasts", report.forecasts());
    root.set("settings", JSON.valueToTree(report.settings()));
    root.set("skills", JSON.valueToTree(report.skills().stream().map(this::row).toList()));
    return root.toPrettyString();
  }

  private Map<String, Object> row(Skill skill) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("method", skill.method().label());
    row.put("target", skill.target().label());
    row.put("horizon_sessions", skill.horizon());
    row.put("block_length_sessions", skill.blockLength());
    put(row, "correlation", skill.correlation());
    row.put("random_correlation", skill.randomCorrelation());
    put(row, "gain", skill.gain());
    put(row, "error_to_random", skill.errorToRandom());
    put(row, "error_to_terms", skill.errorToTerms());
    put(row, "error_to_mean", skill.errorToMean());
    put(row, "hit_rate", skill.hitRate());
    row.put("mean_hit_rate", skill.meanHitRate());
    row.put("says_more", skill.saysMore());
    return row;
  }

  private static void put(Map<String, Object> row, String name, Estimate estimate) {
    row.put(name, estimate.value());
    row.put(name + "_low", estimate.low());
    row.put(name + "_high", estimate.high());
  }
}
