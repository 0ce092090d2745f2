package io.bellwether.analyst.retrieval;

import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.trading.analysis.SessionDocument;
import io.bellwether.trading.analysis.SessionDocuments;
import io.bellwether.trading.analysis.TextArchive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The indices of the strategies' sessions. The ledger has the sessions; the archive has a snapshot
 * of each index, to which the sessions since are added. A snapshot that is missing, damaged, of an
 * earlier format or not what the ledger says of its last weeks or of the first session is made anew
 * from the ledger, so that nothing is lost with it, and it does no harm if two make one at a time.
 *
 * @param documents the sessions
 * @param archive where snapshots are
 * @param calendar says which sessions follow one another
 */
public record SessionMemory(
    SessionDocuments documents, TextArchive archive, TradingCalendar calendar) {
  /** As far back a session may still be written late, or again: a day's run that was killed. */
  private static final int OVERLAP_DAYS = 30;

  /** So many sessions are quicker added at each load than a snapshot is written. */
  private static final int MOST_ADDED = 20;

  private static final LocalDate FIRST = LocalDate.of(1900, 1, 1);

  /**
   * The index of a strategy's sessions, all of those up to a date among them.
   *
   * @param asOf later sessions may be in the index and are found for later ones alone
   */
  public SessionIndex load(String strategy, LocalDate asOf) {
    Optional<SessionIndex> snapshot = snapshot(strategy);
    if (snapshot.isEmpty()) {
      return rebuild(strategy, asOf);
    }
    SessionIndex index = snapshot.get();
    LocalDate end = index.last().orElseThrow().date();
    LocalDate overlap = end.minusDays(OVERLAP_DAYS);
    List<SessionDocument> recent = documents.of(strategy, overlap, asOf.isAfter(end) ? asOf : end);
    List<SessionDocument> known =
        recent.stream().filter(session -> !session.date().isAfter(end)).toList();
    if (!index.from(overlap).equals(known) || !beginsAsStored(strategy, index)) {
      return rebuild(strategy, asOf);
    }
    List<SessionDocument> added = recent.subList(known.size(), recent.size());
    index.add(added);
    if (added.size() > MOST_ADDED) {
      store(strategy, index);
    }
    return index;
  }

  /** Older sessions are stored later where a longer history is studied than before. */
  private boolean beginsAsStored(String strategy, SessionIndex index) {
    SessionDocument first = index.first().orElseThrow();
    return documents.of(strategy, FIRST, first.date()).equals(List.of(first));
  }

  /**
   * Makes the index anew from the ledger: after sessions of long ago were written again.
   *
   * @param asOf the last session's date at the latest
   */
  public SessionIndex rebuild(String strategy, LocalDate asOf) {
    SessionIndex index = SessionIndex.of(documents.of(strategy, FIRST, asOf), calendar);
    if (index.size() > MOST_ADDED) {
      store(strategy, index);
    }
    return index;
  }

  /**
   * Makes the next load make the index anew: to be called before sessions of long ago are written
   * again, so that whoever is killed before {@link #rebuild} leaves no index of what was there.
   */
  public void forget(String strategy) {
    archive.put(key(strategy), new byte[0]);
  }

  /** An index that can be read, with a session at least. */
  private Optional<SessionIndex> snapshot(String strategy) {
    return archive
        .find(key(strategy))
        .flatMap(
            bytes -> {
              try {
                SessionIndex index = SessionIndex.open(Snapshot.read(bytes), calendar);
                return index.last().map(last -> index);
              } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
                // It is a copy of what the ledger has: made anew, not mourned. Lucene refuses the
                // files of another release by an IllegalArgumentException, as we do documents.
                return Optional.empty();
              }
            });
  }

  private void store(String strategy, SessionIndex index) {
    try {
      archive.put(key(strategy), Snapshot.write(index.directory()));
    } catch (IOException e) {
      throw new UncheckedIOException("an index in memory cannot be read: " + e.getMessage(), e);
    }
  }

  private static String key(String strategy) {
    return "sessions/" + strategy + "/index-" + Snapshot.FORMAT;
  }
}
