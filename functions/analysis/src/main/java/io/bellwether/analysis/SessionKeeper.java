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
import io.bellwether.trading.ledger.SessionRecord;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Keeps the documents of a strategy's sessions: of the account where it was on record that day,
 * else of the backtest, until the account's is. What is stored otherwise stays, and gets the VIX
 * where it was made without; whoever is killed half-way has stored some, and the next run stores
 * the rest.
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
    Set<LocalDate> recorded = recorded(study, backtest.getFirst().date(), last.date());
    int added = 0;
    boolean isPastChanged = false;
    for (SessionDocument document : backtest) {
      LocalDate date = document.date();
      boolean isRecorded = recorded.contains(date);
      Optional<SessionDocument> before = Optional.ofNullable(stored.get(date));
      Optional<SessionDocument> kept =
          before.filter(known -> !isOpen(known, isRecorded || date.equals(last.date())));
      SessionDocument found =
          kept.map(known -> withVix(known, document.condition().vix()))
              .or(() -> isRecorded ? accounts(study, vix, date) : Optional.empty())
              .orElse(document);
      if (!before.equals(Optional.of(found))) {
        if (date.isBefore(last.date()) && !isPastChanged) {
          // Before the first of them: killed half-way, the next run makes the index anew.
          memory().forget(study.version().strategy());
          isPastChanged = true;
        }
        documents.put(found);
        added++;
      }
      stored.put(date, found);
    }
    if (isPastChanged) {
      memory().rebuild(study.version().strategy(), last.date());
    }
    return new Kept(Optional.ofNullable(stored.get(last.date())).orElse(last), added);
  }

  /**
   * Whether a day's document is made anew. The account's day is closed after the session, hours
   * after it where the broker is down: a run before that knew the backtest's day alone.
   */
  private static boolean isOpen(SessionDocument known, boolean mayBeAccounts) {
    return known.origin() == Origin.BACKTEST && mayBeAccounts;
  }

  private Optional<SessionDocument> accounts(Study study, Optional<Bars> vix, LocalDate date) {
    return SessionBuilder.ofAccount(study, vix, platform.ledger(), date);
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

  /** The dates that the account has closed. */
  private Set<LocalDate> recorded(Study study, LocalDate from, LocalDate to) {
    return platform.ledger().journal().sessions(study.version().strategy(), from, to).stream()
        .filter(record -> record.account().equals(study.version().account().id()))
        .map(SessionRecord::date)
        .collect(Collectors.toSet());
  }
}
