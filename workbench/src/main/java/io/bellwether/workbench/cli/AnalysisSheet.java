package io.bellwether.workbench.cli;

import io.bellwether.analyst.Recollection;
import io.bellwether.trading.analysis.Analysis;
import io.bellwether.trading.analysis.Criterion;
import io.bellwether.trading.analysis.GateResult;
import io.bellwether.trading.analysis.MarketCondition;
import io.bellwether.trading.analysis.ModelUse;
import io.bellwether.trading.analysis.Proposal;
import io.bellwether.trading.analysis.ProposalRecord;
import io.bellwether.trading.analysis.ProposalRecord.Standing;
import io.bellwether.trading.analysis.SessionDocument;
import io.bellwether.workbench.cli.TextTable.Column;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An analysis as a terminal shows it: session, proposals, evidence, decision. */
final class AnalysisSheet {
  private static final int LONGEST_LABEL = 24;
  private static final int LONGEST_FIGURE = 18;

  private AnalysisSheet() {}

  /** The session asked about and those like it. */
  static List<String> session(SessionDocument session, List<Recollection> similar) {
    MarketCondition condition = session.condition();
    List<String> lines = new ArrayList<>();
    lines.add(
        SearchSheet.format(
            "Session %s: %s market, %s volatility (percentile %.0f), RSI %.0f",
            session.date(),
            words(condition.trend()),
            words(condition.volatility()),
            100 * condition.volatilityPercentile(),
            condition.rsi()));
    lines.add(
        SearchSheet.format(
            "Strategy to date: return %s, Sharpe %s, drawdown %s, %,d trades",
            percent(session.performance().totalReturn()),
            session
                .performance()
                .sharpe()
                .map(ratio -> SearchSheet.format("%.2f", ratio))
                .orElse("-"),
            percent(session.performance().drawdown()),
            session.performance().trades()));
    if (similar.isEmpty()) {
      lines.add("No session of the past is like it.");
      return lines;
    }
    lines.add("");
    lines.add("Sessions most like it, and what the strategy made after them:");
    TextTable table =
        TextTable.of(
            Column.text("session"),
            Column.number("similarity"),
            Column.text("market"),
            Column.number("RSI"),
            Column.number("next day"),
            Column.number("next week"));
    for (Recollection one : similar) {
      MarketCondition then = one.document().condition();
      table.row(
          one.document().date().toString(),
          SearchSheet.format("%.2f", one.similarity()),
          words(then.trend()) + ", " + words(then.volatility()),
          SearchSheet.format("%.0f", then.rsi()),
          one.nextDay().map(AnalysisSheet::percent).orElse("not known"),
          one.nextWeek().map(AnalysisSheet::percent).orElse("not known"));
    }
    lines.addAll(table.lines());
    return lines;
  }

  /** What was proposed, what the gate found, what became of it. */
  static List<String> analysis(Analysis analysis, Map<String, String> parameters) {
    List<String> lines = new ArrayList<>();
    lines.add("Analysis " + analysis.id());
    lines.add(
        TextTable.paragraph(
            SearchSheet.format(
                "of %s version %d, by %s%s",
                analysis.strategy(), analysis.baseVersion(), who(analysis), cost(analysis.uses())),
            0));
    analysis.notes().forEach(note -> lines.add(said("Note: ", note)));
    if (analysis.proposals().isEmpty()) {
      lines.add("Nothing was proposed: version " + analysis.baseVersion() + " stays.");
    }
    for (ProposalRecord proposal : analysis.proposals()) {
      lines.add("");
      lines.addAll(proposal(proposal, parameters));
    }
    return lines;
  }

  private static List<String> proposal(ProposalRecord proposal, Map<String, String> parameters) {
    Proposal made = proposal.proposal();
    List<String> lines = new ArrayList<>();
    lines.add(
        TextTable.paragraph(
            SearchSheet.format(
                "Proposal %d (confidence %.2f%s): %s",
                proposal.number(),
                made.confidence(),
                made.tried() > 1 ? SearchSheet.format(", best of %,d tried", made.tried()) : "",
                changes(made, parameters)),
            2));
    lines.add(said("  Why: ", made.reasoning()));
    lines.add(said("  Effect hoped for: ", made.expectedEffect()));
    Optional<GateResult> gate = proposal.gate();
    if (gate.isPresent()) {
      lines.add(
          SearchSheet.format(
              "  Evidence, deflated by %,d sets ever tried: %s",
              gate.get().trials(),
              gate.get().passed()
                  ? "every criterion is met"
                  : SearchSheet.format(
                      "%d of %d criteria are not met",
                      gate.get().failures().size(), gate.get().criteria().size())));
      lines.addAll(evidence(gate.get()));
    }
    lines.add(said("  Decision: ", decision(proposal)));
    return lines;
  }

  private static List<String> evidence(GateResult gate) {
    TextTable table =
        TextTable.of(
            Column.text(""),
            Column.text("criterion", LONGEST_LABEL),
            Column.number("found"),
            Column.text("demanded", LONGEST_FIGURE),
            Column.text(""));
    for (Criterion criterion : gate.criteria()) {
      table.row(
          " ",
          criterion.label(),
          criterion.figure(),
          criterion.limit(),
          criterion.passed() ? "met" : "NOT MET");
    }
    return table.lines();
  }

  private static String decision(ProposalRecord proposal) {
    String version = proposal.version().map(number -> "version " + number).orElse("no version");
    return switch (proposal.standing()) {
      case MADE -> "not decided yet";
      case REFUSED -> "refused: " + proposal.why();
      case WAITING -> version + ", not active: " + proposal.why();
      case ACTIVATED -> version + " is active: " + proposal.why();
    };
  }

  /** One line for each analysis. */
  static List<String> list(String strategy, List<Analysis> analyses) {
    if (analyses.isEmpty()) {
      return List.of("There is no analysis of " + strategy + " yet: see bellwether analyze --help");
    }
    TextTable table =
        TextTable.of(
            Column.text("session"),
            Column.text("analyst"),
            Column.text("proposals", LONGEST_LABEL),
            Column.text("analysis"));
    for (Analysis analysis : analyses) {
      String proposals =
          analysis.proposals().stream()
              .map(proposal -> words(proposal.standing()))
              .collect(Collectors.joining(", "));
      table.row(
          analysis.session().toString(),
          ExecutionAction.plain(analysis.analyst()),
          proposals.isEmpty() ? "none" : proposals,
          analysis.id());
    }
    return table.lines();
  }

  /** The word for a state. */
  static String words(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** How a person goes on: with the first proposal that waits. */
  static Optional<String> next(Analysis analysis, Path state) {
    return analysis.proposals().stream()
        .filter(proposal -> proposal.standing() == Standing.WAITING)
        .findFirst()
        .flatMap(ProposalRecord::version)
        .map(
            version ->
                "Compare: bellwether strategies diff %s %d %d --state %s"
                    .formatted(analysis.strategy(), analysis.baseVersion(), version, state));
  }

  private static String changes(Proposal made, Map<String, String> parameters) {
    return new TreeMap<>(made.changes())
        .entrySet().stream()
            .map(
                change ->
                    ExecutionAction.plain(change.getKey())
                        + Optional.ofNullable(parameters.get(change.getKey()))
                            .map(" %s"::formatted)
                            .orElse("")
                        + " -> "
                        + ExecutionAction.plain(change.getValue()))
            .collect(Collectors.joining(", "));
  }

  private static String who(Analysis analysis) {
    return switch (analysis.analyst()) {
      case "local" -> "the local analyst (a bounded search; no model was asked)";
      case Analysis.NOBODY -> "nobody yet";
      default ->
          analysis.analyst()
              + analysis.uses().stream()
                  .map(ModelUse::model)
                  .findFirst()
                  .map(model -> " (" + model + ")")
                  .orElse("");
    };
  }

  private static String cost(List<ModelUse> uses) {
    if (uses.isEmpty()) {
      return "";
    }
    return SearchSheet.format(
        ", %,d tokens in, %,d out, %s USD",
        uses.stream().mapToLong(ModelUse::inputTokens).sum(),
        uses.stream().mapToLong(ModelUse::outputTokens).sum(),
        uses.stream()
            .map(ModelUse::costUsd)
            .reduce(BigDecimal.ZERO, BigDecimal::add)
            .toPlainString());
  }

  /** Anybody's words behind a title, harmless to a terminal. */
  private static String said(String title, String text) {
    return TextTable.paragraph(title + ExecutionAction.cell(text), 4);
  }

  private static String percent(double fraction) {
    return SearchSheet.format("%.2f %%", 100 * fraction);
  }
}
