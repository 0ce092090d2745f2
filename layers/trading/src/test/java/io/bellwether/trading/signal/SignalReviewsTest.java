package io.bellwether.trading.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Provenance;
import io.bellwether.market.Timeframe;
import io.bellwether.market.metric.Metric;
import io.bellwether.market.metric.Metrics;
import io.bellwether.strategy.Direction;
import io.bellwether.strategy.ExitReason;
import io.bellwether.strategy.LegState;
import io.bellwether.strategy.SeriesSet;
import io.bellwether.strategy.Sizing;
import io.bellwether.strategy.Target;
import io.bellwether.trading.ledger.ConcurrentUpdateException;
import io.bellwether.trading.ledger.ReviewStore;
import io.bellwether.trading.ledger.SignalReview;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignalReviewsTest {
  private static final Instant START = Instant.parse("2026-11-02T14:30:00Z");
  private static final Map<String, LegState> NOTHING = Map.of();
  private static final Map<String, LegState> LONG =
      Map.of("TQQQ", new LegState.Held(Direction.LONG, 1, 100, START));
  private static final Map<String, LegState> HELD_SQQQ =
      Map.of("SQQQ", new LegState.Held(Direction.LONG, 1, 100, START));

  private final Memory store = new Memory();
  private final List<String> measured = new ArrayList<>();
  private final SignalReviews reviews =
      new SignalReviews(
          store,
          new Metrics() {
            @Override
            public void add(Metric metric, double value) {
              measured.add(metric.label() + " " + (int) value);
            }

            @Override
            public void note(String property, String value) {
              throw new AssertionError("nothing to note");
            }
          });

  @Test
  void anEntryIsRightIfThePriceRoseFromTheNextOpen() {
    reviews.await(signal(0, hold()), NOTHING);
    double[] rising = new double[22];
    for (int i = 0; i < rising.length; i++) {
      rising[i] = 100 + i;
    }
    for (int bars = 1; bars <= rising.length; bars++) {
      reviews.judge("account", series(bars, rising));
    }
    assertEquals(List.of("SignalAccuracy1 1", "SignalAccuracy5 1", "SignalAccuracy20 1"), measured);
    assertEquals(List.of(), store.open("account"));
  }

  /** As where a version leaves a symbol that it does not trade: no tick brings its bars. */
  @Test
  void whatNoBarsAreSeenOfIsNotWaitedFor() {
    reviews.await(signal(0, new Target.Flat("SQQQ", ExitReason.RULE, "not traded")), HELD_SQQQ);
    assertEquals(List.of(), store.open("account"));
  }

  @Test
  void anExitIsRightIfThePriceFell() {
    reviews.await(signal(0, flat()), LONG);
    reviews.judge("account", SeriesSet.align(List.of(bars(2, i -> 100, i -> 99))));
    assertEquals(List.of("SignalAccuracy1 1"), measured);
  }

  @Test
  void aPriceThatDidNotMoveProvesNobodyRight() {
    reviews.await(signal(0, hold()), NOTHING);
    reviews.judge("account", SeriesSet.align(List.of(bars(2, i -> 100, i -> 100))));
    assertEquals(List.of("SignalAccuracy1 0"), measured);
  }

  @Test
  void onlyASignalThatAskedForAChangeIsJudged() {
    reviews.await(signal(0, hold()), LONG);
    reviews.await(signal(1, flat()), NOTHING);
    reviews.await(signal(2, new Target.Keep("TQQQ", "")), LONG);
    assertEquals(Map.of(), store.stored);
  }

  @Test
  void aHorizonCountsOnceHoweverOftenItIsJudged() {
    reviews.await(signal(0, hold()), NOTHING);
    reviews.await(signal(0, hold()), NOTHING);
    for (int i = 0; i < 3; i++) {
      reviews.judge("account", series(7, 100, 101, 102, 103, 104, 105, 106));
    }
    assertEquals(List.of("SignalAccuracy1 1", "SignalAccuracy5 1"), measured);
  }

  @Test
  void ofTwoRunsOneCounts() {
    reviews.await(signal(0, hold()), NOTHING);
    store.overtaken = true;
    reviews.judge("account", series(2, 100, 101));
    assertEquals(List.of(), measured);
    store.overtaken = false;
    reviews.judge("account", series(2, 100, 101));
    assertEquals(List.of("SignalAccuracy1 1"), measured);
  }

  @Test
  void ticksThatWereMissedAreMadeGood() {
    reviews.await(signal(0, hold()), NOTHING);
    double[] falling = new double[30];
    for (int i = 0; i < falling.length; i++) {
      falling[i] = 100 - 2 * i;
    }
    reviews.judge("account", series(30, falling));
    assertEquals(List.of("SignalAccuracy1 1", "SignalAccuracy5 0", "SignalAccuracy20 0"), measured);
  }

  @Test
  void aBarThatLeftTheHistoryEndsTheReview() {
    reviews.await(signal(-3, hold()), NOTHING);
    reviews.judge("account", series(2, 100, 101));
    assertEquals(List.of(), measured);
    assertEquals(List.of(), store.open("account"));
  }

  private static Target hold() {
    return new Target.Hold(
        "TQQQ",
        Direction.LONG,
        new Sizing.WeightOfEquity(0.9),
        Optional.empty(),
        Optional.empty(),
        false,
        "");
  }

  private static Target flat() {
    return new Target.Flat("TQQQ", ExitReason.RULE, "");
  }

  private static Signal signal(int bar, Target target) {
    Instant start = START.plusSeconds(3_600L * bar);
    return new Signal(
        "signal-" + bar,
        "account",
        "ema-crossover",
        1,
        Timeframe.HOUR,
        start,
        start,
        start,
        start,
        false,
        List.of(target),
        Map.of("TQQQ", BigDecimal.valueOf(100)),
        true);
  }

  /** Bars that open one below their close. */
  private static SeriesSet series(int count, double... closes) {
    return SeriesSet.align(List.of(bars(count, i -> closes[i] - 1, i -> closes[i])));
  }

  private interface Prices {
    double at(int index);
  }

  private static Bars bars(int count, Prices open, Prices close) {
    Bars.Builder bars =
        Bars.builder("TQQQ", Timeframe.HOUR, new Provenance("test", PriceBasis.RAW));
    for (int i = 0; i < count; i++) {
      double low = Math.min(open.at(i), close.at(i));
      double high = Math.max(open.at(i), close.at(i));
      long start = START.plusSeconds(3_600L * i).toEpochMilli();
      bars.add(start, open.at(i), high, low, close.at(i), 1);
    }
    return bars.build();
  }

  private static final class Memory implements ReviewStore {
    private final Map<String, SignalReview> stored = new LinkedHashMap<>();
    private boolean overtaken;

    @Override
    public boolean create(SignalReview review) {
      return stored.putIfAbsent(review.signalId(), review) == null;
    }

    @Override
    public Optional<SignalReview> find(String signalId) {
      return Optional.ofNullable(stored.get(signalId));
    }

    @Override
    public List<SignalReview> open(String account) {
      return stored.values().stream().filter(SignalReview::open).toList();
    }

    @Override
    public SignalReview update(SignalReview review) {
      if (overtaken) {
        throw new ConcurrentUpdateException(review.signalId());
      }
      stored.put(review.signalId(), review);
      return review;
    }
  }
}
