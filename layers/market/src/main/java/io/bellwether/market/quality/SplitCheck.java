package io.bellwether.market.quality;

import io.bellwether.market.Bars;
import io.bellwether.market.CorporateActions.Split;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.market.quality.BarQualityGate.Findings;
import io.bellwether.market.quality.QualityIssue.Kind;
import io.bellwether.market.quality.QualityIssue.Severity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether the jumps of a series are those of the splits that are known. */
public final class SplitCheck {
  private SplitCheck() {}

  /**
   * Holds what the quality gate found against the known splits. On raw prices a jump by a split's
   * ratio on its ex-date is as it should be, and a split without its jump is not; on adjusted
   * prices it is the other way round.
   *
   * @param bars the series that the issues are of
   * @param splits the splits of its symbol
   * @param limits how near a jump must be to a ratio
   * @return the issues, those that a split explains as warnings, and what more there is to say
   */
  public static List<QualityIssue> explain(
      List<QualityIssue> issues,
      Bars bars,
      List<Split> splits,
      TradingCalendar calendar,
      QualityLimits limits) {
    boolean raw = bars.provenance().basis() == PriceBasis.RAW;
    List<QualityIssue> explained = new ArrayList<>();
    for (QualityIssue issue : issues) {
      Optional<Split> split =
          splits.stream()
              .filter(known -> known.exDate().equals(calendar.dateAt(issue.time())))
              .filter(known -> isSeen(known, bars, calendar, limits))
              .findFirst();
      boolean jump = issue.kind() == Kind.SPLIT_LIKE || issue.kind() == Kind.OUTLIER;
      explained.add(jump && split.isPresent() ? withSplit(issue, split.get(), raw) : issue);
    }
    if (raw) {
      for (Split split : splits) {
        if (isWithin(split, bars, calendar) && !isSeen(split, bars, calendar, limits)) {
          explained.add(absent(split, bars, calendar));
        }
      }
    }
    return explained;
  }

  /**
   * The jumps overnight that look like splits and are none that is known, and on raw prices the
   * known splits that do not show: what a run through these prices would take for gains or losses.
   * Quick: the moves between the jumps are not looked at.
   *
   * @param bars complete bars of regular sessions
   * @param splits the splits of its symbol
   */
  public static List<QualityIssue> unexplained(
      Bars bars, List<Split> splits, TradingCalendar calendar, QualityLimits limits) {
    Findings found = new Findings(bars.symbol());
    JumpCheck.reportSplits(bars, calendar, limits, found);
    return explain(found.inOrder(), bars, splits, calendar, limits).stream()
        .filter(issue -> issue.severity() == Severity.BLOCKING)
        .toList();
  }

  private static QualityIssue withSplit(QualityIssue issue, Split split, boolean raw) {
    String what =
        raw
            ? "the split " + ratio(split) + " of this day; adjust for it, or trade through it"
            : issue.message() + " (it is the known split " + ratio(split) + ")";
    return new QualityIssue(
        Kind.SPLIT_LIKE,
        raw ? Severity.WARNING : Severity.BLOCKING,
        issue.symbol(),
        issue.time(),
        what);
  }

  private static QualityIssue absent(Split split, Bars bars, TradingCalendar calendar) {
    return new QualityIssue(
        Kind.SPLIT_ABSENT,
        Severity.BLOCKING,
        bars.symbol(),
        bars.start(firstOf(split.exDate(), bars, calendar)),
        "the known split "
            + ratio(split)
            + " of "
            + split.exDate()
            + " does not show: these prices are not raw, or the split is wrong");
  }

  /** Whether the series has bars before the ex-date, and on it or after it. */
  private static boolean isWithin(Split split, Bars bars, TradingCalendar calendar) {
    int first = firstOf(split.exDate(), bars, calendar);
    return first > 0 && first < bars.size();
  }

  private static boolean isSeen(
      Split split, Bars bars, TradingCalendar calendar, QualityLimits limits) {
    if (!isWithin(split, bars, calendar)) {
      return false;
    }
    int first = firstOf(split.exDate(), bars, calendar);
    double jump = bars.open()[first] / bars.close()[first - 1] * split.newSharesPerOld();
    return Math.abs(jump - 1) <= limits.splitTolerance();
  }

  private static int firstOf(LocalDate date, Bars bars, TradingCalendar calendar) {
    return bars.countBefore(date.atStartOfDay(calendar.zone()).toInstant());
  }

  /** As splits are named: 2:1, 1:5. */
  private static String ratio(Split split) {
    double shares = split.newSharesPerOld();
    return shares >= 1 ? number(shares) + ":1" : "1:" + number(1 / shares);
  }

  private static String number(double value) {
    return Math.abs(value - Math.rint(value)) < 1e-9
        ? Long.toString(Math.round(value))
        : String.format(Locale.ROOT, "%.4g", value);
  }
}
