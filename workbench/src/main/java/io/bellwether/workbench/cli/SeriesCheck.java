package io.bellwether.workbench.cli;

import io.bellwether.market.Bars;
import io.bellwether.market.CorporateActions.Split;
import io.bellwether.market.SessionBars;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.BarGrid;
import io.bellwether.market.calendar.Session;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.market.feed.CsvBars;
import io.bellwether.market.feed.CsvFault;
import io.bellwether.market.quality.BarQualityGate;
import io.bellwether.market.quality.QualityIssue;
import io.bellwether.market.quality.QualityLimits;
import io.bellwether.market.quality.QualityReport;
import io.bellwether.market.quality.SplitCheck;
import io.bellwether.market.quality.StampCheck;
import io.bellwether.market.quality.VolumeCheck;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a series of the past holds, measured against the calendar.
 *
 * @param bars its bars of regular sessions, aggregated if asked for
 * @param leftOut how many bars lay outside the regular session and were left out
 * @param coverage which bars the calendar expects
 * @param faults the lines of its file that cannot be bars
 * @param report what the quality gate finds at the end of the last bar, and what more can be said
 *     of a series of the past
 */
record SeriesCheck(
    Bars bars, int leftOut, Coverage coverage, List<CsvFault> faults, QualityReport report) {
  SeriesCheck {
    faults = List.copyOf(faults);
  }

  /**
   * The sessions from the first bar to the last.
   *
   * @param sessions how many there are by the calendar
   * @param absent of how many there is no bar
   * @param missing how many bars are missing, those of absent sessions included
   */
  record Coverage(int sessions, int absent, int missing) {
    int present() {
      return sessions - absent;
    }
  }

  /** Whether it may be traded on. */
  boolean isUsable() {
    return faults.isEmpty() && !report.blocks();
  }

  /**
   * Checks a series as it would be judged live at the end of its last bar, and more.
   *
   * @param read what was read of its file
   * @param timeframe the timeframe to aggregate the bars to
   * @param splits the splits of its symbol that are known, if any file of them was given
   * @throws IllegalArgumentException if bars of the timeframe cannot be made of them
   * @throws io.bellwether.market.calendar.UnknownSessionException if the calendar does not reach
   */
  static SeriesCheck of(
      CsvBars.Inspection read,
      Optional<Timeframe> timeframe,
      MarketKind market,
      Optional<List<Split>> splits) {
    Bars source = read.bars();
    TradingCalendar calendar = market.calendar();
    Bars bars = sessionBars(source, timeframe, calendar);
    BarGrid grid = new BarGrid(calendar, bars.timeframe());
    BarQualityGate gate = new BarQualityGate(QualityLimits.DEFAULT);
    QualityReport report = gate.check(bars, grid, end(bars.isEmpty() ? source : bars, grid));
    List<QualityIssue> issues = new ArrayList<>(report.issues());
    if (splits.isPresent()) {
      issues = SplitCheck.explain(issues, bars, splits.get(), calendar, QualityLimits.DEFAULT);
    }
    if (market == MarketKind.EQUITIES) {
      StampCheck.check(source).ifPresent(issues::add);
    }
    VolumeCheck.check(bars).ifPresent(issues::add);
    issues.sort(Comparator.comparing(QualityIssue::time));
    return new SeriesCheck(
        bars,
        source.size() - SessionBars.regularSession(source, calendar).size(),
        coverage(bars, grid),
        read.faults(),
        new QualityReport(
            report.symbol(), report.timeframe(), report.bars(), report.checkedAt(), issues));
  }

  /** The bars of regular sessions, aggregated if asked for. */
  static Bars sessionBars(Bars source, Optional<Timeframe> timeframe, TradingCalendar calendar) {
    return timeframe
        .map(target -> SessionBars.aggregate(source, target, calendar))
        .orElseGet(() -> SessionBars.regularSession(source, calendar));
  }

  /** When the last bar is complete, so that it is neither stale nor still forming. */
  private static Instant end(Bars bars, BarGrid grid) {
    // A bar off the grid has no end of its own; that of the bar around it serves.
    return grid.startContaining(bars.lastStart()).map(grid::end).orElse(bars.lastStart());
  }

  private static Coverage coverage(Bars bars, BarGrid grid) {
    if (bars.isEmpty()) {
      return new Coverage(0, 0, 0);
    }
    int sessions = 0;
    int absent = 0;
    int missing = 0;
    TradingCalendar calendar = grid.calendar();
    LocalDate last = calendar.dateAt(bars.lastStart());
    for (LocalDate date = calendar.dateAt(bars.start(0));
        !date.isAfter(last);
        date = date.plusDays(1)) {
      Optional<Session> session = calendar.session(date);
      if (session.isPresent()) {
        List<Instant> expected = expected(session.get(), bars, grid);
        long there = expected.stream().filter(start -> bars.indexOf(start) >= 0).count();
        sessions++;
        absent += hasBars(session.get(), bars, calendar) ? 0 : 1;
        missing += Math.toIntExact(expected.size() - there);
      }
    }
    return new Coverage(sessions, absent, missing);
  }

  /** The bars that the calendar expects of a session, between the first and the last there are. */
  private static List<Instant> expected(Session session, Bars bars, BarGrid grid) {
    return grid.starts(session).stream()
        .filter(start -> !start.isBefore(bars.start(0)) && !start.isAfter(bars.lastStart()))
        .toList();
  }

  /** Whether any bar is of the session's date, be it where the calendar expects it or not. */
  private static boolean hasBars(Session session, Bars bars, TradingCalendar calendar) {
    Instant midnight = session.date().atStartOfDay(calendar.zone()).toInstant();
    return bars.countBefore(midnight) < bars.countBefore(session.close());
  }
}
