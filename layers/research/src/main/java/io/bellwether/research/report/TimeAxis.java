package io.bellwether.research.report;

import io.bellwether.market.Bars;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A horizontal axis of bars: each bar is as wide as the next, so nights and weekends take no room.
 * Ticks stand where a date changes.
 */
final class TimeAxis {
  private static final int MAX_TICKS = 16;
  private static final double TICK_ROOM = 56;

  private final Bars bars;
  private final ZoneId zone;
  private final double left;
  private final double right;

  TimeAxis(Bars bars, ZoneId zone, double left, double right) {
    this.bars = bars;
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
    return (right - left) / bars.size();
  }

  /** The middle of bar {@code index}. */
  double x(int index) {
    return left + (index + 0.5) * barWidth();
  }

  /** The bar an instant falls in: the last that starts at or before it, or the first bar. */
  int indexAt(Instant instant) {
    return Math.max(0, bars.countBefore(instant.plusMillis(1)) - 1);
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
    double free = left;
    int changes = 0;
    for (int i = 1; i < bars.size(); i++) {
      LocalDateTime now = local(i);
      if (!unit.period.apply(now).equals(unit.period.apply(before))) {
        if (++changes > MAX_TICKS) {
          return List.of();
        }
        double x = x(i) - barWidth() / 2;
        if (x >= free + TICK_ROOM / 2 && x <= right - TICK_ROOM / 2) {
          ticks.add(new Tick(x, unit.label(now, before)));
          free = x + TICK_ROOM / 2;
        }
      }
      before = now;
    }
    return ticks;
  }

  private LocalDateTime local(int index) {
    return LocalDateTime.ofInstant(bars.start(index), zone);
  }

  /** What a tick marks the beginning of, from fine to coarse. */
  private enum Unit {
    HOUR(time -> time.truncatedTo(ChronoUnit.HOURS), "HH:mm"),
    DAY(LocalDateTime::toLocalDate, "d MMM"),
    WEEK(time -> time.toLocalDate().minusDays(time.getDayOfWeek().getValue() - 1L), "d MMM"),
    MONTH(time -> time.toLocalDate().withDayOfMonth(1), "MMM yyyy"),
    QUARTER(time -> months(time, 3), "MMM yyyy"),
    HALF_YEAR(time -> months(time, 6), "MMM yyyy"),
    YEAR(time -> months(time, 12), "yyyy"),
    TWO_YEARS(time -> time.getYear() / 2, "yyyy"),
    FIVE_YEARS(time -> time.getYear() / 5, "yyyy"),
    TEN_YEARS(time -> time.getYear() / 10, "yyyy");

    private final Function<LocalDateTime, Object> period;
    private final DateTimeFormatter format;

    Unit(Function<LocalDateTime, Object> period, String pattern) {
      this.period = period;
      this.format = DateTimeFormatter.ofPattern(pattern, Locale.US);
    }

    private static LocalDate months(LocalDateTime time, int length) {
      int first = (time.getMonthValue() - 1) / length * length + 1;
      return LocalDate.of(time.getYear(), first, 1);
    }

    /** The first tick of a day among hours says the day. */
    String label(LocalDateTime time, LocalDateTime before) {
      boolean newDay = !time.toLocalDate().equals(before.toLocalDate());
      return (this == HOUR && newDay ? DAY : this).format.format(time);
    }
  }
}
