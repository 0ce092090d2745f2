package io.bellwether.research.walkforward;

import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A length of time in sessions or in calendar months.
 *
 * @param count at least 1
 * @param unit of what
 */
public record Span(int count, Unit unit) {
  private static final Pattern NOTATION = Pattern.compile("([0-9]{1,5})(d|m|y)");
  private static final int MONTHS_PER_YEAR = 12;

  /** What is counted. */
  public enum Unit {
    SESSIONS,
    MONTHS
  }

  public Span {
    if (count < 1) {
      throw new IllegalArgumentException("a span is at least 1 long, not " + count);
    }
  }

  /**
   * Reads {@code 250d} (sessions), {@code 6m} (months) or {@code 2y} (years of twelve months).
   *
   * @throws IllegalArgumentException if it is none of these
   */
  public static Span parse(String text) {
    Matcher matcher = NOTATION.matcher(text);
    if (!matcher.matches() || Integer.parseInt(matcher.group(1)) < 1) {
      throw new IllegalArgumentException(
          "'" + text + "' is no span; write 250d for sessions, 6m for months or 2y for years");
    }
    int count = Integer.parseInt(matcher.group(1));
    return switch (matcher.group(2)) {
      case "d" -> new Span(count, Unit.SESSIONS);
      case "m" -> new Span(count, Unit.MONTHS);
      default -> new Span(count * MONTHS_PER_YEAR, Unit.MONTHS);
    };
  }

  /**
   * Where the span ends that begins at a session.
   *
   * @param days the sessions' dates, rising
   * @param from the position of its first session
   * @return the position behind its last session; more than there are if it does not end within
   */
  int end(List<LocalDate> days, int from) {
    if (unit == Unit.SESSIONS) {
      return from + count;
    }
    LocalDate end = days.get(from).plusMonths(count);
    int position = from;
    while (position < days.size() && days.get(position).isBefore(end)) {
      position++;
    }
    return days.getLast().isBefore(end.minusDays(1)) && position == days.size()
        ? position + 1
        : position;
  }

  @Override
  public String toString() {
    return count + (unit == Unit.SESSIONS ? " sessions" : " months");
  }
}
