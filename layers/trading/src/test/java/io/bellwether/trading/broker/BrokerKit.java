package io.bellwether.trading.broker;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.calendar.Session;
import io.bellwether.strategy.Direction;
import io.bellwether.trading.broker.Broker.Cancellation;
import io.bellwether.trading.broker.Submission.Refusal;
import io.bellwether.trading.order.OrderStatus;
import io.bellwether.trading.order.OrderTerms;
import io.bellwether.trading.order.OrderTerms.Attached;
import io.bellwether.trading.order.Side;
import io.bellwether.trading.order.TimeInForce;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Broker} must show against a venue that really fills orders. A venue's test
 * extends this class and provides the hooks of {@link BrokerKitVenue}; each test then runs on a
 * fresh venue, at 10:00 New York on Friday 2026-11-20, with {@value #CASH} US dollars, no margin
 * and TQQQ trading at 80.
 */
public abstract class BrokerKit extends BrokerKitVenue {
  @BeforeEach
  void openVenue() throws Exception {
    open(IN_SESSION, new BigDecimal(CASH));
    price(SYMBOL, new BigDecimal("80.00"));
  }

  @Test
  void anAcceptedOrderIsFoundByOurIdAndListedAsOpen() throws Exception {
    BrokerOrder order = confirmed(submit("bw-rest", limit(Side.BUY, "10", "70.00")));

    assertEquals("bw-rest", order.clientOrderId());
    assertEquals(OrderStatus.ACCEPTED, order.status());
    assertAmount("0", order.filledQuantity());
    assertEquals(order.brokerOrderId(), found("bw-rest").brokerOrderId());
    assertSameTerms(limit(Side.BUY, "10", "70.00"), found("bw-rest").terms());
    assertEquals(List.of("bw-rest"), openClientOrderIds());
  }

  @Test
  void anIdNeverUsedIsNotFound() {
    assertInstanceOf(Lookup.NotFound.class, broker().find("bw-never", deadline()));
  }

  @Test
  void submittingAnIdTwiceGivesTheSameOrderAndPlacesOne() throws Exception {
    BrokerOrder first = confirmed(submit("bw-twice", limit(Side.BUY, "10", "70.00")));
    BrokerOrder second = confirmed(submit("bw-twice", limit(Side.BUY, "10", "70.00")));

    assertEquals(first.brokerOrderId(), second.brokerOrderId());
    assertEquals(List.of("bw-twice"), openClientOrderIds());
  }

  @Test
  void submittingTheIdOfAFilledOrderBuysNothingMore() throws Exception {
    BrokerOrder bought = buy("bw-once", "10");
    BrokerOrder again = confirmed(submit("bw-once", market(Side.BUY, "10")));
    advance(Duration.ofMinutes(5));

    assertEquals(bought.brokerOrderId(), again.brokerOrderId());
    assertAmount("10", position().orElseThrow().quantity());
  }

  @Test
  void submittingTheIdOfACancelledOrderPlacesNothing() throws Exception {
    BrokerOrder first = confirmed(submit("bw-gone", limit(Side.BUY, "10", "70.00")));
    assertEquals(Cancellation.REQUESTED, broker().cancel(first.brokerOrderId(), deadline()));
    await("bw-gone", OrderStatus.CANCELED);
    BrokerOrder second = confirmed(submit("bw-gone", limit(Side.BUY, "10", "70.00")));

    assertEquals(first.brokerOrderId(), second.brokerOrderId());
    assertEquals(OrderStatus.CANCELED, second.status());
    assertEquals(List.of(), openClientOrderIds());
  }

  @Test
  void theFillsOfAMarketOrderAddUpToItsFilledQuantity() throws Exception {
    BrokerOrder order = buy("bw-market", "12");
    List<BrokerFill> fills = broker().fills(order.brokerOrderId(), deadline());

    assertAmount("12", order.filledQuantity());
    assertAmount("12", total(fills));
    assertTrue(order.averagePrice().orElseThrow().signum() > 0);
    for (BrokerFill fill : fills) {
      assertEquals(order.brokerOrderId(), fill.brokerOrderId());
      assertEquals(SYMBOL, fill.symbol());
      assertEquals(Side.BUY, fill.side());
      assertFalse(fill.time().isBefore(IN_SESSION), () -> "a fill before its order: " + fill);
    }
    assertEquals(fills.size(), fills.stream().map(BrokerFill::id).distinct().count());
    assertEquals(
        fills.stream().map(BrokerFill::time).sorted().toList(),
        fills.stream().map(BrokerFill::time).toList());
  }

  @Test
  void aFillShowsInPositionsAndAccount() throws Exception {
    AccountSnapshot before = broker().account(deadline());
    BrokerOrder order = buy("bw-account", "12");
    AccountSnapshot after = broker().account(deadline());
    BrokerPosition position = position().orElseThrow();
    BigDecimal cost = order.averagePrice().orElseThrow().multiply(order.filledQuantity());
    BigDecimal paid = before.cash().subtract(after.cash());

    assertAll(
        () -> assertAmount(CASH, before.cash()),
        () -> assertAmount(CASH, before.equity()),
        () -> assertAmount(CASH, before.buyingPower()),
        () -> assertFalse(before.tradingBlocked()),
        () -> assertTrue(paid.compareTo(cost) >= 0, "paid " + paid + " for " + cost),
        () ->
            assertTrue(
                paid.compareTo(cost.multiply(new BigDecimal("1.01"))) <= 0,
                "fees of more than a hundredth: paid " + paid + " for " + cost),
        () -> assertTrue(after.buyingPower().compareTo(before.buyingPower()) < 0),
        () -> assertEquals(Direction.LONG, position.direction()),
        () -> assertAmount("12", position.quantity()),
        () -> assertAmount("12", position.available()),
        () -> assertTrue(position.averagePrice().signum() > 0),
        () -> assertTrue(position.currentPrice().signum() > 0));
  }

  @Test
  void theLatestPriceFollowsTheMarket() throws Exception {
    advance(Duration.ofMinutes(1));
    assertAmount("80", broker().latestPrice(SYMBOL, deadline()));
    price(SYMBOL, new BigDecimal("81.50"));
    advance(Duration.ofMinutes(1));
    assertAmount("81.5", broker().latestPrice(SYMBOL, deadline()));
  }

  @Test
  void aLimitOrderFillsAtItsPriceOrBetter() throws Exception {
    submit("bw-limit", limit(Side.BUY, "10", "79.00"));
    advance(Duration.ofMinutes(2));
    assertEquals(OrderStatus.ACCEPTED, found("bw-limit").status());

    price(SYMBOL, new BigDecimal("78.50"));
    BrokerOrder filled = await("bw-limit", OrderStatus.FILLED);
    assertTrue(filled.averagePrice().orElseThrow().compareTo(new BigDecimal("79.00")) <= 0);
  }

  @Test
  void aStopOrderRestsUntilItsPriceIsReached() throws Exception {
    buy("bw-entry", "10");
    submit("bw-stop", stop("10", "76.00"));
    price(SYMBOL, new BigDecimal("76.50"));
    advance(Duration.ofMinutes(5));
    assertEquals(OrderStatus.ACCEPTED, found("bw-stop").status());
    assertAmount("0", position().orElseThrow().available());

    price(SYMBOL, new BigDecimal("75.00"));
    await("bw-stop", OrderStatus.FILLED);
    assertEquals(Optional.empty(), position());
  }

  @Test
  void aCancelIsFirstRequestedThenDone() throws Exception {
    BrokerOrder order = confirmed(submit("bw-cancel", limit(Side.BUY, "10", "70.00")));

    assertEquals(Cancellation.REQUESTED, broker().cancel(order.brokerOrderId(), deadline()));
    assertAmount("0", await("bw-cancel", OrderStatus.CANCELED).filledQuantity());
    assertEquals(List.of(), openClientOrderIds());
  }

  @Test
  void aFilledOrderIsNotCancelable() throws Exception {
    BrokerOrder order = buy("bw-done", "10");
    assertEquals(Cancellation.NOT_CANCELABLE, broker().cancel(order.brokerOrderId(), deadline()));
  }

  @Test
  void cancellingAnUnknownOrderSaysSo() {
    assertEquals(Cancellation.NOT_FOUND, broker().cancel(NO_SUCH_ORDER, deadline()));
  }

  @Test
  void anOrderBeyondTheBuyingPowerIsRejectedAndPlacesNothing() throws Exception {
    assertRejected(
        Refusal.INSUFFICIENT_BUYING_POWER, submit("bw-greedy", limit(Side.BUY, "1000", "80.00")));
    assertInstanceOf(Lookup.NotFound.class, broker().find("bw-greedy", deadline()));
    assertEquals(List.of(), openClientOrderIds());
  }

  @Test
  void sharesTiedToAStopCannotBeSoldAgain() throws Exception {
    buy("bw-entry", "10");
    BrokerOrder stop = confirmed(submit("bw-stop", stop("10", "70.00")));
    assertRejected(Refusal.QUANTITY_HELD, submit("bw-exit", market(Side.SELL, "10")));

    broker().cancel(stop.brokerOrderId(), deadline());
    await("bw-stop", OrderStatus.CANCELED);
    confirmed(submit("bw-exit-2", market(Side.SELL, "10")));
    await("bw-exit-2", OrderStatus.FILLED);
    assertEquals(Optional.empty(), position());
  }

  @Test
  void aPriceFinerThanTheStepIsRejected() {
    assertRejected(Refusal.PRICE_STEP, submit("bw-step", limit(Side.BUY, "10", "70.005")));
  }

  @Test
  void anOrderForTheOpenWaitsForIt() throws Exception {
    advance(Duration.between(IN_SESSION, BEFORE_MONDAYS_OPEN));
    submit("bw-open", OrderTerms.market(SYMBOL, Side.BUY, TEN, TimeInForce.OPG));
    advance(Duration.ofMinutes(15));
    assertEquals(OrderStatus.ACCEPTED, found("bw-open").status());

    advance(Duration.ofMinutes(16));
    BrokerOrder filled = await("bw-open", OrderStatus.FILLED);
    Instant firstFill = broker().fills(filled.brokerOrderId(), deadline()).getFirst().time();
    assertFalse(firstFill.isBefore(MONDAYS_OPEN), () -> "filled at " + firstFill);
  }

  @Test
  void aDayOrderExpiresAfterTheClose() throws Exception {
    submit("bw-day", limit(Side.BUY, "10", "70.00"));
    advance(Duration.between(IN_SESSION, BEFORE_MONDAYS_OPEN));
    assertEquals(OrderStatus.EXPIRED, found("bw-day").status());
    assertEquals(List.of(), openClientOrderIds());
  }

  @Test
  void aReplacementHasAnIdOfItsOwnAndTheOldOrderIsReplaced() throws Exception {
    BrokerOrder old = confirmed(submit("bw-old", limit(Side.BUY, "10", "70.00")));
    advance(Duration.ofMinutes(1));
    BrokerOrder replacement =
        confirmed(
            broker()
                .replace(
                    old.brokerOrderId(),
                    "bw-new",
                    Optional.of(new BigDecimal("8")),
                    Optional.of(new BigDecimal("71.00")),
                    Optional.empty(),
                    deadline()));
    advance(Duration.ofMinutes(1));

    assertNotEquals(old.brokerOrderId(), replacement.brokerOrderId());
    assertEquals("bw-new", replacement.clientOrderId());
    assertEquals(OrderStatus.REPLACED, found("bw-old").status());
    assertEquals(OrderStatus.ACCEPTED, found("bw-new").status());
    assertSameTerms(limit(Side.BUY, "8", "71.00"), found("bw-new").terms());
    assertEquals(List.of("bw-new"), openClientOrderIds());
  }

  @Test
  void theLegsOfABracketAreHeldThenLiveAndOneCancelsTheOther() throws Exception {
    confirmed(submit("bw-bracket", bracket("79.00", "85.00", "75.00")));
    advance(Duration.ofMinutes(1));
    BrokerOrder waiting = found("bw-bracket");
    assertEquals(2, waiting.legs().size());
    for (BrokerOrder leg : waiting.legs()) {
      assertEquals(OrderStatus.HELD, leg.status());
      assertEquals(Side.SELL, leg.terms().side());
    }

    price(SYMBOL, new BigDecimal("78.50"));
    await("bw-bracket", OrderStatus.FILLED);
    // A venue may keep one leg held while the other has the shares; one at least is working.
    assertTrue(
        found("bw-bracket").legs().stream().anyMatch(leg -> leg.status() == OrderStatus.ACCEPTED),
        () -> "no leg went live: " + found("bw-bracket"));

    price(SYMBOL, new BigDecimal("74.00"));
    advance(Duration.ofMinutes(2));
    assertEquals(
        List.of(OrderStatus.FILLED, OrderStatus.CANCELED),
        found("bw-bracket").legs().stream().map(BrokerOrder::status).sorted().toList());
    assertEquals(Optional.empty(), position());
  }

  @Test
  void theCalendarKnowsHolidaysAndEarlyCloses() throws Exception {
    List<Session> sessions =
        broker().calendar(LocalDate.of(2026, 11, 25), LocalDate.of(2026, 11, 30), deadline());

    assertEquals(
        List.of(
            session("2026-11-25", "14:30", "21:00", false),
            session("2026-11-27", "14:30", "18:00", true),
            session("2026-11-30", "14:30", "21:00", false)),
        sessions);
  }

  @Test
  void theClockKnowsWhetherTheMarketIsOpen() throws Exception {
    MarketClock inSession = broker().clock(deadline());
    assertTrue(inSession.open());
    assertEquals(FRIDAYS_CLOSE, inSession.nextClose());
    assertEquals(MONDAYS_OPEN, inSession.nextOpen());

    advance(Duration.between(IN_SESSION, BEFORE_MONDAYS_OPEN));
    MarketClock before = broker().clock(deadline());
    assertFalse(before.open());
    assertEquals(MONDAYS_OPEN, before.nextOpen());
    assertFalse(before.time().isBefore(BEFORE_MONDAYS_OPEN));
  }

  private static OrderTerms bracket(String entry, String takeProfit, String stopLoss) {
    OrderTerms plain = limit(Side.BUY, "10", entry);
    return new OrderTerms(
        plain.symbol(),
        plain.side(),
        plain.quantity(),
        plain.type(),
        TimeInForce.GTC,
        plain.limitPrice(),
        plain.stopPrice(),
        plain.trail(),
        new Attached.Bracket(
            new BigDecimal(takeProfit), new BigDecimal(stopLoss), Optional.empty()));
  }
}
