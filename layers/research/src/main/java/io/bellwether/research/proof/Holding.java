package io.bellwether.research.proof;

import io.bellwether.market.Bars;
import io.bellwether.strategy.Direction;
import io.bellwether.strategy.ExitReason;
import io.bellwether.strategy.LegState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a decision is asked for with: one state for every leg.
 *
 * @param words for people: {@code flat}
 * @param states the state of each leg by symbol
 */
record Holding(String words, Map<String, LegState> states) {
  /** Bars since the entry of the positions that stand for all. */
  private static final int[] AGES = {0, 1, 5, 40};

  /** Entry prices of the positions that stand for all, relative to the open of their first bar. */
  private static final double[] PRICES = {1, 1.04, 0.93, 1};

  private static final double QUANTITY = 10;
  private static final Duration BEFORE = Duration.ofDays(30);

  /**
   * States that stand for all others at the close of a bar: flat, flat after a stop, and held since
   * this bar, the one before, or earlier.
   *
   * @param series one per symbol, the main one first; read up to {@code t} only
   * @param directions those in which the strategy enters
   */
  static List<Holding> representative(List<Bars> series, int t, List<Direction> directions) {
    Bars main = series.getFirst();
    List<Holding> all = new ArrayList<>();
    all.add(new Holding("flat", Map.of()));
    Instant exit = main.start(Math.max(0, t - 3));
    LegState stopped = new LegState.Flat(Optional.of(new LegState.LastExit(exit, ExitReason.STOP)));
    all.add(of("flat after a stop", series, bars -> stopped));
    for (Direction direction : directions) {
      for (int i = 0; i < AGES.length; i++) {
        int bar = t - AGES[i];
        double factor = PRICES[i];
        if (bar >= 0) {
          all.add(
              of(
                  direction.label() + ", entered " + AGES[i] + " bars ago",
                  series,
                  bars -> held(direction, factor * bars.open()[bar], bars.start(bar))));
        }
      }
      Instant before = main.start(0).minus(BEFORE);
      all.add(
          of(
              direction.label() + ", entered before the first bar",
              series,
              bars -> held(direction, bars.open()[0], before)));
    }
    return all;
  }

  private static LegState held(Direction direction, double price, Instant bar) {
    return new LegState.Held(direction, QUANTITY, price, bar);
  }

  private static Holding of(String words, List<Bars> series, Function<Bars, LegState> state) {
    Map<String, LegState> states = new HashMap<>();
    for (Bars bars : series) {
      states.put(bars.symbol(), state.apply(bars));
    }
    return new Holding(words, Map.copyOf(states));
  }
}
