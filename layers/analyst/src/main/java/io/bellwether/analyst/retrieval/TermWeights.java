package io.bellwether.analyst.retrieval;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.util.BytesRef;

/**
 * How much each term says, by the sessions before the one asked about alone: {@code w = ln(1 + N /
 * f)}, N being their number and f the number of those that have the term, at least 1.
 *
 * <p>Source: J. Zobel and A. Moffat, "Exploring the Similarity Space", ACM SIGIR Forum 32(1), 1998,
 * the weight w2 of their table of term weights. It is never 0, so that sessions with equal terms
 * are always equal; a term is in a session once or not at all, so that there is no term frequency.
 */
final class TermWeights {
  private final Map<BytesRef, Integer> frequencies = new TreeMap<>();
  private int sessions;

  /** Counts the sessions of a part of the index that are of a day before one. */
  void count(LeafReader reader, long beforeDay) throws IOException {
    NumericDocValues days = reader.getNumericDocValues(SessionIndex.DAY);
    SortedSetDocValues terms = reader.getSortedSetDocValues(SessionIndex.TERM);
    int[] counts = new int[Math.toIntExact(terms.getValueCount())];
    // Sessions lie in order of their days.
    while (days.nextDoc() != NumericDocValues.NO_MORE_DOCS && days.longValue() < beforeDay) {
      sessions++;
      if (terms.advanceExact(days.docID())) {
        for (int i = 0; i < terms.docValueCount(); i++) {
          counts[Math.toIntExact(terms.nextOrd())]++;
        }
      }
    }
    for (int ord = 0; ord < counts.length; ord++) {
      if (counts[ord] > 0) {
        frequencies.merge(BytesRef.deepCopyOf(terms.lookupOrd(ord)), counts[ord], Integer::sum);
      }
    }
  }

  double squared(BytesRef term) {
    double weight = Math.log(1 + (double) sessions / frequencies.getOrDefault(term, 1));
    return weight * weight;
  }

  /** The squared length of a session's vector. */
  double squaredLength(Collection<BytesRef> terms) {
    double sum = 0;
    for (BytesRef term : terms) {
      sum += squared(term);
    }
    return sum;
  }

  /** The squared weight of each term of a part of the index, by its number there. */
  double[] squared(SortedSetDocValues terms) {
    double[] squared = new double[Math.toIntExact(terms.getValueCount())];
    try {
      for (int ord = 0; ord < squared.length; ord++) {
        squared[ord] = squared(terms.lookupOrd(ord));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return squared;
  }
}
