package io.bellwether.market.quality;

import io.bellwether.market.Bars;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.quality.QualityIssue.Kind;
import io.bellwether.market.quality.QualityIssue.Severity;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether the stamps of a series of US shares are the starts of its bars in UTC. Volume tells: it
 * rises most when the New York session opens, at 14:30 UTC in winter and at 13:30 in summer. Bars
 * stamped by another clock, or with their ends, show that rise elsewhere; in winter, in summer and
 * in the weeks when New York has changed its clocks and Europe has not, each clock in its own way.
 */
public final class StampCheck {
  private static final ZoneRules NEW_YORK = NyseCalendar.ZONE.getRules();
  private static final ZoneRules EUROPE = ZoneId.of("Europe/London").getRules();

  private static final int MINUTES_PER_DAY = 1440;
  private static final int OPEN = 9 * 60 + 30;

  /** Minutes from UTC. */
  private static final int NEW_YORK_IN_WINTER = -300;

  private static final int NEW_YORK_IN_SUMMER = -240;

  /** Of fewer days nothing is said. */
  private static final int LEAST_DAYS = 5;

  /** Less than this share of the busiest minute's volume is a market asleep. */
  private static final double QUIET = 0.05;

  /** The open is the first rise of at least this share of the largest: auctions can be larger. */
  private static final double RISE = 0.25;

  private enum Season {
    WINTER("in winter"),
    SUMMER("in summer"),
    BETWEEN("in the weeks when only New York has changed its clocks");

    private final String when;

    Season(String when) {
      this.when = when;
    }

    static Season at(Instant instant) {
      boolean newYork = NEW_YORK.isDaylightSavings(instant);
      if (newYork != EUROPE.isDaylightSavings(instant)) {
        return BETWEEN;
      }
      return newYork ? SUMMER : WINTER;
    }
  }

  private final Bars bars;

  /** How far from the open trading starts, in minutes; of the seasons of which it can be told. */
  private final Map<Season, Integer> lateness = new EnumMap<>(Season.class);

  private StampCheck(Bars bars) {
    this.bars = bars;
    Map<Season, Profile> profiles = new EnumMap<>(Season.class);
    for (int i = 0; i < bars.size(); i++) {
      Instant start = bars.start(i);
      profiles.computeIfAbsent(Season.at(start), _ -> new Profile()).add(start, bars.volume()[i]);
    }
    int timeframe = bars.timeframe().minutes();
    profiles.forEach(
        (season, profile) ->
            profile.lateness(timeframe).ifPresent(minutes -> lateness.put(season, minutes)));
  }

  /**
   * Checks intraday bars as they came, before they are cut to the session.
   *
   * @return what is wrong with the stamps; empty for daily bars, for bars without volume, for too
   *     few days, and if nothing is
   */
  public static Optional<QualityIssue> check(Bars bars) {
    if (bars.isEmpty() || bars.timeframe().isDaily()) {
      return Optional.empty();
    }
    return new StampCheck(bars).suspicion();
  }

  private Optional<QualityIssue> suspicion() {
    Set<Integer> known = new TreeSet<>(lateness.values());
    if (known.isEmpty() || known.equals(Set.of(0))) {
      return Optional.empty();
    }
    Set<String> seen = new LinkedHashSet<>();
    lateness.forEach(
        (season, minutes) ->
            seen.add(clock(OPEN + minutes) + (known.size() == 1 ? "" : " " + season.when)));
    return Optional.of(
        new QualityIssue(
            Kind.TIME_ZONE,
            Severity.BLOCKING,
            bars.symbol(),
            bars.start(0),
            "by these stamps trading opens at "
                + String.join(", ", seen)
                + ", New York, and not at 09:30: "
                + (known.size() == 1
                    ? constantShift(known.iterator().next())
                    : shiftThatChanges())));
  }

  private String shiftThatChanges() {
    Optional<Integer> winter = Optional.ofNullable(lateness.get(Season.WINTER));
    Optional<Integer> summer = Optional.ofNullable(lateness.get(Season.SUMMER));
    if (winter.isPresent() && winter.equals(summer)) {
      return "they change with the clocks of Europe; convert them with the zone they came in";
    }
    if (winter.isPresent() && winter.map(minutes -> minutes + 60).equals(summer)) {
      return winter.get() == NEW_YORK_IN_WINTER
          ? "they look like New York's own time marked as UTC; convert them"
          : "they do not follow New York's daylight saving time; convert them with its zone";
    }
    return "they are of no one clock; ask the source for its zone";
  }

  private String constantShift(int minutes) {
    int timeframe = bars.timeframe().minutes();
    if (minutes == timeframe) {
      return "they look like the ends of the bars; subtract " + bars.timeframe();
    }
    if (minutes == -30 && timeframe >= 60) {
      return "the bars are cut on the clock, and mix trades before the open with the session's";
    }
    boolean winter = lateness.containsKey(Season.WINTER);
    if (minutes == (winter ? NEW_YORK_IN_WINTER : NEW_YORK_IN_SUMMER)) {
      return "they look like New York's own time marked as UTC; convert them";
    }
    return "they are "
        + Math.abs(minutes)
        + " minutes "
        + (minutes > 0 ? "late" : "early")
        + "; ask the source for its zone";
  }

  private static String clock(int minute) {
    // A time of day wraps around midnight, either way.
    return LocalTime.MIN.plusMinutes(minute).toString();
  }

  /** Volume by minute of New York's day. */
  private static final class Profile {
    private final double[] volume = new double[MINUTES_PER_DAY];
    private long latestDay = Long.MIN_VALUE;
    private int days;

    void add(Instant start, double volumeOfBar) {
      long local = start.getEpochSecond() + NEW_YORK.getOffset(start).getTotalSeconds();
      volume[(int) Math.floorMod(local, 86_400L) / 60] += volumeOfBar;
      long day = Math.floorDiv(local, 86_400L);
      if (day != latestDay) {
        latestDay = day;
        days++;
      }
    }

    /** By how many minutes the open is later than it should be, -720 to 719. */
    OptionalInt lateness(int timeframe) {
      double busiest = Arrays.stream(volume).max().orElse(0);
      if (days < LEAST_DAYS || busiest <= 0) {
        return OptionalInt.empty();
      }
      int morning = afterTheNight(QUIET * busiest);
      double steepest = 0;
      for (int minute = 0; minute < MINUTES_PER_DAY; minute++) {
        steepest = Math.max(steepest, rise(minute, timeframe));
      }
      int open = morning;
      while (rise(open, timeframe) < RISE * steepest) {
        open = (open + 1) % MINUTES_PER_DAY;
      }
      return OptionalInt.of(Math.floorMod(open - OPEN + 720, MINUTES_PER_DAY) - 720);
    }

    private double rise(int minute, int timeframe) {
      return volume[minute] - volume[Math.floorMod(minute - timeframe, MINUTES_PER_DAY)];
    }

    /** The first minute after the longest time without more volume than that. */
    private int afterTheNight(double quiet) {
      int longest = -1;
      int morning = 0;
      int silence = 0;
      // Twice around the clock, so that a night over midnight is one.
      for (int minute = 0; minute < 2 * MINUTES_PER_DAY; minute++) {
        if (volume[minute % MINUTES_PER_DAY] <= quiet) {
          silence++;
        } else {
          if (silence > longest) {
            longest = silence;
            morning = minute % MINUTES_PER_DAY;
          }
          silence = 0;
        }
      }
      return morning;
    }
  }
}
