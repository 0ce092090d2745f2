package io.bellwether.research.proof;

/**
 * How much a proof looks at.
 *
 * @param seed of everything random in it
 * @param budget bars it may bind a strategy to on each series, counted anew for every binding; a
 *     series that would take more is proven on parts of it, evenly spread and drawn by the seed
 */
public record ProofSettings(long seed, long budget) {
  /** Some seconds with built-in indicators on a series of any length. */
  public static final long DEFAULT_BUDGET = 50_000_000;

  public ProofSettings {
    if (budget < 1) {
      throw new IllegalArgumentException("the budget must be more than 0 bars, not " + budget);
    }
  }

  /** The default budget. */
  public static ProofSettings ofSeed(long seed) {
    return new ProofSettings(seed, DEFAULT_BUDGET);
  }

  /** Every bar of every series, however long it takes. */
  public ProofSettings withoutLimit() {
    return new ProofSettings(seed, Long.MAX_VALUE);
  }
}
