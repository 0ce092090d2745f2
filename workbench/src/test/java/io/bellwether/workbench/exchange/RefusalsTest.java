package io.bellwether.workbench.exchange;

import static io.bellwether.workbench.exchange.EngineDriver.bars;
import static io.bellwether.workbench.exchange.EngineDriver.limitAt;
import static io.bellwether.workbench.exchange.EngineDriver.request;
import static io.bellwether.workbench.exchange.EngineDriver.start;
import static io.bellwether.workbench.exchange.EngineDriver.stopAt;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bellwether.market.Bars;
import io.bellwether.trading.order.OrderType;
import io.bellwether.trading.order.Side;
import io.bellwether.trading.order.TimeInForce;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What is refused, with which status, code and words. */
final class RefusalsTest {
  private static final Bars BARS =
      bars("QQQ", "5m", "2024-06-03T09:30 100 101 99 100", "2024-06-03T09:35 100 106 94 100");

  private final EngineDriver driver = start("1000", "2024-06-03T09:31:30", BARS);

  private static void refused(int status, int code, String message, Executable submission) {
    RefusedException refused = assertThrows(RefusedException.class, submission);
    assertEquals(status, refused.status());
    assertEquals(code, refused.code());
    assertEquals(message, refused.getMessage());
  }

  private static OrderRequest buy(OrderType type, String quantity, OrderRequest.Prices prices) {
    return request("QQQ", Side.BUY, type, quantity, TimeInForce.DAY, prices);
  }

  @Test
  void moneyThatIsNotThereOrPromisedToOtherBuys() throws RefusedException {
    driver.limit("QQQ", Side.BUY, "4", "95");
    RefusedException refused = assertThrows(RefusedException.class, () -> driver.buy("QQQ", "7"));
    assertEquals(403, refused.status());
    assertEquals("insufficient buying power", refused.getMessage());
    assertEquals(Map.of("buying_power", "620", "cost_basis", "700"), refused.details());
    driver.buy("QQQ", "6");
  }

  @Test
  void sharesThatAreNotThere() {
    refused(
        403,
        RefusedException.FORBIDDEN,
        "account is not allowed to short",
        () -> driver.sell("QQQ", "1"));
  }

  @Test
  void aClientOrderIdUsedBeforeEvenIfCancelled() throws RefusedException {
    OrderRequest request = buy(OrderType.LIMIT, "1", limitAt("90")).withClientOrderId("once");
    driver.cancel(driver.submit(request));
    refused(
        422,
        RefusedException.MALFORMED,
        "client_order_id must be unique",
        () -> driver.submit(request));
    refused(
        422,
        RefusedException.MALFORMED,
        "client_order_id must be no more than 128 characters",
        () -> driver.submit(request.withClientOrderId("x".repeat(129))));
  }

  @Test
  void anUnknownSymbol() {
    refused(
        422, RefusedException.MALFORMED, "asset XYZ is not active", () -> driver.buy("XYZ", "1"));
  }

  @Test
  void pricesFinerThanTheStep() {
    refused(
        422,
        RefusedException.UNPROCESSABLE,
        "invalid limit_price 27.069. sub-penny increment does not fulfill minimum pricing"
            + " criteria",
        () -> driver.submit(buy(OrderType.LIMIT, "1", limitAt("27.069"))));
    refused(
        422,
        RefusedException.UNPROCESSABLE,
        "invalid stop_price 101.005. sub-penny increment does not fulfill minimum pricing"
            + " criteria",
        () -> driver.submit(buy(OrderType.STOP, "1", stopAt("101.005"))));
  }

  @Test
  void fractionsThatAreNotDayOrders() {
    refused(
        422,
        RefusedException.UNPROCESSABLE,
        "fractional orders must be DAY orders",
        () -> driver.market("QQQ", Side.BUY, "0.5", TimeInForce.GTC));
  }

  @Test
  void anOrderThatCouldTradeWithOneOfOurOwn() throws RefusedException {
    driver.to("2024-06-03T09:35");
    driver.buy("QQQ", "2");
    driver.to("2024-06-03T09:35:01");
    WorkingOrder stop = driver.sellStop("QQQ", "1", "93");
    RefusedException market = assertThrows(RefusedException.class, () -> driver.buy("QQQ", "1"));
    assertEquals("potential wash trade detected. use complex orders", market.getMessage());
    assertEquals(
        Map.of(
            "existing_order_id",
            stop.id(),
            "reject_reason",
            "opposite side market/stop order exists"),
        market.details());
    driver.cancel(stop);
    WorkingOrder limit = driver.limit("QQQ", Side.SELL, "1", "110");
    driver.limit("QQQ", Side.BUY, "1", "90");
    RefusedException crossing =
        assertThrows(RefusedException.class, () -> driver.limit("QQQ", Side.BUY, "1", "110"));
    assertEquals("opposite side limit order exists", crossing.details().get("reject_reason"));
    assertEquals(limit.id(), crossing.details().get("existing_order_id"));
  }

  @Test
  void pricesThatDoNotFitTheType() {
    refused(
        422,
        RefusedException.MALFORMED,
        "limit orders require limit price",
        () -> driver.submit(buy(OrderType.LIMIT, "1", OrderRequest.Prices.NONE)));
    refused(
        422,
        RefusedException.MALFORMED,
        "market orders require no stop price",
        () -> driver.submit(buy(OrderType.MARKET, "1", stopAt("90"))));
  }

  @Test
  void aBracketWhoseStopIsNotBelowItsEntry() {
    OrderRequest bracket =
        buy(OrderType.MARKET, "1", OrderRequest.Prices.NONE)
            .withAttached(
                OrderClass.BRACKET,
                Optional.of(new BigDecimal("110")),
                Optional.of(new BigDecimal("100")));
    refused(
        422,
        RefusedException.UNPROCESSABLE,
        "stop_loss.stop_price must be <= base_price - 0.01",
        () -> driver.submit(bracket));
  }

  @Test
  void cancellingWhatHasEndedOrNeverWas() throws RefusedException {
    WorkingOrder order = driver.limit("QQQ", Side.BUY, "1", "90");
    driver.cancel(order);
    refused(
        422,
        RefusedException.UNPROCESSABLE,
        "order is already in \"canceled\" state",
        () -> driver.cancel(order));
    refused(
        404,
        40410000,
        "order not found for nothing",
        () ->
            driver.engine().desk().cancel("nothing", EngineDriver.newYork("2024-06-03T09:31:30")));
  }
}
