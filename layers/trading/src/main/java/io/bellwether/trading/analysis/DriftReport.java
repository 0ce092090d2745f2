package io.bellwether.trading.analysis;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A strategy's trading day beside the backtest of it.
 *
 * @param strategy the strategy
 * @param account its account
 * @param date the session's
 * @param version the version that decided last
 * @param replayedFrom the bar the backtest decides on first: the last before which the account held
 *     nothing
 * @param equity what the backtest starts with, in US dollars
 * @param decisions how many decisions were compared
 * @param executions how many entries and exits were found in both
 * @param medianBps the median of their price differences in basis points, positive where live is
 *     worse; absent without any
 * @param findings in order of their bars
 * @param exposed whether the account holds what the backtest does not, or lacks what it holds, and
 *     nothing explains it
 * @param accuracy of the signals of the last weeks, by horizon
 */
public record DriftReport(
    String strategy,
    String account,
    LocalDate date,
    int version,
    Instant replayedFrom,
    double equity,
    int decisions,
    int executions,
    Optional<Double> medianBps,
    List<DriftFinding> findings,
    boolean exposed,
    List<SignalAccuracy> accuracy) {
  public DriftReport {
    findings = List.copyOf(findings);
    accuracy = List.copyOf(accuracy);
  }

  /** What a person is to look at. */
  public List<DriftFinding> alerts() {
    return findings.stream().filter(DriftFinding::alert).toList();
  }
}
