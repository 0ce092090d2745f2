package io.bellwether.analyst.digest;

import io.bellwether.analyst.Announcements;
import io.bellwether.analyst.ForeignWords;
import io.bellwether.analyst.drift.DriftMessage;
import io.bellwether.trading.analysis.Analysis;
import io.bellwether.trading.analysis.DriftReport;
import io.bellwether.trading.analysis.MonthlySpend;
import io.bellwether.trading.analysis.ProposalRecord;
import io.bellwether.trading.analysis.ShadowDecision;
import io.bellwether.trading.analysis.SignalAccuracy;
import io.bellwether.trading.config.Activation;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.ledger.Trade;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A week in lines of words. */
final class DigestText {
  private static final int NAMED_PROPOSALS = 8;
  private static final int NAMED_VERSIONS = 5;
  private static final int WORDS = 160;

  private final Week week;
  private final String stage;
  private final List<String> lines = new ArrayList<>();

  DigestText(Week week, String stage) {
    this.week = week;
    this.stage = stage;
  }

  /** The week of an account whose strategies are switched off. */
  static String nothingEnabled(Week week) {
    return "Week "
        + week.name()
        + ": no strategy is enabled. Nothing was decided, nothing studied.";
  }

  /** The week of an account. */
  String of(List<StrategyWeek> strategies, MonthlySpend spend, BigDecimal budgetUsd) {
    int sessions = week.sessions().size();
    lines.add("Week " + week.name() + ", " + count(sessions, "session") + ".");
    for (StrategyWeek strategy : strategies) {
      lines.add("");
      add(strategy);
    }
    lines.add("");
    lines.add(
        "Models in "
            + spend.month()
            + ": "
            + usd(spend.committedUsd())
            + " of "
            + usd(budgetUsd)
            + " USD, "
            + count(spend.questions(), "question")
            + ".");
    return String.join("\n", lines);
  }

  private void add(StrategyWeek strategy) {
    StrategyVersion version = strategy.version();
    lines.add(version.strategy() + ", version " + version.version());
    money(strategy);
    trades(strategy.trades());
    analyses(strategy);
    strategy.activations().forEach(this::activation);
    waiting(strategy);
    shadow(strategy.shadow());
    drift(strategy);
    accuracy(strategy.accuracy());
  }

  private void accuracy(List<SignalAccuracy> accuracy) {
    item(
        "Signals of "
            + StrategyWeek.ACCURACY_WEEKS
            + " weeks"
            + (accuracy.isEmpty() ? ": none is judged yet" : ""));
    accuracy.forEach(horizon -> sub(DriftMessage.words(horizon)));
  }

  private void money(StrategyWeek strategy) {
    if (strategy.closing().isEmpty()) {
      item("No session is on record: nothing is known of its equity");
      return;
    }
    BigDecimal opening = strategy.opening().orElseThrow();
    BigDecimal closing = strategy.closing().orElseThrow();
    BigDecimal gain = closing.subtract(opening);
    String change =
        opening.signum() == 0
            ? signed(gain) + " USD"
            : signed(gain)
                + " USD ("
                + signedPercent(gain.doubleValue() / opening.doubleValue())
                + ")";
    item(
        "Equity "
            + usd(closing)
            + " USD, "
            + change
            + (strategy.before().isEmpty() ? " since its first close: it is the first week" : "")
            + "; drawdown "
            + percent(-strategy.drawdown()));
    int recorded = strategy.sessions().size();
    int due = week.sessions().size();
    item(
        recorded < due
            ? recorded + " of " + due + " sessions are on record"
            : count(recorded, "session") + " on record");
  }

  private void trades(List<Trade> trades) {
    if (trades.isEmpty()) {
      item("No trade was closed");
      return;
    }
    BigDecimal pnl = trades.stream().map(Trade::pnl).reduce(BigDecimal.ZERO, BigDecimal::add);
    long won = trades.stream().filter(trade -> trade.pnl().signum() > 0).count();
    item(count(trades.size(), "trade") + " closed, " + won + " won, " + signed(pnl) + " USD");
  }

  private void analyses(StrategyWeek strategy) {
    List<Analysis> analyses = strategy.analyses();
    List<String> proposals =
        analyses.stream()
            .flatMap(
                analysis ->
                    analysis.proposals().stream()
                        .map(record -> proposal(record, strategy, analysis.startedAt())))
            .toList();
    item(
        analyses.isEmpty()
            ? "It was not studied"
            : "Studied "
                + (analyses.size() == 1 ? "once" : analyses.size() + " times")
                + ", "
                + count(proposals.size(), "proposal"));
    proposals.stream().limit(NAMED_PROPOSALS).forEach(this::sub);
    if (proposals.size() > NAMED_PROPOSALS) {
      sub("and " + (proposals.size() - NAMED_PROPOSALS) + " more");
    }
  }

  private static String proposal(ProposalRecord record, StrategyWeek strategy, Instant studied) {
    String standing =
        switch (record.standing()) {
          case MADE -> "not decided yet";
          case REFUSED -> "refused: " + ForeignWords.plain(record.why(), WORDS);
          case WAITING ->
              record.version().map(number -> "version " + number).orElse("it")
                  + waits(record, strategy, studied)
                  + ". "
                  + Announcements.gateLine(record.gate());
          case ACTIVATED ->
              version(record) + "became active. " + Announcements.gateLine(record.gate());
        };
    return Announcements.changes(record.proposal()) + ": " + standing;
  }

  /** Who waits in the ledger may have been activated by a person since. */
  private static String waits(ProposalRecord record, StrategyWeek strategy, Instant studied) {
    return record
        .version()
        .flatMap(number -> strategy.activated(number, studied))
        .map(activation -> ", activated " + by(activation) + " since")
        .orElse(" waits");
  }

  private static String by(Activation activation) {
    return activation.automatic()
        ? "by itself"
        : "by " + ForeignWords.plain(activation.author(), WORDS);
  }

  private static String version(ProposalRecord record) {
    return record.version().map(number -> "version " + number + " ").orElse("");
  }

  private void activation(Activation activation) {
    item("Version " + activation.version() + " was activated " + by(activation));
  }

  private void waiting(StrategyWeek strategy) {
    List<StrategyVersion> waiting = strategy.waiting();
    if (waiting.isEmpty()) {
      return;
    }
    item(
        count(waiting.size(), "version")
            + " waiting for a person"
            + (waiting.size() == 1 ? "" : ", the last first"));
    String name = strategy.version().strategy();
    for (StrategyVersion version : waiting.reversed().stream().limit(NAMED_VERSIONS).toList()) {
      sub(
          "version "
              + version.version()
              + " by "
              + ForeignWords.plain(version.author(), WORDS)
              + version.evidence().map(id -> ", of " + id).orElse(""));
      sub(
          "  ./bellwether strategies diff %s %d %d --stage %s"
              .formatted(name, strategy.version().version(), version.version(), stage));
      sub(
          "  ./bellwether strategies activate %s %d --stage %s --reason TEXT"
              .formatted(name, version.version(), stage));
    }
  }

  private void shadow(List<ShadowDecision> decisions) {
    Map<Integer, List<ShadowDecision>> candidates = new TreeMap<>();
    for (ShadowDecision decision : decisions) {
      if (decision.isComparable()) {
        candidates.computeIfAbsent(decision.version(), key -> new ArrayList<>()).add(decision);
      }
    }
    candidates.forEach(
        (version, made) -> {
          long others = made.stream().filter(decision -> !decision.agrees()).count();
          item(
              "Version "
                  + version
                  + " in the shadow: "
                  + count(made.size(), "decision")
                  + ", "
                  + (others == 0 ? "all the same" : others + " of them others"));
        });
  }

  private void drift(StrategyWeek strategy) {
    List<DriftReport> drifts = strategy.drifts();
    if (drifts.isEmpty()) {
      item("No day was held against the backtest");
      return;
    }
    int differences = drifts.stream().mapToInt(report -> report.alerts().size()).sum();
    item(
        count(drifts.size(), "day")
            + " held against the backtest: "
            + (differences == 0
                ? "no difference to look at"
                : count(differences, "difference") + " to look at")
            + strategy
                .medianBps()
                .map(bps -> ", median price difference " + DriftMessage.bps(bps))
                .orElse(""));
    drifts.stream()
        .filter(report -> !report.alerts().isEmpty())
        .forEach(report -> sub(DriftMessage.headline(report)));
  }

  private void item(String text) {
    lines.add("- " + text);
  }

  private void sub(String text) {
    lines.add("  " + text);
  }

  private static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  private static String usd(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
  }

  private static String signed(BigDecimal amount) {
    BigDecimal rounded = amount.setScale(2, RoundingMode.HALF_UP);
    return (rounded.signum() > 0 ? "+" : "") + rounded.toPlainString();
  }

  private static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * fraction + 0.0);
  }

  private static String signedPercent(double fraction) {
    return String.format(Locale.ROOT, "%+.2f %%", 100 * fraction);
  }
}
