package io.bellwether.analyst.retrieval;

import java.util.BitSet;
import java.util.Collection;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;

/** Collects the numbers of the sessions that a query finds; Lucene's score is not asked for. */
final class Numbers extends SimpleCollector {
  private final BitSet found = new BitSet();
  private int base;

  private Numbers() {}

  /** For a search. */
  static CollectorManager<Numbers, BitSet> manager() {
    return new CollectorManager<>() {
      @Override
      public Numbers newCollector() {
        return new Numbers();
      }

      @Override
      public BitSet reduce(Collection<Numbers> collectors) {
        BitSet all = new BitSet();
        collectors.forEach(one -> all.or(one.found));
        return all;
      }
    };
  }

  @Override
  protected void doSetNextReader(LeafReaderContext leaf) {
    base = leaf.docBase;
  }

  @Override
  public void collect(int number) {
    found.set(base + number);
  }

  @Override
  public ScoreMode scoreMode() {
    return ScoreMode.COMPLETE_NO_SCORES;
  }
}
