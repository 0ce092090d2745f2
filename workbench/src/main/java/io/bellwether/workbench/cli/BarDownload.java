package io.bellwether.workbench.cli;

import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.SessionBars;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.market.feed.AlignedFeed;
import io.bellwether.market.feed.BarCache;
import io.bellwether.market.feed.BarFeed;
import io.bellwether.market.feed.BarRequest;
import io.bellwether.market.feed.CachedBarFeed;
import io.bellwether.market.feed.FeedException;
import io.bellwether.market.feed.SessionFeed;
import io.bellwether.market.feed.SessionSeries;
import io.bellwether.market.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Gets complete, session-aligned bars of whole dates from a feed through a cache, and counts which
 * of them were fetched. A new series is fetched year by year, so that no single request grows too
 * long and what was fetched stays in the cache when a later year fails.
 */
final class BarDownload {
  private static final Duration TIME_PER_REQUEST = Duration.ofMinutes(10);

  private final Tally tally;
  private final SessionFeed feed;
  private final TradingCalendar calendar;
  private final InstantSource clock;

  /**
   * What is wanted.
   *
   * @param symbol the symbol
   * @param timeframe the timeframe wanted, whatever the feed serves
   * @param from the first date, the exchange's
   * @param to the last date, inclusive
   * @param basis the price basis
   */
  record Order(
      String symbol, Timeframe timeframe, LocalDate from, LocalDate to, PriceBasis basis) {}

  /**
   * What came of it.
   *
   * @param bars the bars wanted; empty if there are none
   * @param source the timeframe that was fetched to make them
   * @param fetched how many bars of that timeframe the feed delivered, those outside the session
   *     and those compared with the cache's included
   * @param fromCache how many came from the cache
   */
  record Result(Bars bars, Timeframe source, int fetched, int fromCache) {}

  BarDownload(BarFeed feed, BarCache cache, InstantSource clock, TradingCalendar calendar) {
    this.tally = new Tally(feed);
    this.feed = new AlignedFeed(new CachedBarFeed(tally, cache, clock, calendar), calendar);
    this.calendar = calendar;
    this.clock = clock;
  }

  /**
   * Gets the bars that are complete by now.
   *
   * @throws FeedException if any part of them cannot be had
   */
  Result get(Order order) throws FeedException {
    Instant now = clock.instant();
    SessionSeries series = fetchByYear(order, now);
    int fetched = tally.countIn(series.source());
    return new Result(
        SessionBars.complete(series.bars(), calendar, now),
        series.source().timeframe(),
        fetched,
        series.source().size() - fetched);
  }

  private SessionSeries fetchByYear(Order order, Instant now) throws FeedException {
    for (int year = order.from().getYear() + 1; year <= order.to().getYear(); year++) {
      fetch(order, midnight(LocalDate.of(year, 1, 1)));
    }
    // Bars that are yet to come cannot be asked for.
    Instant end = midnight(order.to().plusDays(1));
    return fetch(order, end.isBefore(now) ? end : now);
  }

  private SessionSeries fetch(Order order, Instant end) throws FeedException {
    BarRequest request =
        new BarRequest(
            order.symbol(), order.timeframe(), midnight(order.from()), end, order.basis());
    return feed.fetch(request, Deadline.after(clock, TIME_PER_REQUEST));
  }

  private Instant midnight(LocalDate date) {
    return date.atStartOfDay(calendar.zone()).toInstant();
  }

  /** Remembers from where on bars were asked for: the cache answers only for what lies before. */
  private static final class Tally implements BarFeed {
    private final BarFeed delegate;
    private Optional<Instant> earliest = Optional.empty();

    Tally(BarFeed delegate) {
      this.delegate = delegate;
    }

    @Override
    public String name() {
      return delegate.name();
    }

    @Override
    public Timeframe sourceTimeframe(Timeframe target) {
      return delegate.sourceTimeframe(target);
    }

    @Override
    public Duration settling() {
      return delegate.settling();
    }

    @Override
    public Bars fetch(BarRequest request, Deadline deadline) throws FeedException {
      Bars bars = delegate.fetch(request, deadline);
      earliest =
          Optional.of(
              earliest.filter(from -> from.isBefore(request.from())).orElse(request.from()));
      return bars;
    }

    int countIn(Bars bars) {
      return earliest.map(from -> bars.size() - bars.countBefore(from)).orElse(0);
    }
  }
}
