package io.bellwether.cloud.dynamo;

import io.bellwether.trading.ledger.EquityPoint;
import io.bellwether.trading.ledger.Journal;
import io.bellwether.trading.ledger.RiskRefusal;
import io.bellwether.trading.ledger.SessionRecord;
import io.bellwether.trading.ledger.Tick;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Ticks and sessions by strategy, equity and refusals by account, each in order of time. */
final class DynamoJournal implements Journal {
  private final Table table;

  DynamoJournal(Table table) {
    this.table = table;
  }

  @Override
  public void record(Tick tick) {
    put(Keys.tick(tick), tick);
  }

  @Override
  public List<Tick> ticks(String strategy, Instant from, Instant to) {
    return table.range(Keys.ticks(strategy), Keys.bound(from), Keys.bound(to), Tick.class);
  }

  @Override
  public void record(EquityPoint point) {
    put(Keys.equity(point), point);
  }

  @Override
  public List<EquityPoint> equity(String account, Instant from, Instant to) {
    return table.range(Keys.equity(account), Keys.bound(from), Keys.bound(to), EquityPoint.class);
  }

  @Override
  public boolean record(SessionRecord session) {
    Key key = Keys.session(session);
    return table.commit(Writes.creation(key, session, table.nextAttempt())).isEmpty();
  }

  @Override
  public List<SessionRecord> sessions(String strategy, LocalDate from, LocalDate to) {
    return table.range(
        Keys.sessions(strategy), Keys.firstOf(from), Keys.lastOf(to), SessionRecord.class);
  }

  @Override
  public Optional<SessionRecord> firstSession(String strategy, String account) {
    return table.first(
        Keys.sessions(strategy), SessionRecord.class, session -> session.account().equals(account));
  }

  @Override
  public RiskRefusal record(RiskRefusal refusal) {
    Key key = Keys.refusal(refusal);
    boolean first =
        table
            .commit(
                List.of(
                    Writes.creation(key, refusal, table.nextAttempt()),
                    Writes.pointer(Keys.refusalOfAccount(refusal), key, "")))
            .isEmpty();
    return first ? refusal : table.find(key, RiskRefusal.class).orElse(refusal);
  }

  @Override
  public List<RiskRefusal> refusals(String account, Instant from, Instant to) {
    return table.pointedAt(
        Keys.refusals(account), Keys.bound(from), Keys.bound(to), RiskRefusal.class);
  }

  private void put(Key key, Record value) {
    table.commit(Writes.replacement(key, value, table.nextAttempt()));
  }
}
