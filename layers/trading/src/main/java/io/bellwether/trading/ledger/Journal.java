package io.bellwether.trading.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What happened when: ticks, equity, sessions, and what was refused. */
public interface Journal {
  /** Records a tick; recording the same scheduled time again replaces the outcome. */
  void record(Tick tick);

  /** Ticks of a strategy with {@code from <= scheduledAt < to}, in order. */
  List<Tick> ticks(String strategy, Instant from, Instant to);

  void record(EquityPoint point);

  /** Equity of an account with {@code from <= time < to}, in order. */
  List<EquityPoint> equity(String account, Instant from, Instant to);

  /** Records a session; false if it is recorded already, which is then left as it is. */
  boolean record(SessionRecord session);

  /** Sessions of a strategy, both dates inclusive, in order. */
  List<SessionRecord> sessions(String strategy, LocalDate from, LocalDate to);

  /** The first session of a strategy on an account. */
  Optional<SessionRecord> firstSession(String strategy, String account);

  /**
   * Records that a rule refused an order, unless that rule refused it before.
   *
   * @return the refusal as stored: the first one
   */
  RiskRefusal record(RiskRefusal refusal);

  /** Refusals in an account with {@code from <= time < to}, in order. */
  List<RiskRefusal> refusals(String account, Instant from, Instant to);
}
