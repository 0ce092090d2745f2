package io.bellwether.workbench.simulate;

import io.bellwether.market.calendar.CalendarOverrides;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.calendar.Session;
import io.bellwether.market.calendar.TradingCalendar;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is fixed of a run's days before the first begins: which they are, which of them end early,
 * when shares are split, and when prices fall.
 */
final class MarketCourse {
  private static final TradingCalendar RULES = new NyseCalendar();
  private static final LocalDate FIRST = LocalDate.of(2012, 1, 3);
  private static final int START_DAYS = 4_000;
  private static final LocalTime EARLY_CLOSE = LocalTime.of(13, 0);
  private static final double LEAST_FALL = 0.1;
  private static final double MOST_FALL = 0.4;

  /** New shares for old ones. */
  private static final List<int[]> RATIOS =
      List.of(
          new int[] {2, 1},
          new int[] {3, 1},
          new int[] {3, 2},
          new int[] {1, 4},
          new int[] {1, 10});

  private final TradingCalendar calendar;
  private final List<Session> all;
  private final int history;
  private final SortedMap<LocalDate, Split> splits = new TreeMap<>();
  private final Map<LocalDate, Double> falls = new TreeMap<>();

  /** A split before a session. */
  record Split(String symbol, BigDecimal newShares, BigDecimal oldShares, boolean cancelsOrders) {
    Market.Split on(LocalDate date) {
      return new Market.Split(date, symbol, newShares.doubleValue() / oldShares.doubleValue());
    }
  }

  MarketCourse(Chance chance, Scenario scenario, int days, Faults faults) {
    this.history = scenario.historySessions();
    List<Session> regular = sessions(RULES, first(chance), history + days);
    SortedMap<LocalDate, CalendarOverrides.Change> early = new TreeMap<>();
    for (int i = 0; i < days; i++) {
      if (!isCalm(i)) {
        draw(regular.get(history + i), i, scenario.version().symbols(), faults, early);
      }
    }
    this.calendar = new NyseCalendar(new CalendarOverrides(early));
    this.all = sessions(calendar, first(chance), history + days);
  }

  /** Whether nothing goes wrong on the day of an index. */
  static boolean isCalm(int day) {
    return day % Run.DAYS_TO_A_CALM == Run.DAYS_TO_A_CALM - 1;
  }

  private void draw(
      Session session,
      int day,
      List<String> symbols,
      Faults faults,
      SortedMap<LocalDate, CalendarOverrides.Change> early) {
    LocalDate date = session.date();
    String name = DayFaults.name(session);
    Chance details = faults.details(name, 1);
    if (!session.earlyClose() && faults.onDay(name, FaultKind.EARLY_CLOSE)) {
      early.put(date, new CalendarOverrides.ClosesAt(EARLY_CLOSE));
    }
    if (day > 0 && faults.onDay(name, FaultKind.SPLIT)) {
      int[] ratio = RATIOS.get(details.below(0, RATIOS.size()));
      splits.put(
          date,
          new Split(
              symbols.get(details.below(1, symbols.size())),
              BigDecimal.valueOf(ratio[0]),
              BigDecimal.valueOf(ratio[1]),
              details.happens(2, 0.5)));
    }
    if (faults.onDay(name, FaultKind.CRASH)) {
      falls.put(date, LEAST_FALL + (MOST_FALL - LEAST_FALL) * details.unit(3));
    }
  }

  private static LocalDate first(Chance chance) {
    return FIRST.plusDays(chance.of("start").below(0, START_DAYS));
  }

  private static List<Session> sessions(TradingCalendar calendar, LocalDate first, int count) {
    List<Session> found = new ArrayList<>();
    LocalDate date = first;
    while (found.size() < count) {
      calendar.session(date).ifPresent(found::add);
      date = date.plusDays(1);
    }
    return found;
  }

  TradingCalendar calendar() {
    return calendar;
  }

  /** The days of the run. */
  List<Session> days() {
    return all.subList(history, all.size());
  }

  /** The splits, by the session before which they happen. */
  SortedMap<LocalDate, Split> splits() {
    return splits;
  }

  /** The prices of the run and of the history before it. */
  Market market(Chance chance, List<String> symbols) {
    List<Market.Split> known = new ArrayList<>();
    splits.forEach((date, split) -> known.add(split.on(date)));
    return new Market(chance, symbols, all, calendar.zone(), known, falls);
  }
}
