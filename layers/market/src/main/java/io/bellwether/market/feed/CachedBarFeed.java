package io.bellwether.market.feed;

import io.bellwether.market.Bars;
import io.bellwether.market.SessionBars;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.market.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches from another feed only what is new.
 *
 * <p>Complete bars are kept in a cache; bars that are still forming, and those that ended so
 * shortly before the request that the feed may still change them, are passed on and never kept.
 * When a kept series is continued, its last {@value #OVERLAP} bars are fetched again: if any value
 * of them has changed, because of a split, a dividend or a correction, the whole series is
 * discarded and fetched anew, so that one series never mixes two bases. A range that the cache
 * covers is answered without a request. When the feed fails nothing is returned, and the cache
 * stays as it was. Thread-safe, as far as the other feed is; simultaneous requests may both fetch.
 */
public final class CachedBarFeed implements BarFeed {
  private static final Logger LOG = LoggerFactory.getLogger(CachedBarFeed.class);

  /** How many kept bars are fetched again and compared. */
  static final int OVERLAP = 5;

  /** After this long no late bar is expected, so that a quiet range counts as known to be empty. */
  private static final Duration LATE = Duration.ofDays(1);

  private final BarFeed delegate;
  private final BarCache cache;
  private final InstantSource clock;
  private final TradingCalendar calendar;

  /**
   * A feed before {@code delegate}.
   *
   * @param delegate where bars come from
   * @param cache where they are kept
   * @param clock tells which bars are complete
   * @param calendar tells when sessions end
   */
  public CachedBarFeed(
      BarFeed delegate, BarCache cache, InstantSource clock, TradingCalendar calendar) {
    this.delegate = delegate;
    this.cache = cache;
    this.clock = clock;
    this.calendar = calendar;
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
    BarCache.Key key =
        new BarCache.Key(name(), request.symbol(), request.timeframe(), request.basis());
    Optional<BarCache.Entry> kept = cache.load(key);
    if (kept.isEmpty()) {
      return fetchAll(key, request, request.from(), request.to(), deadline);
    }
    BarCache.Entry entry = kept.get();
    if (request.from().isBefore(entry.from())) {
      // One request for the longer range, so that old and new bars have one basis.
      return fetchAll(key, request, request.from(), later(request.to(), entry.to()), deadline);
    }
    if (!request.to().isAfter(entry.to())) {
      return entry.bars().between(request.from(), request.to());
    }
    return extend(key, entry, request, deadline);
  }

  private Bars fetchAll(
      BarCache.Key key, BarRequest request, Instant from, Instant to, Deadline deadline)
      throws FeedException {
    Instant now = clock.instant();
    Bars fetched = delegate.fetch(between(request, from, to), deadline);
    keep(key, from, to, fetched, now);
    return fetched.between(request.from(), request.to());
  }

  private Bars extend(BarCache.Key key, BarCache.Entry entry, BarRequest request, Deadline deadline)
      throws FeedException {
    Bars known = entry.bars();
    int firstChecked = Math.max(0, known.size() - OVERLAP);
    Instant from = known.isEmpty() ? entry.from() : known.start(firstChecked);
    Instant now = clock.instant();
    Bars fetched = delegate.fetch(between(request, from, request.to()), deadline);
    int checked = known.size() - firstChecked;
    boolean unchanged =
        fetched.provenance().equals(known.provenance())
            && fetched.countBefore(entry.to()) == checked
            && sameBars(known, firstChecked, fetched, checked);
    if (!unchanged) {
      LOG.atInfo()
          .addKeyValue("feed", name())
          .addKeyValue("series", known)
          .addKeyValue("comparedFrom", from)
          .log("cached bars differ from the feed's and are fetched again");
      return fetchAll(key, request, entry.from(), request.to(), deadline);
    }
    if (fetched.size() == checked && isLive(request.to(), now)) {
      return known.between(request.from(), request.to());
    }
    Bars series = known.prefix(firstChecked).append(fetched);
    keep(key, entry.from(), request.to(), series, now);
    return series.between(request.from(), request.to());
  }

  private void keep(BarCache.Key key, Instant from, Instant to, Bars bars, Instant now) {
    Bars complete = SessionBars.complete(bars, calendar, now.minus(delegate.settling()));
    // At the live edge a bar may arrive late, so coverage ends with the last bar that is there.
    Instant covered = isLive(to, now) ? now.minus(LATE) : to;
    if (!complete.isEmpty()) {
      covered = later(covered, complete.lastStart().plusMillis(1));
    }
    if (from.isBefore(covered)) {
      cache.store(key, new BarCache.Entry(from, covered, complete));
    }
  }

  private static boolean isLive(Instant to, Instant now) {
    return to.isAfter(now.minus(LATE));
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static BarRequest between(BarRequest request, Instant from, Instant to) {
    return new BarRequest(request.symbol(), request.timeframe(), from, to, request.basis());
  }

  /** Whether {@code count} bars of one series, from {@code first}, begin the other. */
  private static boolean sameBars(Bars known, int first, Bars fetched, int count) {
    return Arrays.equals(known.startMillis(), first, first + count, fetched.startMillis(), 0, count)
        && same(known.open(), fetched.open(), first, count)
        && same(known.high(), fetched.high(), first, count)
        && same(known.low(), fetched.low(), first, count)
        && same(known.close(), fetched.close(), first, count)
        && same(known.volume(), fetched.volume(), first, count);
  }

  private static boolean same(double[] known, double[] fetched, int first, int count) {
    return Arrays.equals(known, first, first + count, fetched, 0, count);
  }
}
