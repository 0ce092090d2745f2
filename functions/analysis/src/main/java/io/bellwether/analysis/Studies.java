package io.bellwether.analysis;

import io.bellwether.analyst.Study;
import io.bellwether.analyst.StudyLoader;
import io.bellwether.cloud.Platform;
import io.bellwether.market.calendar.Session;
import io.bellwether.market.time.Deadline;
import io.bellwether.research.sweep.BarsMarket;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.ledger.SessionRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Versions on the bars they decide on, with the money their accounts have. */
final class Studies {
  /** Where no session is on record yet. */
  private static final BigDecimal NOMINAL_EQUITY_USD = new BigDecimal("100000");

  /** An account that was closed for longer is taken to have nothing on record. */
  private static final int DAYS_OF_RECORD = 40;

  private final Platform platform;
  private final StudyLoader loader;

  Studies(Platform platform, StudyLoader loader) {
    this.platform = platform;
    this.loader = loader;
  }

  /** A version up to the last session that has ended. */
  StudyLoader.Result load(StrategyVersion version, Deadline deadline) {
    return load(version, lastEnded(platform.clock().instant()), deadline);
  }

  /** A version up to a session that has ended, as of its close. */
  StudyLoader.Result load(StrategyVersion version, Session last, Deadline deadline) {
    return loader.load(
        version, equity(version, last.date()), last, platform.clock().instant(), deadline);
  }

  /** How many sessions a study of a version can have. */
  int mostSessions(StrategyVersion version, LocalDate session) {
    return loader.mostSessions(version, session);
  }

  /** The market of a study with the bars of further symbols, where they can be trusted. */
  BarsMarket market(Study study, List<String> symbols, Deadline deadline) {
    return loader.with(symbols, study, platform.clock().instant(), deadline);
  }

  /** The last session that has ended at a time. */
  Session lastEnded(Instant time) {
    LocalDate date = platform.calendar().dateAt(time);
    return platform
        .calendar()
        .session(date)
        .filter(session -> !time.isBefore(session.close()))
        .orElseGet(() -> platform.calendar().previousSession(date));
  }

  /**
   * The session of a date.
   *
   * @throws IllegalArgumentException if there is none, or it has not ended
   */
  Session ended(LocalDate date, Instant now) {
    Session session =
        platform
            .calendar()
            .session(date)
            .orElseThrow(() -> new IllegalArgumentException("there is no session on " + date));
    if (now.isBefore(session.close())) {
      throw new IllegalArgumentException(
          "the session of %s ends at %s; it is %s".formatted(date, session.close(), now));
    }
    return session;
  }

  /** What the account had at the close of a session, or of the last one on record before it. */
  private BigDecimal equity(StrategyVersion version, LocalDate last) {
    List<SessionRecord> sessions =
        platform
            .ledger()
            .journal()
            .sessions(version.strategy(), last.minusDays(DAYS_OF_RECORD), last)
            .stream()
            .filter(session -> session.account().equals(version.account().id()))
            .filter(session -> session.equity().signum() > 0)
            .toList();
    return sessions.isEmpty() ? NOMINAL_EQUITY_USD : sessions.getLast().equity();
  }
}
