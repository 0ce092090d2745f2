package io.bellwether.research.sweep;

import java.util.Comparator;

/**
 * Which trials are good, and of which of them the daily returns are kept: of the best ones and of a
 * random sample of all. The sample consists of the sets with the smallest hashes, so that it is the
 * same however the sweep is cut into pieces.
 *
 * @param objective what makes one trial better than another
 * @param minTrades a trial with fewer closed trades is none of the best
 * @param keepBest of how many of the best the daily returns are kept
 * @param keepSample of how many others
 * @param seed of the sample
 */
public record Selection(
    Objective objective, int minTrades, int keepBest, int keepSample, long seed) {
  /** Better first; of equal ones the lower set first. */
  public Comparator<Trial> order() {
    return Comparator.comparingDouble((Trial trial) -> -objective.of(trial.metrics()))
        .thenComparingLong(Trial::set);
  }

  public Selection {
    if (minTrades < 0 || keepBest < 0 || keepSample < 0) {
      throw new IllegalArgumentException(
          "minimum trades and kept returns must not be negative: %d, %d, %d"
              .formatted(minTrades, keepBest, keepSample));
    }
  }

  /** Keeps 50 of the best and 950 others. */
  public static Selection of(Objective objective, int minTrades, long seed) {
    return new Selection(objective, minTrades, 50, 950, seed);
  }

  /** The most trials whose daily returns are kept. */
  public int kept() {
    return keepBest + keepSample;
  }

  /** Whether a trial may be chosen: enough trades, and an objective that is defined. */
  public boolean admits(Trial trial) {
    return trial.metrics().trades() >= minTrades && !Double.isNaN(objective.of(trial.metrics()));
  }

  /**
   * The place of a set in the sample's order: the finaliser of SplitMix64 (Steele, Lea and Flood,
   * "Fast splittable pseudorandom number generators", OOPSLA 2014), a bijection of 64 bits.
   */
  long hash(long set) {
    long z = seed + (set + 1) * 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
