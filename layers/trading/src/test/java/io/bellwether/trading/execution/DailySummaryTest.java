package io.bellwether.trading.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyDouble;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.bellwether.market.PriceStep;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.metric.Metric;
import io.bellwether.market.metric.Metrics;
import io.bellwether.market.time.Deadline;
import io.bellwether.strategy.Direction;
import io.bellwether.strategy.ExitReason;
import io.bellwether.trading.alert.EventMessage;
import io.bellwether.trading.broker.AccountSnapshot;
import io.bellwether.trading.broker.Broker;
import io.bellwether.trading.broker.BrokerException;
import io.bellwether.trading.broker.BrokerPosition;
import io.bellwether.trading.config.StrategyBook;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.cost.NoCosts;
import io.bellwether.trading.event.EventPublisher;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.event.TradingEvent.Severity;
import io.bellwether.trading.ledger.Alert;
import io.bellwether.trading.ledger.EquityPoint;
import io.bellwether.trading.ledger.Finding;
import io.bellwether.trading.ledger.Holding;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.ledger.SessionRecord;
import io.bellwether.trading.ledger.Tick;
import io.bellwether.trading.ledger.Trade;
import io.bellwether.trading.risk.RiskEngine;
import io.bellwether.trading.risk.RiskProfiles;
import io.bellwether.trading.risk.RiskState;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DailySummaryTest {
  private static final LocalDate DATE = LocalDate.of(2024, 7, 3);
  private static final Instant MIDNIGHT = Instant.parse("2024-07-03T04:00:00Z");
  private static final Instant EARLY_CLOSE = Instant.parse("2024-07-03T17:00:00Z");

  private final StrategyVersion version = StrategyBook.packaged().getFirst();
  private final String account = version.account().id();
  private final Broker broker = mock();
  private final Ledger ledger = mock(RETURNS_DEEP_STUBS);
  private final MemoryJournal journal = new MemoryJournal();
  private final List<TradingEvent> events = new ArrayList<>();
  private final List<String> measured = new ArrayList<>();
  private boolean taken = true;
  private Instant now = Instant.parse("2024-07-03T20:30:00Z");

  @BeforeEach
  void twoTradesOnAnEarlyClose() throws BrokerException {
    when(broker.account(any())).thenReturn(snapshot("10123.456"));
    when(ledger.journal()).thenReturn(journal);
    Instant end = MIDNIGHT.plus(Duration.ofDays(1));
    when(ledger.holdings().trades(account, MIDNIGHT, end))
        .thenReturn(List.of(trade("a", "125.505"), trade("b", "-2.005")));
    when(ledger.orders().between(account, MIDNIGHT, end)).thenReturn(List.of());
    when(ledger.orders().open(account)).thenReturn(List.of());
    when(ledger.plans().open(account)).thenReturn(List.of());
    when(ledger.holdings().of(account)).thenReturn(List.of());
    when(ledger.alerts().between(any(), any(), any())).thenReturn(List.of());
    when(ledger.risk().of(account)).thenReturn(RiskState.initial(account));
    when(ledger.reconciliation().findings(account)).thenReturn(List.of());
    when(broker.positions(any())).thenReturn(List.of());
  }

  @Test
  void theDayIsRecordedWithEquityAtTheClose() throws BrokerException {
    SessionRecord day =
        new SessionRecord(
            DATE,
            version.strategy(),
            account,
            new BigDecimal("10123.456"),
            new BigDecimal("123.500"),
            2,
            0);
    assertEquals(Optional.of(day), close());
    assertEquals(List.of(day), journal.sessions(version.strategy(), DATE, DATE));
    assertEquals(
        List.of(
            new EquityPoint(
                account, EARLY_CLOSE, new BigDecimal("10123.456"), new BigDecimal("5000"))),
        journal.equity(account, MIDNIGHT, now));
  }

  /** Of the day whose close it was found at, and of no other. */
  @ParameterizedTest
  @CsvSource({"-1,", "60, 250.00"})
  void cashThatNoFillExplainsIsOnRecord(long secondsAfterClose, @Nullable BigDecimal recorded)
      throws BrokerException {
    Finding cash =
        new Finding(
            account,
            Finding.Kind.CASH,
            "CASH",
            "",
            new BigDecimal("4750.00"),
            new BigDecimal("5000.00"),
            Finding.State.OPEN,
            EARLY_CLOSE.plusSeconds(secondsAfterClose),
            true,
            "a deposit",
            1);
    when(ledger.reconciliation().findings(account)).thenReturn(List.of(cash));
    assertEquals(Optional.ofNullable(recorded), close().orElseThrow().unexplainedCash());
  }

  /** In US notation whatever the locale, with all a person wants to know of the day. */
  @Test
  void aNormalDayInFull() throws BrokerException {
    journal.record(session("2024-06-20", "9000"));
    journal.record(session("2024-06-28", "10000"));
    journal.record(session("2024-07-02", "10100"));
    holds("10", "80", "81.5");
    close();
    TradingEvent event = events.getFirst();
    assertEquals(TradingEvent.Type.DAILY_SUMMARY, event.type());
    assertEquals(TradingEvent.Severity.INFO, event.severity());
    assertTrue(EventMessage.isForPeople(event));
    assertEquals(
        """
        2024-07-03 %1$s on %2$s: all normal; equity 10123.46 USD, day +23.46 USD (+0.23 %%)

        Day:   +23.46 USD (+0.23 %%)
        Week:  +123.46 USD (+1.23 %%)
        Total: +1123.46 USD (+12.48 %%)

        Positions:
          long 10 TQQQ from 80.00, now 81.50: +15.00 USD (+1.88 %%)
        Trades:
          long 10 TQQQ from 80.00 to 81.00: +125.50 USD after fees, closed by rule
          long 10 TQQQ from 80.00 to 81.00: -2.00 USD after fees, closed by rule
        Orders: none
        Open plans: none
        Alerts: none
        Missed ticks: 0
        Next: ema-crossover, Friday 5 July, 09:30 New York"""
            .formatted(version.strategy(), account),
        event.message());
  }

  @Test
  void whatIsNotNormalIsListed() throws BrokerException {
    Instant due = Instant.parse("2024-07-03T14:00:00Z");
    journal.record(new Tick(version.strategy(), due, due, "missed", Optional.empty()));
    when(ledger.risk().of(account)).thenReturn(RiskState.initial(account).kill("I am on leave"));
    when(broker.positions(any()))
        .thenReturn(
            List.of(
                new BrokerPosition(
                    "QQQ",
                    Direction.LONG,
                    BigDecimal.ONE,
                    BigDecimal.ONE,
                    BigDecimal.TEN,
                    BigDecimal.TEN)));
    Instant previous = Instant.parse("2024-07-02T20:30:00Z");
    when(ledger.alerts().between(account, previous, now))
        .thenReturn(List.of(alert(Severity.CRITICAL), alert(Severity.WARNING)));
    close();
    assertTrue(
        events
            .getFirst()
            .message()
            .contains(
                """
                Not normal:
                - 1 warning alert(s)
                - 1 critical alert(s)
                - 1 tick(s) did not run: nothing was decided then
                - no new exposure is taken on: I am on leave
                - the broker and the ledger disagree on QQQ
                """),
        events.getFirst().message());
    assertEquals(List.of(Metric.UNEXPLAINED_POSITIONS + " 1.0"), measured);
  }

  /** All runs of a day failed: the next day's figures are those of two days, and say so. */
  @Test
  void aDayThatWasNeverClosedIsSaidByTheNext() throws BrokerException {
    journal.record(session("2024-07-01", "10000"));
    Instant lastSummary = Instant.parse("2024-07-01T20:30:00Z");
    when(ledger.alerts().between(account, lastSummary, now))
        .thenReturn(List.of(alert(Severity.WARNING)));
    close();
    String message = events.getFirst().message();
    assertTrue(
        message.contains(
            """
            Not normal:
            - 2024-07-02 was never closed: the change of this day counts from the close of 2024-07-01
            - 1 warning alert(s)

            Day:   +123.46 USD"""),
        message);
  }

  @Test
  void aDayIsToldOnceAndStaysAsItWasRecorded() throws BrokerException {
    assertTrue(close().isPresent());
    now = Instant.parse("2024-07-04T02:00:00Z");
    when(broker.account(any())).thenReturn(snapshot("10200"));
    assertEquals(Optional.empty(), close());
    assertEquals(1, events.size());
    assertEquals(
        new BigDecimal("10123.456"),
        journal.sessions(version.strategy(), DATE, DATE).getFirst().equity());
  }

  @Test
  void aRunBeforeTheCloseLeavesTheDayToALaterOne() throws BrokerException {
    now = EARLY_CLOSE.minusSeconds(1);
    assertEquals(Optional.empty(), close());
    assertEquals(List.of(), events);
    now = EARLY_CLOSE.plus(Duration.ofMinutes(30));
    assertEquals(Optional.of(DATE), close().map(SessionRecord::date));
  }

  @Test
  void aRunLateInTheEveningClosesTheDay() throws BrokerException {
    now = Instant.parse("2024-07-04T03:59:59Z");
    assertEquals(Optional.of(DATE), close().map(SessionRecord::date));
  }

  /** A crash after it was published publishes again, under the name people have seen. */
  @Test
  void aSummaryThatWasNotTakenIsNotRecorded() throws BrokerException {
    taken = false;
    assertThrows(IllegalStateException.class, this::close);
    assertEquals(List.of(), journal.sessions(version.strategy(), DATE, DATE));
    taken = true;
    assertTrue(close().isPresent());
    assertEquals(2, events.size());
    assertEquals(events.getFirst(), events.getLast());
    assertTrue(events.getFirst().occurrence().isPresent());
  }

  @Test
  void aDayWithoutASessionIsNoDay() throws BrokerException {
    now = Instant.parse("2024-07-04T20:30:00Z");
    assertEquals(Optional.empty(), close());
    assertEquals(List.of(), events);
    verifyNoInteractions(broker);
  }

  private Optional<SessionRecord> close() throws BrokerException {
    AccountRuntime runtime =
        new AccountRuntime(
            version, broker, new RiskEngine(RiskProfiles.NONE), new NoCosts(), PriceStep.US_EQUITY);
    Metrics metrics = mock();
    doAnswer(call -> measured.add(call.getArgument(0) + " " + call.getArgument(1)))
        .when(metrics)
        .add(any(Metric.class), anyDouble());
    EventPublisher publisher =
        new EventPublisher() {
          @Override
          public void publish(TradingEvent event) {
            taken(event);
          }

          @Override
          public boolean taken(TradingEvent event) {
            events.add(event);
            return taken;
          }
        };
    return new DailySummary(runtime, ledger, new NyseCalendar(), publisher, () -> now, metrics)
        .close(Deadline.after(() -> now, Duration.ofSeconds(30)));
  }

  private SessionRecord session(String date, String equity) {
    return new SessionRecord(
        LocalDate.parse(date),
        version.strategy(),
        account,
        new BigDecimal(equity),
        BigDecimal.ZERO,
        0,
        0);
  }

  private void holds(String quantity, String from, String now) throws BrokerException {
    BigDecimal shares = new BigDecimal(quantity);
    when(broker.positions(any()))
        .thenReturn(
            List.of(
                new BrokerPosition(
                    "TQQQ",
                    Direction.LONG,
                    shares,
                    shares,
                    new BigDecimal(from),
                    new BigDecimal(now))));
    Holding none = Holding.none(account, "TQQQ", version.strategy());
    when(ledger.holdings().of(account))
        .thenReturn(
            List.of(
                new Holding(
                    account,
                    "TQQQ",
                    version.strategy(),
                    "signal-1",
                    Direction.LONG,
                    shares,
                    new BigDecimal(from),
                    BigDecimal.ZERO,
                    none.entryTime(),
                    Optional.empty(),
                    Optional.empty(),
                    1)));
  }

  private Alert alert(Severity severity) {
    return new Alert(
        "a", account, now, TradingEvent.Type.FAILURE, severity, Alert.State.TOLD, now, 0);
  }

  private AccountSnapshot snapshot(String equity) {
    BigDecimal cash = new BigDecimal("5000");
    return new AccountSnapshot(cash, new BigDecimal(equity), cash, false, now, Optional.empty());
  }

  private Trade trade(String id, String pnl) {
    return new Trade(
        id,
        account,
        version.strategy(),
        "TQQQ",
        Direction.LONG,
        BigDecimal.TEN,
        MIDNIGHT,
        new BigDecimal("80"),
        EARLY_CLOSE,
        new BigDecimal("81"),
        BigDecimal.ZERO,
        new BigDecimal(pnl),
        ExitReason.RULE);
  }
}
