package io.bellwether.market.feed;

import io.bellwether.market.feed.FeedException.Kind;
import io.bellwether.market.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The feeds there are, asked in a configured order: the first that delivers a series delivers all
 * of it, and its provenance names the feed. No series mixes feeds, and none is continued by another
 * feed, because each feed has its own cache.
 *
 * <p>The next feed is asked whenever one does not deliver, whatever the reason: it cannot be
 * reached, its limit is used up, it refuses the key or there is none, it does not know the symbol
 * or cannot serve the request, its answer is malformed, or the caller finds the series unfit. Being
 * late is no failure: a feed whose last bar is not there yet, or may still change, is waited for,
 * unless the caller has waited long enough and says to pass it over. What can be known of a feed
 * before its bars are final is known then: one without a key is not waited for.
 *
 * <p>A feed that another follows gets its share of the time, and no more than {@link #PATIENCE}. A
 * feed that says until when its limit is used up is not asked before, as long as this object lives.
 * Thread-safe.
 */
public final class Feeds {
  private static final Logger LOG = LoggerFactory.getLogger(Feeds.class);

  /** What a feed gets at most if another one follows. */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Map<FeedName, SessionFeed> feeds;
  private final Map<FeedName, Rest> resting = new ConcurrentHashMap<>();
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  private record Rest(Instant until, String why) {}

  /** What to do with a feed whose last bar is not there yet. */
  public enum WhenLate {
    /** Fail with {@link Kind#LATE}: the caller comes back for it. */
    WAIT,
    /** Ask the next feed for the whole series. */
    PASS_OVER
  }

  /** What a caller demands of a series. */
  @FunctionalInterface
  public interface Demand {
    /**
     * Accepts a series by returning.
     *
     * @throws FeedException of kind {@link Kind#LATE} or {@link Kind#UNFIT}
     */
    void check(SessionSeries series) throws FeedException;

    /** The end of the last bar whose values have to be final. */
    default Instant end() {
      return Instant.EPOCH;
    }
  }

  /** Feeds by name; those that are not here cannot be asked. */
  public Feeds(Map<FeedName, SessionFeed> feeds) {
    this.feeds = new EnumMap<>(feeds);
  }

  /**
   * Fetches a series from the first feed that has it.
   *
   * @param order the feeds to ask
   * @param demand what the series has to be like
   * @throws FeedException if none delivers. Of one feed it is its own; of several it lists them
   *     all, and its kind is the first's, except that {@link Kind#LATE} stands above all others,
   *     then {@link Kind#UNFIT}; when to ask again is said only if the last one asked was late
   */
  public SessionSeries fetch(
      List<FeedName> order, BarRequest request, Demand demand, WhenLate whenLate, Deadline deadline)
      throws FeedException {
    List<FeedException> failures = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      FeedName name = order.get(i);
      try {
        Instant asked = deadline.clock().instant();
        SessionSeries series = fetch(name, request, share(deadline, order.size() - i));
        requireSettled(name, demand.end(), asked);
        demand.check(series);
        return series;
      } catch (FeedException e) {
        failures.add(e);
        if (e.kind() == Kind.LATE && whenLate == WhenLate.WAIT) {
          break;
        }
        note(name, e, i + 1 < order.size());
      }
    }
    throw combined(failures, request);
  }

  private SessionSeries fetch(FeedName name, BarRequest request, Deadline deadline)
      throws FeedException {
    SessionFeed feed = feeds.get(name);
    if (feed == null) {
      throw new FeedException(Kind.UNSUPPORTED, name.label() + " is not among the feeds here");
    }
    Optional<Rest> rest = Optional.ofNullable(resting.get(name));
    if (rest.isPresent() && deadline.clock().instant().isBefore(rest.get().until())) {
      throw FeedException.limited(
          name.label() + " is not asked before " + rest.get().until() + ": " + rest.get().why(),
          rest.get().until());
    }
    return feed.fetch(request, deadline);
  }

  /** What was asked for too soon after a bar's end may be the bar as it was while it formed. */
  private void requireSettled(FeedName name, Instant end, Instant asked) throws FeedException {
    Duration settling = Optional.ofNullable(feeds.get(name)).orElseThrow().settling();
    Instant settled = end.plus(settling);
    if (asked.isBefore(settled)) {
      throw FeedException.unsettled(
          name.label()
              + " was asked at "
              + asked
              + ", and may change its bars up to "
              + end
              + " before "
              + settled,
          settled);
    }
  }

  /** The time of the first of {@code left} feeds. */
  private static Deadline share(Deadline deadline, int left) {
    if (left <= 1) {
      return deadline;
    }
    Duration even = deadline.remaining().dividedBy(left);
    return Deadline.after(deadline.clock(), even.compareTo(PATIENCE) < 0 ? even : PATIENCE);
  }

  /** Remembers until when a feed is of no use, and says once why it is passed over. */
  private void note(FeedName name, FeedException failure, boolean another) {
    // A feed that is late is of use for all that ended before.
    Optional<Rest> rest =
        (failure.kind() == Kind.LATE ? Optional.<Instant>empty() : failure.retryAt())
            .map(until -> new Rest(until, String.valueOf(failure.getMessage())));
    Optional<Rest> before = Optional.ofNullable(resting.get(name));
    boolean known = rest.isPresent() && before.map(Rest::until).equals(rest.map(Rest::until));
    if (!known) {
      rest.ifPresent(one -> resting.put(name, one));
    }
    // A key that is missing stays missing: once is enough.
    boolean lasting =
        switch (failure.kind()) {
          case NO_KEY, UNAUTHORIZED, UNSUPPORTED -> true;
          default -> false;
        };
    if (!known && (!lasting || told.add(name + ": " + failure.kind()))) {
      LOG.atWarn()
          .addKeyValue("feed", name.label())
          .addKeyValue("kind", failure.kind())
          .addKeyValue("reason", failure.getMessage())
          .log(another ? "a feed is passed over; the next one is asked" : "no feed delivered");
    }
  }

  private static FeedException combined(List<FeedException> failures, BarRequest request) {
    if (failures.size() == 1) {
      return failures.getFirst();
    }
    if (failures.isEmpty()) {
      return new FeedException(Kind.UNSUPPORTED, request.symbol() + ": no feed is configured");
    }
    Kind kind = failures.getFirst().kind();
    for (Kind above : new Kind[] {Kind.UNFIT, Kind.LATE}) {
      if (failures.stream().anyMatch(failure -> failure.kind() == above)) {
        kind = above;
      }
    }
    String message =
        "no feed delivered "
            + request.symbol()
            + " "
            + request.timeframe()
            + ": "
            + failures.stream()
                .map(failure -> failure.kind() + ", " + failure.getMessage())
                .collect(Collectors.joining("; "));
    FeedException last = failures.getLast();
    FeedException all =
        last.kind() == Kind.LATE && last.retryAt().isPresent()
            ? FeedException.unsettled(message, last.retryAt().get())
            : new FeedException(kind, message);
    failures.forEach(all::addSuppressed);
    return all;
  }
}
