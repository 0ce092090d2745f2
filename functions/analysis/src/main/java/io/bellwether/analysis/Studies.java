package io.bellwether.analysis;

import io.bellwether.analyst.StudyLoader;
import io.bellwether.cloud.Platform;
import io.bellwether.market.time.Deadline;
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
    Instant now = platform.clock().instant();
    return loader.load(version, equity(version, now), now, deadline);
  }

  /** How many sessions a study of a version can have. */
  int mostSessions(StrategyVersion version, LocalDate session) {
    return loader.mostSessions(version, session);
  }

  /** The date of the last session that has ended. */
  LocalDate lastSession() {
    return loader.lastEnded(platform.clock().instant()).date();
  }

  /** What the account had at the close of its last session. */
  private BigDecimal equity(StrategyVersion version, Instant now) {
    LocalDate today = platform.calendar().dateAt(now);
    List<SessionRecord> sessions =
        platform
            .ledger()
            .journal()
            .sessions(version.strategy(), today.minusDays(DAYS_OF_RECORD), today)
            .stream()
            .filter(session -> session.account().equals(version.account().id()))
            .filter(session -> session.equity().signum() > 0)
            .toList();
    return sessions.isEmpty() ? NOMINAL_EQUITY_USD : sessions.getLast().equity();
  }
}
