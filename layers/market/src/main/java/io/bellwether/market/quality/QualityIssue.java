package io.bellwether.market.quality;

import java.time.Instant;

/**
 * Something wrong, or odd, about a series.
 *
 * @param kind what sort of defect
 * @param severity whether a decision may be made in spite of it
 * @param symbol the series' symbol
 * @param time the start of the bar concerned, or the instant of the check
 * @param message for an operator: what is wrong and what can be done
 */
public record QualityIssue(
    Kind kind, Severity severity, String symbol, Instant time, String message) {

  /** Sorts of defects. */
  public enum Kind {
    /** There are no bars. */
    EMPTY,
    /** The last bar that should be there is not. */
    STALE,
    /** Bars that the calendar expects are not there. */
    MISSING_BARS,
    /** A bar that does not lie on the grid of its timeframe, such as one outside the session. */
    OFF_GRID,
    /** A bar that is not over yet. */
    INCOMPLETE_BAR,
    /** A price that is not finite or not positive. */
    BAD_PRICE,
    /** Open or close outside the range of low and high. */
    INCONSISTENT_RANGE,
    /** A volume that is negative or not finite. */
    BAD_VOLUME,
    /** A move far beyond what has been usual. */
    OUTLIER,
    /** A move far beyond what has been usual that the next bar takes back. */
    SPIKE,
    /** A jump between two sessions by a ratio that splits have. */
    SPLIT_LIKE,
    /** A known split that raw prices do not show. */
    SPLIT_ABSENT,
    /** Bars that were quoted but not traded. */
    ZERO_VOLUME,
    /** Stamps that are not the starts of the bars in UTC. */
    TIME_ZONE
  }

  /** What an issue means for a decision. */
  public enum Severity {
    /** Worth a line in the report; decisions go on. */
    WARNING,
    /** No new exposure may be decided on this series. */
    BLOCKING
  }

  /** One line: severity, kind, symbol, time and message. */
  @Override
  public String toString() {
    return severity + " " + kind + " " + symbol + " " + time + ": " + message;
  }
}
