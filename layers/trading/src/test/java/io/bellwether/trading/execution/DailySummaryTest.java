package io.bellwether.trading.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.bellwether.market.PriceStep;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.time.Deadline;
import io.bellwether.strategy.Direction;
import io.bellwether.strategy.ExitReason;
import io.bellwether.trading.broker.AccountSnapshot;
import io.bellwether.trading.broker.Broker;
import io.bellwether.trading.broker.BrokerException;
import io.bellwether.trading.config.StrategyBook;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.cost.NoCosts;
import io.bellwether.trading.event.EventMessage;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.ledger.EquityPoint;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.ledger.SessionRecord;
import io.bellwether.trading.ledger.Trade;
import io.bellwether.trading.risk.RiskEngine;
import io.bellwether.trading.risk.RiskProfiles;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
  private Instant now = Instant.parse("2024-07-03T20:30:00Z");

  @BeforeEach
  void twoTradesOnAnEarlyClose() throws BrokerException {
    when(broker.account(any())).thenReturn(snapshot("10123.456"));
    when(ledger.journal()).thenReturn(journal);
    Instant end = MIDNIGHT.plus(Duration.ofDays(1));
    when(ledger.holdings().trades(account, MIDNIGHT, end))
        .thenReturn(List.of(trade("a", "125.505"), trade("b", "-2.005")));
    when(ledger.orders().between(account, MIDNIGHT, end)).thenReturn(List.of());
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

  @Test
  void peopleAreToldInUsNotationWhateverTheLocale() throws BrokerException {
    close();
    TradingEvent event = events.getFirst();
    assertEquals(TradingEvent.Type.DAILY_SUMMARY, event.type());
    assertTrue(EventMessage.isForPeople(event));
    assertEquals(
        "2024-07-03: equity 10123.46 USD, 2 trade(s) closed for 123.50 USD, 0 order(s)",
        event.message());
  }

  @Test
  void theDateIsNewYorksAndAgainReplacesTheRecord() throws BrokerException {
    close();
    now = Instant.parse("2024-07-04T02:00:00Z");
    when(broker.account(any())).thenReturn(snapshot("10200"));
    assertEquals(Optional.of(DATE), close().map(SessionRecord::date));
    assertEquals(
        List.of(new BigDecimal("10200")),
        journal.sessions(version.strategy(), DATE, DATE).stream()
            .map(SessionRecord::equity)
            .toList());
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
    return new DailySummary(runtime, ledger, new NyseCalendar(), events::add, () -> now)
        .close(Deadline.after(() -> now, Duration.ofSeconds(30)));
  }

  private AccountSnapshot snapshot(String equity) {
    BigDecimal cash = new BigDecimal("5000");
    return new AccountSnapshot(cash, new BigDecimal(equity), cash, false, now);
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
