package io.bellwether.trading.execution;

import io.bellwether.market.calendar.Session;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.market.time.Deadline;
import io.bellwether.trading.broker.AccountSnapshot;
import io.bellwether.trading.broker.BrokerException;
import io.bellwether.trading.event.EventPublisher;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.event.TradingEvent.Severity;
import io.bellwether.trading.ledger.EquityPoint;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.ledger.SessionRecord;
import io.bellwether.trading.ledger.Trade;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Closes a trading day in the journal and tells people how it went. */
public final class DailySummary {
  private final AccountRuntime runtime;
  private final Ledger ledger;
  private final TradingCalendar calendar;
  private final EventPublisher events;
  private final InstantSource clock;

  public DailySummary(
      AccountRuntime runtime,
      Ledger ledger,
      TradingCalendar calendar,
      EventPublisher events,
      InstantSource clock) {
    this.runtime = runtime;
    this.ledger = ledger;
    this.calendar = calendar;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Records the session of today, if there was one. Doing so again replaces the record.
   *
   * @return the record; empty on a day without a session
   */
  public Optional<SessionRecord> close(Deadline deadline) throws BrokerException {
    Instant now = clock.instant();
    LocalDate date = calendar.dateAt(now);
    Optional<Session> session = calendar.session(date);
    if (session.isEmpty()) {
      return Optional.empty();
    }
    AccountSnapshot account = runtime.broker().account(deadline);
    Instant from = date.atStartOfDay(calendar.zone()).toInstant();
    Instant to = date.plusDays(1).atStartOfDay(calendar.zone()).toInstant();
    List<Trade> trades = ledger.holdings().trades(runtime.account(), from, to);
    SessionRecord day =
        new SessionRecord(
            date,
            runtime.strategy(),
            runtime.account(),
            account.equity(),
            trades.stream().map(Trade::pnl).reduce(BigDecimal.ZERO, BigDecimal::add),
            trades.size(),
            ledger.orders().between(runtime.account(), from, to).size());
    ledger.journal().record(day);
    ledger
        .journal()
        .record(
            new EquityPoint(
                runtime.account(), session.get().close(), account.equity(), account.cash()));
    events.publish(event(day, now));
    return Optional.of(day);
  }

  private static TradingEvent event(SessionRecord day, Instant now) {
    return new TradingEvent(
        TradingEvent.Type.DAILY_SUMMARY,
        Severity.INFO,
        now,
        day.account(),
        Optional.of(day.strategy()),
        Optional.empty(),
        day.date()
            + ": equity "
            + money(day.equity())
            + " USD, "
            + day.trades()
            + " trade(s) closed for "
            + money(day.pnl())
            + " USD, "
            + day.orders()
            + " order(s)",
        Map.of(
            "equity", day.equity().toPlainString(),
            "pnl", day.pnl().toPlainString(),
            "trades", Integer.toString(day.trades())));
  }

  private static String money(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_EVEN).toPlainString();
  }
}
