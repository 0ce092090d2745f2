package io.bellwether.trading.execution;

import io.bellwether.market.calendar.Session;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.market.metric.Metric;
import io.bellwether.market.metric.Metrics;
import io.bellwether.market.time.Deadline;
import io.bellwether.trading.broker.AccountSnapshot;
import io.bellwether.trading.broker.BrokerException;
import io.bellwether.trading.broker.BrokerPosition;
import io.bellwether.trading.event.EventPublisher;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.event.TradingEvent.Severity;
import io.bellwether.trading.ledger.Alert;
import io.bellwether.trading.ledger.EquityPoint;
import io.bellwether.trading.ledger.Finding;
import io.bellwether.trading.ledger.Holding;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.ledger.SessionRecord;
import io.bellwether.trading.ledger.Trade;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.OrderStatus;
import io.bellwether.trading.risk.RiskState;
import io.bellwether.trading.signal.DecisionSchedule;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Closes a trading day in the journal and tells people how it went, once. */
public final class DailySummary {
  /** The summary is due this long after the close; alerts after it are the next day's. */
  private static final Duration DUE_AFTER_CLOSE = Duration.ofMinutes(30);

  private static final LocalDate FIRST_DATE = LocalDate.EPOCH;
  private static final DateTimeFormatter NEXT =
      DateTimeFormatter.ofPattern("EEEE d MMMM, HH:mm", Locale.ENGLISH);

  private final AccountRuntime runtime;
  private final Ledger ledger;
  private final TradingCalendar calendar;
  private final EventPublisher events;
  private final InstantSource clock;
  private final Metrics metrics;

  public DailySummary(
      AccountRuntime runtime,
      Ledger ledger,
      TradingCalendar calendar,
      EventPublisher events,
      InstantSource clock,
      Metrics metrics) {
    this.runtime = runtime;
    this.ledger = ledger;
    this.calendar = calendar;
    this.events = events;
    this.clock = clock;
    this.metrics = metrics;
  }

  /**
   * Records the session of today and tells of it, if it is over and that was not done before. A run
   * before the close leaves the day to a later one.
   *
   * <p>It is published first and recorded then, under a name that the notifications know again: a
   * crash in between publishes twice and tells once.
   *
   * @throws IllegalStateException if it could not be published: the run is to be repeated
   * @return the record; empty if there is nothing to close, or it was closed before
   */
  public Optional<SessionRecord> close(Deadline deadline) throws BrokerException {
    Instant now = clock.instant();
    LocalDate date = calendar.dateAt(now);
    Optional<Session> session = calendar.session(date);
    if (session.isEmpty() || now.isBefore(session.get().close()) || isRecorded(date)) {
      return Optional.empty();
    }
    AccountSnapshot account = runtime.broker().account(deadline);
    DayReport report = report(session.get(), account, runtime.broker().positions(deadline), now);
    if (!events.taken(event(report, session.get().close()))) {
      throw new IllegalStateException(
          "the summary of " + date + " could not be published; the retry does it again");
    }
    ledger
        .journal()
        .record(
            new EquityPoint(
                runtime.account(), session.get().close(), account.equity(), account.cash()));
    ledger.journal().record(report.day());
    return Optional.of(report.day());
  }

  private boolean isRecorded(LocalDate date) {
    return !sessions(date, date).isEmpty();
  }

  /** The account's recorded sessions, both dates inclusive. */
  private List<SessionRecord> sessions(LocalDate from, LocalDate to) {
    return ledger.journal().sessions(runtime.strategy(), from, to).stream()
        .filter(record -> record.account().equals(runtime.account()))
        .toList();
  }

  /** The last sessions before a date: of a month, or of all time where there are none in it. */
  private List<SessionRecord> before(LocalDate date) {
    List<SessionRecord> recent = sessions(date.minusMonths(1), date.minusDays(1));
    return recent.isEmpty() ? sessions(FIRST_DATE, date.minusDays(1)) : recent;
  }

  private DayReport report(
      Session session, AccountSnapshot account, List<BrokerPosition> positions, Instant now) {
    LocalDate date = session.date();
    Instant from = date.atStartOfDay(calendar.zone()).toInstant();
    Instant to = date.plusDays(1).atStartOfDay(calendar.zone()).toInstant();
    List<Trade> trades = ledger.holdings().trades(runtime.account(), from, to);
    List<OrderRecord> orders = ledger.orders().between(runtime.account(), from, to);
    List<SessionRecord> before = before(date);
    Session previous = calendar.previousSession(date);
    Session lastClosed =
        before.isEmpty() ? previous : calendar.session(before.getLast().date()).orElse(previous);
    Map<Severity, Integer> alerts = alerts(lastClosed, now);
    int missed = missedTicks(from, to);
    LocalDate monday = date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    List<String> notNormal = notNormal(positions, alerts, missed);
    if (lastClosed.date().isBefore(previous.date())) {
      notNormal.addFirst(
          previous.date()
              + " was never closed: the change of this day counts from the close of "
              + lastClosed.date());
    }
    return new DayReport(
        new SessionRecord(
            date,
            runtime.strategy(),
            runtime.account(),
            account.equity(),
            trades.stream().map(Trade::pnl).reduce(BigDecimal.ZERO, BigDecimal::add),
            trades.size(),
            orders.size(),
            unexplainedCash(session)),
        last(before),
        last(before.stream().filter(record -> record.date().isBefore(monday)).toList()),
        ledger
            .journal()
            .firstSession(runtime.strategy(), runtime.account())
            .map(SessionRecord::equity),
        positions,
        byStatus(orders),
        trades,
        alerts,
        missed,
        ledger.plans().open(runtime.account()),
        next(date),
        notNormal);
  }

  /** What the comparison with the broker after the close, a moment ago, could not explain. */
  private Optional<BigDecimal> unexplainedCash(Session session) {
    return ledger.reconciliation().findings(runtime.account()).stream()
        .filter(finding -> finding.kind() == Finding.Kind.CASH && finding.lasts())
        .filter(finding -> !finding.since().isBefore(session.close()))
        .findFirst()
        .map(finding -> finding.broker().subtract(finding.ledger()));
  }

  private static Optional<BigDecimal> last(List<SessionRecord> records) {
    return records.isEmpty() ? Optional.empty() : Optional.of(records.getLast().equity());
  }

  private static Map<OrderStatus, Integer> byStatus(List<OrderRecord> orders) {
    Map<OrderStatus, Integer> counts = new EnumMap<>(OrderStatus.class);
    orders.forEach(order -> counts.merge(order.status(), 1, Integer::sum));
    return counts;
  }

  /** Alerts since the summary of a session was due. */
  private Map<Severity, Integer> alerts(Session lastClosed, Instant now) {
    Instant from = lastClosed.close().plus(DUE_AFTER_CLOSE);
    Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
    for (Alert alert : ledger.alerts().between(runtime.account(), from, now)) {
      if (alert.severity() != Severity.INFO) {
        counts.merge(alert.severity(), 1, Integer::sum);
      }
    }
    return counts;
  }

  private int missedTicks(Instant from, Instant to) {
    return (int)
        ledger.journal().ticks(runtime.strategy(), from, to).stream()
            .filter(tick -> tick.outcome().equals(TickWatch.MISSED))
            .count();
  }

  private List<String> notNormal(
      List<BrokerPosition> positions, Map<Severity, Integer> alerts, int missed) {
    List<String> reasons = new ArrayList<>();
    alerts.forEach(
        (severity, count) ->
            reasons.add(count + " " + severity.name().toLowerCase(Locale.ROOT) + " alert(s)"));
    if (missed > 0) {
      reasons.add(missed + " tick(s) did not run: nothing was decided then");
    }
    RiskState risk = ledger.risk().of(runtime.account());
    if (risk.killed() || risk.disabled()) {
      reasons.add("no new exposure is taken on: " + risk.reason());
    }
    risk.dayLoss()
        .filter(loss -> loss.day().equals(calendar.dateAt(clock.instant())))
        .ifPresent(loss -> reasons.add("there were no more entries: " + loss.reason()));
    for (String symbol : unexplained(positions)) {
      reasons.add("the broker and the ledger disagree on " + symbol);
    }
    for (OrderRecord order : ledger.orders().open(runtime.account())) {
      if (order.status() == OrderStatus.INTENDED || order.status() == OrderStatus.NEEDS_REVIEW) {
        reasons.add("it is not known what became of order " + order.clientOrderId());
      }
    }
    return reasons;
  }

  private Set<String> unexplained(List<BrokerPosition> positions) {
    Map<String, BigDecimal> differences = new HashMap<>();
    positions.forEach(held -> differences.merge(held.symbol(), held.quantity(), BigDecimal::add));
    for (Holding holding : ledger.holdings().of(runtime.account())) {
      differences.merge(holding.symbol(), holding.quantity().negate(), BigDecimal::add);
    }
    differences.values().removeIf(difference -> difference.signum() == 0);
    metrics.add(Metric.UNEXPLAINED_POSITIONS, differences.size());
    return new TreeSet<>(differences.keySet());
  }

  private String next(LocalDate date) {
    Session next = calendar.nextSession(date);
    Instant first =
        new DecisionSchedule(calendar, runtime.version().timeframe()).ticks(next).getFirst();
    return runtime.strategy()
        + ", "
        + NEXT.format(first.atZone(calendar.zone()))
        + " New York"
        + (next.earlyClose() ? "; that day closes early" : "");
  }

  private TradingEvent event(DayReport report, Instant close) {
    return new TradingEvent(
        TradingEvent.Type.DAILY_SUMMARY,
        Severity.INFO,
        close,
        runtime.account(),
        Optional.of(runtime.strategy()),
        Optional.empty(),
        report.text(),
        report.figures(),
        Optional.of("summary-" + runtime.strategy() + "-" + report.day().date()));
  }
}
