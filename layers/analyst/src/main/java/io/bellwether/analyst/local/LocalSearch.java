package io.bellwether.analyst.local;

/**
 * How far the local analyst looks.
 *
 * @param mostSets parameter sets that are tried, the one in force not counted
 * @param mostProposals made of them
 * @param minTrades a set with fewer closed trades is not proposed
 * @param seed which of the pairs of changes are tried where there are too many
 */
public record LocalSearch(int mostSets, int mostProposals, int minTrades, long seed) {
  /** 96 sets, of which the best is proposed, with 30 trades at least. */
  public static final LocalSearch DEFAULT = new LocalSearch(96, 1, 30, 1);

  public LocalSearch {
    if (mostSets < 1 || mostProposals < 1 || minTrades < 0) {
      throw new IllegalArgumentException(
          "sets and proposals must be at least 1, trades not negative: %d, %d, %d"
              .formatted(mostSets, mostProposals, minTrades));
    }
  }
}
