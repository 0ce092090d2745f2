package io.bellwether.research.verdict;

/**
 * One number about a search, and what it means.
 *
 * @param key its name in JSON, in snake case
 * @param label its name for people
 * @param value the number; NaN if it could not be computed
 * @param text the number as people read it
 * @param meaning one plain sentence, or why there is no number
 */
public record Finding(String key, String label, double value, String text, String meaning) {
  /** A number that could not be computed. */
  static Finding missing(String key, String label, String why) {
    return new Finding(key, label, Double.NaN, "-", why);
  }
}
