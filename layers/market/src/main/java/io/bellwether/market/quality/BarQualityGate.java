package io.bellwether.market.quality;

import io.bellwether.market.Bars;
import io.bellwether.market.calendar.BarGrid;
import io.bellwether.market.quality.QualityIssue.Kind;
import io.bellwether.market.quality.QualityIssue.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Checks a series of complete regular-session bars before a decision is made on it: whether the
 * bars that the calendar expects are there, whether each bar makes sense, and whether prices jump
 * in ways that markets do not. Order and uniqueness are not checked: {@link Bars} cannot hold
 * anything else.
 */
public final class BarQualityGate {
  private final QualityLimits limits;

  public BarQualityGate(QualityLimits limits) {
    this.limits = limits;
  }

  /**
   * Checks a series.
   *
   * @param bars complete bars of regular sessions, see {@link io.bellwether.market.SessionBars}
   * @param grid the grid of the series' timeframe
   * @param now the instant of the decision: the last bar complete by then must be there
   * @throws IllegalArgumentException if the grid is of another timeframe
   * @throws io.bellwether.market.calendar.UnknownSessionException if the calendar does not reach
   */
  public QualityReport check(Bars bars, BarGrid grid, Instant now) {
    if (!grid.timeframe().equals(bars.timeframe())) {
      throw new IllegalArgumentException(
          "a grid of " + grid.timeframe() + " cannot check bars of " + bars.timeframe());
    }
    Findings findings = new Findings(bars.symbol());
    if (bars.isEmpty()) {
      findings.add(Kind.EMPTY, Severity.BLOCKING, now, "there are no bars; ask the feed again");
    } else {
      new CoverageCheck(bars, grid, now, limits, findings).run();
      boolean sound = BarCheck.run(bars, findings);
      if (sound) {
        // Moves between prices that are no prices would say nothing.
        new JumpCheck(bars, grid.calendar(), limits, findings).run();
      }
    }
    return new QualityReport(bars.symbol(), bars.timeframe(), bars.size(), now, findings.inOrder());
  }

  /** Collects what the checks find. */
  static final class Findings {
    private final String symbol;
    private final List<QualityIssue> issues = new ArrayList<>();

    Findings(String symbol) {
      this.symbol = symbol;
    }

    void add(Kind kind, Severity severity, Instant time, String message) {
      issues.add(new QualityIssue(kind, severity, symbol, time, message));
    }

    List<QualityIssue> inOrder() {
      return issues.stream().sorted(Comparator.comparing(QualityIssue::time)).toList();
    }
  }
}
