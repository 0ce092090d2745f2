package io.bellwether.trading.risk;

import static io.bellwether.trading.risk.RiskFixtures.context;
import static io.bellwether.trading.risk.RiskFixtures.holding;
import static io.bellwether.trading.risk.RiskFixtures.order;
import static io.bellwether.trading.risk.RiskFixtures.position;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.strategy.Direction;
import io.bellwether.strategy.StopLoss;
import io.bellwether.trading.broker.BrokerPosition;
import io.bellwether.trading.order.OrderPurpose;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.OrderStatus;
import io.bellwether.trading.order.Side;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts towards a position, and what does not. */
class ExposureTest {
  private static final OrderRecord BUY = order(OrderPurpose.ENTRY, "TQQQ", Side.BUY, "20");
  private static final OrderRecord SELL = order(OrderPurpose.ENTRY, "TQQQ", Side.SELL, "20");

  @Test
  void aPositionIsWhatIsHeldAndWhatEveryOtherEntryStillBrings() {
    RiskContext context =
        open(
            holding(
                context(),
                position("TQQQ", Direction.LONG, "100"),
                position("QQQ", Direction.LONG, "1000")),
            // Six are to come; four are held already.
            named("partly", order(OrderPurpose.ENTRY, "TQQQ", Side.BUY, "10"), "4"),
            named("elsewhere", order(OrderPurpose.ENTRY, "QQQ", Side.BUY, "2000"), "0"),
            named("exit", order(OrderPurpose.EXIT, "TQQQ", Side.SELL, "50"), "0"),
            // An order that is sent again stands among the open ones itself.
            BUY);

    assertAmount("126", Exposure.positionAfter(BUY, context));
    assertAmount("10080", Exposure.worthAfter(BUY, context));
  }

  /** Given up, it may still arrive for a while; a refusal for that passes. */
  @Test
  void aPositionIsNotKnownWhileAnEntryThatWasGivenUpMayStillArrive() {
    OrderRecord late =
        RiskFixtures.underWay(
            "late", order(OrderPurpose.ENTRY, "TQQQ", Side.BUY, "10"), OrderStatus.RETRACTED, "0");
    RiskContext context = open(context(), late);

    assertThrows(NotKnownException.class, () -> Exposure.positionAfter(BUY, context));
    RiskDecision.Refused refused =
        assertInstanceOf(
            RiskDecision.Refused.class, new RiskEngine(RiskProfiles.SWING).check(BUY, context));
    assertTrue(refused.mayPass(), refused::toString);
    OrderRecord elsewhere = order(OrderPurpose.ENTRY, "QQQ", Side.BUY, "20");
    assertAmount("20", Exposure.positionAfter(elsewhere, context));
  }

  @Test
  void aShortPositionGrowsWithWhatIsSoldAndShrinksWithWhatIsBought() {
    RiskContext context =
        open(
            holding(context(), position("TQQQ", Direction.SHORT, "30")),
            named("other", order(OrderPurpose.ENTRY, "TQQQ", Side.SELL, "4"), "0"));

    assertAmount("54", Exposure.positionAfter(SELL, context));
    assertAmount("14", Exposure.positionAfter(BUY, context));
  }

  @Test
  void aLimitIsExceededBeyondFivePercent() {
    assertFalse(Exposure.exceeds(new BigDecimal("1050.00"), new BigDecimal("1000")));
    assertTrue(Exposure.exceeds(new BigDecimal("1050.01"), new BigDecimal("1000")));
  }

  @Test
  void onlyAnEntryInAnotherSymbolIsInTheWay() {
    RiskContext none =
        open(
            context(),
            BUY,
            named("same", order(OrderPurpose.ENTRY, "TQQQ", Side.BUY, "10"), "0"),
            named("exit", order(OrderPurpose.EXIT, "QQQ", Side.SELL, "10"), "0"));
    assertDoesNotThrow(() -> Exposure.requireNoOtherComing(BUY, none));

    RiskContext one =
        open(context(), named("other", order(OrderPurpose.ENTRY, "QQQ", Side.BUY, "10"), "0"));
    NotKnownException e =
        assertThrows(NotKnownException.class, () -> Exposure.requireNoOtherComing(BUY, one));
    assertTrue(String.valueOf(e.getMessage()).contains("QQQ"), e::toString);
  }

  /** Bought or sold at 80 with a stop 10 % away: at 72, or at 88; 4 dollars are the new entry's. */
  @ParameterizedTest
  @CsvSource({
    "LONG,  90, 904",
    "LONG,  80, 404",
    "LONG,  75, 154",
    "LONG,  60, 4",
    "SHORT, 75, 654",
    "SHORT, 80, 404",
    "SHORT, 85, 154",
    "SHORT, 95, 4"
  })
  void atRiskIsTheWayFromTheMarketToTheStop(Direction direction, String marked, String atRisk) {
    BrokerPosition held =
        new BrokerPosition(
            "QQQ",
            direction,
            new BigDecimal("50"),
            new BigDecimal("50"),
            new BigDecimal("80"),
            new BigDecimal(marked));
    RiskContext context =
        holding(context(), held).toBuilder()
            .stops(Fact.of(Map.of("QQQ", new StopLoss(0.1))))
            .build();
    RiskEngine strict = new RiskEngine(RiskProfiles.NONE.adjusted(Map.of("open-risk", "0.0001")));
    RiskDecision.Refused refused =
        assertInstanceOf(
            RiskDecision.Refused.class, strict.check(RiskFixtures.entry("TQQQ", "1"), context));

    assertAmount(atRisk, Optional.ofNullable(refused.figures().get("value")).orElseThrow());
  }

  /** Orders of other symbols, and those that close a position of the other direction. */
  @Test
  void onlyWhatClosesTheSamePositionTiesItsShares() {
    OrderRecord exit = order(OrderPurpose.EXIT, "TQQQ", Side.SELL, "100");
    RiskContext held = holding(context(), position("TQQQ", Direction.LONG, "100"));
    RiskEngine engine = new RiskEngine(RiskProfiles.NONE);
    RiskContext unrelated =
        open(
            held,
            named("symbol", order(OrderPurpose.EXIT, "QQQ", Side.SELL, "100"), "0"),
            named("side", order(OrderPurpose.EXIT, "TQQQ", Side.BUY, "100"), "0"),
            named("entry", order(OrderPurpose.ENTRY, "TQQQ", Side.SELL, "100"), "0"));
    assertInstanceOf(RiskDecision.Approved.class, engine.check(exit, unrelated));

    RiskContext tied =
        open(held, named("stop", order(OrderPurpose.PROTECTIVE_STOP, "TQQQ", Side.SELL, "1"), "0"));
    assertInstanceOf(RiskDecision.Refused.class, engine.check(exit, tied));
  }

  private static void assertAmount(String expected, BigDecimal actual) {
    assertEquals(0, new BigDecimal(expected).compareTo(actual), actual::toPlainString);
  }

  private static RiskContext open(RiskContext context, OrderRecord... orders) {
    return context.toBuilder().openOrders(Fact.of(List.of(orders))).build();
  }

  private static OrderRecord named(String id, OrderRecord order, String filled) {
    return RiskFixtures.underWay(id, order, OrderStatus.ACCEPTED, filled);
  }
}
