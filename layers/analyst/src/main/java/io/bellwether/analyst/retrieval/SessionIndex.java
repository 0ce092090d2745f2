package io.bellwether.analyst.retrieval;

import io.bellwether.analyst.Recollection;
import io.bellwether.analyst.session.SessionJson;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.trading.analysis.SessionDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.KeywordField;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.BytesRef;

/**
 * The sessions of one strategy, to find those that are like one. They are added in order of their
 * dates, and one added a day at a time answers exactly as one made at once.
 *
 * <p>Similarity is the cosine of TF-IDF vectors, see {@link SessionTerms} and {@link Cosine}. A
 * question about a session sees those before it alone: they are what is found, what document
 * frequencies are counted in, and what outcomes are known of.
 *
 * <p>For one thread at a time.
 */
public final class SessionIndex {
  static final String DAY = "day";
  static final String TERM = "term";
  static final String PROFIT = "profit";
  static final String DOCUMENT = "document";

  private final Directory directory;
  private SessionSearch search;

  private SessionIndex(Directory directory, TradingCalendar calendar) throws IOException {
    this.directory = directory;
    this.search = new SessionSearch(DirectoryReader.open(directory), new SessionSequence(calendar));
  }

  /**
   * An index of sessions of one strategy.
   *
   * @param documents in order of their dates, one a day
   * @param calendar says which sessions follow one another
   */
  public static SessionIndex of(List<SessionDocument> documents, TradingCalendar calendar) {
    try {
      Directory directory = new ByteBuffersDirectory();
      write(directory, Optional.empty(), documents);
      return new SessionIndex(directory, calendar);
    } catch (IOException e) {
      throw inMemory(e);
    }
  }

  /**
   * An index that was written before.
   *
   * @throws IOException if it cannot be read
   */
  static SessionIndex open(Directory directory, TradingCalendar calendar) throws IOException {
    return new SessionIndex(directory, calendar);
  }

  /**
   * Adds a session. Adding the last one again is harmless.
   *
   * @throws IllegalArgumentException if it is not later than the last one, or of another strategy
   */
  public void add(SessionDocument document) {
    add(List.of(document));
  }

  /** Adds sessions, see {@link #add(SessionDocument)}; all of them or none. */
  public void add(List<SessionDocument> documents) {
    Optional<SessionDocument> last = last();
    List<SessionDocument> fresh =
        !documents.isEmpty() && last.equals(Optional.of(documents.getFirst()))
            ? documents.subList(1, documents.size())
            : documents;
    if (fresh.isEmpty()) {
      return;
    }
    try {
      write(directory, last, fresh);
      search = search.renewed();
    } catch (IOException e) {
      throw inMemory(e);
    }
  }

  private static void write(
      Directory directory, Optional<SessionDocument> last, List<SessionDocument> documents)
      throws IOException {
    requireOrder(last, documents);
    // Merging neighbours alone keeps sessions in order.
    IndexWriterConfig config =
        new IndexWriterConfig()
            .setMergePolicy(new LogDocMergePolicy())
            .setMergeScheduler(new SerialMergeScheduler());
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (SessionDocument document : documents) {
        writer.addDocument(fields(document));
      }
    }
  }

  private static void requireOrder(
      Optional<SessionDocument> last, List<SessionDocument> documents) {
    Optional<SessionDocument> previous = last;
    for (SessionDocument document : documents) {
      if (previous.isPresent()) {
        SessionDocument before = previous.get();
        if (!document.date().isAfter(before.date())
            || !document.strategy().equals(before.strategy())) {
          throw new IllegalArgumentException(
              "session %s of %s does not follow session %s of %s"
                  .formatted(
                      document.date(), document.strategy(), before.date(), before.strategy()));
        }
      }
      previous = Optional.of(document);
    }
  }

  private static Document fields(SessionDocument session) {
    Document fields = new Document();
    long day = session.date().toEpochDay();
    fields.add(new LongPoint(DAY, day));
    fields.add(new NumericDocValuesField(DAY, day));
    for (String term : SessionTerms.of(session)) {
      fields.add(new KeywordField(TERM, new BytesRef(term), Store.NO));
    }
    long profit = Double.doubleToRawLongBits(session.performance().profit());
    fields.add(new NumericDocValuesField(PROFIT, profit));
    fields.add(new StoredField(DOCUMENT, SessionJson.write(session)));
    return fields;
  }

  /** The number of sessions. */
  public int size() {
    return search.size();
  }

  /** The earliest session. */
  Optional<SessionDocument> first() {
    return at(0);
  }

  /** The latest session. */
  public Optional<SessionDocument> last() {
    return at(search.size() - 1);
  }

  private Optional<SessionDocument> at(int number) {
    try {
      return search.size() == 0 ? Optional.empty() : Optional.of(search.document(number));
    } catch (IOException e) {
      throw inMemory(e);
    }
  }

  /** The sessions of a date and later, in order. */
  List<SessionDocument> from(LocalDate date) {
    try {
      List<SessionDocument> documents = new ArrayList<>();
      for (int number = size() - 1; number >= 0; number--) {
        SessionDocument document = search.document(number);
        if (document.date().isBefore(date)) {
          break;
        }
        documents.addFirst(document);
      }
      return documents;
    } catch (IOException e) {
      throw inMemory(e);
    }
  }

  /**
   * The sessions before a session that are most like it, see {@link #find}.
   *
   * @param asked need not be in the index
   * @param count how many at most
   */
  public List<Recollection> similar(SessionDocument asked, int count) {
    return find(asked, count).sessions();
  }

  /**
   * The sessions before a session that are most like it, among those of the same regime; in a wider
   * one if there are too few. Of each is told what came next as far as that was known at the close
   * of the session asked about, whose own profit is the last one known, and up to the first session
   * of the calendar that is not stored.
   *
   * @param asked need not be in the index
   * @param count how many at most
   */
  public Retrieval find(SessionDocument asked, int count) {
    try {
      Matches matches = search.matches(asked, count);
      List<Recollection> found = new ArrayList<>();
      for (Matches.Match match : matches.best(count)) {
        found.add(search.recollection(match, asked));
      }
      return new Retrieval(found, matches.regime());
    } catch (IOException e) {
      throw inMemory(e);
    }
  }

  /** All sessions of the regime that {@link #find} searches, by date. */
  Matches matches(SessionDocument asked, int count) {
    try {
      return search.matches(asked, count);
    } catch (IOException e) {
      throw inMemory(e);
    }
  }

  /** Where it is: for a snapshot. */
  Directory directory() {
    return directory;
  }

  private static UncheckedIOException inMemory(IOException e) {
    return new UncheckedIOException("an index in memory cannot be read: " + e.getMessage(), e);
  }
}
