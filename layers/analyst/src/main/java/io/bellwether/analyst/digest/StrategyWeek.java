package io.bellwether.analyst.digest;

import io.bellwether.analyst.drift.Accuracy;
import io.bellwether.trading.analysis.Analysis;
import io.bellwether.trading.analysis.DriftReport;
import io.bellwether.trading.analysis.ShadowDecision;
import io.bellwether.trading.analysis.SignalAccuracy;
import io.bellwether.trading.config.Activation;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.ledger.SessionRecord;
import io.bellwether.trading.ledger.Trade;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the ledger has of a strategy's week.
 *
 * @param version the active version
 * @param before the last session before the week; absent in the first week
 * @param sessions of the week on record, in order
 * @param trades closed in the week
 * @param analyses of sessions of the week
 * @param activations of the week
 * @param everActivated all activations there are, in order
 * @param waiting versions made after the active one that were never active
 * @param shadow what candidates decided beside it in the week
 * @param drifts of the week
 * @param accuracy of the signals of the last weeks
 */
record StrategyWeek(
    StrategyVersion version,
    Optional<SessionRecord> before,
    List<SessionRecord> sessions,
    List<Trade> trades,
    List<Analysis> analyses,
    List<Activation> activations,
    List<Activation> everActivated,
    List<StrategyVersion> waiting,
    List<ShadowDecision> shadow,
    List<DriftReport> drifts,
    List<SignalAccuracy> accuracy) {
  /** Over so many weeks the accuracy of signals is told: a week has too few of them. */
  static final int ACCURACY_WEEKS = 13;

  private static final int LONGEST_PAUSE_DAYS = 40;

  /**
   * Reads the week.
   *
   * @param from midnight before its Monday, by the exchange's clock
   * @param to midnight after its Sunday
   */
  static StrategyWeek read(
      Ledger ledger, StrategyVersion version, Week week, Instant from, Instant to) {
    String strategy = version.strategy();
    String account = version.account().id();
    LocalDate monday = week.monday();
    LocalDate sunday = week.sunday();
    List<Activation> all = ledger.strategies().activations(strategy);
    Set<Integer> wereActive = all.stream().map(Activation::version).collect(Collectors.toSet());
    List<SessionRecord> earlier =
        sessions(ledger, version, monday.minusDays(LONGEST_PAUSE_DAYS), monday.minusDays(1));
    return new StrategyWeek(
        version,
        earlier.isEmpty() ? Optional.empty() : Optional.of(earlier.getLast()),
        sessions(ledger, version, monday, sunday),
        ledger.holdings().trades(account, from, to).stream()
            .filter(trade -> trade.strategy().equals(strategy))
            .toList(),
        ledger.analysis().analyses().of(strategy, monday, sunday),
        all.stream().filter(one -> !one.time().isBefore(from) && one.time().isBefore(to)).toList(),
        all,
        ledger.strategies().versions(strategy).stream()
            .filter(one -> one.version() > version.version())
            .filter(one -> !wereActive.contains(one.version()))
            .toList(),
        ledger.analysis().shadows().decisions(strategy, from, to),
        ledger.analysis().drifts().of(strategy, monday, sunday).stream()
            .filter(report -> report.account().equals(account))
            .toList(),
        Accuracy.of(ledger, account, strategy, sunday.minusWeeks(ACCURACY_WEEKS), sunday));
  }

  /** How a version came into force after a time, last. */
  Optional<Activation> activated(int number, Instant since) {
    return everActivated.stream()
        .filter(one -> one.version() == number && one.time().isAfter(since))
        .reduce((earlier, later) -> later);
  }

  private static List<SessionRecord> sessions(
      Ledger ledger, StrategyVersion version, LocalDate from, LocalDate to) {
    return ledger.journal().sessions(version.strategy(), from, to).stream()
        .filter(record -> record.account().equals(version.account().id()))
        .toList();
  }

  /** The equity the week began with: that of the session before it, or of its own first. */
  Optional<BigDecimal> opening() {
    return before.or(() -> sessions.stream().findFirst()).map(SessionRecord::equity);
  }

  /** The equity at the week's last close. */
  Optional<BigDecimal> closing() {
    return sessions.isEmpty() ? Optional.empty() : Optional.of(sessions.getLast().equity());
  }

  /** From the highest close of the week, or the one before it, down to a later one; 0 or less. */
  double drawdown() {
    double peak = opening().map(BigDecimal::doubleValue).orElse(0.0);
    double deepest = 0;
    for (SessionRecord session : sessions) {
      double equity = session.equity().doubleValue();
      peak = Math.max(peak, equity);
      deepest = peak > 0 ? Math.min(deepest, equity / peak - 1) : deepest;
    }
    return deepest;
  }

  /** The median of the days' medians, in basis points. */
  Optional<Double> medianBps() {
    List<Double> medians =
        drifts.stream().flatMap(report -> report.medianBps().stream()).sorted().toList();
    int size = medians.size();
    return size == 0
        ? Optional.empty()
        : Optional.of((medians.get((size - 1) / 2) + medians.get(size / 2)) / 2);
  }
}
