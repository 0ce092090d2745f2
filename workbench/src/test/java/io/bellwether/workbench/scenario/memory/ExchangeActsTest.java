package io.bellwether.workbench.scenario.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.strategy.Direction;
import io.bellwether.trading.broker.BrokerPosition;
import io.bellwether.trading.order.OrderPurpose;
import io.bellwether.trading.order.OrderStatus;
import io.bellwether.trading.order.OrderType;
import io.bellwether.trading.plan.Plan;
import io.bellwether.trading.plan.Planner;
import io.bellwether.workbench.scenario.memory.Line.Answer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The exchange halts, cancels and fills in parts, as it sees fit. */
class ExchangeActsTest {
  private static final BigDecimal FIFTY = BigDecimal.valueOf(50);

  @Test
  void anExitWaitsThroughAHalt() {
    Venture venture = holding();
    venture.exchange().halt(Venture.MAIN);
    venture.deliver(venture.signal(Venture.flat(Venture.MAIN)));
    int calls = venture.ports().calls().size();
    venture.minutes(30);
    assertEquals(900, venture.held(Venture.MAIN));
    assertEquals(1, venture.openAtExchange().size(), "the exit rests");
    int perMinute = (venture.ports().calls().size() - calls) / 30;
    assertTrue(perMinute < 40, () -> "a follow-up does not spin: " + perMinute + " calls");

    venture.exchange().resume(Venture.MAIN);
    venture.minutes(2);
    assertEquals(0, venture.held(Venture.MAIN));
    Agreement.settled(venture);
  }

  /** A cancel that is granted whenever it is asked for, and not carried out, bars no exit. */
  @Test
  void anExitSellsWhatIsFreeBesideAStopWhoseCancelDoesNotGetThrough() {
    Venture venture = holding();
    venture
        .line()
        .trouble(
            (request, exchange) ->
                request.method().equals("DELETE")
                    ? Optional.of(new Answer(204, ""))
                    : Optional.empty());
    venture.exchange().accountEvents().transfer(Venture.MAIN, FIFTY, BigDecimal.valueOf(100));
    venture.minutes(1);
    adopt(venture);
    venture.deliver(venture.signal(Venture.flat(Venture.MAIN)));
    venture.minutes(4);
    assertEquals(900, venture.held(Venture.MAIN), "what the stop holds is left");

    venture.line().fine();
    venture.minutes(3);
    assertEquals(0, venture.held(Venture.MAIN));
  }

  /** A person says that the account is as it should be. */
  private static void adopt(Venture venture) {
    venture.invoke(
        Venture.action("acknowledge")
            .put("account", Venture.account())
            .put("symbol", Venture.MAIN));
  }

  /** An exit that waits for its venue keeps no other symbol's from being sold. */
  @Test
  void anExitThatDoesNotGetThroughDoesNotHoldUpALaterOne() {
    Venture venture = Venture.calm().to("09:40");
    venture.deliver(
        venture.signal(Venture.hold(Venture.MAIN, 0.4), Venture.hold(Venture.OTHER, 0.4)));
    venture.minutes(2);
    venture.exchange().tradable(Venture.MAIN, false);
    venture.to("10:00");
    venture.deliver(venture.signal(Venture.flat(Venture.MAIN)));
    venture.minutes(5);
    venture.deliver(venture.signal(Venture.flat(Venture.OTHER)));
    venture.minutes(4);

    assertEquals(0, venture.held(Venture.OTHER));
    assertEquals(400, venture.held(Venture.MAIN));
    venture.exchange().tradable(Venture.MAIN, true);
    venture.minutes(16);
    assertEquals(0, venture.held(Venture.MAIN));
    Agreement.settled(venture);
  }

  @Test
  void aStopTheExchangeCancelsIsPlacedAnew() {
    Venture venture = holding();
    assertEquals(1, venture.exchange().cancelOpenOrders(Venture.MAIN));
    venture.minutes(1);
    Agreement.settled(venture);
    assertEquals(1, venture.openAtExchange().size());
  }

  @Test
  void aStopTheExchangeCancelsAgainAndAgainIsPlacedAnewABoundedNumberOfTimes() {
    Venture venture = holding();
    for (int i = 0; i < 50; i++) {
      venture.exchange().cancelOpenOrders(Venture.MAIN);
      venture.minutes(1);
    }
    long stops =
        venture.orders().stream()
            .filter(order -> order.purpose() == OrderPurpose.PROTECTIVE_STOP)
            .count();
    assertEquals(12, stops, "an hour's");
    venture.minutes(20);
    Agreement.settled(venture);
  }

  @Test
  void anExitTheExchangeCancelsIsSentAgainAndAnEntryIsNot() {
    Venture venture = Venture.calm().to("09:40");
    venture.exchange().halt(Venture.MAIN);
    venture.deliver(venture.signal(Venture.hold(Venture.MAIN, 0.9)));
    venture.exchange().cancelOpenOrders(Venture.MAIN);
    venture.exchange().resume(Venture.MAIN);
    venture.minutes(5);
    assertEquals(1, venture.orders().size());
    assertEquals(0, venture.held(Venture.MAIN));

    Venture other = holding();
    other.exchange().halt(Venture.MAIN);
    other.deliver(other.signal(Venture.flat(Venture.MAIN)));
    other.exchange().cancelOpenOrders(Venture.MAIN);
    other.exchange().resume(Venture.MAIN);
    other.minutes(4);
    assertEquals(0, other.held(Venture.MAIN));
    Agreement.settled(other);
  }

  @Test
  void theRestOfAnExitCutShortIsSoldUnderTheNextId() {
    Venture venture = holding();
    venture.exchange().limitFills(Optional.of(new BigDecimal("300")));
    venture.deliver(venture.signal(Venture.flat(Venture.MAIN)));
    assertTrue(venture.held(Venture.MAIN) < 900);
    venture.exchange().cancelOpenOrders(Venture.MAIN);
    venture.exchange().limitFills(Optional.empty());
    venture.minutes(2);

    assertEquals(0, venture.held(Venture.MAIN));
    assertEquals(
        List.of("900", "600"),
        venture.orders().stream()
            .filter(order -> order.purpose() == OrderPurpose.EXIT)
            .map(order -> order.terms().quantity().toPlainString())
            .toList());
    Agreement.settled(venture);
  }

  @Test
  void aLaterSignalCancelsWhatRestsOfAnEntry() {
    Venture venture = Venture.calm().to("09:40");
    venture.exchange().halt(Venture.MAIN);
    venture.deliver(venture.signal(Venture.hold(Venture.MAIN, 0.9)));
    venture.minutes(1);
    venture.deliver(venture.signal(Venture.flat(Venture.MAIN)));
    venture.minutes(1);
    assertEquals(OrderStatus.CANCELED, venture.orders().getFirst().status());
    venture.exchange().resume(Venture.MAIN);
    venture.minutes(2);
    assertEquals(0, venture.held(Venture.MAIN));
    Agreement.settled(venture);
  }

  @Test
  void aPlanThatOnlyClosesTakesNoEntrysPlace() {
    Venture venture = Venture.calm().to("09:40");
    venture.exchange().halt(Venture.MAIN);
    venture.deliver(venture.signal(Venture.hold(Venture.MAIN, 0.9)));
    Instant now = venture.clock().instant();
    Plan close =
        Plan.unplanned("close-other", Venture.account(), "rsi2", now, now.plusSeconds(3600), now)
            .withSteps(
                Planner.closeAll(
                    List.of(
                        new BrokerPosition(
                            Venture.OTHER,
                            Direction.LONG,
                            BigDecimal.TEN,
                            BigDecimal.TEN,
                            BigDecimal.TEN,
                            BigDecimal.TEN))));
    venture.ledger().plans().create(close);
    venture.minutes(1);
    assertEquals(1, venture.openAtExchange().size(), "the entry rests on");
    venture.exchange().resume(Venture.MAIN);
    venture.minutes(2);
    assertEquals(900, venture.held(Venture.MAIN));
    Agreement.settled(venture);
  }

  /** What cannot be read keeps back what depends on it, and nothing else. */
  @Test
  void withoutPricesAndTheAccountPositionsAreProtectedAndLeft() {
    Venture venture = Venture.calm().to("09:40");
    venture.deliver(venture.signal(Venture.hold(Venture.MAIN, 0.9)));
    venture.exchange().cancelOpenOrders(Venture.MAIN);
    venture
        .line()
        .trouble(
            (request, exchange) ->
                request.path().equals("/v2/account") || request.path().startsWith("/v2/stocks")
                    ? Optional.of(new Line.Answer(500, "{}"))
                    : Optional.empty());
    venture.minutes(1);
    assertEquals(1, venture.openAtExchange().size(), "the stop, whatever the price");

    venture.to("10:00");
    venture.deliver(venture.signal(Venture.flat(Venture.MAIN)));
    venture.minutes(2);
    assertEquals(0, venture.held(Venture.MAIN));
    venture.line().fine();
    venture.minutes(1);
    Agreement.settled(venture);
  }

  /** What a follow-up costs while nothing happens: this is what a quiet day is made of. */
  @Test
  void anIdleFollowUpAsksLittle() {
    Venture venture = holding();
    int before = venture.ports().calls().size();
    venture.minutes(1);
    List<String> calls =
        venture.ports().calls().subList(before, venture.ports().calls().size()).stream()
            .map(call -> call.replaceAll("[^a-zA-Z0-9/#: -].*", ""))
            .toList();
    assertTrue(calls.stream().filter(call -> call.contains("/v2/")).count() <= 1, calls::toString);
    assertTrue(calls.size() <= 14, calls::toString);
  }

  private static Venture holding() {
    Venture venture = Venture.calm().to("09:40");
    venture.deliver(venture.signal(Venture.hold(Venture.MAIN, 0.9)));
    venture.minutes(2);
    assertEquals(900, venture.held(Venture.MAIN));
    assertEquals(OrderType.STOP, venture.openAtExchange().getFirst().type());
    return venture;
  }
}
