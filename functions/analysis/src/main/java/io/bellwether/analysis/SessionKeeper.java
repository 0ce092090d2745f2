package io.bellwether.analysis;

import io.bellwether.analyst.Dossier;
import io.bellwether.analyst.Recollection;
import io.bellwether.analyst.Study;
import io.bellwether.analyst.retrieval.SessionMemory;
import io.bellwether.analyst.session.SessionBuilder;
import io.bellwether.cloud.Platform;
import io.bellwether.market.Bars;
import io.bellwether.market.time.Deadline;
import io.bellwether.trading.analysis.SessionDocument;
import io.bellwether.trading.analysis.SessionDocument.Origin;
import io.bellwether.trading.analysis.SessionDocuments;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Keeps the documents of a strategy's sessions: of the account where it was on record that day,
 * else of the backtest. What is stored already stays, and gets the VIX where it was made without;
 * whoever is killed half-way has stored some, and the next run stores the rest.
 */
final class SessionKeeper {
  private final Platform platform;
  private final Outlook outlook;
  private final SessionDocuments documents;

  SessionKeeper(Platform platform, Outlook outlook) {
    this.platform = platform;
    this.outlook = outlook;
    this.documents = platform.ledger().analysis().sessions();
  }

  /**
   * What is kept of a study's sessions.
   *
   * @param last the document of its last session
   * @param added how many were stored just now
   */
  record Kept(SessionDocument last, int added) {}

  /** Stores what is missing of a study's sessions. */
  Kept keep(Study study, LocalDate session, Deadline deadline) {
    LocalDate first = platform.calendar().dateAt(study.market().from());
    Optional<Bars> vix = outlook.vix(first, session, deadline);
    List<SessionDocument> backtest = SessionBuilder.of(study, vix);
    SessionDocument last = backtest.getLast();
    Map<LocalDate, SessionDocument> stored = new TreeMap<>();
    documents
        .of(study.version().strategy(), backtest.getFirst().date(), last.date())
        .forEach(document -> stored.put(document.date(), document));
    Optional<LocalDate> onRecord = firstOnRecord(study);
    int added = 0;
    boolean isPastChanged = false;
    for (SessionDocument document : backtest) {
      LocalDate date = document.date();
      boolean maybeAccounts = onRecord.filter(day -> !date.isBefore(day)).isPresent();
      Optional<SessionDocument> before = Optional.ofNullable(stored.get(date));
      // The account's day is closed after the session: a run before that knew the backtest's alone.
      boolean open =
          before.isEmpty()
              || (date.equals(last.date()) && before.get().origin() == Origin.BACKTEST);
      SessionDocument found =
          open
              ? (maybeAccounts ? accounts(study, vix, date) : Optional.<SessionDocument>empty())
                  .orElse(document)
              : withVix(before.get(), document.condition().vix());
      if (!before.equals(Optional.of(found))) {
        documents.put(found);
        added++;
        isPastChanged |= date.isBefore(last.date());
      }
      stored.put(date, found);
    }
    if (isPastChanged) {
      memory().rebuild(study.version().strategy(), last.date());
    }
    return new Kept(Optional.ofNullable(stored.get(last.date())).orElse(last), added);
  }

  /** Sessions like one, as far as they and what followed were known at its close. */
  List<Recollection> similar(SessionDocument session) {
    return memory()
        .load(session.strategy(), session.date())
        .similar(session, Dossier.SIMILAR_SESSIONS);
  }

  private SessionMemory memory() {
    return new SessionMemory(documents, platform.archive(), platform.calendar());
  }

  /** A document made before there was a key for the VIX, or while its source was down, gets it. */
  private static SessionDocument withVix(SessionDocument stored, Optional<Double> known) {
    return stored.condition().vix().isPresent() || known.isEmpty()
        ? stored
        : stored.withCondition(stored.condition().withVix(known));
  }

  private Optional<SessionDocument> accounts(Study study, Optional<Bars> vix, LocalDate date) {
    return SessionBuilder.ofAccount(study, vix, platform.ledger(), date);
  }

  private Optional<LocalDate> firstOnRecord(Study study) {
    return platform
        .ledger()
        .journal()
        .firstSession(study.version().strategy(), study.version().account().id())
        .map(session -> session.date());
  }
}
