package io.bellwether.analyst.retrieval;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.util.BytesRef;

/**
 * The terms of each session of an index, read once and not for every question: each counts them
 * anew, as of its date.
 */
final class TermTable {
  private final Map<BytesRef, Integer> numbers;
  private final List<int[]> sessions;
  private final long[] days;

  private TermTable(Map<BytesRef, Integer> numbers, List<int[]> sessions, long[] days) {
    this.numbers = numbers;
    this.sessions = sessions;
    this.days = days;
  }

  /** Reads an index, whose sessions lie in order of their days. */
  static TermTable read(IndexReader reader) throws IOException {
    TreeMap<BytesRef, Integer> numbers = new TreeMap<>();
    for (LeafReaderContext leaf : reader.leaves()) {
      SortedSetDocValues terms = DocValues.getSortedSet(leaf.reader(), SessionIndex.TERM);
      for (int ord = 0; ord < terms.getValueCount(); ord++) {
        numbers.put(BytesRef.deepCopyOf(terms.lookupOrd(ord)), 0);
      }
    }
    int next = 0;
    for (Map.Entry<BytesRef, Integer> term : numbers.entrySet()) {
      term.setValue(next++);
    }
    List<int[]> sessions = new ArrayList<>(reader.maxDoc());
    long[] days = new long[reader.maxDoc()];
    for (LeafReaderContext leaf : reader.leaves()) {
      read(leaf.reader(), numbers, sessions, days);
    }
    return new TermTable(numbers, sessions, days);
  }

  /** Terms are in their order in each part of the index, so their numbers rise in each session. */
  private static void read(
      LeafReader leaf, Map<BytesRef, Integer> numbers, List<int[]> sessions, long[] days)
      throws IOException {
    SortedSetDocValues terms = DocValues.getSortedSet(leaf, SessionIndex.TERM);
    NumericDocValues day = DocValues.getNumeric(leaf, SessionIndex.DAY);
    int[] numberOf = new int[Math.toIntExact(terms.getValueCount())];
    for (int ord = 0; ord < numberOf.length; ord++) {
      numberOf[ord] = numbers.getOrDefault(terms.lookupOrd(ord), -1);
    }
    while (day.nextDoc() != NumericDocValues.NO_MORE_DOCS) {
      days[sessions.size()] = day.longValue();
      int[] row = new int[terms.advanceExact(day.docID()) ? terms.docValueCount() : 0];
      for (int i = 0; i < row.length; i++) {
        row[i] = numberOf[Math.toIntExact(terms.nextOrd())];
      }
      sessions.add(row);
    }
  }

  /** How many different terms there are. */
  int terms() {
    return numbers.size();
  }

  /** The number of a term, if a session has it. */
  Optional<Integer> number(String term) {
    return Optional.ofNullable(numbers.get(new BytesRef(term)));
  }

  /** The terms of a session, ascending. Shared: do not write. */
  int[] of(int session) {
    return sessions.get(session);
  }

  long day(int session) {
    return days[session];
  }

  /** How many sessions are of a day before one; they are the first ones. */
  int countBefore(long day) {
    int found = Arrays.binarySearch(days, day);
    return found >= 0 ? found : -found - 1;
  }
}
