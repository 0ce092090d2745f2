package io.bellwether.research.report;

import io.bellwether.market.Bars;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A horizontal axis of bars: each bar is as wide as the next, so nights and weekends take no room.
 * Ticks stand where a date changes.
 */
final class TimeAxis {
  private static final int MAX_TICKS = 16;
  private static final double TICK_ROOM = 56;

  private final long[] startMillis;
  private final ZoneId zone;
  private final double left;
  private final double right;

  TimeAxis(Bars bars, ZoneId zone, double left, double right) {
    this(Arrays.copyOf(bars.startMillis(), bars.size()), zone, left, right);
  }

  /** An axis of anything that has its times, increasing; they are not copied. */
  TimeAxis(long[] startMillis, ZoneId zone, double left, double right) {
    this.startMillis = startMillis;
    this.zone = zone;
    this.left = left;
    this.right = right;
  }

  double left() {
    return left;
  }

  double right() {
    return right;
  }

  /** The width of one bar. */
  double barWidth() {
    return (right - left) / startMillis.length;
  }

  /** The middle of bar {@code index}. */
  double x(int index) {
    return left + (index + 0.5) * barWidth();
  }

  /** The bar an instant falls in: the last that starts at or before it, or the first bar. */
  int indexAt(Instant instant) {
    return Math.max(0, countUntil(instant.toEpochMilli()) - 1);
  }

  private int countUntil(long millis) {
    int found = Arrays.binarySearch(startMillis, millis);
    return found < 0 ? -found - 1 : found + 1;
  }

  double x(Instant instant) {
    return x(indexAt(instant));
  }

  /** Where a label stands and what it says. */
  record Tick(double x, String label) {}

  /** The finest ticks that do not crowd; none for bars that all fall in one hour. */
  List<Tick> ticks() {
    List<Tick> ticks = List.of();
    for (Unit unit : Unit.values()) {
      ticks = ticks(unit);
      if (!ticks.isEmpty()) {
        break;
      }
    }
    return ticks;
  }

  /** The ticks of a unit; none if they would crowd. */
  private List<Tick> ticks(Unit unit) {
    List<Tick> ticks = new ArrayList<>();
    LocalDateTime before = local(0);
    LocalDateTime labelled = before;
    double free = left;
    int changes = 0;
    for (int i = 1; i < startMillis.length; i++) {
      LocalDateTime now = local(i);
      if (!unit.start(now).equals(unit.start(before))) {
        if (++changes > MAX_TICKS) {
          return List.of();
        }
        double x = x(i) - barWidth() / 2;
        if (x >= free + TICK_ROOM / 2 && x <= right - TICK_ROOM / 2) {
          ticks.add(new Tick(x, unit.label(now, labelled)));
          labelled = now;
          free = x + TICK_ROOM / 2;
        }
      }
      before = now;
    }
    return ticks;
  }

  private LocalDateTime local(int index) {
    return LocalDateTime.ofInstant(Instant.ofEpochMilli(startMillis[index]), zone);
  }

  /** What a tick marks the beginning of, from fine to coarse. */
  private enum Unit {
    HOUR("HH:mm"),
    DAY("d MMM"),
    WEEK("d MMM"),
    MONTH("MMM yyyy"),
    QUARTER("MMM yyyy"),
    HALF_YEAR("MMM yyyy"),
    YEAR("yyyy"),
    TWO_YEARS("yyyy"),
    FIVE_YEARS("yyyy"),
    TEN_YEARS("yyyy");

    private final DateTimeFormatter format;

    Unit(String pattern) {
      this.format = DateTimeFormatter.ofPattern(pattern, Locale.US);
    }

    /** The start of the unit a time falls in. */
    LocalDateTime start(LocalDateTime time) {
      LocalDate date = time.toLocalDate();
      return switch (this) {
        case HOUR -> time.truncatedTo(ChronoUnit.HOURS);
        case DAY -> date.atStartOfDay();
        case WEEK -> date.minusDays(date.getDayOfWeek().getValue() - 1L).atStartOfDay();
        case MONTH -> months(date, 1);
        case QUARTER -> months(date, 3);
        case HALF_YEAR -> months(date, 6);
        case YEAR -> months(date, 12);
        case TWO_YEARS -> months(date, 24);
        case FIVE_YEARS -> months(date, 60);
        case TEN_YEARS -> months(date, 120);
      };
    }

    private static LocalDateTime months(LocalDate date, int length) {
      int months = date.getYear() * 12 + date.getMonthValue() - 1;
      int first = months / length * length;
      return LocalDate.of(first / 12, first % 12 + 1, 1).atStartOfDay();
    }

    /** The first tick of a day among hours says the day; {@code last} is the tick before it. */
    String label(LocalDateTime time, LocalDateTime last) {
      boolean newDay = !time.toLocalDate().equals(last.toLocalDate());
      return (this == HOUR && newDay ? DAY : this).format.format(time);
    }
  }
}
