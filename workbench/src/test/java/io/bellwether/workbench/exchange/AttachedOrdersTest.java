package io.bellwether.workbench.exchange;

import static io.bellwether.workbench.exchange.EngineDriver.bars;
import static io.bellwether.workbench.exchange.EngineDriver.limitAt;
import static io.bellwether.workbench.exchange.EngineDriver.request;
import static io.bellwether.workbench.exchange.EngineDriver.start;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bellwether.market.Bars;
import io.bellwether.trading.order.OrderType;
import io.bellwether.trading.order.Side;
import io.bellwether.trading.order.TimeInForce;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Brackets, one-cancels-other, one-triggers-other, and replacing orders. */
final class AttachedOrdersTest {
  private static final Bars BARS =
      bars(
          "QQQ",
          "5m",
          "2024-06-03T09:30 100 101 99 100",
          "2024-06-03T09:35 100 106 94 100",
          "2024-06-03T09:40 100 103 99.5 102",
          "2024-06-03T09:45 107 108 106 107");

  private static OrderRequest bracket(OrderRequest entry, String target, String stop) {
    return entry.withAttached(
        OrderClass.BRACKET, Optional.of(new BigDecimal(target)), Optional.of(new BigDecimal(stop)));
  }

  private static OrderRequest marketBuy() {
    return request(
        "QQQ", Side.BUY, OrderType.MARKET, "10", TimeInForce.GTC, OrderRequest.Prices.NONE);
  }

  @Test
  void childrenAreHeldUntilTheEntryHasFilledAndThenOneEndsTheOther() throws RefusedException {
    EngineDriver driver = start("10000", "2024-06-03T09:30", BARS);
    WorkingOrder entry = driver.submit(bracket(marketBuy(), "106", "98"));
    WorkingOrder target = entry.children().get(0);
    WorkingOrder stop = entry.children().get(1);
    assertEquals(ExchangeStatus.HELD, target.status());
    driver.to("2024-06-03T09:31");
    assertEquals(ExchangeStatus.NEW, target.status());
    assertEquals(ExchangeStatus.NEW, stop.status());
    driver.to("2024-06-03T09:39");
    // Both 106 and 98 lie in the bar of 09:35: the stop is assumed first.
    assertEquals(List.of("buy 10 QQQ @ 100", "sell 10 QQQ @ 98"), driver.fills());
    assertEquals(ExchangeStatus.CANCELED, target.status());
  }

  @Test
  void theOpenIsTestedForBothBeforeTheRestOfTheBar() throws RefusedException {
    EngineDriver driver = start("10000", "2024-06-03T09:40", BARS);
    driver.submit(bracket(marketBuy(), "106", "98"));
    driver.to("2024-06-03T09:49");
    assertEquals(List.of("buy 10 QQQ @ 100", "sell 10 QQQ @ 107"), driver.fills());
  }

  @Test
  void anEntryInsideTheBarShowsItsChildrenOnlyWhatIsAgainstThem() throws RefusedException {
    EngineDriver driver = start("10000", "2024-06-03T09:34:30", BARS);
    OrderRequest limit =
        request("QQQ", Side.BUY, OrderType.LIMIT, "10", TimeInForce.GTC, limitAt("96"));
    WorkingOrder wide = driver.submit(bracket(limit, "105", "90"));
    driver.to("2024-06-03T09:39");
    // The high of 106 may have come before the low of 94: the target has to wait.
    assertEquals(List.of("buy 10 QQQ @ 96"), driver.fills());
    assertEquals(ExchangeStatus.NEW, wide.children().get(0).status());

    EngineDriver tight = start("10000", "2024-06-03T09:34:30", BARS);
    tight.submit(bracket(limit, "105", "95"));
    tight.to("2024-06-03T09:39");
    assertEquals(List.of("buy 10 QQQ @ 96", "sell 10 QQQ @ 95"), tight.fills());
  }

  @Test
  void cancellingTheEntryOrOneChildCancelsTheRest() throws RefusedException {
    EngineDriver driver = start("10000", "2024-06-03T09:34:30", BARS);
    OrderRequest far =
        request("QQQ", Side.BUY, OrderType.LIMIT, "10", TimeInForce.GTC, limitAt("90"));
    WorkingOrder unfilled = driver.submit(bracket(far, "105", "85"));
    driver.cancel(unfilled);
    assertEquals(ExchangeStatus.CANCELED, unfilled.children().get(1).status());
    driver.to("2024-06-03T09:40");
    WorkingOrder entry = driver.submit(bracket(marketBuy(), "106", "98"));
    driver.to("2024-06-03T09:41");
    driver.cancel(entry.children().get(1));
    assertEquals(ExchangeStatus.CANCELED, entry.children().get(0).status());
    assertEquals(0, driver.engine().book().open().size());
  }

  @Test
  void aBracketIsRefusedBesideAPosition() throws RefusedException {
    EngineDriver driver = start("10000", "2024-06-03T09:30", BARS);
    driver.buy("QQQ", "1");
    driver.to("2024-06-03T09:31");
    RefusedException refused =
        assertThrows(
            RefusedException.class, () -> driver.submit(bracket(marketBuy(), "106", "98")));
    assertEquals("bracket orders must be entry orders", refused.getMessage());
  }

  @Test
  void oneCancelsOtherTiesUpTheSharesOnce() throws RefusedException {
    EngineDriver driver = start("10000", "2024-06-03T09:30", BARS);
    driver.buy("QQQ", "10");
    driver.to("2024-06-03T09:31");
    OrderRequest exit =
        request("QQQ", Side.SELL, OrderType.LIMIT, "6", TimeInForce.GTC, limitAt("103"))
            .withAttached(
                OrderClass.OCO,
                Optional.of(new BigDecimal("103")),
                Optional.of(new BigDecimal("93")));
    WorkingOrder target = driver.submit(exit);
    assertEquals(new BigDecimal("4"), driver.engine().desk().room().available("QQQ"));
    RefusedException refused = assertThrows(RefusedException.class, () -> driver.sell("QQQ", "5"));
    assertEquals(
        "insufficient qty available for order (requested: 5, available: 4)", refused.getMessage());
    assertEquals(List.of(target.id()), refused.relatedOrders());
    driver.to("2024-06-03T09:39");
    assertEquals("sell 6 QQQ @ 103", driver.fills().getLast());
    assertEquals(ExchangeStatus.CANCELED, target.children().get(0).status());
  }

  @Test
  void oneTriggersOtherHasOneChild() throws RefusedException {
    EngineDriver driver = start("10000", "2024-06-03T09:30", BARS);
    driver.submit(
        marketBuy()
            .withAttached(OrderClass.OTO, Optional.empty(), Optional.of(new BigDecimal("95"))));
    driver.to("2024-06-03T09:39");
    assertEquals(List.of("buy 10 QQQ @ 100", "sell 10 QQQ @ 95"), driver.fills());
  }

  @Test
  void aReplacementTakesTheOldOrdersPlace() throws RefusedException {
    EngineDriver driver = start("10000", "2024-06-03T09:30", BARS);
    WorkingOrder entry = driver.submit(bracket(marketBuy(), "107", "90"));
    driver.to("2024-06-03T09:31");
    WorkingOrder stop = entry.children().get(1);
    WorkingOrder raised =
        driver
            .engine()
            .desk()
            .replace(
                stop.id(),
                new OrderDesk.Changes(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(new BigDecimal("97")),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of("raised")),
                EngineDriver.newYork("2024-06-03T09:31"));
    assertEquals(ExchangeStatus.REPLACED, stop.status());
    assertEquals("raised", raised.clientOrderId());
    assertEquals(raised, entry.children().get(1));
    driver.to("2024-06-03T09:39");
    assertEquals(List.of("buy 10 QQQ @ 100", "sell 10 QQQ @ 97"), driver.fills());
    assertEquals(ExchangeStatus.CANCELED, entry.children().get(0).status());
  }

  @Test
  void whatIsNotAcknowledgedCannotBeReplaced() throws RefusedException {
    EngineDriver driver = start("10000", "2024-06-03T09:32", BARS);
    WorkingOrder order = driver.limit("QQQ", Side.BUY, "1", "90");
    OrderDesk.Changes none =
        new OrderDesk.Changes(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    RefusedException refused =
        assertThrows(
            RefusedException.class,
            () ->
                driver
                    .engine()
                    .desk()
                    .replace(order.id(), none, EngineDriver.newYork("2024-06-03T09:32")));
    assertEquals(422, refused.status());
  }
}
