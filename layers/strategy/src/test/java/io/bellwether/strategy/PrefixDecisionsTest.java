package io.bellwether.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bellwether.market.Bars;
import io.bellwether.market.Timeframe;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A decision at the close of bar t from bars up to t is the decision at t from all bars: what live
 * sees and what a backtest sees. Whatever is held, and with every filter on.
 */
class PrefixDecisionsTest {
  static List<Strategy> strategies() {
    Map<String, String> allFilters =
        Map.of(
            "entry-rsi", "60",
            "vwap-filter", "on",
            "trend-filter", "on",
            "volume-filter", "on",
            "minimum-volume", "1000",
            "bollinger-filter", "on",
            "bollinger-width", "0",
            "stop-trigger", "close",
            "reentry-after-stop", "after-reset");
    StrategyCatalog catalog = StrategyCatalog.standard();
    List<String> one = List.of("TQQQ");
    List<String> two = List.of("TQQQ", "SQQQ");
    return List.of(
        catalog.create("ema-crossover", one, Timeframe.HOUR, Map.of()),
        catalog.create("rsi2", two, Timeframe.HOUR, Map.of()),
        catalog.create("rsi2", two, Timeframe.HOUR, allFilters),
        catalog.create("rsi2", two, Timeframe.DAY, Map.of()),
        catalog.create("rsi2", two, Timeframe.DAY, allFilters),
        catalog.create(
            "williams-trend",
            one,
            Timeframe.HOUR,
            Map.of("trend-period", "20", "atr-multiple", "2")),
        catalog.create("moving-average", two, new Timeframe(30), Map.of("period", "5")),
        catalog.create(
            "moving-average",
            two,
            new Timeframe(30),
            Map.of("decide-every", "120", "minimum-turnover", "0")));
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void aPrefixDecidesWhatTheWholeDecides(Strategy strategy) {
    for (long seed = 1; seed <= 5; seed++) {
      SeriesSet all = series(strategy, seed);
      Rules whole = strategy.on(all);
      Random random = new Random(seed);
      for (int i = 0; i < 300; i++) {
        int t = i < 30 ? i : random.nextInt(all.size());
        Map<String, LegState> held = held(strategy, all, t, random);
        String where = strategy + " at " + t + ", seed " + seed;
        assertEquals(
            Decider.decide(whole, t, held),
            Decider.decide(strategy.on(all.prefix(t + 1)), t, held),
            where);
      }
    }
  }

  private static SeriesSet series(Strategy strategy, long seed) {
    Bars main = TestBars.random(seed, 1_000, strategy.timeframe());
    Bars other = TestBars.random(seed + 100, 1_000, strategy.timeframe());
    return SeriesSet.align(
        List.of(renamed("TQQQ", main), renamed("SQQQ", TestBars.withHoles(seed, other))));
  }

  private static Bars renamed(String symbol, Bars bars) {
    Bars.Builder builder = TestBars.builder(symbol, bars.timeframe());
    for (int i = 0; i < bars.size(); i++) {
      builder.add(bars, i);
    }
    return builder.build();
  }

  private static Map<String, LegState> held(
      Strategy strategy, SeriesSet series, int t, Random random) {
    Map<String, LegState> held = new HashMap<>();
    for (String symbol : strategy.symbols()) {
      Instant earlier = series.main().start(random.nextInt(t + 1));
      ExitReason reason = random.nextBoolean() ? ExitReason.STOP : ExitReason.RULE;
      held.put(
          symbol,
          switch (random.nextInt(4)) {
            case 0 -> LegState.Flat.NEW;
            case 1 -> new LegState.Flat(Optional.of(new LegState.LastExit(earlier, reason)));
            case 2 -> new LegState.Held(Direction.SHORT, 5, 50, earlier);
            default -> new LegState.Held(Direction.LONG, 5, 50, earlier);
          });
    }
    return held;
  }
}
