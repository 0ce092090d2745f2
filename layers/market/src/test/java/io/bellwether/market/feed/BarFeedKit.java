package io.bellwether.market.feed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Provenance;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.BarGrid;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.feed.FeedException.Kind;
import io.bellwether.market.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every {@link BarFeed} has to pass. A test of a feed extends this, and says how to make a
 * feed that has a given series, and how to make one that fails in a given way.
 */
public abstract class BarFeedKit {
  /** The instant of all tests, long after the bars they use. */
  protected static final Instant NOW = Instant.parse("2024-07-20T16:00:00Z");

  protected static final InstantSource CLOCK = InstantSource.fixed(NOW);
  protected static final NyseCalendar CALENDAR = new NyseCalendar();

  private static final Timeframe FIVE_MINUTES = Timeframe.parse("5m");
  private static final String SYMBOL = "TQQQ";

  /** Ways in which a provider fails, and what a feed makes of them. */
  public enum Failure {
    UNAUTHORIZED_401(Kind.UNAUTHORIZED),
    FORBIDDEN_403(Kind.UNAUTHORIZED),
    NOT_FOUND_404(Kind.UNSUPPORTED),
    RATE_LIMITED_429(Kind.RATE_LIMITED),
    SERVER_ERROR_500(Kind.UNAVAILABLE),
    CONNECTION_LOST(Kind.UNAVAILABLE),
    TRUNCATED(Kind.MALFORMED),
    HTML_INSTEAD(Kind.MALFORMED);

    private final Kind kind;

    Failure(Kind kind) {
      this.kind = kind;
    }
  }

  /** A feed that has this series, of this symbol, timeframe and basis, and no other. */
  protected abstract BarFeed serving(Bars bars);

  /** A feed that fails in this way; empty where that cannot happen to it. */
  protected abstract Optional<BarFeed> failing(Failure failure);

  /** The feed named in the provenance of a series; the feed's own name unless it has several. */
  protected String provenanceFeed(BarFeed feed) {
    return feed.name();
  }

  @Test
  void deliversEveryBarUnchanged() throws FeedException {
    Bars bars = series(SYMBOL, FIVE_MINUTES, 1_000);
    assertSameBars(bars, fetch(serving(bars), bars, bars.start(0), after(bars)));
  }

  @Test
  void deliversDailyBars() throws FeedException {
    Bars bars = series(SYMBOL, Timeframe.DAY, 300);
    assertSameBars(bars, fetch(serving(bars), bars, bars.start(0), after(bars)));
  }

  /** More than one page of any provider. */
  @Test
  void deliversLongSeries() throws FeedException {
    Bars bars = series(SYMBOL, FIVE_MINUTES, 23_456);
    assertSameBars(bars, fetch(serving(bars), bars, bars.start(0), after(bars)));
  }

  @Test
  void theRangeIncludesItsStartAndExcludesItsEnd() throws FeedException {
    Bars bars = series(SYMBOL, FIVE_MINUTES, 500);
    BarFeed feed = serving(bars);
    Bars some = fetch(feed, bars, bars.start(100), bars.start(200));
    assertSameBars(bars.between(bars.start(100), bars.start(200)), some);
    assertEquals(100, some.size());
    Instant between = bars.start(100).plusSeconds(1);
    assertEquals(bars.start(101), fetch(feed, bars, between, bars.start(200)).start(0));
    assertEquals(1, fetch(feed, bars, bars.start(7), bars.start(7).plusMillis(1)).size());
  }

  @Test
  void aRangeWithoutBarsIsAnEmptySeries() throws FeedException {
    Bars bars = series(SYMBOL, FIVE_MINUTES, 500);
    BarFeed feed = serving(bars);
    Instant early = bars.start(0).minus(Duration.ofDays(3));
    assertEquals(0, fetch(feed, bars, early, early.plus(Duration.ofDays(1))).size());
  }

  @Test
  void theSeriesSaysWhatItIsAndWhereItComesFrom() throws FeedException {
    Bars bars = series(SYMBOL, FIVE_MINUTES, 100);
    BarFeed feed = serving(bars);
    Bars fetched = fetch(feed, bars, bars.start(0), after(bars));
    assertEquals(SYMBOL, fetched.symbol());
    assertEquals(FIVE_MINUTES, fetched.timeframe());
    assertEquals(new Provenance(provenanceFeed(feed), PriceBasis.SPLIT), fetched.provenance());
  }

  /** A feed that cannot tell an unknown symbol from a quiet one returns an empty series. */
  @Test
  void anUnknownSymbolHasNoBars() {
    Bars bars = series(SYMBOL, FIVE_MINUTES, 100);
    BarRequest request =
        new BarRequest("ZZZZZ", FIVE_MINUTES, bars.start(0), after(bars), PriceBasis.SPLIT);
    try {
      assertEquals(0, serving(bars).fetch(request, deadline()).size());
    } catch (FeedException e) {
      assertEquals(Kind.UNKNOWN_SYMBOL, e.kind(), e.getMessage());
    }
  }

  @Test
  void theSourceTimeframeDividesTheTarget() {
    BarFeed feed = serving(series(SYMBOL, FIVE_MINUTES, 10));
    for (String notation : new String[] {"1m", "5m", "15m", "30m", "1h", "2h", "4h"}) {
      Timeframe target = Timeframe.parse(notation);
      assertEquals(0, target.minutes() % feed.sourceTimeframe(target).minutes(), notation);
    }
    assertEquals(Timeframe.DAY, feed.sourceTimeframe(Timeframe.DAY));
  }

  @ParameterizedTest
  @EnumSource
  void failuresAreToldApartAndNothingIsReturned(Failure failure) {
    Optional<BarFeed> feed = failing(failure);
    Assumptions.assumeTrue(feed.isPresent(), failure + " cannot happen to this feed");
    Bars bars = series(SYMBOL, FIVE_MINUTES, 100);
    FeedException e =
        assertThrows(
            FeedException.class, () -> fetch(feed.get(), bars, bars.start(0), after(bars)));
    assertEquals(failure.kind, e.kind(), e.getMessage());
  }

  /** Bars on the grid of New York's sessions with a few gaps, ending before {@link #NOW}. */
  protected static Bars series(String symbol, Timeframe timeframe, int size) {
    Random random = new Random(size);
    BarGrid grid = new BarGrid(CALENDAR, timeframe);
    Bars.Builder bars = Bars.builder(symbol, timeframe, new Provenance("kit", PriceBasis.SPLIT));
    LocalDate first = LocalDate.of(2023, 3, 1);
    Instant start = grid.starts(CALENDAR.session(first).orElseThrow()).getFirst();
    double price = 40;
    while (bars.size() < size) {
      double open = cents(price + random.nextGaussian() / 10);
      price = cents(Math.max(5, open + random.nextGaussian() / 10));
      double high = cents(Math.max(open, price) + random.nextDouble() / 10);
      double low = cents(Math.min(open, price) - random.nextDouble() / 10);
      bars.add(start.toEpochMilli(), open, high, low, price, random.nextInt(1_000_000));
      start = grid.next(random.nextInt(50) == 0 ? grid.next(start) : start);
    }
    return bars.build();
  }

  private static double cents(double price) {
    return Math.round(price * 100) / 100.0;
  }

  protected static Deadline deadline() {
    return Deadline.after(CLOCK, Duration.ofMinutes(2));
  }

  protected static Instant after(Bars bars) {
    return bars.lastStart().plus(Duration.ofHours(1));
  }

  /** Fetches from a feed what is there of the kind of {@code like}. */
  protected static Bars fetch(BarFeed feed, Bars like, Instant from, Instant to)
      throws FeedException {
    return feed.fetch(
        new BarRequest(like.symbol(), like.timeframe(), from, to, like.provenance().basis()),
        deadline());
  }

  /** Compares every value; provenance aside. */
  protected static void assertSameBars(Bars expected, Bars actual) {
    assertEquals(expected.toString(), actual.toString());
    for (int i = 0; i < expected.size(); i++) {
      int bar = i;
      assertEquals(expected.start(i), actual.start(i));
      assertArrayEquals(values(expected, i), values(actual, i), () -> "bar " + expected.start(bar));
    }
  }

  private static double[] values(Bars bars, int i) {
    return new double[] {
      bars.open()[i], bars.high()[i], bars.low()[i], bars.close()[i], bars.volume()[i]
    };
  }
}
