package io.bellwether.workbench.scenario.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.trading.event.TradingEvent.Type;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.OrderStatus;
import io.bellwether.trading.order.OrderType;
import io.bellwether.workbench.exchange.ExchangeOrder;
import io.bellwether.workbench.scenario.memory.Line.Answer;
import io.bellwether.workbench.scenario.memory.Line.Asked;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;

/** A broker that says no: for now, to this order, or to all of them. */
class RefusalStoryTest {
  private static final Answer NO_FUNDS =
      new Answer(
          403,
          "{\"buying_power\":\"9.28\",\"code\":40310000,\"cost_basis\":\"975.00\","
              + "\"message\":\"insufficient buying power\"}");
  private static final Answer NO_KEYS = new Answer(401, "<html>unauthorized</html>");
  private static final Answer NO_STOPS =
      new Answer(422, "{\"code\":42210000,\"message\":\"stop orders are not accepted\"}");

  @Test
  void anEntryTooDearIsTriedOnceMoreSmallerUnderTheNextId() {
    Venture venture = Venture.calm().to("09:40");
    refuse(venture, 1, Asked::places, NO_FUNDS);
    venture.deliver(venture.signal(Venture.hold(Venture.MAIN, 0.9)));
    venture.minutes(2);

    assertEquals(855, venture.held(Venture.MAIN));
    assertEquals(
        List.of(OrderStatus.REJECTED, OrderStatus.FILLED, OrderStatus.ACCEPTED),
        venture.orders().stream().map(OrderRecord::status).toList());
    assertEquals(1, venture.told(Type.ORDER_REJECTED));
    Agreement.settled(venture);
  }

  @Test
  void anEntryTooDearTwiceIsLeft() {
    Venture venture = Venture.calm().to("09:40");
    refuse(venture, 99, Asked::places, NO_FUNDS);
    venture.deliver(venture.signal(Venture.hold(Venture.MAIN, 0.9)));
    venture.minutes(5);

    assertEquals(2, venture.orders().size());
    assertEquals(1, venture.told(Type.ORDER_REJECTED));
    Agreement.settled(venture);
  }

  @Test
  void refusedKeysAreNoRefusalOfTheOrder() {
    Venture venture = Venture.calm().to("09:40");
    refuse(venture, 1, Asked::places, NO_KEYS);
    venture.deliver(venture.signal(Venture.hold(Venture.MAIN, 0.9)));
    assertEquals(OrderStatus.INTENDED, venture.orders().getFirst().status());
    venture.minutes(3);

    assertEquals(900, venture.held(Venture.MAIN));
    assertEquals(2, venture.orders().size(), "the entry under its one id, and its stop");
    Agreement.settled(venture);
  }

  @Test
  void afterTooManyRequestsNoOrderIsSentBeforeTheLimitStartsAnew() {
    Venture venture = Venture.calm().to("09:40");
    long reset = venture.clock().instant().getEpochSecond() + 50;
    Answer limit =
        new Answer(
            429,
            "{\"code\":42910000,\"message\":\"rate limit exceeded\"}",
            Headers.of("X-RateLimit-Reset", Long.toString(reset)));
    refuse(venture, 1, Asked::places, limit);
    venture.deliver(
        venture.signal(Venture.hold(Venture.MAIN, 0.4), Venture.hold(Venture.OTHER, 0.4)));

    long posts =
        venture.ports().calls().stream().filter(call -> call.equals("POST /v2/orders")).count();
    assertEquals(1, posts, "the second entry was not even tried");
    assertEquals(2, venture.orders().size());
    venture.minutes(3);
    assertEquals(400, venture.held(Venture.MAIN));
    assertEquals(400, venture.held(Venture.OTHER));
    Agreement.settled(venture);
  }

  @Test
  void aRefusedStopIsTriedEverMoreRarelyAndToldOnce() {
    Venture venture = Venture.calm().to("09:40");
    refuse(venture, 99, Asked::placesStop, NO_STOPS);
    venture.deliver(venture.signal(Venture.hold(Venture.MAIN, 0.9)));
    venture.minutes(120);

    // At once, and 1, 2, 4, 8, 16, 32 minutes after the one before.
    assertEquals(7, stops(venture).size());
    assertEquals(1, venture.told(Type.ORDER_REJECTED));
    assertEquals(0, venture.told(Type.STOP_PLACED));
    venture.line().fine();
    venture.minutes(61);
    Agreement.settled(venture);
    assertEquals(1, venture.told(Type.STOP_PLACED));
  }

  @Test
  void aPositionWhoseStopIsRefusedIsLeftWhenThePricePassesIt() {
    Venture venture = Venture.falling(60, 94).to("09:40");
    refuse(venture, 99, Asked::placesStop, NO_STOPS);
    venture.deliver(venture.signal(Venture.hold(Venture.MAIN, 0.9)));
    venture.to("10:20").minutes(14);

    assertEquals(0, venture.held(Venture.MAIN));
    ExchangeOrder last = venture.exchange().orders().getLast();
    assertEquals(OrderType.MARKET, last.type());
    assertEquals(0, new BigDecimal("94").compareTo(last.averagePrice().orElseThrow()));
    Agreement.settled(venture);
  }

  @Test
  void anExitThatIsRefusedGoesOnForHoursAndIsToldOnce() {
    Venture venture = Venture.calm().to("09:40");
    venture.deliver(venture.signal(Venture.hold(Venture.MAIN, 0.9)));
    venture.minutes(2);
    venture.exchange().tradable(Venture.MAIN, false);
    venture.to("10:00");
    venture.deliver(venture.signal(Venture.flat(Venture.MAIN)));
    venture.minutes(120);
    // At once, and 1, 2, 4, 8 and then every 15 minutes.
    long exits = venture.orders().stream().filter(order -> isExit(order)).count();
    assertTrue(exits >= 10 && exits <= 13, () -> "exits: " + exits);
    assertEquals(1, venture.told(Type.ORDER_REJECTED));
    assertEquals(900, venture.held(Venture.MAIN));

    venture.exchange().tradable(Venture.MAIN, true);
    venture.minutes(17);
    assertEquals(0, venture.held(Venture.MAIN));
    Agreement.settled(venture);
  }

  private static boolean isExit(OrderRecord order) {
    return order.purpose() == io.bellwether.trading.order.OrderPurpose.EXIT;
  }

  private static List<OrderRecord> stops(Venture venture) {
    return venture.orders().stream()
        .filter(order -> order.terms().type() == OrderType.STOP)
        .toList();
  }

  private static void refuse(Venture venture, int times, Predicate<Asked> which, Answer answer) {
    int[] left = {times};
    venture
        .line()
        .trouble(
            (request, exchange) ->
                which.test(request) && left[0]-- > 0 ? Optional.of(answer) : Optional.empty());
  }
}
