package io.bellwether.market.quality;

import io.bellwether.market.Timeframe;
import io.bellwether.market.quality.QualityIssue.Severity;
import java.time.Instant;
import java.util.List;

/**
 * What a check of a series found.
 *
 * @param symbol the series' symbol
 * @param timeframe the series' timeframe
 * @param bars how many bars were checked
 * @param checkedAt the instant the check was made for
 * @param issues what was found, in order of time
 */
public record QualityReport(
    String symbol, Timeframe timeframe, int bars, Instant checkedAt, List<QualityIssue> issues) {
  public QualityReport {
    issues = List.copyOf(issues);
  }

  /** Whether new exposure must not be decided on this series. */
  public boolean blocks() {
    return issues.stream().anyMatch(issue -> issue.severity() == Severity.BLOCKING);
  }

  /** The issues that block. */
  public List<QualityIssue> blocking() {
    return of(Severity.BLOCKING);
  }

  /** The issues that do not. */
  public List<QualityIssue> warnings() {
    return of(Severity.WARNING);
  }

  private List<QualityIssue> of(Severity severity) {
    return issues.stream().filter(issue -> issue.severity() == severity).toList();
  }

  /** One line for a log or an alert: the verdict, the counts and the first issue that matters. */
  public String summary() {
    List<QualityIssue> blocking = blocking();
    String verdict = blocking.isEmpty() ? "usable" : "NOT usable, no new exposure";
    String first =
        issues.isEmpty()
            ? ""
            : "; first: " + (blocking.isEmpty() ? issues : blocking).getFirst().message();
    return symbol
        + " "
        + timeframe
        + ", "
        + bars
        + " bars: "
        + verdict
        + ", "
        + blocking.size()
        + " blocking, "
        + (issues.size() - blocking.size())
        + " warnings"
        + first;
  }
}
