package io.bellwether.workbench.exchange;

import static io.bellwether.workbench.exchange.EngineDriver.bars;
import static io.bellwether.workbench.exchange.EngineDriver.limitAt;
import static io.bellwether.workbench.exchange.EngineDriver.newYork;
import static io.bellwether.workbench.exchange.EngineDriver.request;
import static io.bellwether.workbench.exchange.EngineDriver.settings;
import static io.bellwether.workbench.exchange.EngineDriver.start;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.trading.cost.CostModel;
import io.bellwether.trading.order.OrderType;
import io.bellwether.trading.order.Side;
import io.bellwether.trading.order.TimeInForce;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When orders fill, and at which price. */
final class MatchingEngineTest {
  private static final Bars FIVE_MINUTES =
      bars(
          "QQQ",
          "5m",
          "2024-06-03T09:30 100 102 99 101",
          "2024-06-03T09:35 101.5 103 101 102",
          "2024-06-03T09:40 98 99 96 97",
          "2024-06-03T09:45 97.5 105 97 104",
          "2024-06-03T15:55 104 106 103 105",
          "2024-06-04T09:30 110 111 108 109");
  private static final Bars DAYS =
      bars(
          "TQQQ",
          "1d",
          "2024-05-31 50 51 49 50",
          "2024-06-03 52 53 51 52",
          "2024-06-04 40 45 38 44",
          "2024-06-05 44 46 43 45",
          "2024-06-06 47 48 46 47");
  private static final Bars OTHER_DAYS =
      bars(
          "SQQQ", "1d", "2024-05-31 10 11 9 10", "2024-06-03 10 11 9 10", "2024-06-04 12 13 11 12");

  /** Bought at the open of 2024-06-03 at 09:30. */
  private static EngineDriver holdingQqq() throws RefusedException {
    EngineDriver driver = start("10000", "2024-06-03T09:30", FIVE_MINUTES);
    driver.buy("QQQ", "10");
    return driver.after(Duration.ofSeconds(1));
  }

  private static EngineDriver holdingTqqq(String since) throws RefusedException {
    EngineDriver driver = start("10000", since, DAYS, OTHER_DAYS);
    driver.buy("TQQQ", "100");
    return driver;
  }

  @Test
  void aMarketOrderIsAcknowledgedFirstAndFillsAtTheOpenWithTheNextAdvance()
      throws RefusedException {
    EngineDriver driver = start("10000", "2024-06-03T09:30:07", FIVE_MINUTES);
    WorkingOrder order = driver.buy("QQQ", "10");
    assertEquals(ExchangeStatus.PENDING_NEW, order.status());
    driver.to("2024-06-03T09:30:07");
    assertEquals(ExchangeStatus.PENDING_NEW, order.status());
    driver.to("2024-06-03T09:30:09");
    assertEquals(List.of("buy 10 QQQ @ 100"), driver.fills());
    assertEquals(ExchangeStatus.FILLED, order.status());
    assertEquals(newYork("2024-06-03T09:30:08"), driver.engine().fills().all().get(0).time());
    assertEquals("9000", driver.cash());
  }

  @Test
  void theWindowForTheOpenIsSixtySecondsInclusive() throws RefusedException {
    EngineDriver driver = start("10000", "2024-06-03T09:31:00", FIVE_MINUTES);
    driver.buy("QQQ", "1");
    driver.to("2024-06-03T09:31:01");
    driver.buy("QQQ", "2");
    driver.to("2024-06-03T09:34:59");
    assertEquals(List.of("buy 1 QQQ @ 100"), driver.fills());
    driver.to("2024-06-03T09:35:00");
    assertEquals(List.of("buy 1 QQQ @ 100", "buy 2 QQQ @ 101.5"), driver.fills());
  }

  @Test
  void aMarketOrderTooLateForTheLastOpenOfItsSessionGetsTheClose() throws RefusedException {
    EngineDriver driver = start("10000", "2024-06-03T15:58", FIVE_MINUTES);
    driver.buy("QQQ", "1");
    driver.market("QQQ", Side.BUY, "2", TimeInForce.GTC);
    driver.to("2024-06-03T16:00");
    assertEquals(List.of("buy 1 QQQ @ 105"), driver.fills());
    driver.to("2024-06-04T09:30");
    assertEquals(List.of("buy 1 QQQ @ 105", "buy 2 QQQ @ 110"), driver.fills());
  }

  @Test
  void anOrderPlacedWhileClosedFillsAtTheNextSessionsOpen() throws RefusedException {
    EngineDriver driver = start("10000", "2024-05-31T18:00", DAYS);
    WorkingOrder order = driver.buy("TQQQ", "10");
    assertEquals(ExchangeStatus.ACCEPTED, order.status());
    driver.to("2024-06-03T09:29:59");
    assertEquals(List.of(), driver.fills());
    driver.to("2024-06-03T09:30");
    assertEquals(List.of("buy 10 TQQQ @ 52"), driver.fills());
  }

  @Test
  void openingAuctionOrdersFillAtTheOpenAndAreRefusedWhenTooLate() throws RefusedException {
    EngineDriver driver = start("10000", "2024-06-03T09:27:59", FIVE_MINUTES, DAYS);
    WorkingOrder order = driver.market("TQQQ", Side.BUY, "10", TimeInForce.OPG);
    driver.to("2024-06-03T09:28");
    RefusedException refused =
        assertThrows(
            RefusedException.class, () -> driver.market("TQQQ", Side.BUY, "10", TimeInForce.OPG));
    assertEquals(422, refused.status());
    driver.to("2024-06-03T09:30");
    assertEquals(List.of("buy 10 TQQQ @ 52"), driver.fills());
    assertEquals(ExchangeStatus.FILLED, order.status());
    driver.to("2024-06-03T18:59");
    assertThrows(
        RefusedException.class, () -> driver.market("TQQQ", Side.BUY, "1", TimeInForce.OPG));
    driver.to("2024-06-03T19:00");
    driver.market("TQQQ", Side.BUY, "1", TimeInForce.OPG);
    driver.to("2024-06-04T09:30");
    assertEquals("buy 1 TQQQ @ 40", driver.fills().getLast());
  }

  @Test
  void anOpeningLimitTheAuctionDoesNotReachExpires() throws RefusedException {
    EngineDriver driver = start("10000", "2024-06-03T09:00", DAYS);
    WorkingOrder order =
        driver.submit(
            request("TQQQ", Side.BUY, OrderType.LIMIT, "10", TimeInForce.OPG, limitAt("51.5")));
    driver.to("2024-06-03T09:30");
    assertEquals(ExchangeStatus.EXPIRED, order.status());
  }

  @Test
  void closingAuctionOrdersFillAtTheClose() throws RefusedException {
    EngineDriver driver = start("10000", "2024-06-03T15:49", FIVE_MINUTES);
    driver.market("QQQ", Side.BUY, "3", TimeInForce.CLS);
    driver.to("2024-06-03T15:50");
    assertThrows(
        RefusedException.class, () -> driver.market("QQQ", Side.BUY, "3", TimeInForce.CLS));
    driver.to("2024-06-03T15:59:59");
    assertEquals(List.of(), driver.fills());
    driver.to("2024-06-03T16:00");
    assertEquals(List.of("buy 3 QQQ @ 105"), driver.fills());
  }

  @Test
  void atOneOpenAllSellsFillBeforeTheBuysAndBuysAreCutToTheCash() throws RefusedException {
    EngineDriver driver = holdingTqqq("2024-05-31T18:00");
    driver.to("2024-06-03T17:00");
    assertEquals("4800", driver.cash());
    driver.market("SQQQ", Side.BUY, "480", TimeInForce.DAY);
    driver.sell("TQQQ", "50");
    driver.to("2024-06-04T09:30");
    // 4,800 + 50 x 40 = 6,800 pays 480 x 12 = 5,760 only because the sell came first.
    assertEquals(
        List.of("buy 100 TQQQ @ 52", "sell 50 TQQQ @ 40", "buy 480 SQQQ @ 12"), driver.fills());
  }

  @Test
  void aBuyThatCashDoesNotCoverIsCutAndTheRestCancelled() throws RefusedException {
    EngineDriver driver =
        start(settings("5001", EngineDriver.FEES, "10"), "2024-05-31T18:00", DAYS);
    WorkingOrder order = driver.buy("TQQQ", "100");
    driver.to("2024-06-03T09:30");
    // At 52.052, 96 shares cost 4,996.992 + 1 + 0.4996992: more than there is is 97.
    assertEquals(List.of("buy 96 TQQQ @ 52.052"), driver.fills());
    assertEquals(ExchangeStatus.CANCELED, order.status());
    assertEquals("2.5083008", driver.cash());
  }

  @Test
  void aBuyWithoutAnyCashEndsCancelled() throws RefusedException {
    EngineDriver driver = start("50", "2024-05-31T18:00", DAYS);
    WorkingOrder order = driver.buy("TQQQ", "1");
    driver.to("2024-06-03T09:30");
    assertEquals(ExchangeStatus.CANCELED, order.status());
    assertEquals(0, order.filledQuantity().signum());
  }

  @Test
  void anExitSentAtTheOpenWinsOverTheStopThatGapped() throws RefusedException {
    EngineDriver driver = holdingTqqq("2024-05-31T18:00").to("2024-06-03T09:31");
    WorkingOrder stop = driver.sellStop("TQQQ", "100", "49.40");
    driver.to("2024-06-04T09:30");
    assertTrue(stop.isOpen());
    driver.cancel(stop);
    driver.sell("TQQQ", "100");
    driver.to("2024-06-04T09:31");
    assertEquals("sell 100 TQQQ @ 40", driver.fills().getLast());
    driver.to("2024-06-04T16:00");
    assertEquals(ExchangeStatus.CANCELED, stop.status());
    assertEquals(2, driver.fills().size());
  }

  @Test
  void aGapThroughTheStopFillsAtTheOpenWhenTheBarIsShown() throws RefusedException {
    EngineDriver driver = holdingTqqq("2024-05-31T18:00").to("2024-06-03T09:31");
    WorkingOrder stop = driver.sellStop("TQQQ", "100", "49.40");
    driver.to("2024-06-04T09:33:59");
    assertTrue(stop.isOpen());
    driver.to("2024-06-04T09:34");
    assertEquals("sell 100 TQQQ @ 40", driver.fills().getLast());
    assertEquals(newYork("2024-06-04T00:00"), driver.engine().fills().all().get(1).barStart());
  }

  @Test
  void onTheFillBarOnlyHighAndLowCount() throws RefusedException {
    EngineDriver driver = holdingQqq();
    driver.to("2024-06-03T09:31");
    driver.sellStop("QQQ", "10", "99.50");
    driver.to("2024-06-03T09:34");
    assertEquals("sell 10 QQQ @ 99.5", driver.fills().getLast());
  }

  @Test
  void aRestingStopFillsAtItsPriceInsideALaterBarAndSlips() throws RefusedException {
    EngineDriver driver =
        start(settings("10000", EngineDriver.FREE, "10"), "2024-06-03T09:30", FIVE_MINUTES);
    driver.buy("QQQ", "10");
    driver.to("2024-06-03T09:31");
    driver.sellStop("QQQ", "10", "98.50");
    driver.to("2024-06-03T09:44");
    // The bar of 09:40 opens at 98, below the stop: 98 less ten basis points.
    assertEquals(List.of("buy 10 QQQ @ 100.1", "sell 10 QQQ @ 97.902"), driver.fills());
  }

  @Test
  void limitsFillAtTheOpenOrAtTheirPriceAndNeverSlip() throws RefusedException {
    EngineDriver driver =
        start(settings("10000", EngineDriver.FREE, "25"), "2024-06-03T09:31:30", FIVE_MINUTES);
    driver.limit("QQQ", Side.BUY, "1", "98.50");
    driver.limit("QQQ", Side.BUY, "2", "96.50");
    driver.to("2024-06-03T09:43:59");
    assertEquals(List.of(), driver.fills());
    driver.to("2024-06-03T09:44");
    assertEquals(List.of("buy 1 QQQ @ 98", "buy 2 QQQ @ 96.5"), driver.fills());
    driver.limit("QQQ", Side.SELL, "3", "104.50");
    driver.to("2024-06-03T09:49");
    assertEquals("sell 3 QQQ @ 104.5", driver.fills().getLast());
  }

  @Test
  void anOrderPlacedInsideABarDoesNotGetItsOpen() throws RefusedException {
    EngineDriver driver = start("10000", "2024-06-03T09:32", FIVE_MINUTES);
    driver.limit("QQQ", Side.BUY, "1", "100.50");
    driver.limit("QQQ", Side.BUY, "2", "110");
    driver.to("2024-06-03T09:34");
    // The open was 100; nobody knows the price at 09:32 but that it lay between 99 and 102.
    assertEquals(List.of("buy 1 QQQ @ 100.5", "buy 2 QQQ @ 102"), driver.fills());
  }

  @Test
  void aMarketableLimitPlacedInTimeGetsTheOpen() throws RefusedException {
    EngineDriver driver = start("10000", "2024-06-03T09:30:30", FIVE_MINUTES);
    driver.limit("QQQ", Side.BUY, "1", "100.50");
    driver.to("2024-06-03T09:31");
    assertEquals(List.of("buy 1 QQQ @ 100"), driver.fills());
  }

  @Test
  void aStopLimitThatGapsBelowItsLimitWaits() throws RefusedException {
    EngineDriver driver = holdingQqq();
    driver.to("2024-06-03T09:39:30");
    WorkingOrder order =
        driver.submit(
            request(
                "QQQ",
                Side.SELL,
                OrderType.STOP_LIMIT,
                "10",
                TimeInForce.DAY,
                OrderRequest.Prices.stop(
                    new BigDecimal("100"), Optional.of(new BigDecimal("99.50")))));
    driver.to("2024-06-03T09:44");
    assertTrue(order.triggered());
    assertTrue(order.isOpen());
    driver.to("2024-06-03T09:49");
    assertEquals("sell 10 QQQ @ 99.5", driver.fills().getLast());
  }

  @Test
  void aTrailingStopFollowsTheBarsBeforeIt() throws RefusedException {
    EngineDriver driver = holdingQqq();
    driver.to("2024-06-03T09:31");
    driver.submit(
        request(
            "QQQ",
            Side.SELL,
            OrderType.TRAILING_STOP,
            "10",
            TimeInForce.DAY,
            new OrderRequest.Prices(
                Optional.empty(),
                Optional.empty(),
                Optional.of(new BigDecimal("1.50")),
                Optional.empty())));
    // 09:30 raises the mark to 102 after its low was tested against 100 - 1.5; the low of 09:35,
    // 101, stays above 102 - 1.5; 103 - 1.5 is above the open of 09:40.
    driver.to("2024-06-03T09:39");
    assertEquals(1, driver.fills().size());
    driver.to("2024-06-03T09:44");
    assertEquals("sell 10 QQQ @ 98", driver.fills().getLast());
  }

  @Test
  void dayOrdersExpireAtTheCloseAndGtcOrdersStay() throws RefusedException {
    EngineDriver driver = start("10000", "2024-06-03T10:00", DAYS);
    WorkingOrder day =
        driver.submit(
            request("TQQQ", Side.BUY, OrderType.LIMIT, "1", TimeInForce.DAY, limitAt("20")));
    WorkingOrder gtc = driver.limit("TQQQ", Side.BUY, "1", "39");
    driver.to("2024-06-03T16:00");
    assertEquals(ExchangeStatus.EXPIRED, day.status());
    assertEquals(ExchangeStatus.NEW, gtc.status());
    driver.to("2024-06-04T10:00");
    assertEquals(List.of("buy 1 TQQQ @ 39"), driver.fills());
  }

  @Test
  void anEarlyCloseEndsTheSessionAndItsLastBar() throws RefusedException {
    Bars bars =
        bars(
            "QQQ",
            "1h",
            "2024-07-03T11:30 100 101 99 100",
            "2024-07-03T12:30 100 101 99 100.5",
            "2024-07-05T09:30 102 103 101 102");
    EngineDriver driver = start("10000", "2024-07-03T12:00", bars);
    WorkingOrder order =
        driver.submit(
            request("QQQ", Side.BUY, OrderType.LIMIT, "1", TimeInForce.DAY, limitAt("90")));
    driver.to("2024-07-03T12:59:59");
    assertTrue(order.isOpen());
    driver.to("2024-07-03T13:00");
    assertEquals(ExchangeStatus.EXPIRED, order.status());
    assertEquals(newYork("2024-07-03T13:00"), driver.engine().samples().getLast().time());
    driver.buy("QQQ", "1");
    driver.to("2024-07-05T09:30");
    assertEquals(List.of("buy 1 QQQ @ 102"), driver.fills());
  }

  @Test
  void daylightSavingMovesTheOpen() throws RefusedException {
    Bars bars = bars("TQQQ", "1d", "2024-03-08 50 51 49 50", "2024-03-11 51 52 50 51");
    EngineDriver driver = start("10000", "2024-03-08T17:00", bars);
    driver.buy("TQQQ", "1");
    driver.to(java.time.Instant.parse("2024-03-11T13:29:59Z"));
    assertEquals(List.of(), driver.fills());
    driver.to(java.time.Instant.parse("2024-03-11T13:30:00Z"));
    assertEquals(List.of("buy 1 TQQQ @ 51"), driver.fills());
  }

  @Test
  void equityIsSampledAtEveryBarsEnd() throws RefusedException {
    EngineDriver driver = holdingQqq();
    driver.to("2024-06-03T09:40");
    EquitySample sample = driver.engine().samples().getLast();
    assertEquals(newYork("2024-06-03T09:40"), sample.time());
    assertEquals(newYork("2024-06-03T09:35"), sample.barStart());
    assertEquals("10020", Decimals.plain(sample.equity()));
    assertEquals("1020", Decimals.plain(sample.positions().get("QQQ")));
    assertEquals(2, driver.engine().samples().size());
  }

  @Test
  void steppingFromEventToEventMeetsEveryPhase() {
    EngineDriver driver = start("10000", "2024-06-03T09:00", FIVE_MINUTES);
    java.time.Instant first = driver.engine().nextEvent(newYork("2024-06-03T09:00")).orElseThrow();
    assertEquals(newYork("2024-06-03T09:30"), first);
    driver.to(first);
    java.time.Instant second = driver.engine().nextEvent(first).orElseThrow();
    assertEquals(newYork("2024-06-03T09:34"), second);
    driver.to(second);
    assertEquals(newYork("2024-06-03T09:35"), driver.engine().nextEvent(second).orElseThrow());
    driver.to("2024-06-04T16:00");
    assertEquals(Optional.empty(), driver.engine().nextEvent(newYork("2024-06-04T16:00")));
    assertThrows(IllegalArgumentException.class, () -> driver.to("2024-06-04T15:59"));
  }

  @Test
  void anImmediateOrCancelOrderDoesNotRest() throws RefusedException {
    EngineDriver driver = start("10000", "2024-06-03T09:30:05", FIVE_MINUTES);
    WorkingOrder low =
        driver.submit(
            request("QQQ", Side.BUY, OrderType.LIMIT, "1", TimeInForce.IOC, limitAt("99")));
    WorkingOrder high =
        driver.submit(
            request("QQQ", Side.BUY, OrderType.LIMIT, "1", TimeInForce.IOC, limitAt("101")));
    driver.to("2024-06-03T09:30:06");
    assertEquals(ExchangeStatus.CANCELED, low.status());
    assertEquals(ExchangeStatus.FILLED, high.status());
    assertEquals(List.of("buy 1 QQQ @ 100"), driver.fills());
  }

  @Test
  void anAmountOfMoneyBuysFractions() throws RefusedException {
    EngineDriver driver = start("10000", "2024-06-03T09:30", FIVE_MINUTES);
    OrderRequest market =
        request("QQQ", Side.BUY, OrderType.MARKET, "1", TimeInForce.DAY, OrderRequest.Prices.NONE);
    OrderRequest notional =
        new OrderRequest(
            "QQQ",
            Side.BUY,
            OrderType.MARKET,
            TimeInForce.DAY,
            Optional.empty(),
            Optional.of(new BigDecimal("250.50")),
            market.prices(),
            false,
            Optional.empty(),
            OrderClass.SIMPLE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    WorkingOrder order = driver.submit(notional);
    driver.after(Duration.ofSeconds(1));
    assertEquals(ExchangeStatus.FILLED, order.status());
    assertEquals(List.of("buy 2.505 QQQ @ 100"), driver.fills());
  }

  @Test
  void aLimitOnFillsMakesOrdersFillInParts() throws RefusedException {
    ExchangeSettings whole = settings("10000", EngineDriver.FEES, "0");
    ExchangeSettings parts =
        new ExchangeSettings(
            whole.cash(),
            whole.costs(),
            whole.slippage(),
            whole.priceStep(),
            1,
            true,
            whole.marketWindow(),
            whole.settle(),
            Optional.of(new BigDecimal("6")));
    EngineDriver driver = start(parts, "2024-06-03T09:30", FIVE_MINUTES);
    WorkingOrder order = driver.buy("QQQ", "10");
    driver.to("2024-06-03T09:34");
    assertEquals(ExchangeStatus.PARTIALLY_FILLED, order.status());
    driver.to("2024-06-03T09:35");
    assertEquals(List.of("buy 6 QQQ @ 100", "buy 4 QQQ @ 101.5"), driver.fills());
    // One order's dollar is paid once: 1 + 0.06, then 0.0406.
    assertEquals(
        List.of("1.06", "0.0406"),
        driver.engine().fills().all().stream().map(f -> Decimals.plain(f.costs())).toList());
  }

  @Test
  void ratesThatChangeBetweenTwoFillsOfAnOrderChangeNothingOfTheFirst() throws RefusedException {
    CostModel rates =
        new CostModel() {
          @Override
          public String name() {
            return "dearer-from-june-4";
          }

          @Override
          public BigDecimal cost(Side side, BigDecimal quantity, BigDecimal price, LocalDate date) {
            int rate = date.isBefore(LocalDate.of(2024, 6, 4)) ? 1 : 3;
            return quantity.multiply(BigDecimal.valueOf(rate));
          }
        };
    EngineDriver driver = start(settings("10000", rates, "0"), "2024-06-03T09:00", DAYS);
    driver.engine().limitFills(Optional.of(BigDecimal.valueOf(5)));
    driver.limit("TQQQ", Side.BUY, "10", "60");
    driver.to("2024-06-04T16:00");
    assertEquals(
        List.of("5", "15"),
        driver.engine().fills().all().stream().map(fill -> Decimals.plain(fill.costs())).toList());
  }
}
