package io.bellwether.workbench.analyst;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.analyst.Study;
import io.bellwether.analyst.session.SessionBuilder;
import io.bellwether.cloud.dynamo.AttemptTokens;
import io.bellwether.cloud.dynamo.DynamoLedger;
import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Provenance;
import io.bellwether.market.Timeframe;
import io.bellwether.research.engine.BacktestSettings;
import io.bellwether.research.engine.MarketData;
import io.bellwether.research.metrics.Conventions;
import io.bellwether.research.search.ParameterSpace;
import io.bellwether.research.sweep.BarsMarket;
import io.bellwether.research.sweep.LocalSweep;
import io.bellwether.strategy.Direction;
import io.bellwether.strategy.ExitReason;
import io.bellwether.trading.analysis.SessionDocument;
import io.bellwether.trading.analysis.SessionDocument.Origin;
import io.bellwether.trading.analysis.SessionPerformance;
import io.bellwether.trading.config.StrategyBook;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.ledger.FillPosting;
import io.bellwether.trading.ledger.Holding;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.ledger.LedgerSamples;
import io.bellwether.trading.ledger.SessionRecord;
import io.bellwether.trading.ledger.Trade;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.OrderStatus;
import io.bellwether.trading.signal.Signal;
import io.bellwether.workbench.cloud.MemoryItemStore;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The session of an account is what its ledger says, beside the market's condition. */
class AccountSessionsTest {
  private static final ZoneId NEW_YORK = Conventions.US_EQUITIES.zone();
  private static final LocalDate MONDAY = LocalDate.of(2024, 3, 4);

  private final Ledger ledger =
      new DynamoLedger(new MemoryItemStore("sessions"), AttemptTokens.of("test"));
  private final LedgerSamples samples = new LedgerSamples(1);
  private final StrategyVersion version =
      StrategyBook.packaged().stream()
          .filter(one -> one.strategy().equals("rsi2"))
          .findFirst()
          .orElseThrow();
  private final String account = version.account().id();
  private final Study study = study();

  AccountSessionsTest() {}

  private Study study() {
    List<Bars> bars = List.of(bars("TQQQ"), bars("SQQQ"));
    return new Study(
        version,
        new ParameterSpace(List.of()),
        new BarsMarket(
            bars,
            traded -> MarketData.of(traded, Conventions.US_EQUITIES),
            BacktestSettings.usEquities(10_000),
            bars.getFirst().start(0),
            Instant.parse("2100-01-01T00:00:00Z")),
        LocalSweep.on(1));
  }

  /** Five weekdays. */
  private static Bars bars(String symbol) {
    Bars.Builder bars =
        Bars.builder(symbol, Timeframe.DAY, new Provenance("test", PriceBasis.SPLIT));
    for (int day = 0; day < 5; day++) {
      long start = MONDAY.plusDays(day).atStartOfDay(NEW_YORK).toInstant().toEpochMilli();
      bars.add(start, 50 + day, 52 + day, 49 + day, 51 + day, 1000);
    }
    return bars.build();
  }

  private static Instant at(int day, int hour) {
    return MONDAY.plusDays(day).atTime(hour, 0).atZone(NEW_YORK).toInstant();
  }

  private void closed(int day, String strategy, String ofAccount, long equity) {
    closed(day, strategy, ofAccount, equity, Optional.empty());
  }

  private void closed(
      int day, String strategy, String ofAccount, long equity, Optional<BigDecimal> paidIn) {
    ledger
        .journal()
        .record(
            new SessionRecord(
                MONDAY.plusDays(day),
                strategy,
                ofAccount,
                BigDecimal.valueOf(equity),
                BigDecimal.ZERO,
                0,
                0,
                paidIn));
  }

  /** A position is closed, or opened and not closed yet. */
  private void post(String id, String symbol, Instant entry, Optional<Trade> trade) {
    OrderRecord order =
        samples.order(id, account, "signal-" + id, OrderStatus.ACCEPTED, Instant.EPOCH);
    assertTrue(ledger.orders().create(order));
    long revision = ledger.holdings().find(account, symbol).map(Holding::revision).orElse(0L);
    Holding holding =
        new Holding(
            account,
            symbol,
            version.strategy(),
            "signal-" + id,
            Direction.LONG,
            trade.isPresent() ? BigDecimal.ZERO : BigDecimal.TEN,
            trade.isPresent() ? BigDecimal.ZERO : BigDecimal.valueOf(50),
            BigDecimal.ZERO,
            trade.isPresent() ? Instant.EPOCH : entry,
            Optional.empty(),
            Optional.empty(),
            revision);
    assertTrue(
        ledger
            .orders()
            .post(
                new FillPosting(
                    samples.fill("fill-" + id, id, entry),
                    order.with(OrderStatus.FILLED, Optional.of("b"), "", entry),
                    holding,
                    trade)));
  }

  private Trade trade(
      String id, String symbol, Instant entry, Instant exit, long pnl, ExitReason reason) {
    return new Trade(
        "fill-" + id,
        account,
        version.strategy(),
        symbol,
        Direction.LONG,
        BigDecimal.TEN,
        entry,
        BigDecimal.valueOf(50),
        exit,
        BigDecimal.valueOf(51),
        BigDecimal.ONE,
        BigDecimal.valueOf(pnl),
        reason);
  }

  private Optional<SessionDocument> session(int day) {
    return SessionBuilder.ofAccount(study, Optional.empty(), ledger, MONDAY.plusDays(day));
  }

  /** 1 % a day on whatever there is. */
  @Test
  void whatIsPaidInOrOutIsNoProfit() {
    closed(0, "rsi2", account, 10_000, Optional.of(BigDecimal.valueOf(10_000)));
    closed(1, "rsi2", account, 15_100, Optional.of(BigDecimal.valueOf(5_000)));
    closed(2, "rsi2", account, 15_251);
    closed(3, "rsi2", account, 7_625, Optional.of(BigDecimal.valueOf(-7_626)));

    assertEquals(0, session(0).orElseThrow().performance().profit());
    SessionPerformance deposit = session(1).orElseThrow().performance();
    assertEquals(0.01, deposit.profit(), 1e-12);
    assertEquals(0.01, deposit.totalReturn(), 1e-12);
    SessionPerformance after = session(2).orElseThrow().performance();
    assertEquals(0.01, after.profit(), 1e-12);
    assertEquals(0.0201, after.totalReturn(), 1e-12);
    SessionPerformance withdrawal = session(3).orElseThrow().performance();
    assertEquals(0, withdrawal.profit(), 1e-12);
    assertEquals(0, withdrawal.drawdown(), 1e-12);
    assertEquals(0.0201, withdrawal.totalReturn(), 1e-12);
  }

  @Test
  void theSessionsOfAnAccountAreThoseOfItsLedger() {
    closed(0, "rsi2", account, 10_000);
    closed(1, "rsi2", account, 11_000);
    closed(2, "rsi2", account, 9_900);
    closed(2, "other", account, 1);
    closed(2, "rsi2", "other-account", 1);
    closed(3, "rsi2", account, 9_900);
    post(
        "1",
        "TQQQ",
        at(1, 10),
        Optional.of(trade("1", "TQQQ", at(0, 10), at(1, 10), 1000, ExitReason.RULE)));
    post(
        "2",
        "TQQQ",
        at(2, 10),
        Optional.of(trade("2", "TQQQ", at(1, 12), at(2, 10), -1100, ExitReason.STOP)));
    post("3", "SQQQ", at(2, 11), Optional.empty());

    SessionDocument monday = session(0).orElseThrow();
    assertEquals(
        new SessionPerformance(0, 0, 0, Optional.empty(), Optional.empty(), 0, 0, true),
        monday.performance());
    assertEquals(List.of("entry"), monday.events());
    assertEquals(Origin.ACCOUNT, monday.origin());

    SessionDocument wednesday = session(2).orElseThrow();
    SessionPerformance performance = wednesday.performance();
    assertEquals(-0.1, performance.profit(), 1e-12);
    assertEquals(-0.01, performance.totalReturn(), 1e-12);
    assertEquals(-0.1, performance.drawdown(), 1e-12);
    assertEquals(Optional.of(0.5), performance.winRate());
    assertEquals(2, performance.trades());
    assertEquals(1, performance.tradesToday());
    assertEquals(List.of("entry in another symbol", "stop"), wednesday.events());

    SessionPerformance thursday = session(3).orElseThrow().performance();
    assertTrue(thursday.exposed(), "the hedge is held");
    assertEquals(0, thursday.tradesToday());
    assertEquals(
        SessionBuilder.of(study, Optional.empty()).get(2).condition(), wednesday.condition());
  }

  @Test
  void aDayThatIsNotOnRecordOrHasNoBarsHasNoSession() {
    assertEquals(Optional.empty(), session(0));
    closed(0, "rsi2", account, 10_000);
    assertEquals(Optional.empty(), session(1));
    closed(9, "rsi2", account, 10_000);
    assertEquals(Optional.empty(), session(9));
  }

  @Test
  void theVersionIsTheOneThatDecidedThatDay() {
    closed(0, "rsi2", account, 10_000);
    closed(1, "rsi2", account, 10_000);
    StrategyVersion first = version.stored();
    StrategyVersion second =
        first.successor(
            first.version() + 1, Map.of("entry-rsi", "20"), "person", at(0, 1), Optional.empty());
    assertTrue(ledger.strategies().create(first));
    assertTrue(ledger.strategies().create(second));
    ledger.signals().create(signal(second.version(), at(1, 0)));

    assertEquals(version.version(), session(0).orElseThrow().version());
    SessionDocument tuesday = session(1).orElseThrow();
    assertEquals(second.version(), tuesday.version());
    assertEquals("20", tuesday.parameters().get("entry-rsi"));
  }

  private Signal signal(int number, Instant bar) {
    return new Signal(
        "signal-" + number,
        account,
        "rsi2",
        number,
        Timeframe.DAY,
        bar,
        bar,
        bar,
        bar,
        false,
        List.of(),
        Map.of(),
        true);
  }
}
