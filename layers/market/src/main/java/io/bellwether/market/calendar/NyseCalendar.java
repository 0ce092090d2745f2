package io.bellwether.market.calendar;

import io.bellwether.market.calendar.CalendarOverrides.Change;
import io.bellwether.market.calendar.CalendarOverrides.Closed;
import io.bellwether.market.calendar.CalendarOverrides.ClosesAt;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of the New York Stock Exchange, and of Nasdaq, which keeps the same days: 09:30 to
 * 16:00 New York, 13:00 on early closes, from 1999-01-01 to 2030-12-31, computed from the rules and
 * changed by overrides.
 *
 * <p>Interruptions within a session are not modelled, nor are late opens of the past: 2002-09-11 is
 * a full session here, although trading began about noon. What the exchange announces at short
 * notice has to be handed in as overrides; rules beyond the years it has announced are a forecast.
 *
 * <p>Thread-safe. Sessions are computed a year at a time on first use and kept.
 */
public final class NyseCalendar implements TradingCalendar {
  /** The exchange's time zone. */
  public static final ZoneId ZONE = ZoneId.of("America/New_York");

  private static final LocalDate FIRST_DATE = LocalDate.of(1999, 1, 1);
  private static final LocalDate LAST_DATE = LocalDate.of(2030, 12, 31);
  private static final LocalTime OPEN = LocalTime.of(9, 30);
  private static final LocalTime CLOSE = LocalTime.of(16, 0);
  private static final LocalTime EARLY_CLOSE = LocalTime.of(13, 0);

  /** New York's clocks are four hours behind in summer and five in winter. */
  private static final long LEAST_BEHIND_SECONDS = 4 * 3_600;

  private static final long MOST_BEHIND_SECONDS = 5 * 3_600;

  private static final long DAY_SECONDS = 86_400;
  private static final long FIRST_DAY = FIRST_DATE.toEpochDay();
  private static final long LAST_DAY = LAST_DATE.toEpochDay();

  private final CalendarOverrides overrides;
  private final AtomicReferenceArray<@Nullable Year> years =
      new AtomicReferenceArray<>(LAST_DATE.getYear() - FIRST_DATE.getYear() + 1);

  /** Of each day of a year its session and its beginning. */
  private record Year(List<Optional<Session>> sessions, List<Instant> starts) {}

  /** The calendar as the rules give it. */
  public NyseCalendar() {
    this(CalendarOverrides.NONE);
  }

  /**
   * The calendar with overrides on top.
   *
   * @throws IllegalArgumentException if an override is outside the calendar's range, on a weekend,
   *     or closes at an impossible time; the message lists all of them
   */
  public NyseCalendar(CalendarOverrides overrides) {
    List<String> errors = new ArrayList<>();
    overrides.changes().forEach((date, change) -> check(date, change, errors));
    if (!errors.isEmpty()) {
      throw new IllegalArgumentException("calendar overrides: " + String.join("; ", errors));
    }
    this.overrides = overrides;
  }

  private static void check(LocalDate date, Change change, List<String> errors) {
    if (date.isBefore(FIRST_DATE) || date.isAfter(LAST_DATE)) {
      errors.add(date + " is outside " + FIRST_DATE + " to " + LAST_DATE);
    } else if (NyseRules.isWeekend(date)) {
      errors.add(date + " is a weekend");
    }
    if (change instanceof ClosesAt(LocalTime time)
        && (!time.isAfter(OPEN) || time.isAfter(CLOSE))) {
      errors.add(date + " closes at " + time + ", not after " + OPEN + " and by " + CLOSE);
    }
  }

  @Override
  public ZoneId zone() {
    return ZONE;
  }

  @Override
  public LocalDate firstDate() {
    return FIRST_DATE;
  }

  @Override
  public LocalDate lastDate() {
    return LAST_DATE;
  }

  @Override
  public Optional<Session> session(LocalDate date) {
    return year(date).sessions().get(date.getDayOfYear() - 1);
  }

  /** {@inheritDoc} The rules of the zone are asked in one hour of a day alone. */
  @Override
  public LocalDate dateAt(Instant instant) {
    long seconds = instant.getEpochSecond();
    long day = Math.floorDiv(seconds - LEAST_BEHIND_SECONDS, DAY_SECONDS);
    boolean sure = day == Math.floorDiv(seconds - MOST_BEHIND_SECONDS, DAY_SECONDS) && isKnown(day);
    return sure ? LocalDate.ofEpochDay(day) : TradingCalendar.super.dateAt(instant);
  }

  @Override
  public Instant startOfDay(LocalDate date) {
    return isKnown(date.toEpochDay())
        ? year(date).starts().get(date.getDayOfYear() - 1)
        : TradingCalendar.super.startOfDay(date);
  }

  private static boolean isKnown(long epochDay) {
    return epochDay >= FIRST_DAY && epochDay <= LAST_DAY;
  }

  private Year year(LocalDate date) {
    int index = date.getYear() - FIRST_DATE.getYear();
    if (index < 0 || index >= years.length()) {
      throw new UnknownSessionException(date, FIRST_DATE, LAST_DATE);
    }
    Year year = years.get(index);
    if (year == null) {
      // Two threads may both compute a year: the results are equal, so either may be kept.
      year = compute(date.getYear());
      years.set(index, year);
    }
    return year;
  }

  private Year compute(int year) {
    LocalDate first = LocalDate.of(year, 1, 1);
    List<LocalDate> dates = first.datesUntil(first.plusYears(1)).toList();
    return new Year(
        dates.stream().map(this::compute).toList(),
        dates.stream().map(TradingCalendar.super::startOfDay).toList());
  }

  private Optional<Session> compute(LocalDate date) {
    return switch (overrides.changes().get(date)) {
      case Closed() -> Optional.empty();
      case ClosesAt(LocalTime time) -> Optional.of(session(date, time));
      case null ->
          NyseRules.isClosed(date)
              ? Optional.empty()
              : Optional.of(session(date, NyseRules.closesEarly(date) ? EARLY_CLOSE : CLOSE));
    };
  }

  private static Session session(LocalDate date, LocalTime close) {
    return new Session(date, at(date, OPEN), at(date, close), close.isBefore(CLOSE));
  }

  private static Instant at(LocalDate date, LocalTime time) {
    return date.atTime(time).atZone(ZONE).toInstant();
  }
}
