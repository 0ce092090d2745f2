package io.bellwether.analyst.retrieval;

import io.bellwether.analyst.Recollection;
import io.bellwether.analyst.retrieval.Matches.Match;
import io.bellwether.analyst.session.SessionJson;
import io.bellwether.trading.analysis.SessionDocument;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/**
 * Questions to one state of the index. Lucene's queries find the sessions of a regime and a time;
 * each of these is scored exactly, in double precision and in the order of the terms, because
 * Lucene's own scores are those of the whole index, later sessions included, and rounded.
 */
final class SessionSearch {
  private static final int WEEK = 5;

  private final DirectoryReader reader;
  private final IndexSearcher searcher;
  private final TermTable table;
  private final SessionSequence sequence;

  SessionSearch(DirectoryReader reader, SessionSequence sequence) throws IOException {
    this.reader = reader;
    this.sequence = sequence;
    this.table = TermTable.read(reader);
    this.searcher = new IndexSearcher(reader);
    // Each date is asked about once.
    searcher.setQueryCache(null);
  }

  /** Questions to the state after the last write. */
  SessionSearch renewed() throws IOException {
    DirectoryReader changed = DirectoryReader.openIfChanged(reader);
    if (changed == null) {
      return this;
    }
    reader.close();
    return new SessionSearch(changed, sequence);
  }

  int size() {
    return reader.numDocs();
  }

  SessionDocument document(int number) throws IOException {
    BytesRef json =
        reader
            .storedFields()
            .document(number, Set.of(SessionIndex.DOCUMENT))
            .getBinaryValue(SessionIndex.DOCUMENT);
    return SessionJson.read(Arrays.copyOfRange(json.bytes, json.offset, json.offset + json.length));
  }

  /** The sessions before one in the narrowest regime that has enough of them. */
  Matches matches(SessionDocument asked, int enough) throws IOException {
    long day = asked.date().toEpochDay();
    for (Regime regime : Regime.values()) {
      BitSet found =
          searcher.search(query(regime.terms(asked.condition()), day), Numbers.manager());
      if (found.cardinality() >= enough || regime == Regime.ANY) {
        Cosine cosine = new Cosine(table, SessionTerms.of(asked), table.countBefore(day));
        List<Match> matches =
            found.stream()
                .mapToObj(one -> new Match(one, table.day(one), cosine.with(one)))
                .toList();
        return new Matches(matches, regime);
      }
    }
    throw new IllegalStateException("the last regime takes any session");
  }

  private static Query query(List<String> terms, long beforeDay) {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    query.add(
        LongPoint.newRangeQuery(SessionIndex.DAY, Long.MIN_VALUE, beforeDay - 1), Occur.FILTER);
    terms.forEach(
        term -> query.add(new TermQuery(new Term(SessionIndex.TERM, term)), Occur.FILTER));
    return query.build();
  }

  /**
   * The session with what came next, as far as that was known at the close asked about and no
   * session is missing in between.
   */
  Recollection recollection(Match match, SessionDocument asked) throws IOException {
    List<Double> profits = profitsAfter(match.number(), asked);
    return new Recollection(
        document(match.number()),
        match.similarity(),
        profits.stream().findFirst(),
        profits.size() < WEEK ? Optional.empty() : Optional.of(compounded(profits)));
  }

  /** Of a week at most. */
  private List<Double> profitsAfter(int number, SessionDocument asked) throws IOException {
    List<Double> profits = new ArrayList<>();
    int known = table.countBefore(asked.date().toEpochDay());
    int last = number;
    while (last + 1 < known && profits.size() < WEEK && isNext(last, table.day(last + 1))) {
      last++;
      profits.add(profit(last));
    }
    if (last + 1 == known && profits.size() < WEEK && isNext(last, asked.date().toEpochDay())) {
      profits.add(asked.performance().profit());
    }
    return profits;
  }

  private boolean isNext(int number, long day) {
    return sequence.isNext(LocalDate.ofEpochDay(table.day(number)), LocalDate.ofEpochDay(day));
  }

  private double profit(int number) throws IOException {
    LeafReaderContext leaf = reader.leaves().get(ReaderUtil.subIndex(number, reader.leaves()));
    NumericDocValues profits = DocValues.getNumeric(leaf.reader(), SessionIndex.PROFIT);
    profits.advanceExact(number - leaf.docBase);
    return Double.longBitsToDouble(profits.longValue());
  }

  private static double compounded(List<Double> profits) {
    double growth = 1;
    for (double profit : profits) {
      growth *= 1 + profit;
    }
    return growth - 1;
  }
}
