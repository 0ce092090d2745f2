package io.bellwether.workbench.bench;

import io.bellwether.research.engine.BacktestResult;
import io.bellwether.research.engine.TradeLog;

/** Whether a plain loop and the engine did the same work: without that, a ratio says nothing. */
final class Yardstick {
  private static final double TOLERANCE = 1e-9;

  private Yardstick() {}

  /**
   * Compares the trades, their bars and quantities, and the final equity.
   *
   * @throws IllegalStateException if they differ
   */
  static void requireSame(String what, Account plain, BacktestResult engine) {
    TradeLog trades = engine.trades();
    require(what + ": trades", plain.trades, trades.size());
    for (int i = 0; i < plain.trades; i++) {
      require(what + ": entry of trade " + i, plain.entryBar[i], trades.entryBar(i));
      require(what + ": exit of trade " + i, plain.exitBar[i], trades.exitBar(i));
      require(what + ": quantity of trade " + i, plain.quantity[i], trades.quantity(i));
    }
    requireSame(what, plain.finalEquity(), engine.finalEquity());
  }

  /** Compares final equities. */
  static void requireSame(String what, double plain, double engine) {
    if (!(Math.abs(engine / plain - 1) <= TOLERANCE)) {
      throw new IllegalStateException(
          what + ": the plain loop ends with " + plain + ", the engine with " + engine);
    }
  }

  private static void require(String what, double plain, double engine) {
    if (plain != engine) {
      throw new IllegalStateException(
          what + ": the plain loop has " + plain + ", the engine " + engine);
    }
  }
}
