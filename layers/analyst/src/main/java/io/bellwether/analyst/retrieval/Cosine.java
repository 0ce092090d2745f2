package io.bellwether.analyst.retrieval;

import java.util.SortedSet;

/**
 * The cosine of the angle between the TF-IDF vectors of a session asked about and of those before
 * it: the sum of the squared weights of the terms that both have, over the product of the lengths.
 *
 * <p>The weight of a term is {@code w = ln(1 + N / f)}, N being the number of sessions before the
 * one asked about and f the number of those that have the term, at least 1. Source: J. Zobel and A.
 * Moffat, "Exploring the Similarity Space", ACM SIGIR Forum 32(1), 1998. It is never 0, so that
 * sessions with equal terms are always equal; a term is in a session once or not at all, so that
 * there is no term frequency.
 */
final class Cosine {
  private final TermTable table;
  private final double[] squared;
  private final boolean[] shared;
  private final double askedLength;

  /**
   * What is similar to some terms.
   *
   * @param asked the terms of the session asked about
   * @param sessions how many sessions come before it; later ones are not looked at
   */
  Cosine(TermTable table, SortedSet<String> asked, int sessions) {
    this.table = table;
    this.squared = squaredWeights(table, sessions);
    this.shared = new boolean[squared.length];
    double sum = 0;
    for (String term : asked) {
      sum += table.number(term).map(number -> squared[number]).orElse(squaredWeight(sessions, 0));
      table.number(term).ifPresent(number -> shared[number] = true);
    }
    this.askedLength = Math.sqrt(sum);
  }

  private static double[] squaredWeights(TermTable table, int sessions) {
    int[] frequencies = new int[table.terms()];
    for (int session = 0; session < sessions; session++) {
      for (int term : table.of(session)) {
        frequencies[term]++;
      }
    }
    double[] squared = new double[frequencies.length];
    for (int term = 0; term < squared.length; term++) {
      squared[term] = squaredWeight(sessions, frequencies[term]);
    }
    return squared;
  }

  private static double squaredWeight(int sessions, int frequency) {
    double weight = Math.log(1 + (double) sessions / Math.max(1, frequency));
    return weight * weight;
  }

  /** With a session before the one asked about, 0 to 1. */
  double with(int session) {
    double product = 0;
    double length = 0;
    for (int term : table.of(session)) {
      length += squared[term];
      product += shared[term] ? squared[term] : 0;
    }
    // Rounding may lift the cosine of equal sessions above 1 by a bit.
    return Math.min(1, product / (askedLength * Math.sqrt(length)));
  }
}
