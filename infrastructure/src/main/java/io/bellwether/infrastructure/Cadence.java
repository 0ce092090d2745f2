package io.bellwether.infrastructure;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * When a strategy is asked, in New York's time, Monday to Friday. Intraday from the open at 09:30
 * every half hour, or every bar if bars are shorter, until before the close; daily at 16:20, and at
 * 09:00 to make good a failed evening. Holidays and early closes are the functions' to know: a tick
 * outside of a session decides nothing.
 *
 * @param name distinguishes the schedules of one strategy
 * @param expression the schedule, as {@code minutes hours} of a cron expression
 */
record Cadence(String name, String expression) {
  private static final Pattern MINUTES = Pattern.compile("(\\d+)(m|h)");
  private static final int LONGEST_PERIOD_MINUTES = 30;

  /** The schedules of a strategy; none if its bars fit no half hour. */
  static List<Cadence> of(PackagedStrategy strategy) {
    if (strategy.isDaily()) {
      return List.of(new Cadence("evening", "20 16"), new Cadence("morning", "0 9"));
    }
    return minutes(strategy.timeframe())
        .map(minutes -> Math.min(LONGEST_PERIOD_MINUTES, minutes))
        .filter(period -> LONGEST_PERIOD_MINUTES % period == 0)
        .map(
            period ->
                List.of(
                    new Cadence("open", every(period, 30) + " 9"),
                    new Cadence("session", every(period, 0) + " 10-15")))
        .orElse(List.of());
  }

  /** The minutes of an hour from one on, written out. */
  private static String every(int period, int first) {
    return IntStream.iterate(first, minute -> minute < 60, minute -> minute + period)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(","));
  }

  private static Optional<Integer> minutes(String timeframe) {
    Matcher match = MINUTES.matcher(timeframe);
    if (!match.matches()) {
      return Optional.empty();
    }
    int number = Integer.parseInt(match.group(1));
    int minutes = match.group(2).equals("h") ? 60 * number : number;
    return minutes > 0 ? Optional.of(minutes) : Optional.empty();
  }

  /** The whole expression, without a time zone: Scheduler takes that apart. */
  String cron() {
    return "cron(%s ? * MON-FRI *)".formatted(expression);
  }
}
