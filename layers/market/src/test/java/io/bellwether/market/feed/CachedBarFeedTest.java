package io.bellwether.market.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Provenance;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.BarGrid;
import io.bellwether.market.time.Deadline;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CachedBarFeedTest {
  private static final Timeframe FIVE_MINUTES = Timeframe.parse("5m");
  private static final BarCache.Key KEY =
      new BarCache.Key("fixed", "TQQQ", FIVE_MINUTES, PriceBasis.SPLIT);

  private final Bars all = provided(BarFeedKit.series("TQQQ", FIVE_MINUTES, 2_000));
  private final FixedFeed delegate = new FixedFeed();
  private final MemoryBarCache cache = new MemoryBarCache();
  private Instant now = all.lastStart().plus(Duration.ofMinutes(5));
  private final CachedBarFeed feed =
      new CachedBarFeed(delegate, cache, () -> now, BarFeedKit.CALENDAR);

  /** Has bars up to a point that tests move, and remembers what it was asked. */
  private static final class FixedFeed implements BarFeed {
    private Optional<Bars> bars = Optional.empty();
    private final List<BarRequest> requests = new ArrayList<>();
    private boolean failing;
    private Duration settling = Duration.ZERO;

    @Override
    public String name() {
      return "fixed";
    }

    @Override
    public Duration settling() {
      return settling;
    }

    @Override
    public Bars fetch(BarRequest request, Deadline deadline) throws FeedException {
      requests.add(request);
      if (failing) {
        throw new FeedException(FeedException.Kind.UNAVAILABLE, "down");
      }
      return bars.orElseThrow().between(request.from(), request.to());
    }
  }

  @Test
  void onlyWhatIsNewIsFetchedTheSecondTime() throws FeedException {
    at(1_000);
    assertEquals(1_000, fetch().size());
    at(1_001);
    Bars second = fetch();
    BarFeedKit.assertSameBars(all.prefix(1_001), second);
    assertEquals(2, delegate.requests.size());
    assertEquals(all.start(1_000 - CachedBarFeed.OVERLAP), delegate.requests.get(1).from());
  }

  @Test
  void tickByTickEqualsOneFetch() throws FeedException {
    for (int count = 500; count <= 600; count++) {
      at(count);
      BarFeedKit.assertSameBars(all.prefix(count), fetch());
    }
    assertEquals(101, delegate.requests.size());
    assertTrue(
        delegate.requests.stream()
            .skip(1)
            .allMatch(request -> !request.from().isBefore(all.start(490))));
  }

  @Test
  void aBarStillFormingIsPassedOnAndNotKept() throws FeedException {
    at(1_000);
    now = all.start(999).plusSeconds(60);
    assertEquals(1_000, fetch().size());
    assertEquals(999, kept().bars().size());
    now = all.start(999).plus(Duration.ofMinutes(5));
    assertEquals(1_000, fetch().size());
    assertEquals(1_000, kept().bars().size());
  }

  /** Over by the clock, but the provider may still make it again. */
  @Test
  void aBarThatMayStillChangeIsPassedOnAndNotKept() throws FeedException {
    delegate.settling = Duration.ofSeconds(30);
    at(1_000);
    Bars forming = withVolume(all, 999, 1).prefix(1_000);
    delegate.bars = Optional.of(forming);
    now = now.plusSeconds(29);
    BarFeedKit.assertSameBars(forming, fetch());
    assertEquals(999, kept().bars().size());
    delegate.bars = Optional.of(all.prefix(1_000));
    now = now.plusSeconds(1);
    BarFeedKit.assertSameBars(all.prefix(1_000), fetch());
    assertEquals(1_000, kept().bars().size());
    assertEquals(2, delegate.requests.size());
  }

  @Test
  void aSplitDiscardsTheSeries() throws FeedException {
    at(1_000);
    fetch();
    Bars halved = scaled(all, 0.5, 0);
    delegate.bars = Optional.of(halved.prefix(1_001));
    now = halved.start(1_000).plus(Duration.ofMinutes(5));
    BarFeedKit.assertSameBars(halved.prefix(1_001), fetch());
    BarFeedKit.assertSameBars(halved.prefix(1_001), kept().bars());
    assertEquals(3, delegate.requests.size());
  }

  @Test
  void aCorrectionOfOneLateVolumeDiscardsTheSeries() throws FeedException {
    at(1_000);
    fetch();
    Bars corrected = withVolume(all, 998, all.volume()[998] + 1);
    delegate.bars = Optional.of(corrected.prefix(1_000));
    BarFeedKit.assertSameBars(corrected.prefix(1_000), fetch());
  }

  @Test
  void aBarThatArrivesLateIsNotLost() throws FeedException {
    delegate.bars = Optional.of(without(all.prefix(1_000), 998));
    now = all.start(999).plus(Duration.ofMinutes(5));
    assertEquals(999, fetch().size());
    at(1_001);
    BarFeedKit.assertSameBars(all.prefix(1_001), fetch());
  }

  @Test
  void aCoveredRangeNeedsNoRequest() throws FeedException {
    at(2_000);
    now = all.lastStart().plus(Duration.ofDays(30));
    fetch(all.start(0), now.minus(Duration.ofDays(10)));
    Bars some = fetch(all.start(10), all.start(20));
    BarFeedKit.assertSameBars(all.between(all.start(10), all.start(20)), some);
    // Weeks without a bar, long past, are known to be empty.
    assertEquals(0, fetch(now.minus(Duration.ofDays(20)), now.minus(Duration.ofDays(10))).size());
    assertEquals(1, delegate.requests.size());
  }

  @Test
  void anEarlierStartFetchesTheWholeRangeAtOnce() throws FeedException {
    at(2_000);
    fetch(all.start(1_000), after());
    Bars early = fetch(all.start(0), all.start(500));
    BarFeedKit.assertSameBars(all.prefix(500), early);
    assertEquals(2_000, kept().bars().size());
    fetch(all.start(0), all.start(2_000 - 1));
    assertEquals(2, delegate.requests.size());
  }

  @Test
  void aFailureReturnsNothingAndKeepsTheCache() throws FeedException {
    at(1_000);
    fetch();
    delegate.failing = true;
    at(1_001);
    assertThrows(FeedException.class, this::fetch);
    assertEquals(1_000, kept().bars().size());
    delegate.failing = false;
    BarFeedKit.assertSameBars(all.prefix(1_001), fetch());
  }

  @Test
  void filesOutliveTheProcess(@TempDir Path directory) throws FeedException {
    at(1_000);
    BarCache first = new MemoryBarCache(new FileBarCache(directory));
    new CachedBarFeed(delegate, first, () -> now, BarFeedKit.CALENDAR).fetch(request(), deadline());
    at(1_010);
    BarCache second = new MemoryBarCache(new FileBarCache(directory));
    Bars bars =
        new CachedBarFeed(delegate, second, () -> now, BarFeedKit.CALENDAR)
            .fetch(request(), deadline());
    BarFeedKit.assertSameBars(all.prefix(1_010), bars);
    assertEquals(all.start(1_000 - CachedBarFeed.OVERLAP), delegate.requests.get(1).from());
  }

  /** The provider has so many bars, and the last of them has just ended. */
  private void at(int count) {
    delegate.bars = Optional.of(all.prefix(count));
    now = new BarGrid(BarFeedKit.CALENDAR, FIVE_MINUTES).end(all.start(count - 1));
  }

  private Bars fetch() throws FeedException {
    return feed.fetch(request(), deadline());
  }

  private Bars fetch(Instant from, Instant to) throws FeedException {
    return feed.fetch(new BarRequest("TQQQ", FIVE_MINUTES, from, to, PriceBasis.SPLIT), deadline());
  }

  private BarRequest request() {
    return new BarRequest("TQQQ", FIVE_MINUTES, all.start(0), now, PriceBasis.SPLIT);
  }

  private Instant after() {
    return all.lastStart().plus(Duration.ofMinutes(5));
  }

  private Deadline deadline() {
    return Deadline.after(() -> now, Duration.ofMinutes(1));
  }

  private BarCache.Entry kept() {
    return cache.load(KEY).orElseThrow();
  }

  private static Bars provided(Bars bars) {
    return scaled(bars, 1, 0);
  }

  private static Bars withVolume(Bars bars, int index, double volume) {
    return scaled(bars.prefix(index), 1, 0)
        .append(one(bars, index, volume))
        .append(scaled(bars, 1, index + 1));
  }

  private static Bars without(Bars bars, int index) {
    return scaled(bars.prefix(index), 1, 0).append(scaled(bars, 1, index + 1));
  }

  private static Bars one(Bars bars, int i, double volume) {
    return builder()
        .add(
            bars.startMillis()[i],
            bars.open()[i],
            bars.high()[i],
            bars.low()[i],
            bars.close()[i],
            volume)
        .build();
  }

  private static Bars scaled(Bars bars, double factor, int first) {
    Bars.Builder scaled = builder();
    for (int i = first; i < bars.size(); i++) {
      scaled.add(
          bars.startMillis()[i],
          bars.open()[i] * factor,
          bars.high()[i] * factor,
          bars.low()[i] * factor,
          bars.close()[i] * factor,
          bars.volume()[i] / factor);
    }
    return scaled.build();
  }

  private static Bars.Builder builder() {
    return Bars.builder("TQQQ", FIVE_MINUTES, new Provenance("fixed", PriceBasis.SPLIT));
  }
}
