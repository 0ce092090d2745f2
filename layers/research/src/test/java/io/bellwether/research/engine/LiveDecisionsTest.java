package io.bellwether.research.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.research.metrics.Conventions;
import io.bellwether.strategy.Decider;
import io.bellwether.strategy.Direction;
import io.bellwether.strategy.ExitReason;
import io.bellwether.strategy.LegState;
import io.bellwether.strategy.Rules;
import io.bellwether.strategy.SeriesSet;
import io.bellwether.strategy.Strategy;
import io.bellwether.strategy.Target;
import io.bellwether.trading.instrument.InstrumentRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A backtest can be stopped after any bar and gone on with from what is held, as live does after
 * every bar: the decision made of the bars until then and the holdings alone is the engine's next
 * move.
 */
class LiveDecisionsTest {
  static List<Strategy> strategies() {
    return EnginePropertiesTest.strategies();
  }

  /** A position from its entry to its exit; one that is open has none. */
  private record Position(
      int leg,
      Direction direction,
      double quantity,
      double price,
      int entryDecision,
      int entryBar,
      int exitBar,
      int exitDecision,
      ExitReason reason) {}

  @ParameterizedTest
  @MethodSource("strategies")
  void eachCloseDecidesAsLiveDoes(Strategy strategy) {
    int moves = 0;
    for (long seed = 1; seed <= 6; seed++) {
      MarketData data = market(strategy, seed);
      Rules rules = strategy.on(data.series());
      BacktestSettings settings =
          BacktestSettings.usEquities(10_000)
              .free()
              .withInstruments(InstrumentRules.NONE)
              .withLeverage(10);
      BacktestResult result = Backtest.run(rules, data, settings, Recording.EVERYTHING);
      List<Position> positions = positions(result);
      SplittableRandom random = new SplittableRandom(seed);
      for (int t = 0; t < data.size() - 1; t++) {
        Rules known = random.nextInt(20) == 0 ? strategy.on(prefix(data, t + 1)) : rules;
        Map<String, LegState> states = states(rules, positions, t);
        for (Target target : Decider.decide(known, t, states).targets()) {
          String where = strategy + ", seed " + seed + ", bar " + t + ", " + target;
          moves += assertNextMove(rules, positions, t, target, where);
        }
      }
    }
    assertTrue(moves > 50, strategy + " moves too little: " + moves);
  }

  private static MarketData market(Strategy strategy, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    RandomBars.Shape[] shapes = RandomBars.Shape.values();
    List<Bars> bars = new ArrayList<>();
    for (String symbol : strategy.symbols()) {
      RandomBars.Shape shape = shapes[random.nextInt(shapes.length)];
      bars.add(RandomBars.of(symbol, strategy.timeframe(), 400, shape, 0.01, random));
    }
    return MarketData.of(bars, Conventions.CRYPTO);
  }

  private static SeriesSet prefix(MarketData data, int size) {
    return data.series().prefix(size);
  }

  private static List<Position> positions(BacktestResult result) {
    List<Position> positions = new ArrayList<>();
    TradeLog log = result.trades();
    for (int i = 0; i < log.size(); i++) {
      positions.add(
          new Position(
              log.leg(i),
              log.direction(i),
              log.quantity(i),
              log.entryPrice(i),
              log.entryDecision(i),
              log.entryBar(i),
              log.exitBar(i),
              log.exitDecision(i),
              log.reason(i)));
    }
    for (BacktestResult.Open open : result.open()) {
      positions.add(
          new Position(
              open.leg(),
              open.direction(),
              open.quantity(),
              open.price(),
              open.entryDecision(),
              open.entryBar(),
              Integer.MAX_VALUE,
              Integer.MAX_VALUE,
              ExitReason.RULE));
    }
    return positions;
  }

  /** What the ledger would say of each leg at the close of bar t. */
  private static Map<String, LegState> states(Rules rules, List<Position> positions, int t) {
    Map<String, LegState> states = new HashMap<>();
    Bars clock = rules.series().main();
    for (Position position : positions) {
      if (position.entryBar <= t) {
        Instant entry = clock.start(position.entryBar);
        LegState state =
            position.exitBar > t
                ? new LegState.Held(position.direction, position.quantity, position.price, entry)
                : new LegState.Flat(
                    Optional.of(
                        new LegState.LastExit(clock.start(position.exitBar), position.reason)));
        states.put(rules.legs().get(position.leg).symbol(), state);
      }
    }
    return states;
  }

  private static int assertNextMove(
      Rules rules, List<Position> positions, int t, Target target, String where) {
    List<Position> own =
        positions.stream()
            .filter(p -> rules.legs().get(p.leg).symbol().equals(target.symbol()))
            .toList();
    boolean isHeld = own.stream().anyMatch(p -> p.entryBar <= t && p.exitBar > t);
    boolean leaves = own.stream().anyMatch(p -> p.exitDecision == t);
    Optional<Position> entered = own.stream().filter(p -> p.entryDecision == t).findFirst();
    switch (target) {
      case Target.Hold hold when !isHeld || leaves -> {
        assertTrue(entered.isPresent(), where);
        assertEquals(hold.direction(), entered.get().direction, where);
      }
      case Target.Hold _ -> assertTrue(entered.isEmpty(), where);
      case Target.Flat flat -> {
        assertTrue(leaves && entered.isEmpty(), where);
        Position left = own.stream().filter(p -> p.exitDecision == t).findFirst().orElseThrow();
        assertEquals(left.reason, flat.reason(), where);
      }
      case Target.Keep _ -> assertTrue(!leaves && entered.isEmpty(), where);
    }
    return leaves || entered.isPresent() ? 1 : 0;
  }
}
