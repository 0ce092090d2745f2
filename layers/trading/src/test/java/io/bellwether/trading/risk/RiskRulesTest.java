package io.bellwether.trading.risk;

import static io.bellwether.trading.risk.RiskFixtures.NOW;
import static io.bellwether.trading.risk.RiskFixtures.TODAY;
import static io.bellwether.trading.risk.RiskFixtures.account;
import static io.bellwether.trading.risk.RiskFixtures.context;
import static io.bellwether.trading.risk.RiskFixtures.entry;
import static io.bellwether.trading.risk.RiskFixtures.holding;
import static io.bellwether.trading.risk.RiskFixtures.order;
import static io.bellwether.trading.risk.RiskFixtures.position;
import static io.bellwether.trading.risk.RiskFixtures.state;
import static io.bellwether.trading.risk.RiskFixtures.stopped;
import static io.bellwether.trading.risk.RiskFixtures.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.strategy.Direction;
import io.bellwether.strategy.StopLoss;
import io.bellwether.trading.broker.AccountSnapshot;
import io.bellwether.trading.broker.LatestTrade;
import io.bellwether.trading.order.OrderPurpose;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.OrderStatus;
import io.bellwether.trading.order.Side;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each limit by itself: at its figure it lets an order through, beyond it refuses with figures. */
class RiskRulesTest {
  @ParameterizedTest
  @CsvSource({
    // 10,000 of equity, at 80 a share; limits in money have a tolerance of 5 %.
    "position-notional, 4000, 52, ",
    "position-notional, 4000, 53, worth 4240.00 at 80; the limit is 4000.00",
    "leverage,          0.5,  65, ",
    "leverage,          0.5,  66, worth 5280.00",
    "buying-power-reserve, 0.4, 78, ",
    "buying-power-reserve, 0.4, 79, of which 4000.00 is to stay untouched",
    // 1,000,000 shares a session.
    "volume-share,   0.0001,  100, ",
    "volume-share,   0.0001,  101, 0.01 % of the 1000000 shares",
    // Stop 5 % away: 4 a share.
    "position-risk,    0.01,   26, ",
    "position-risk,    0.01,   27, lose 108.00 at its stop",
    "open-risk,        0.01,   26, ",
    "open-risk,        0.01,   27, lose 108.00 at their stops",
    "stop-distance,    0.05,    1, ",
    "stop-distance,    0.04,    1, 5 % away; the limit is 4 %",
  })
  void aLimitHolds(String limit, String figure, String quantity, @Nullable String objection) {
    RiskDecision decision = engine(limit, figure).check(entry("TQQQ", quantity), context());
    if (objection == null) {
      assertApproved(decision);
    } else {
      RiskDecision.Refused refused = refused(decision);
      assertTrue(refused.message().contains(objection), refused.message());
      assertEquals(List.of("limit", "value"), List.copyOf(refused.figures().keySet()));
    }
  }

  @Test
  void leverageAndOpenRiskCountWhatElseIsHeld() {
    RiskContext held = holding(context(), position("QQQ", Direction.LONG, "50"));
    assertRefused("leverage", engine("leverage", "0.5").check(entry("TQQQ", "20"), held));
    assertApproved(engine("leverage", "0.5").check(entry("TQQQ", "15"), held));
    RiskEngine openRisk = engine("open-risk", "0.1");
    // Without a stop, all of its 4,000 are at risk.
    assertRefused("open-risk", openRisk.check(entry("TQQQ", "1"), held));
    RiskContext protectedToo =
        held.toBuilder().stops(Fact.of(Map.of("QQQ", new StopLoss(0.1)))).build();
    assertApproved(openRisk.check(entry("TQQQ", "100"), protectedToo));
  }

  @Test
  void aShortPositionIsExposureToo() {
    RiskContext shorted = holding(context(), position("QQQ", Direction.SHORT, "50"));
    assertRefused("leverage", engine("leverage", "0.5").check(entry("TQQQ", "20"), shorted));
  }

  @Test
  void anEntryInAnotherSymbolThatIsUnderWayIsAwaited() {
    RiskContext coming = open(context(), other(OrderPurpose.ENTRY, "SQQQ", OrderStatus.ACCEPTED));
    assertPasses("leverage", engine("leverage", "2").check(entry("TQQQ", "1"), coming));
    assertPasses("open-risk", engine("open-risk", "0.5").check(entry("TQQQ", "1"), coming));
    assertApproved(new RiskEngine(RiskProfiles.SWING).check(entry("TQQQ", "1"), coming));
  }

  @Test
  void anotherEntryUnderWayInTheSameSymbolCountsTowardsTheWeight() {
    RiskEngine swing = new RiskEngine(RiskProfiles.SWING);
    RiskContext coming = open(context(), other(OrderPurpose.ENTRY, "TQQQ", OrderStatus.ACCEPTED));
    assertApproved(swing.check(entry("TQQQ", "108"), coming));
    assertRefused("position-weight", swing.check(entry("TQQQ", "109"), coming));
  }

  @ParameterizedTest
  @EnumSource(OrderStatus.class)
  void aSignalHasOneEntryPerSymbol(OrderStatus status) {
    RiskEngine engine = new RiskEngine(RiskProfiles.NONE);
    OrderRecord twin = other(OrderPurpose.ENTRY, "TQQQ", status);
    RiskDecision unfilled = engine.check(entry("TQQQ", "1"), ofSignal(twin));
    if (status.isTerminal()) {
      assertApproved(unfilled);
    } else {
      assertRefused("duplicate-intent", unfilled);
    }
    OrderRecord filled = twin.filled(BigDecimal.ONE, NOW);
    assertRefused("duplicate-intent", engine.check(entry("TQQQ", "1"), ofSignal(filled)));
    assertApproved(engine.check(entry("SQQQ", "1"), ofSignal(filled)));
    OrderRecord itself = entry("TQQQ", "1").filled(BigDecimal.ONE, NOW);
    assertApproved(engine.check(entry("TQQQ", "1"), ofSignal(itself)));
  }

  @Test
  void entriesAreCountedByTheMinuteAndByTheDay() {
    RiskEngine engine =
        new RiskEngine(
            RiskProfiles.NONE.adjusted(Map.of("entries-per-minute", "2", "entries-per-day", "3")));
    OrderRecord old = entered("a", NOW.minus(Duration.ofHours(1)));
    OrderRecord recent = entered("b", NOW.minusSeconds(59));
    OrderRecord now = entered("c", NOW);
    OrderRecord exit = other(OrderPurpose.EXIT, "TQQQ", OrderStatus.FILLED);
    assertApproved(engine.check(entry("TQQQ", "1"), ofDay(old, recent, exit)));
    assertPasses("entries-per-minute", engine.check(entry("TQQQ", "1"), ofDay(recent, now)));
    assertRefused(
        "entries-per-day",
        engine.check(
            entry("TQQQ", "1"), ofDay(old, entered("d", NOW.minusSeconds(100)), recent, exit)));
    // Its own intent, stored and sent again, does not count.
    assertApproved(engine.check(entry("TQQQ", "1"), ofDay(old, recent, entry("TQQQ", "1"))));
  }

  @Test
  void noLimitHoldsAnExitBack() {
    RiskEngine engine =
        new RiskEngine(
            RiskProfiles.NONE.adjusted(Map.of("entries-per-minute", "1", "exits-alarm", "1")));
    List<OrderRecord> many =
        Collections.nCopies(500, other(OrderPurpose.EXIT, "TQQQ", OrderStatus.FILLED));
    RiskContext busy =
        holding(context(), position("TQQQ", Direction.LONG, "10")).toBuilder()
            .ordersOfDay(Fact.of(many))
            .build();
    assertApproved(engine.check(order(OrderPurpose.EXIT, "TQQQ", Side.SELL, "10"), busy));
  }

  @ParameterizedTest
  @CsvSource({"81.6, true", "81.61, false", "78.4, true", "78.39, false"})
  void thePriceStaysWithinItsCollar(String latest, boolean admitted) {
    RiskDecision decision =
        engine("price-collar", "0.02").check(entry("TQQQ", "1"), traded(latest, NOW));
    assertEquals(admitted, decision instanceof RiskDecision.Approved, decision.toString());
  }

  @Test
  void anOldPriceIsNoneWhileTheMarketTrades() {
    RiskEngine engine = engine("price-age", "60");
    assertApproved(engine.check(entry("TQQQ", "1"), traded("80", NOW.minusSeconds(60))));
    RiskContext old = traded("80", NOW.minusSeconds(61));
    assertPasses("price-age", engine.check(entry("TQQQ", "1"), old));
    assertApproved(engine.check(entry("TQQQ", "1"), in(old, Market.Phase.BEFORE_OPEN)));
    RiskContext timeless =
        context().toBuilder()
            .latestTrade(Fact.of(new LatestTrade(BigDecimal.TEN, Optional.empty())))
            .build();
    assertPasses("price-age", engine.check(entry("TQQQ", "1"), timeless));
  }

  @Test
  void aClosedMarketIsAwaited() {
    RiskEngine engine = new RiskEngine(RiskProfiles.NONE);
    assertPasses(
        "market-closed", engine.check(entry("TQQQ", "1"), in(context(), Market.Phase.CLOSED)));
    assertApproved(engine.check(entry("TQQQ", "1"), in(context(), Market.Phase.BEFORE_OPEN)));
  }

  @Test
  void onlyTheStrategysSymbolsAreBoughtAndOfThoseTheAllowed() {
    assertRefused(
        "symbols", new RiskEngine(RiskProfiles.NONE).check(entry("AAPL", "1"), context()));
    RiskEngine narrow = engine("symbols", "TQQQ,AAPL");
    assertApproved(narrow.check(entry("TQQQ", "1"), context()));
    assertRefused("symbols", narrow.check(entry("SQQQ", "1"), context()));
    assertRefused("symbols", narrow.check(entry("AAPL", "1"), context()));
  }

  @Test
  void aPositionWithoutAStopRisksAllOfItself() {
    RiskContext bare = stopped(context(), Optional.empty());
    assertRefused("position-risk", engine("position-risk", "0.01").check(entry("TQQQ", "2"), bare));
    assertApproved(engine("position-risk", "0.01").check(entry("TQQQ", "1"), bare));
    assertApproved(engine("stop-distance", "0.04").check(entry("TQQQ", "1"), bare));
    assertRefused("stop-loss", engine("stop-required", "true").check(entry("TQQQ", "1"), bare));
  }

  @ParameterizedTest
  @CsvSource({
    "9800.01, day-loss,        0.02, true",
    "9800,    day-loss,        0.02, false",
    "9800.01, day-loss-amount, 200,  true",
    "9800,    day-loss-amount, 200,  false"
  })
  void theDaysLossIsCountedFromTheLastClose(
      String equity, String limit, String figure, boolean admitted) {
    RiskDecision decision =
        engine(limit, figure).check(entry("TQQQ", "1"), with(context(), at(equity, "10000")));
    assertEquals(admitted, decision instanceof RiskDecision.Approved, decision.toString());
    if (!admitted) {
      assertPasses("day-loss", decision);
    }
  }

  @Test
  void aDayThatHasEndedHasNoMoreEntriesThoughEquityRecovers() {
    RiskState ended =
        state(context())
            .endDay(
                new RiskState.DayLoss(TODAY, "2.1 % lost"),
                new RiskState.Untold(NOW, "day-loss", "", false));
    RiskContext good = with(with(context(), at("10000", "10000")), ended);
    RiskEngine engine = engine("day-loss", "0.02");
    assertRefused("day-loss", engine.check(entry("TQQQ", "1"), good));
    RiskContext tomorrow =
        good.toBuilder()
            .market(Fact.of(new Market(TODAY.plusDays(1), Market.Phase.SESSION)))
            .build();
    assertApproved(engine.check(entry("TQQQ", "1"), tomorrow));
  }

  @Test
  void theTotalLossIsCountedFromTheStart() {
    RiskEngine micro = engine("total-loss-amount", "10");
    RiskState started = state(context()).begin(new BigDecimal("10009.99"));
    assertApproved(micro.check(entry("TQQQ", "1"), with(context(), started)));
    RiskState more = state(context()).begin(new BigDecimal("10010"));
    assertPasses("total-loss", micro.check(entry("TQQQ", "1"), with(context(), more)));
  }

  /** Half of them make 4 %, half lose 2 %: 0.5 / 0.02 - 0.5 / 0.04 = 12.5, of which 1 counts. */
  @Test
  void kellyAllowsAPartOfWhatTheTradesWereWorth() {
    List<BigDecimal> good = alternating("0.04", "-0.02", 40);
    assertEquals(Optional.of(BigDecimal.ONE), Kelly.weight(good, 30));
    // 0.5 / 0.5 - 0.5 / 0.625 = 0.2
    List<BigDecimal> wild = alternating("0.625", "-0.5", 40);
    assertEquals(0, new BigDecimal("0.2").compareTo(Kelly.weight(wild, 40).orElseThrow()));
    assertEquals(Optional.empty(), Kelly.weight(wild, 41));
    assertEquals(Optional.of(BigDecimal.ZERO), Kelly.weight(alternating("0.02", "-0.04", 40), 30));
    assertEquals(Optional.of(BigDecimal.ZERO), Kelly.weight(alternating("-0.1", "0", 40), 30));
    assertEquals(Optional.of(BigDecimal.ONE), Kelly.weight(alternating("0.1", "0", 40), 30));

    RiskEngine half = engine("kelly-fraction", "0.5");
    // Half of 0.2 of 10,000, with the tolerance: 1,050.
    assertApproved(half.check(entry("TQQQ", "13"), returned(wild)));
    assertRefused("kelly-fraction", half.check(entry("TQQQ", "14"), returned(wild)));
    assertApproved(half.check(entry("TQQQ", "100"), returned(wild.subList(0, 29))));
    assertRefused(
        "kelly-fraction",
        half.check(entry("TQQQ", "1"), returned(alternating("0.02", "-0.04", 40))));
  }

  @Test
  void sharesThatAnotherOrderSellsAreNotSoldTwice() {
    RiskEngine engine = new RiskEngine(RiskProfiles.NONE);
    RiskContext held = holding(context(), position("TQQQ", Direction.LONG, "100"));
    OrderRecord sale = order(OrderPurpose.EXIT, "TQQQ", Side.SELL, "60");
    OrderRecord underWay = named("other", sale, OrderStatus.INTENDED);
    assertPasses("reduces-only", engine.check(sale, open(held, underWay)));
    // What it has sold already is gone from the position; what is left of it counts.
    OrderRecord nearlyDone = underWay.filled(new BigDecimal("20"), NOW);
    assertApproved(engine.check(sale, open(held, nearlyDone)));
    assertApproved(engine.check(sale, open(held, named("other", sale, OrderStatus.RETRACTED))));
    assertApproved(engine.check(sale, open(held, named("bw-test", sale, OrderStatus.INTENDED))));
    OrderRecord stop = order(OrderPurpose.PROTECTIVE_STOP, "TQQQ", Side.SELL, "60");
    assertPasses(
        "reduces-only", engine.check(sale, open(held, named("stop", stop, OrderStatus.ACCEPTED))));
  }

  /** Then the broker's word on what is free stands for the orders. */
  @Test
  void withoutTheOrdersUnderWayWhatIsAvailableIsSold() {
    RiskEngine engine = new RiskEngine(RiskProfiles.NONE);
    RiskContext held =
        holding(context(), position("TQQQ", Direction.LONG, "100")).toBuilder()
            .openOrders(Fact.unknown("the orders under way: the ledger is away"))
            .build();
    assertApproved(engine.check(order(OrderPurpose.EXIT, "TQQQ", Side.SELL, "100"), held));
  }

  private static RiskEngine engine(String key, String figure) {
    return new RiskEngine(RiskProfiles.NONE.adjusted(Map.of(key, figure)));
  }

  private static RiskContext ofSignal(OrderRecord... orders) {
    return context().toBuilder().ordersOfSignal(Fact.of(List.of(orders))).build();
  }

  private static RiskContext ofDay(OrderRecord... orders) {
    return context().toBuilder().ordersOfDay(Fact.of(List.of(orders))).build();
  }

  private static RiskContext open(RiskContext context, OrderRecord... orders) {
    return context.toBuilder().openOrders(Fact.of(List.of(orders))).build();
  }

  private static RiskContext traded(String price, Instant time) {
    return context().toBuilder()
        .latestTrade(Fact.of(new LatestTrade(new BigDecimal(price), Optional.of(time))))
        .build();
  }

  private static RiskContext in(RiskContext context, Market.Phase phase) {
    return context.toBuilder().market(Fact.of(new Market(TODAY, phase))).build();
  }

  private static RiskContext returned(List<BigDecimal> returns) {
    return context().toBuilder().tradeReturns(Fact.of(returns)).build();
  }

  private static AccountSnapshot at(String equity, String last) {
    AccountSnapshot account = account(equity, equity);
    return new AccountSnapshot(
        account.cash(),
        account.equity(),
        account.buyingPower(),
        false,
        NOW,
        Optional.of(new BigDecimal(last)));
  }

  private static List<BigDecimal> alternating(String one, String other, int count) {
    return Stream.iterate(0, i -> i + 1)
        .limit(count)
        .map(i -> new BigDecimal(i % 2 == 0 ? one : other))
        .toList();
  }

  /** An order of 10 shares with another id. */
  private static OrderRecord other(OrderPurpose purpose, String symbol, OrderStatus status) {
    Side side = purpose == OrderPurpose.ENTRY ? Side.BUY : Side.SELL;
    return named("other", order(purpose, symbol, side, "10"), status);
  }

  private static OrderRecord entered(String id, Instant time) {
    OrderRecord entry = named(id, entry("TQQQ", "1"), OrderStatus.REJECTED);
    return new OrderRecord(
        id,
        entry.account(),
        entry.strategy(),
        "signal-" + id,
        entry.purpose(),
        entry.exitReason(),
        entry.terms(),
        entry.status(),
        entry.brokerOrderId(),
        entry.filledQuantity(),
        "",
        time,
        time,
        0);
  }

  private static OrderRecord named(String id, OrderRecord order, OrderStatus status) {
    return new OrderRecord(
        id,
        order.account(),
        order.strategy(),
        order.signalId(),
        order.purpose(),
        order.exitReason(),
        order.terms(),
        status,
        Optional.empty(),
        order.filledQuantity(),
        "",
        order.createdAt(),
        order.updatedAt(),
        0);
  }

  private static void assertApproved(RiskDecision decision) {
    assertInstanceOf(RiskDecision.Approved.class, decision, decision.toString());
  }

  private static void assertRefused(String rule, RiskDecision decision) {
    RiskDecision.Refused refused = refused(decision);
    assertEquals(rule, refused.rule(), refused.message());
    assertTrue(!refused.mayPass(), refused.message());
  }

  private static void assertPasses(String rule, RiskDecision decision) {
    RiskDecision.Refused refused = refused(decision);
    assertEquals(rule, refused.rule(), refused.message());
    assertTrue(refused.mayPass(), refused.message());
  }

  private static RiskDecision.Refused refused(RiskDecision decision) {
    return assertInstanceOf(RiskDecision.Refused.class, decision);
  }
}
