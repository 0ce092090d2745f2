package io.bellwether.analyst.retrieval;

import io.bellwether.analyst.retrieval.Matches.Match;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.util.BytesRef;

/**
 * Scores sessions by the cosine of the angle between their vector and that of the one asked about:
 * the sum of the squared weights of the terms that both have, over the product of the lengths.
 *
 * @param terms of the session asked about
 * @param weights of all terms
 */
record Cosine(SortedSet<BytesRef> terms, TermWeights weights)
    implements CollectorManager<Cosine.Scores, List<Match>> {
  @Override
  public Scores newCollector() {
    return new Scores(this, new ArrayList<>());
  }

  /** All of them, in order of their days. */
  @Override
  public List<Match> reduce(Collection<Scores> collectors) {
    return collectors.stream()
        .flatMap(scores -> scores.matches().stream())
        .sorted(Comparator.comparingLong(Match::day))
        .toList();
  }

  /** The scores of some parts of the index. */
  record Scores(Cosine cosine, List<Match> matches) implements Collector {
    @Override
    public LeafCollector getLeafCollector(LeafReaderContext leaf) throws IOException {
      return new Part(cosine, matches, leaf);
    }

    @Override
    public ScoreMode scoreMode() {
      return ScoreMode.COMPLETE_NO_SCORES;
    }
  }

  /** The scores of one part of the index, in which terms have numbers in their order. */
  private static final class Part implements LeafCollector {
    private final List<Match> matches;
    private final int base;
    private final SortedSetDocValues terms;
    private final NumericDocValues days;
    private final double[] squared;
    private final boolean[] shared;
    private final double askedLength;

    Part(Cosine cosine, List<Match> matches, LeafReaderContext leaf) throws IOException {
      this.matches = matches;
      this.base = leaf.docBase;
      this.terms = leaf.reader().getSortedSetDocValues(SessionIndex.TERM);
      this.days = leaf.reader().getNumericDocValues(SessionIndex.DAY);
      this.squared = cosine.weights.squared(terms);
      this.shared = new boolean[squared.length];
      for (int ord = 0; ord < shared.length; ord++) {
        shared[ord] = cosine.terms.contains(terms.lookupOrd(ord));
      }
      this.askedLength = Math.sqrt(cosine.weights.squaredLength(cosine.terms));
    }

    @Override
    public void setScorer(Scorable scorer) {
      // Lucene's score is not asked for.
    }

    @Override
    public void collect(int number) throws IOException {
      double product = 0;
      double length = 0;
      if (terms.advanceExact(number)) {
        for (int i = 0; i < terms.docValueCount(); i++) {
          int ord = Math.toIntExact(terms.nextOrd());
          length += squared[ord];
          product += shared[ord] ? squared[ord] : 0;
        }
      }
      days.advanceExact(number);
      // Rounding may lift the cosine of equal sessions above 1 by a bit.
      double cosine = Math.min(1, product / (askedLength * Math.sqrt(length)));
      matches.add(new Match(base + number, days.longValue(), cosine));
    }
  }
}
