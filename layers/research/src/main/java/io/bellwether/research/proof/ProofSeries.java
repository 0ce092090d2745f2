package io.bellwether.research.proof;

import io.bellwether.market.Bars;
import io.bellwether.strategy.SeriesSet;
import java.util.List;

/**
 * Bars that a proof is made on.
 *
 * @param name what they are, for people: {@code the bars given}, {@code random walk, seed 7}
 * @param bars one series per symbol of the strategy, the main one first, on a common clock
 */
public record ProofSeries(String name, List<Bars> bars) {
  /** Keeps the timestamps that all of the series have. */
  public ProofSeries {
    bars = SeriesSet.align(bars).all();
  }

  /** The number of bars. */
  public int size() {
    return bars.getFirst().size();
  }
}
