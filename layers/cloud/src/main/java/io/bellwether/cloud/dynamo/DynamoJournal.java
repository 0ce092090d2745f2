package io.bellwether.cloud.dynamo;

import io.bellwether.trading.ledger.EquityPoint;
import io.bellwether.trading.ledger.Journal;
import io.bellwether.trading.ledger.SessionRecord;
import io.bellwether.trading.ledger.Tick;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Ticks and sessions by strategy, equity by account, each in order of time. */
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
    return table.commit(Write.creation(key, session, table.nextAttempt())).isEmpty();
  }

  @Override
  public List<SessionRecord> sessions(String strategy, LocalDate from, LocalDate to) {
    return table.range(
        Keys.sessions(strategy), Keys.firstOf(from), Keys.lastOf(to), SessionRecord.class);
  }

  private void put(Key key, Record value) {
    table.commit(Write.replacement(key, value, table.nextAttempt()));
  }
}
