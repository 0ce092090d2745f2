package io.bellwether.market.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Provenance;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.BarGrid;
import io.bellwether.market.feed.FeedException.Kind;
import io.bellwether.market.feed.Feeds.Demand;
import io.bellwether.market.feed.Feeds.WhenLate;
import io.bellwether.market.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class FeedsTest {
  private static final List<FeedName> ORDER =
      List.of(FeedName.TWELVE_DATA, FeedName.ALPACA, FeedName.FMP);
  private static final Timeframe HALF_HOUR = Timeframe.parse("30m");
  private static final Demand ANY = series -> {};

  private final Map<FeedName, Script> scripts = new EnumMap<>(FeedName.class);
  private final Feeds feeds = feeds();
  private Instant now = BarFeedKit.NOW;

  /** A provider that does as it is told and remembers when it was asked, and by when. */
  private final class Script implements BarFeed {
    private final FeedName name;
    private final List<Deadline> asked = new ArrayList<>();
    private Bars bars;
    private Optional<FeedException> failure = Optional.empty();
    private Duration takes = Duration.ZERO;
    private Duration settling = Duration.ZERO;

    Script(FeedName name) {
      this.name = name;
      this.bars = series(name, 201, 1);
    }

    @Override
    public String name() {
      return name.label();
    }

    @Override
    public Duration settling() {
      return settling;
    }

    @Override
    public Timeframe sourceTimeframe(Timeframe target) {
      return HalfHours.sourceOf(target);
    }

    @Override
    public Bars fetch(BarRequest request, Deadline deadline) throws FeedException {
      asked.add(deadline);
      now = now.plus(deadline.atMost(takes));
      if (failure.isPresent()) {
        throw failure.get();
      }
      return bars.between(request.from(), request.to());
    }
  }

  private Feeds feeds() {
    Map<FeedName, SessionFeed> all = new EnumMap<>(FeedName.class);
    for (FeedName name : FeedName.values()) {
      Script script = new Script(name);
      scripts.put(name, script);
      all.put(
          name,
          new AlignedFeed(
              new CachedBarFeed(script, new MemoryBarCache(), () -> now, BarFeedKit.CALENDAR),
              BarFeedKit.CALENDAR));
    }
    return new Feeds(all);
  }

  @Test
  void theFirstThatDeliversIsTheOnlyOneAsked() throws FeedException {
    assertEquals("twelve-data", fetch(ANY, WhenLate.WAIT).bars().provenance().feed());
    assertEquals(0, script(FeedName.ALPACA).asked.size());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LATE")
  void anyFailureIsTheNextOnesTurn(Kind kind) throws FeedException {
    fail(FeedName.TWELVE_DATA, kind);
    assertEquals("alpaca", fetch(ANY, WhenLate.WAIT).bars().provenance().feed());
    assertEquals(0, script(FeedName.FMP).asked.size());
  }

  /** Asked at 59 seconds and answered at 61, a bar may be the one of 59 seconds. */
  @Test
  void aFeedIsLateUntilItsBarsAreFinal() throws FeedException {
    Instant end = now.minusSeconds(59);
    Demand settled = endingAt(end);
    script(FeedName.TWELVE_DATA).settling = Duration.ofMinutes(1);
    script(FeedName.TWELVE_DATA).takes = Duration.ofSeconds(2);
    FeedException late = assertThrows(FeedException.class, () -> fetch(settled, WhenLate.WAIT));
    assertEquals(Kind.LATE, late.kind());
    assertEquals(Optional.of(end.plusSeconds(60)), late.retryAt());
    assertEquals("twelve-data", fetch(settled, WhenLate.WAIT).bars().provenance().feed());
  }

  @Test
  void whoHasWaitedLongEnoughAsksAFeedWhoseBarsAreFinal() throws FeedException {
    script(FeedName.TWELVE_DATA).settling = Duration.ofMinutes(1);
    Demand settled = endingAt(now.minusSeconds(1));
    assertEquals("alpaca", fetch(settled, WhenLate.PASS_OVER).bars().provenance().feed());
  }

  /** Its failure shows at once; what is waited for is the feed that will be used. */
  @Test
  void aFeedThatFailsIsNotWaitedFor() {
    fail(FeedName.TWELVE_DATA, Kind.NO_KEY);
    script(FeedName.TWELVE_DATA).settling = Duration.ofMinutes(1);
    script(FeedName.ALPACA).settling = Duration.ofSeconds(35);
    FeedException late =
        assertThrows(FeedException.class, () -> fetch(endingAt(now), WhenLate.WAIT));
    assertEquals(Kind.LATE, late.kind());
    assertEquals(Optional.of(now.plusSeconds(35)), late.retryAt());
  }

  private static Demand endingAt(Instant end) {
    return new Demand() {
      @Override
      public void check(SessionSeries series) {
        // Any series will do.
      }

      @Override
      public Instant end() {
        return end;
      }
    };
  }

  @Test
  void ofOneFeedTheFailureIsItsOwn() {
    FeedException own = fail(FeedName.ALPACA, Kind.UNKNOWN_SYMBOL);
    assertSame(
        own,
        assertThrows(
            FeedException.class,
            () ->
                feeds.fetch(List.of(FeedName.ALPACA), request(), ANY, WhenLate.WAIT, minutes(1))));
  }

  @Test
  void allFailuresAreListed() {
    fail(FeedName.TWELVE_DATA, Kind.RATE_LIMITED);
    fail(FeedName.ALPACA, Kind.UNAVAILABLE);
    fail(FeedName.FMP, Kind.UNAUTHORIZED);
    FeedException e = assertThrows(FeedException.class, () -> fetch(ANY, WhenLate.PASS_OVER));
    assertEquals(Kind.RATE_LIMITED, e.kind());
    for (FeedName name : FeedName.values()) {
      assertTrue(String.valueOf(e.getMessage()).contains(name + " failed"), e.getMessage());
    }
  }

  @Test
  void aLateFeedIsNotPassedOverUntilTheCallerSaysSo() throws FeedException {
    Demand late =
        series -> {
          if (series.bars().provenance().feed().equals("twelve-data")) {
            throw new FeedException(Kind.LATE, "not there yet");
          }
        };
    FeedException e = assertThrows(FeedException.class, () -> fetch(late, WhenLate.WAIT));
    assertEquals(Kind.LATE, e.kind());
    assertEquals(0, script(FeedName.ALPACA).asked.size());
    assertEquals("alpaca", fetch(late, WhenLate.PASS_OVER).bars().provenance().feed());
  }

  /** That one feed is late matters more than that another failed: the caller comes back for it. */
  @Test
  void lateStandsAboveUnfitAndUnfitAboveTheRest() {
    Map<FeedName, Kind> kinds = new EnumMap<>(FeedName.class);
    kinds.put(FeedName.TWELVE_DATA, Kind.UNAVAILABLE);
    kinds.put(FeedName.ALPACA, Kind.UNFIT);
    kinds.put(FeedName.FMP, Kind.LATE);
    kinds.forEach(this::fail);
    assertEquals(
        Kind.LATE, assertThrows(FeedException.class, () -> fetch(ANY, WhenLate.PASS_OVER)).kind());
    fail(FeedName.FMP, Kind.MALFORMED);
    assertEquals(
        Kind.UNFIT, assertThrows(FeedException.class, () -> fetch(ANY, WhenLate.PASS_OVER)).kind());
  }

  @Test
  void aFeedWhoseLimitIsUsedUpRestsUntilItSaid() throws FeedException {
    Script first = script(FeedName.TWELVE_DATA);
    first.failure =
        Optional.of(FeedException.limited("used up for the day", now.plus(Duration.ofHours(8))));
    for (int i = 0; i < 3; i++) {
      assertEquals("alpaca", fetch(ANY, WhenLate.WAIT).bars().provenance().feed());
    }
    assertEquals(1, first.asked.size());
    now = now.plus(Duration.ofHours(8)).minusMillis(1);
    fetch(ANY, WhenLate.WAIT);
    assertEquals(1, first.asked.size());
    now = now.plusMillis(1);
    first.failure = Optional.empty();
    assertEquals("twelve-data", fetch(ANY, WhenLate.WAIT).bars().provenance().feed());
  }

  @Test
  void aFeedThatHangsLeavesTheNextOneTime() throws FeedException {
    fail(FeedName.TWELVE_DATA, Kind.UNAVAILABLE);
    script(FeedName.TWELVE_DATA).takes = Duration.ofHours(1);
    fail(FeedName.ALPACA, Kind.UNAVAILABLE);
    script(FeedName.ALPACA).takes = Duration.ofHours(1);
    Instant start = now;
    feeds.fetch(ORDER, request(), ANY, WhenLate.WAIT, minutes(1));
    assertEquals(start.plusSeconds(40), now);
    assertEquals(Duration.ofSeconds(20), script(FeedName.FMP).asked.getFirst().remaining());
    feeds.fetch(
        ORDER, request(), ANY, WhenLate.WAIT, Deadline.after(() -> now, Duration.ofSeconds(9)));
    assertEquals(start.plusSeconds(46), now);
    // With all the time there is, one feed still has no more than its patience.
    feeds.fetch(ORDER, request(), ANY, WhenLate.WAIT, minutes(15));
    assertEquals(start.plusSeconds(86), now);
  }

  @Test
  void longerBarsAreMadeOfWhatTheFeedServes() throws FeedException {
    SessionSeries series = fetch(ANY, WhenLate.WAIT);
    assertEquals(Timeframe.HOUR, series.bars().timeframe());
    assertEquals(HALF_HOUR, series.source().timeframe());
  }

  @Test
  void aPartThatIsNotThereIsNamed() throws FeedException {
    BarGrid grid = new BarGrid(BarFeedKit.CALENDAR, Timeframe.HOUR);
    Bars halves = series(FeedName.TWELVE_DATA, 6, 1);
    Instant hour = grid.startContaining(halves.start(2)).orElseThrow();
    int first = halves.indexOf(hour);
    for (int missing : new int[] {first, first + 1}) {
      Bars.Builder some = Bars.builder("TQQQ", HALF_HOUR, halves.provenance());
      for (int i = 0; i < halves.size(); i++) {
        if (i != missing) {
          some.add(halves, i);
        }
      }
      SessionSeries series = new SessionSeries(halves, some.build());
      assertEquals(Optional.of(halves.start(missing)), series.missingPart(grid, hour));
    }
    assertEquals(Optional.empty(), new SessionSeries(halves, halves).missingPart(grid, hour));
    assertTrue(new SessionSeries(halves, halves).passes(grid.end(hour)));
    assertFalse(new SessionSeries(halves, halves.prefix(first + 2)).passes(grid.end(hour)));
  }

  /** Whatever fails when, every bar of a series has the prices of the feed its provenance names. */
  @Test
  void noSeriesMixesFeeds() throws FeedException {
    long seed = 20_240_312;
    Random random = new Random(seed);
    Bars all = series(FeedName.FMP, 400, 1);
    for (int tick = 0; tick < 300; tick++) {
      for (FeedName name : FeedName.values()) {
        script(name).bars = series(name, 100 + tick, 1 + name.ordinal());
        script(name).failure =
            random.nextInt(3) == 0
                ? Optional.of(new FeedException(Kind.UNAVAILABLE, "flaky"))
                : Optional.empty();
      }
      now = all.start(100 + tick - 1).plus(HALF_HOUR.duration());
      try {
        Bars bars =
            feeds
                .fetch(
                    ORDER,
                    new BarRequest("TQQQ", HALF_HOUR, all.start(0), now, PriceBasis.SPLIT),
                    ANY,
                    WhenLate.WAIT,
                    minutes(1))
                .bars();
        FeedName feed = FeedName.parse(bars.provenance().feed());
        BarFeedKit.assertSameBars(series(feed, 100 + tick, 1 + feed.ordinal()), bars);
      } catch (FeedException e) {
        assertEquals(Kind.UNAVAILABLE, e.kind(), "seed " + seed + ", tick " + tick);
      }
    }
  }

  private SessionSeries fetch(Demand demand, WhenLate whenLate) throws FeedException {
    return feeds.fetch(ORDER, request(), demand, whenLate, minutes(1));
  }

  private FeedException fail(FeedName name, Kind kind) {
    FeedException failure = new FeedException(kind, name + " failed");
    script(name).failure = Optional.of(failure);
    return failure;
  }

  private Script script(FeedName name) {
    return Optional.ofNullable(scripts.get(name)).orElseThrow();
  }

  private Deadline minutes(int minutes) {
    return Deadline.after(() -> now, Duration.ofMinutes(minutes));
  }

  private static BarRequest request() {
    Bars bars = series(FeedName.ALPACA, 201, 1);
    return new BarRequest(
        "TQQQ",
        Timeframe.HOUR,
        bars.start(0),
        bars.lastStart().plus(HALF_HOUR.duration()),
        PriceBasis.SPLIT);
  }

  /** Half hours without a gap, whose prices a factor tells apart. */
  private static Bars series(FeedName feed, int size, double factor) {
    Bars.Builder bars =
        Bars.builder("TQQQ", HALF_HOUR, new Provenance(feed.label(), PriceBasis.SPLIT));
    BarGrid grid = new BarGrid(BarFeedKit.CALENDAR, HALF_HOUR);
    Instant start = Instant.parse("2024-03-01T14:30:00Z");
    for (int i = 0; i < size; i++) {
      double price = factor * (50 + i % 7);
      bars.add(start.toEpochMilli(), price, price, price, price, 100);
      start = grid.next(start);
    }
    return bars.build();
  }
}
