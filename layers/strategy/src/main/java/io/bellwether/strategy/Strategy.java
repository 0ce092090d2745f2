package io.bellwether.strategy;

import io.bellwether.market.Timeframe;
import java.util.List;

/**
 * A trading rule: a pure function of bars and holdings. The same object decides live, in simulation
 * and in research.
 */
public interface Strategy {
  /** The name in configuration and ledgers, such as {@code ema-crossover}. */
  String name();

  /** The timeframe of the bars it decides on. */
  Timeframe timeframe();

  /** The symbols whose bars it needs, the main one first. */
  List<String> symbols();

  /** How many bars have to come before the first decision; a lower bound for fetching history. */
  int warmUpBars();

  /**
   * Whether an exit depends on the bars since the entry, and on the one before it at whose close
   * the entry was decided. Then the series has to reach back that far while something is held.
   */
  default boolean exitsByPath() {
    return false;
  }

  /** Computes the columns over the series, which hold the symbols of {@link #symbols}. */
  Rules on(SeriesSet series);

  /** The main symbol's columns that people want to see beside its price; for pictures alone. */
  default List<Plot> plots(SeriesSet series) {
    return List.of();
  }
}
