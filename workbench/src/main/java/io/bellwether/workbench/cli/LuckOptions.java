package io.bellwether.workbench.cli;

import picocli.CommandLine.Option;

/** How the best of a search is weighed against luck. */
final class LuckOptions {
  private static final int MOST_PERMUTATIONS = 100_000;

  @Option(
      names = "--trials-before",
      paramLabel = "N",
      defaultValue = "0",
      description = "Sets tried on these bars in earlier searches; they count. Default: 0.")
  private long trialsBefore;

  @Option(
      names = "--permutations",
      paramLabel = "N",
      defaultValue = "100",
      description = "Markets of shuffled bars the best set is run on; 0 for none. Default: 100.")
  private int permutations;

  @Option(
      names = "--permute-search",
      description = "Repeat the whole search on each of them, which counts that it was a search.")
  private boolean permuteSearch;

  long trialsBefore() {
    if (trialsBefore < 0) {
      throw InputException.usage("--trials-before must be at least 0, not " + trialsBefore);
    }
    return trialsBefore;
  }

  int permutations() {
    if (permutations < 0 || permutations > MOST_PERMUTATIONS) {
      throw InputException.usage(
          "--permutations must be at least 0 and at most "
              + MOST_PERMUTATIONS
              + ", not "
              + permutations);
    }
    return permutations;
  }

  boolean permuteSearch() {
    return permuteSearch;
  }
}
