package io.bellwether.research.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.strategy.Direction;
import io.bellwether.strategy.ExitReason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The engine that jumps from event to event and one that walks from bar to bar do the same, to the
 * last bit: random legs, orders, settings and markets.
 */
class DifferentialTest {
  private static final int SEEDS = Integer.getInteger("bellwether.seeds", 1_500);

  @Test
  void bothEnginesTradeTheSame() {
    long trades = 0;
    Map<ExitReason, Integer> reasons = new EnumMap<>(ExitReason.class);
    int stopped = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      Scenario scenario = Scenario.of(seed);
      ReferenceEngine reference = new ReferenceEngine(scenario);
      reference.run();
      BacktestResult result = scenario.run();
      assertSame(reference, result, "seed " + seed);
      trades += result.tradeCount();
      stopped += result.stopped() ? 1 : 0;
      reference.trades.forEach(trade -> reasons.merge(trade.reason(), 1, Integer::sum));
    }
    assertTrue(trades > 10L * SEEDS, "scenarios trade too little: " + trades);
    assertTrue(stopped > SEEDS / 50, "too few limits reached: " + stopped);
    assertEquals(4, reasons.size(), "exits of every kind: " + reasons);
  }

  private static void assertSame(ReferenceEngine reference, BacktestResult result, String where) {
    List<ReferenceEngine.Trade> expected = reference.trades;
    List<ReferenceEngine.Trade> actual = trades(result);
    for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
      assertEquals(expected.get(i), actual.get(i), where + ", trade " + i);
    }
    assertEquals(
        expected.size(),
        actual.size(),
        () ->
            where
                + ": "
                + expected.subList(Math.min(expected.size(), actual.size()), expected.size())
                + " or "
                + actual.subList(Math.min(expected.size(), actual.size()), actual.size()));
    double[] equity = result.equity();
    for (int t = 0; t < equity.length; t++) {
      assertEquals(reference.equity[t], equity[t], where + ", equity at bar " + t);
      assertEquals(reference.held[t], result.held().get(t), where + ", held in bar " + t);
    }
    assertEquals(reference.stopped, result.stopped(), where);
    assertEquals(reference.fees, result.fees(), 1e-9 * (1 + reference.fees), where);
    assertEquals(result.held().cardinality(), result.barsInMarket(), where);
  }

  private static List<ReferenceEngine.Trade> trades(BacktestResult result) {
    TradeLog log = result.trades();
    List<ReferenceEngine.Trade> trades = new ArrayList<>();
    for (int i = 0; i < log.size(); i++) {
      Bars bars = result.data().traded(result.rules().legs().get(log.leg(i)).symbol());
      trades.add(
          new ReferenceEngine.Trade(
              log.leg(i),
              log.direction(i) == Direction.LONG ? 1 : -1,
              log.quantity(i),
              log.entryBar(i),
              bars.start(log.entryFill(i)),
              log.entryPrice(i),
              log.exitBar(i),
              bars.start(log.exitFill(i)),
              log.exitPrice(i),
              log.fees(i),
              log.pnl(i),
              log.reason(i)));
    }
    return trades;
  }
}
