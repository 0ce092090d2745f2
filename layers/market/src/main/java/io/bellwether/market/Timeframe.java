package io.bellwether.market;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The length of a bar: a number of minutes up to a session, or one day.
 *
 * @param minutes the nominal length in minutes; a day is 1,440
 */
public record Timeframe(int minutes) implements Comparable<Timeframe> {
  private static final int MINUTES_PER_DAY = 1440;
  private static final Pattern NOTATION = Pattern.compile("([1-9][0-9]{0,3})(m|min|h|d)");

  /** One trading day. */
  public static final Timeframe DAY = new Timeframe(MINUTES_PER_DAY);

  /** One hour, aligned to the session's open. */
  public static final Timeframe HOUR = new Timeframe(60);

  public Timeframe {
    if (minutes != MINUTES_PER_DAY && (minutes < 1 || minutes > 720)) {
      throw new IllegalArgumentException(
          "timeframe must be 1 to 720 minutes or one day, not " + minutes + " minutes");
    }
  }

  /**
   * Reads the notation {@code 1m}, {@code 5m}, {@code 30m}, {@code 1h}, {@code 4h}, {@code 1d}.
   *
   * @throws IllegalArgumentException if the text is no timeframe; the message says what is expected
   */
  public static Timeframe parse(String text) {
    Matcher matcher = NOTATION.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no timeframe; write 1m, 5m, 30m, 1h, 4h or 1d");
    }
    int count = Integer.parseInt(matcher.group(1));
    return switch (matcher.group(2)) {
      case "h" -> new Timeframe(count * 60);
      case "d" -> new Timeframe(count * MINUTES_PER_DAY);
      default -> new Timeframe(count);
    };
  }

  /** Whether a bar is one trading day, stamped with the midnight that begins its date. */
  public boolean isDaily() {
    return minutes == MINUTES_PER_DAY;
  }

  /** The nominal length; a session's last bar may be shorter. */
  public Duration duration() {
    return Duration.ofMinutes(minutes);
  }

  @Override
  public int compareTo(Timeframe other) {
    return Integer.compare(minutes, other.minutes);
  }

  /** The notation that {@link #parse} reads. */
  @Override
  public String toString() {
    if (isDaily()) {
      return "1d";
    }
    return minutes % 60 == 0 ? minutes / 60 + "h" : minutes + "m";
  }
}
