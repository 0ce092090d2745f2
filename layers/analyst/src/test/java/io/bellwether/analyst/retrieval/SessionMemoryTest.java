package io.bellwether.analyst.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.analyst.session.SessionSamples;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.trading.analysis.MemoryArchive;
import io.bellwether.trading.analysis.SessionDocument;
import io.bellwether.trading.analysis.SessionDocument.Origin;
import io.bellwether.trading.analysis.SessionDocuments;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.junit.jupiter.api.Test;

/** Whatever becomes of the snapshot, the index is that of the ledger's sessions. */
class SessionMemoryTest {
  private static final TradingCalendar NYSE = new NyseCalendar();

  private static final String KEY = "sessions/rsi2/index-" + Snapshot.FORMAT;

  private final List<SessionDocument> sessions = SessionSamples.sessions(1, 150);
  private final Documents documents = new Documents();
  private final MemoryArchive archive = new MemoryArchive();
  private final SessionMemory memory = new SessionMemory(documents, archive, NYSE);

  SessionMemoryTest() {}

  /** Sessions in memory, which counts what is read of it. */
  private static final class Documents implements SessionDocuments {
    private final TreeMap<LocalDate, SessionDocument> sessions = new TreeMap<>();
    private int read;

    @Override
    public void put(SessionDocument document) {
      sessions.put(document.date(), document);
    }

    @Override
    public List<SessionDocument> of(String strategy, LocalDate from, LocalDate to) {
      List<SessionDocument> found =
          sessions.subMap(from, true, to, true).values().stream()
              .filter(session -> session.strategy().equals(strategy))
              .toList();
      read += found.size();
      return found;
    }
  }

  private void requireLoadedWhole(LocalDate asOf) {
    SessionIndex loaded = memory.load("rsi2", asOf);
    List<SessionDocument> stored = documents.of("rsi2", LocalDate.of(1900, 1, 1), asOf);
    SessionIndex fresh = SessionIndex.of(stored, NYSE);
    SessionDocument asked = stored.getLast();
    assertEquals(fresh.find(asked, 10), loaded.find(asked, 10));
    assertEquals(fresh.find(asked, 1_000), loaded.find(asked, 1_000));
  }

  @Test
  void aSnapshotIsTakenAndAddedTo() {
    sessions.subList(0, 100).forEach(documents::put);
    requireLoadedWhole(sessions.get(99).date());
    byte[] first = archive.find(KEY).orElseThrow();
    documents.read = 0;
    for (int i = 100; i < 110; i++) {
      documents.put(sessions.get(i));
      requireLoadedWhole(sessions.get(i).date());
    }
    assertEquals(Arrays.hashCode(first), Arrays.hashCode(archive.find(KEY).orElseThrow()));
    documents.read = 0;
    memory.load("rsi2", sessions.get(109).date());
    assertTrue(documents.read < 40, "a month and what is new, not all: " + documents.read);
    sessions.subList(110, 150).forEach(documents::put);
    requireLoadedWhole(sessions.get(149).date());
    documents.read = 0;
    memory.load("rsi2", sessions.get(149).date());
    assertTrue(documents.read < 30, "the snapshot has moved on: " + documents.read);
  }

  @Test
  void earlierDatesAreAskedAboutToo() {
    sessions.forEach(documents::put);
    memory.load("rsi2", sessions.getLast().date());
    requireLoadedWhole(sessions.get(80).date());
  }

  @Test
  void aDamagedSnapshotIsMadeAnew() throws IOException {
    sessions.subList(0, 60).forEach(documents::put);
    memory.load("rsi2", sessions.get(59).date());
    byte[] good = archive.find(KEY).orElseThrow();
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 40; i++) {
      byte[] damaged = good.clone();
      damaged[i < 20 ? i : random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      assertThrows(IOException.class, () -> Snapshot.read(damaged));
    }
    for (byte[] damaged :
        List.of(
            new byte[0],
            new byte[] {1},
            new byte[100],
            Arrays.copyOf(good, good.length / 2),
            Arrays.copyOf(good, good.length + 1))) {
      archive.put(KEY, damaged);
      requireLoadedWhole(sessions.get(59).date());
      assertEquals(
          60, SessionIndex.open(Snapshot.read(archive.find(KEY).orElseThrow()), NYSE).size());
    }
  }

  /** As after an upgrade: the bytes are whole, and Lucene or we no longer know what is in them. */
  @Test
  void aSnapshotOfAnotherReleaseIsMadeAnew() throws IOException {
    sessions.subList(0, 60).forEach(documents::put);
    memory.load("rsi2", sessions.get(59).date());
    byte[] good = archive.find(KEY).orElseThrow();
    for (byte[] other : List.of(renamed(good, "Lucene103", "Lucene999"), withUnknownForm(good))) {
      Directory unreadable = Snapshot.read(other);
      assertThrows(
          IllegalArgumentException.class,
          () -> SessionIndex.open(unreadable, NYSE).last().orElseThrow());
      archive.put(KEY, other);
      requireLoadedWhole(sessions.get(59).date());
      assertEquals(
          60, SessionIndex.open(Snapshot.read(archive.find(KEY).orElseThrow()), NYSE).size());
    }
  }

  /** The snapshot with one document more, which lacks what this release requires. */
  private static byte[] withUnknownForm(byte[] snapshot) throws IOException {
    Directory directory = Snapshot.read(snapshot);
    try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
      Document fields = new Document();
      fields.add(new LongPoint(SessionIndex.DAY, 30_000));
      fields.add(new NumericDocValuesField(SessionIndex.DAY, 30_000));
      fields.add(new StoredField(SessionIndex.DOCUMENT, "{}".getBytes(StandardCharsets.UTF_8)));
      writer.addDocument(fields);
    }
    return Snapshot.write(directory);
  }

  /** The snapshot with other words in its files, and the checksums of those who wrote them so. */
  private static byte[] renamed(byte[] snapshot, String from, String to) throws IOException {
    try (Directory directory = Snapshot.read(snapshot);
        Directory renamed = new ByteBuffersDirectory()) {
      for (String name : directory.listAll()) {
        try (IndexInput in = directory.openInput(name, IOContext.READONCE);
            IndexOutput out = renamed.createOutput(name, IOContext.DEFAULT)) {
          byte[] bytes = new byte[Math.toIntExact(in.length()) - CodecUtil.footerLength()];
          in.readBytes(bytes, 0, bytes.length);
          byte[] changed =
              new String(bytes, StandardCharsets.ISO_8859_1)
                  .replace(from, to)
                  .getBytes(StandardCharsets.ISO_8859_1);
          out.writeBytes(changed, changed.length);
          CodecUtil.writeFooter(out);
        }
      }
      return Snapshot.write(renamed);
    }
  }

  @Test
  void aSessionWrittenLateOrAgainIsInTheIndex() {
    sessions.subList(0, 100).forEach(documents::put);
    documents.sessions.remove(sessions.get(95).date());
    memory.load("rsi2", sessions.get(99).date());
    documents.put(sessions.get(95));
    requireLoadedWhole(sessions.get(99).date());
    SessionDocument last = sessions.get(99);
    documents.put(
        new SessionDocument(
            "rsi2",
            last.date(),
            Origin.ACCOUNT,
            7,
            last.parameters(),
            last.condition(),
            last.performance(),
            List.of("stop")));
    requireLoadedWhole(last.date());
    assertEquals(7, memory.load("rsi2", last.date()).last().orElseThrow().version());
  }

  @Test
  void sessionsOfLongAgoThatAreStoredLaterAreInTheIndex() {
    sessions.subList(50, 120).forEach(documents::put);
    memory.load("rsi2", sessions.get(119).date());
    sessions.subList(0, 50).forEach(documents::put);
    requireLoadedWhole(sessions.get(119).date());
    assertEquals(120, memory.load("rsi2", sessions.get(119).date()).size());
    documents.read = 0;
    memory.load("rsi2", sessions.get(119).date());
    assertTrue(documents.read < 30, "made anew once: " + documents.read);
  }

  @Test
  void aStrategyWithoutSessionsHasAnEmptyIndex() {
    assertEquals(0, memory.load("rsi2", LocalDate.of(2024, 1, 2)).size());
    assertEquals(0, memory.load("other", LocalDate.of(2024, 1, 2)).size());
  }
}
