package io.bellwether.workbench.cli;

import io.bellwether.workbench.cli.TextTable.Column;
import io.bellwether.workbench.gate.GateStudy.Outcome;
import io.bellwether.workbench.gate.Rate;
import io.bellwether.workbench.gate.StudyCase;
import io.bellwether.workbench.gate.StudyCase.Truth;
import io.bellwether.workbench.gate.TrueSharpe;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What {@code gate study} prints, in 80 columns. */
final class GateStudySheet {
  private static final int NAME_WIDTH = 22;

  private GateStudySheet() {}

  /** One case. */
  static List<String> lines(Outcome outcome, TrueSharpe truth) {
    StudyCase subject = outcome.subject();
    TextTable table = TextTable.of(Column.text("", NAME_WIDTH), Column.text(""));
    table.row(subject.name(), subject.what());
    table.row("  passed", words(outcome.passed()));
    table.row(
        "  true Sharpe",
        SearchSheet.format(
            "%.2f at best (%s), %.2f in force; over %,d years",
            truth.best(), words(truth.bestSet()), truth.current(), truth.years()));
    table.row(
        "  Sharpe in sample",
        SearchSheet.format("%.2f, mean of what was proposed", outcome.sharpe()));
    table.row("  met by itself", criteria(outcome));
    return table.lines();
  }

  private static String words(Map<String, String> set) {
    return set.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(" "));
  }

  private static String criteria(Outcome outcome) {
    return outcome.met().entrySet().stream()
        .map(
            entry ->
                SearchSheet.format(
                    "%s %.0f %%",
                    entry.getKey().toLowerCase(Locale.ROOT),
                    100.0 * entry.getValue() / outcome.passed().of()))
        .collect(Collectors.joining(", "));
  }

  /** {@code 3 of 200, 1.5 % (95 % interval 0.3 to 4.3 %)}. */
  static String words(Rate rate) {
    return SearchSheet.format(
        "%d of %d, %.1f %% (95 %% interval %.1f to %.1f %%)",
        rate.count(), rate.of(), 100 * rate.found(), 100 * rate.low(), 100 * rate.high());
  }

  /** The two numbers: of noise and of edges, the worse case each. */
  static List<String> summary(List<Outcome> outcomes) {
    Comparator<Outcome> byRate = Comparator.comparingDouble(outcome -> outcome.passed().found());
    List<String> lines = new ArrayList<>();
    outcomes.stream()
        .filter(outcome -> outcome.subject().truth() == Truth.NOISE)
        .max(byRate)
        .ifPresent(worst -> lines.add(line("Noise that passes", worst, "at most 2 %")));
    outcomes.stream()
        .filter(outcome -> outcome.subject().truth() == Truth.EDGE)
        .min(byRate)
        .ifPresent(worst -> lines.add(line("Edges that pass", worst, "more than 80 %")));
    return lines;
  }

  private static String line(String what, Outcome worst, String demand) {
    return TextTable.paragraph(
        SearchSheet.format(
            "%s: %s, at %s; %s is demanded: %s.",
            what,
            words(worst.passed()),
            worst.subject().name(),
            demand,
            worst.holds() ? "holds" : "DOES NOT HOLD"),
        0);
  }
}
