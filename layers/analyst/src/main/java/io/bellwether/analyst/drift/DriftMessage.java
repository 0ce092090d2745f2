package io.bellwether.analyst.drift;

import io.bellwether.analyst.UntrustedText;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.calendar.Session;
import io.bellwether.trading.analysis.DriftFinding;
import io.bellwether.trading.analysis.DriftFinding.Kind;
import io.bellwether.trading.analysis.DriftReport;
import io.bellwether.trading.analysis.SignalAccuracy;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.event.TradingEvent.Severity;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A drift report in words. */
public final class DriftMessage {
  private static final int SHOWN = 10;
  private static final int LONGEST = 300;
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);

  private DriftMessage() {}

  /**
   * What people are told of a day that a person is to look at. It is critical if the account is
   * left with what the backtest does not hold, or without what it does, and nothing explains it:
   * money is at risk then that no rule of the strategy watches. All else is a warning.
   *
   * @param session the day's
   */
  static TradingEvent event(DriftReport report, Session session) {
    Map<String, String> details = new TreeMap<>();
    details.put("date", report.date().toString());
    details.put("version", Integer.toString(report.version()));
    details.put("differences", Integer.toString(report.alerts().size()));
    details.put("decisions", Integer.toString(report.decisions()));
    report.medianBps().ifPresent(bps -> details.put("median", Words.bps(bps)));
    return new TradingEvent(
        TradingEvent.Type.DRIFT_FOUND,
        report.exposed() ? Severity.CRITICAL : Severity.WARNING,
        session.close(),
        report.account(),
        Optional.of(report.strategy()),
        Optional.empty(),
        String.join("\n", lines(report, report.alerts())),
        details,
        Optional.of("drift-" + report.strategy() + "-" + report.account() + "-" + report.date()));
  }

  /** The whole report, line by line. */
  public static List<String> text(DriftReport report) {
    List<String> lines = lines(report, report.findings());
    report.accuracy().forEach(accuracy -> lines.add("signals " + words(accuracy)));
    return lines;
  }

  private static List<String> lines(DriftReport report, List<DriftFinding> findings) {
    List<String> lines = new ArrayList<>();
    lines.add(headline(report));
    for (DriftFinding finding : findings.stream().limit(SHOWN).toList()) {
      lines.addAll(words(finding));
    }
    if (findings.size() > SHOWN) {
      lines.add("and " + (findings.size() - SHOWN) + " more");
    }
    return lines;
  }

  /** The day in one line. */
  public static String headline(DriftReport report) {
    int alerts = report.alerts().size();
    String what =
        alerts == 0
            ? "as in the backtest"
            : alerts == 1 ? "1 difference to look at" : alerts + " differences to look at";
    return "%s on %s: %s; %s and %s in both%s"
        .formatted(
            report.strategy(),
            report.date(),
            what,
            count(report.decisions(), "decision"),
            count(report.executions(), "execution"),
            report
                .medianBps()
                .map(bps -> ", median price difference " + Words.bps(bps))
                .orElse(""));
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  private static List<String> words(DriftFinding finding) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "- "
            + label(finding.kind())
            + ": "
            + finding.what()
            + ", bar "
            + newYork(finding.bar())
            + finding.bps().map(bps -> ", " + Words.bps(bps)).orElse("")
            + finding
                .quantityPercent()
                .filter(percent -> percent != 0)
                .map(percent -> String.format(Locale.ROOT, ", quantity %+.1f %%", percent))
                .orElse(""));
    lines.add("  live: " + line(finding.live()));
    lines.add("  backtest: " + line(finding.backtest()));
    if (!finding.cause().isEmpty()) {
      lines.add("  why: " + line(finding.cause()));
    }
    return lines;
  }

  /** A broker's or a person's words may be among them. */
  private static String line(String text) {
    return UntrustedText.readable(text, LONGEST);
  }

  private static String label(Kind kind) {
    return switch (kind) {
      case AGREES -> "the same";
      case PRICE -> "another price";
      case DATA_CHANGED -> "the data changed";
      case EXPLAINED -> "explained";
      case DECISION_DIFFERS -> "DECIDED OTHERWISE";
      case MISSING -> "MISSING LIVE";
      case SURPLUS -> "ONLY LIVE";
    };
  }

  /** Such as {@code right after 5 bars: 12 of 20, 60 % (95 % interval 39 to 78 %)}. */
  public static String words(SignalAccuracy accuracy) {
    return String.format(
        Locale.ROOT,
        "right after %d bar%s: %d of %d, %.0f %% (95 %% interval %.0f to %.0f %%)",
        accuracy.bars(),
        accuracy.bars() == 1 ? "" : "s",
        accuracy.right(),
        accuracy.judged(),
        100.0 * accuracy.right() / accuracy.judged(),
        100 * accuracy.low(),
        100 * accuracy.high());
  }

  /** Signed, with a decimal, such as {@code +7.0 bps}. */
  public static String bps(double bps) {
    return Words.bps(bps);
  }

  private static String newYork(Instant time) {
    ZonedDateTime there = time.atZone(NyseCalendar.ZONE);
    // A daily bar is stamped with the midnight that begins its date.
    return (there.toLocalTime().equals(LocalTime.MIDNIGHT) ? DATE : TIME).format(there);
  }
}
