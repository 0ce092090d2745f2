package io.bellwether.workbench.scenario.faults;

import static io.bellwether.workbench.scenario.faults.Books.assertAmount;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.trading.event.TradingEvent.Type;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.OrderStatus;
import io.bellwether.trading.signal.SignalQueue;
import io.bellwether.workbench.exchange.Fault.Effect;
import io.bellwether.workbench.exchange.Fault.Request;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An exchange that loses answers, refuses and lies: never two orders for one intent. */
@Tag("integration")
@ExtendWith(SharedCloud.Parameter.class)
class ExchangeFaultsTest {
  private static final String CASH = "100000";

  static Stream<Arguments> answersToAnOrder() {
    return Stream.of(
        Arguments.of(named("no answer, placed", new Effect.Disconnect(true)), true),
        Arguments.of(named("no answer, not placed", new Effect.Disconnect(false)), false),
        Arguments.of(named("500, placed", new Effect.Mislead(500, "{}")), true),
        Arguments.of(named("500, not placed", Effect.Refuse.serverError()), false),
        Arguments.of(named("502 in HTML, placed", new Effect.Mislead(502, "<html>")), true),
        Arguments.of(named("200 without a body, placed", new Effect.Mislead(200, "")), true),
        Arguments.of(named("429", Effect.Refuse.tooManyRequests()), false));
  }

  private static Named<Effect> named(String name, Effect effect) {
    return Named.of(name, effect);
  }

  @ParameterizedTest
  @MethodSource("answersToAnOrder")
  void anEntryWithoutAnAnswerIsPlacedOnce(Effect effect, boolean placed, SharedCloud shared) {
    try (Story story = Story.rsi2(shared).bars(Prices.IN_AND_OUT).begin()) {
      story.faults().next(1, FaultScript::placesOrder, effect);
      story.tick("10:30");

      OrderRecord entry = story.ledgerOrders().getFirst();
      if (!placed) {
        assertEquals(OrderStatus.INTENDED, entry.status());
        assertTrue(story.exchange().orders().isEmpty());
      }
      assertTrue(story.told(Type.ORDER_UNKNOWN));

      story.minutes(6);

      assertEquals(2, story.exchange().orders().size());
      assertEquals(entry.clientOrderId(), story.exchange().orders().getFirst().clientOrderId());
      assertAmount("913", story.held(Story.SYMBOL));
      Books.assertAgreement(story, CASH);
    }
  }

  @ParameterizedTest
  @MethodSource("answersToAnOrder")
  void everyOrderOfAStoryMayLoseItsFirstAnswer(Effect effect, boolean placed, SharedCloud shared) {
    Books clean = play(Story.rsi2(shared).bars(Prices.IN_AND_OUT));
    Story.Builder builder = Story.rsi2(shared).bars(Prices.IN_AND_OUT);
    builder.faults().next(1, request -> placesOrder(request, "buy", "market"), effect);
    builder.faults().next(1, request -> placesOrder(request, "sell", "stop"), effect);
    builder.faults().next(1, request -> placesOrder(request, "sell", "market"), effect);

    assertEquals(clean, play(builder), () -> "of " + placed);
  }

  @Test
  void notFoundIsNotNotPlacedWhileItMaySettle(SharedCloud shared) {
    try (Story story = Story.rsi2(shared).bars(Prices.IN_AND_OUT).begin()) {
      story.faults().next(1, FaultScript::placesOrder, new Effect.Disconnect(true));
      story
          .faults()
          .always(
              FaultScript::asksForOrder,
              new Effect.Refuse(404, "{\"code\":40410000,\"message\":\"order not found\"}"));
      story.tick("10:30");
      // Asked again and again within the settling time, and told "not found" each time.
      for (int i = 0; i < 4; i++) {
        story.clock().of(Duration.ofSeconds(5));
        story.functions().followUp();
      }
      assertEquals(1, story.exchange().orders().size());
      assertEquals(OrderStatus.INTENDED, story.ledgerOrders().getFirst().status());

      story.faults().end();
      story.minutes(3);

      assertAmount("913", story.held(Story.SYMBOL));
      assertEquals(2, story.exchange().orders().size());
      Books.assertAgreement(story, CASH);
    }
  }

  @Test
  void aFilledOrderTheExchangeDoesNotFindForMinutesIsNotGivenUp(SharedCloud shared) {
    try (Story story = Story.rsi2(shared).bars(Prices.IN_AND_OUT).begin()) {
      story.faults().next(1, FaultScript::placesOrder, new Effect.Disconnect(true));
      // The exchange's index of our ids lags longer than any settling time.
      story
          .faults()
          .next(
              3,
              FaultScript::asksForOrder,
              new Effect.Refuse(404, "{\"code\":40410000,\"message\":\"order not found\"}"));
      story.tick("10:30").minutes(8);

      assertAmount("913", story.held(Story.SYMBOL));
      assertEquals(2, story.exchange().orders().size());
      Books.assertAgreement(story, CASH);
    }
  }

  @Test
  void aSignalDeliveredAgainChangesNothing(SharedCloud shared) {
    Books clean = play(Story.rsi2(shared).bars(Prices.IN_AND_OUT));
    // A de-duplication id counts for minutes only; later the same signal may come again.
    Story.Builder builder =
        Story.rsi2(shared)
            .bars(Prices.IN_AND_OUT)
            .queue(
                next ->
                    (account, signal) -> {
                      next.send(account, signal);
                      again(shared, account, signal).send(account, signal);
                    });

    assertEquals(clean, play(builder));
  }

  /** A queue that takes the same signal for another message. */
  private static SignalQueue again(SharedCloud shared, String group, String signal) {
    return (account, id) ->
        shared
            .cloud()
            .sqsClient()
            .sendMessage(
                message ->
                    message
                        .queueUrl(shared.cloud().signalQueueUrl())
                        .messageGroupId(group)
                        .messageDeduplicationId("again-" + signal)
                        .messageBody(
                            "{\"account\":\"%s\",\"signalId\":\"%s\"}".formatted(account, id)));
  }

  @Test
  void anExitWaitsForABrokerThatIsDownForAnHour(SharedCloud shared) {
    try (Story story = Story.rsi2(shared).bars(Prices.IN_AND_OUT).begin()) {
      story.tick("10:30").minutes(2);
      story.tick("11:00").to("11:29");
      story.faults().always(FaultScript::trades, new Effect.Refuse(503, "{}"));
      story.tick("11:30");
      for (int i = 0; i < 12; i++) {
        story.clock().of(Duration.ofMinutes(5));
        story.functions().deliver();
        story.functions().followUp();
      }
      assertTrue(story.told(Type.FAILURE));
      assertEquals(1, story.openOrders().size(), "the stop stands");
      assertAmount("913", story.held(Story.SYMBOL));

      story.faults().end();
      story.minutes(6);

      assertEquals(0, story.held(Story.SYMBOL).signum());
      assertEquals(3, story.exchange().orders().size());
      Books.assertAgreement(story, CASH);
    }
  }

  @Test
  void anEntryIsGivenUpIfTheBrokerComesBackTooLate(SharedCloud shared) {
    try (Story story = Story.rsi2(shared).bars(Prices.IN_AND_OUT).begin()) {
      story.to("10:29");
      story.faults().next(1, FaultScript::placesOrder, new Effect.Disconnect(false));
      story.tick("10:30");
      story.faults().always(FaultScript::trades, new Effect.Refuse(503, "{}"));
      for (int i = 0; i < 13; i++) {
        story.clock().of(Duration.ofMinutes(5));
        story.functions().followUp();
      }
      story.faults().end();
      story.minutes(3);

      assertTrue(story.exchange().orders().isEmpty());
      assertEquals(
          List.of(OrderStatus.RETRACTED),
          story.ledgerOrders().stream().map(OrderRecord::status).toList());
      story.minutes(15);
      assertEquals(
          List.of(OrderStatus.ABANDONED),
          story.ledgerOrders().stream().map(OrderRecord::status).toList());
      assertTrue(story.ledger().plans().open(story.account()).isEmpty());
    }
  }

  private static boolean placesOrder(Request request, String side, String type) {
    return FaultScript.placesOrder(request)
        && request.body().contains("\"side\":\"" + side + "\"")
        && request.body().contains("\"type\":\"" + type + "\"");
  }

  private static Books play(Story.Builder builder) {
    try (Story story = builder.begin()) {
      story.tick("10:30").minutes(8);
      story.tick("11:00").minutes(2);
      story.tick("11:30").minutes(8);
      story.tick("12:00").minutes(2);
      Books.assertAgreement(story, CASH);
      return Books.of(story);
    }
  }
}
