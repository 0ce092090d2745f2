package io.bellwether.trading.signal;

import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.BarGrid;
import io.bellwether.market.calendar.Session;
import io.bellwether.market.calendar.TradingCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/**
 * When a strategy is asked, and how long its answers hold.
 *
 * <p>Intraday: every half hour, or every bar if bars are shorter, from the open until before the
 * close; an answer is for the bar that follows and expires with it. Daily: at 16:20 exchange time,
 * for the next open; orders go out from half an hour to five minutes before it, and the 09:00 tick
 * makes good an evening that failed.
 */
public final class DecisionSchedule {
  private static final LocalTime DAILY_EVENING = LocalTime.of(16, 20);
  private static final LocalTime DAILY_MORNING = LocalTime.of(9, 0);
  private static final Duration SUBMIT_BEFORE_OPEN = Duration.ofMinutes(30);
  private static final Duration LATEST_BEFORE_OPEN = Duration.ofMinutes(5);
  private static final int LONGEST_PERIOD_MINUTES = 30;

  private final BarGrid grid;

  public DecisionSchedule(TradingCalendar calendar, Timeframe timeframe) {
    this.grid = new BarGrid(calendar, timeframe);
  }

  /** The grid of the bars decided on. */
  public BarGrid grid() {
    return grid;
  }

  /** Whether a decision is due at a time: in the session intraday, on a session's date daily. */
  public boolean isDue(Instant time) {
    return grid.timeframe().isDaily()
        ? grid.calendar().session(grid.calendar().dateAt(time)).isPresent()
        : grid.calendar().sessionAt(time).isPresent();
  }

  /** The times of a session's ticks, in order. */
  public List<Instant> ticks(Session session) {
    List<Instant> ticks = new ArrayList<>();
    if (grid.timeframe().isDaily()) {
      for (LocalTime time : List.of(DAILY_MORNING, DAILY_EVENING)) {
        ticks.add(session.date().atTime(time).atZone(grid.calendar().zone()).toInstant());
      }
      return ticks;
    }
    Duration period =
        Duration.ofMinutes(Math.min(LONGEST_PERIOD_MINUTES, grid.timeframe().minutes()));
    for (Instant tick = session.open(); tick.isBefore(session.close()); tick = tick.plus(period)) {
      ticks.add(tick);
    }
    return ticks;
  }

  /** The bar to decide on at a time: the last complete one. */
  public Instant barAt(Instant time) {
    return grid.lastComplete(time);
  }

  /** The first instant at which orders of a decision on {@code bar} may be sent. */
  public Instant submitFrom(Instant bar) {
    Instant trade = grid.firstTrade(grid.next(bar));
    return grid.timeframe().isDaily() ? trade.minus(SUBMIT_BEFORE_OPEN) : trade;
  }

  /** The instant after which a decision on {@code bar} may only reduce exposure. */
  public Instant validUntil(Instant bar) {
    Instant next = grid.next(bar);
    return grid.timeframe().isDaily()
        ? grid.firstTrade(next).minus(LATEST_BEFORE_OPEN)
        : grid.end(next);
  }
}
