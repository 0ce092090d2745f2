package io.bellwether.market.quality;

import io.bellwether.market.Bars;
import io.bellwether.market.calendar.BarGrid;
import io.bellwether.market.calendar.Session;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.market.quality.BarQualityGate.Findings;
import io.bellwether.market.quality.QualityIssue.Kind;
import io.bellwether.market.quality.QualityIssue.Severity;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Whether the bars that the calendar expects are there, and no others. */
final class CoverageCheck {
  private final Bars bars;
  private final BarGrid grid;
  private final TradingCalendar calendar;
  private final Instant now;
  private final QualityLimits limits;
  private final Findings findings;
  private final Instant expectedLast;

  /** A session with what it should have and what it has. */
  private record Coverage(Session session, int expected, List<Instant> missing) {
    boolean isAbsent() {
      return expected > 0 && missing.size() == expected;
    }
  }

  CoverageCheck(Bars bars, BarGrid grid, Instant now, QualityLimits limits, Findings findings) {
    this.bars = bars;
    this.grid = grid;
    this.calendar = grid.calendar();
    this.now = now;
    this.limits = limits;
    this.findings = findings;
    this.expectedLast = grid.lastComplete(now);
  }

  void run() {
    checkPlaces();
    checkStaleness();
    List<Coverage> sessions = coverage();
    int firstRecent = Math.max(0, sessions.size() - limits.recentSessions());
    reportOld(sessions.subList(0, firstRecent));
    reportRecent(sessions.subList(firstRecent, sessions.size()));
    checkDecisionBars(sessions);
  }

  private void checkPlaces() {
    for (int i = 0; i < bars.size(); i++) {
      Instant start = bars.start(i);
      if (!isOnGrid(start)) {
        findings.add(
            Kind.OFF_GRID,
            Severity.BLOCKING,
            start,
            "no session has a "
                + grid.timeframe()
                + " bar here; cut the series to the regular session and aggregate it");
      } else if (grid.end(start).isAfter(now)) {
        findings.add(
            Kind.INCOMPLETE_BAR,
            Severity.BLOCKING,
            start,
            "this bar ends at " + grid.end(start) + ", after the check at " + now);
      }
    }
  }

  private boolean isOnGrid(Instant start) {
    return grid.startContaining(start).filter(start::equals).isPresent();
  }

  private void checkStaleness() {
    if (bars.lastStart().isBefore(expectedLast)) {
      findings.add(
          Kind.STALE,
          Severity.BLOCKING,
          now,
          "the bar of "
              + expectedLast
              + " is complete but not there; the last one is of "
              + bars.lastStart()
              + ": the feed is late, ask it again");
    }
  }

  /** Every session from the first bar to the last one expected. */
  private List<Coverage> coverage() {
    List<Coverage> sessions = new ArrayList<>();
    LocalDate last = calendar.dateAt(expectedLast);
    for (LocalDate date = calendar.dateAt(bars.start(0));
        !date.isAfter(last);
        date = date.plusDays(1)) {
      Optional<Session> session = calendar.session(date);
      session.ifPresent(s -> sessions.add(coverage(s)));
    }
    return sessions;
  }

  private Coverage coverage(Session session) {
    int expected = 0;
    List<Instant> missing = new ArrayList<>();
    for (Instant start : grid.starts(session)) {
      if (!start.isBefore(bars.start(0)) && !start.isAfter(expectedLast)) {
        expected++;
        if (bars.indexOf(start) < 0) {
          missing.add(start);
        }
      }
    }
    return new Coverage(session, expected, missing);
  }

  /** Gaps of the past warn: one line for each incomplete session and each run of absent ones. */
  private void reportOld(List<Coverage> sessions) {
    List<LocalDate> absent = new ArrayList<>();
    for (Coverage coverage : sessions) {
      if (coverage.isAbsent()) {
        absent.add(coverage.session().date());
        continue;
      }
      reportAbsent(absent);
      absent.clear();
      if (!coverage.missing().isEmpty()) {
        findings.add(
            Kind.MISSING_BARS, Severity.WARNING, coverage.missing().getFirst(), what(coverage));
      }
    }
    reportAbsent(absent);
  }

  private void reportAbsent(List<LocalDate> dates) {
    if (!dates.isEmpty()) {
      findings.add(
          Kind.MISSING_BARS,
          Severity.WARNING,
          calendar.session(dates.getFirst()).orElseThrow().open(),
          "sessions without a bar: "
              + dates.size()
              + ", from "
              + dates.getFirst()
              + " to "
              + dates.getLast());
    }
  }

  private void reportRecent(List<Coverage> sessions) {
    int expected = sessions.stream().mapToInt(Coverage::expected).sum();
    int missing = sessions.stream().mapToInt(coverage -> coverage.missing().size()).sum();
    boolean tooMany = missing > limits.maxMissingShare() * expected;
    for (Coverage coverage : sessions) {
      if (!coverage.missing().isEmpty()) {
        findings.add(
            Kind.MISSING_BARS,
            tooMany ? Severity.BLOCKING : Severity.WARNING,
            coverage.missing().getFirst(),
            what(coverage)
                + "; in the last "
                + sessions.size()
                + " sessions "
                + missing
                + " of "
                + expected
                + (tooMany ? ", more than tolerated: fetch the range again" : ""));
      }
    }
  }

  private static String what(Coverage coverage) {
    return coverage.session().date()
        + ": "
        + coverage.missing().size()
        + " of "
        + coverage.expected()
        + " bars missing, the first at "
        + coverage.missing().getFirst();
  }

  private void checkDecisionBars(List<Coverage> sessions) {
    Deque<Instant> decision = new ArrayDeque<>();
    for (int i = sessions.size() - 1; i >= 0 && decision.size() < limits.decisionBars(); i--) {
      List<Instant> starts = grid.starts(sessions.get(i).session());
      for (int j = starts.size() - 1; j >= 0 && decision.size() < limits.decisionBars(); j--) {
        if (!starts.get(j).isAfter(expectedLast) && !starts.get(j).isBefore(bars.start(0))) {
          decision.addFirst(starts.get(j));
        }
      }
    }
    List<Instant> missing = decision.stream().filter(start -> bars.indexOf(start) < 0).toList();
    if (!missing.isEmpty()) {
      findings.add(
          Kind.MISSING_BARS,
          Severity.BLOCKING,
          missing.getFirst(),
          missing.size()
              + " of the last "
              + decision.size()
              + " bars, which the decision needs, are missing: fetch them again");
    }
  }
}
