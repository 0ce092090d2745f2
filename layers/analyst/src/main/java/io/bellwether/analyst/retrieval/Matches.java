package io.bellwether.analyst.retrieval;

import java.util.Comparator;
import java.util.List;

/**
 * Sessions that were looked at.
 *
 * @param all in order of their days
 * @param regime what they have in common with the one asked about
 */
record Matches(List<Match> all, Regime regime) {
  private static final Comparator<Match> BEST_FIRST =
      Comparator.comparingDouble(Match::similarity)
          .reversed()
          .thenComparing(Comparator.comparingLong(Match::day).reversed());

  /**
   * A session.
   *
   * @param number its place in the index
   * @param day its date, in days since 1970-01-01
   * @param similarity 0 to 1
   */
  record Match(int number, long day, double similarity) {}

  /** The most similar first, of equally similar ones the latest. */
  List<Match> best(int count) {
    return all.stream().sorted(BEST_FIRST).limit(count).toList();
  }
}
