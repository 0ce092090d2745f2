package io.bellwether.workbench.scenario.faults;

import static io.bellwether.workbench.scenario.faults.Books.assertAmount;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.bellwether.cloud.CloudException;
import io.bellwether.cloud.lambda.InvocationFailedException;
import io.bellwether.market.Bars;
import io.bellwether.strategy.ExitReason;
import io.bellwether.trading.broker.Broker;
import io.bellwether.trading.event.TradingEvent.Type;
import io.bellwether.trading.ledger.RiskRefusal;
import io.bellwether.trading.ledger.Trade;
import io.bellwether.trading.order.Side;
import io.bellwether.trading.signal.SignalQueue;
import io.bellwether.workbench.exchange.Fault.Effect;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The drawdown limit of 25 %: two readings that agree sell everything once; one sells nothing. */
@Tag("integration")
@ExtendWith(SharedCloud.Parameter.class)
class EmergencyStopTest {
  private static final String CASH = "100000";

  /** In at 10:30 at 101, and down by a third at 11:30; then up again. */
  private static final Bars CRASHING =
      Prices.hourly(
          Story.SYMBOL,
          Story.DAY_BEFORE,
          100,
          new double[] {100.2, 100.4, 100.2, 100, 99.8, 99.6, 99.4},
          new double[] {101, 68, 76, 86, 92, 96, 96});

  private static final Bars RISING =
      Prices.hourly(
          Story.SYMBOL,
          Story.DAY_BEFORE,
          100,
          new double[] {100.2, 100.4, 100.2, 100, 99.8, 99.6, 99.4},
          new double[] {101, 102, 103, 104, 105, 106, 107});

  /** What a broker that has mislaid the positions may say of them. */
  private static final Effect HALF_THE_EQUITY =
      new Effect.Mislead(
          200,
          """
          {"id":"a","account_number":"1","status":"ACTIVE","currency":"USD","cash":"5060",
          "equity":"50000","last_equity":"100000","buying_power":"5060","multiplier":"1",
          "portfolio_value":"50000","trading_blocked":false,"account_blocked":false,
          "transfers_blocked":false,"trade_suspended_by_user":false,"pattern_day_trader":false,
          "shorting_enabled":false,"long_market_value":"44940","short_market_value":"0",
          "initial_margin":"0","maintenance_margin":"0","daytrade_count":0}
          """);

  @Test
  void twoAgreeingReadingsSellAllOnceAndDisable(SharedCloud shared) {
    try (Story story = Story.emaCrossover(shared).bars(CRASHING).begin()) {
      story.tick("10:30").minutes(3);
      assertAmount("940", story.held(Story.SYMBOL));
      // Not the strategy's own exit: no tick comes.
      story.to("11:31").minutes(1);
      // One reading does not do.
      assertAmount("940", story.held(Story.SYMBOL));
      story.minutes(10);

      assertEquals(0, story.held(Story.SYMBOL).signum());
      assertEquals(2, story.exchange().orders().size());
      assertTrue(story.ledger().risk().of(story.account()).disabled());
      // One name, under which it is told however often it is published.
      assertEquals(
          1,
          story.events().stream()
              .filter(event -> event.type() == Type.RISK_BREACHED)
              .map(event -> event.occurrence().orElseThrow())
              .distinct()
              .count());
      assertEquals(
          List.of(ExitReason.RISK), Books.trades(story).stream().map(Trade::exitReason).toList());
      Books.assertAgreement(story, CASH);
    }
  }

  /** A signal nobody can be told of is no reason not to look at the account. */
  @Test
  void aQueueThatDoesNotAnswerKeepsNothingElseFromBeingDone(SharedCloud shared) {
    AtomicBoolean silent = new AtomicBoolean();
    try (Story story =
        Story.emaCrossover(shared)
            .bars(CRASHING)
            .queue(queue -> (account, signalId) -> send(queue, silent, account, signalId))
            .begin()) {
      story.tick("10:30").minutes(3);
      silent.set(true);
      story.to("11:30");
      assertThrows(
          InvocationFailedException.class,
          () -> story.functions().tick(story.clock().instant()),
          "a signal is to be left unsent");
      for (int i = 0; i < 8; i++) {
        story.clock().of(Duration.ofMinutes(1));
        assertThrows(InvocationFailedException.class, story.functions()::followUp);
      }
      story.to("12:10");
      assertThrows(InvocationFailedException.class, story.functions()::followUp);

      assertEquals(0, story.held(Story.SYMBOL).signum());
      assertTrue(story.ledger().risk().of(story.account()).disabled());
      assertTrue(story.told(Type.TICK_MISSED), "the tick of 12:00 did not run");
    }
  }

  private static void send(
      SignalQueue queue, AtomicBoolean silent, String account, String signalId) {
    if (silent.get()) {
      throw new CloudException("the queue does not answer", new IllegalStateException());
    }
    queue.send(account, signalId);
  }

  @Test
  void disabledBuysNothingUntilAPersonEnablesIt(SharedCloud shared) {
    try (Story story = Story.emaCrossover(shared).bars(CRASHING).begin()) {
      story.tick("10:30").minutes(3).to("11:31").minutes(6);
      assertTrue(story.ledger().risk().of(story.account()).disabled());

      story.tick("14:30").minutes(3);
      assertEquals(2, story.exchange().orders().size());
      assertTrue(story.told(Type.STEP_SKIPPED));

      var risk = story.ledger().risk();
      risk.update(risk.of(story.account()).enable());
      story.tick("15:30").minutes(5);

      assertEquals(1, story.held(Story.SYMBOL).signum());
      assertFalse(risk.of(story.account()).disabled());
      Books.assertAgreement(story, CASH);
    }
  }

  @Test
  void oneBadReadingSellsNothing(SharedCloud shared) {
    try (Story story = Story.emaCrossover(shared).bars(RISING).begin()) {
      story.tick("10:30").minutes(3);
      story.faults().next(1, request -> request.path().equals("/v2/account"), HALF_THE_EQUITY);
      story.minutes(1);
      assertTrue(story.ledger().risk().of(story.account()).suspect().isPresent());
      story.minutes(6);

      assertAmount("940", story.held(Story.SYMBOL));
      assertEquals(1, story.exchange().orders().size());
      assertFalse(story.ledger().risk().of(story.account()).disabled());
      assertTrue(story.ledger().risk().of(story.account()).suspect().isEmpty());
    }
  }

  /** From the second reading to the end: the verdict, what is told, the plan, the sale. */
  @TestFactory
  Stream<DynamicTest> killedAnywhereItSellsEverythingOnce(SharedCloud shared) {
    CrashPoint counter = CrashPoint.never();
    Span verdict = toTheEnd(shared, counter);
    List<String> calls = counter.calls();
    List<String> during = calls.subList(verdict.from(), verdict.to());
    assertTrue(
        during.containsAll(
            List.of("RiskStore.update", "PlanStore.create", "OrderStore.create", "Broker.submit")),
        during.toString());
    return IntStream.range(verdict.from(), verdict.to())
        .boxed()
        .flatMap(
            call ->
                Stream.of(
                    dynamicTest(
                        "before " + call + ", " + calls.get(call),
                        () -> toTheEnd(shared, CrashPoint.before(call))),
                    dynamicTest(
                        "after " + call + ", " + calls.get(call),
                        () -> toTheEnd(shared, CrashPoint.after(call)))));
  }

  /** The calls of one run, from one number to another. */
  private record Span(int from, int to) {}

  /** Plays the story, and returns which calls the run made that read equity a second time. */
  private static Span toTheEnd(SharedCloud shared, CrashPoint crash) {
    try (Story story =
        Story.emaCrossover(shared)
            .bars(CRASHING)
            .ledger(crash::around)
            .broker(crash::around)
            .begin()) {
      story.tick("10:30").minutes(3).to("11:31").minutes(1);
      int from = crash.calls().size();
      survive(story);
      int to = crash.calls().size();
      for (int minute = 0; minute < 5; minute++) {
        survive(story);
      }
      assertEquals(0, story.held(Story.SYMBOL).signum());
      assertEquals(2, story.exchange().orders().size());
      assertTrue(story.ledger().risk().of(story.account()).disabled());
      assertTrue(story.ledger().plans().open(story.account()).isEmpty());
      assertEquals(1, breaches(story), "told under one name");
      Books.assertAgreement(story, CASH);
      story.minutes(12);
      assertTrue(story.ledger().risk().of(story.account()).closing().isEmpty());
      return new Span(from, to);
    }
  }

  private static void survive(Story story) {
    try {
      story.minutes(1);
    } catch (Crash e) {
      story.restart();
    }
  }

  private static long breaches(Story story) {
    return story.events().stream()
        .filter(event -> event.type() == Type.RISK_BREACHED)
        .map(event -> event.occurrence().orElseThrow())
        .distinct()
        .count();
  }

  /** What still comes in, here by hand, is sold as well, by one plan more. */
  @Test
  void whatComesInMeanwhileIsSoldToo(SharedCloud shared) {
    try (Story story = sold(shared)) {
      story.byHand("buy", 7, Story.SYMBOL);
      story.clock().of(Duration.ofMinutes(10));
      assertAmount("7", story.held(Story.SYMBOL));
      story.minutes(8);

      assertEquals(0, story.held(Story.SYMBOL).signum());
      assertEquals(
          List.of("940", "7"),
          story.exchange().orders().stream()
              .filter(order -> order.side() == Side.SELL)
              .map(order -> order.filledQuantity().stripTrailingZeros().toPlainString())
              .toList());
      assertTrue(story.ledger().risk().of(story.account()).disabled());
    }
  }

  @Test
  void anOrderSomebodyElsePlacesMeanwhileIsCancelled(SharedCloud shared) {
    try (Story story = sold(shared)) {
      story.byHand("buy", 7, Story.SYMBOL);
      story.functions().followUp();

      assertEquals("CANCELED", story.exchange().orders().getLast().status().name());
      assertEquals(0, story.held(Story.SYMBOL).signum());
    }
  }

  /** After the verdict, when what was held is sold, and the stop is not through yet. */
  private static Story sold(SharedCloud shared) {
    Story story = Story.emaCrossover(shared).bars(CRASHING).begin();
    story.tick("10:30").minutes(3).to("11:31").minutes(5);
    assertEquals(0, story.held(Story.SYMBOL).signum());
    assertTrue(story.ledger().risk().of(story.account()).closing().isPresent());
    return story;
  }

  /** A person's word comes between the plan and the order: nothing is sent, nor sent again. */
  @Test
  void killedBetweenThePlanAndTheOrderBuysNothing(SharedCloud shared) {
    AtomicReference<Runnable> kill = new AtomicReference<>(() -> {});
    try (Story story =
        Story.emaCrossover(shared)
            .bars(RISING)
            .broker(broker -> beforeTheLatestPrice(broker, () -> kill.get().run()))
            .begin()) {
      kill.set(() -> kill(story));
      story.tick("10:30").minutes(3);

      assertTrue(story.ledger().risk().of(story.account()).killed());
      assertEquals(List.of(), story.exchange().orders());
      List<RiskRefusal> refusals =
          story.ledger().journal().refusals(story.account(), Instant.EPOCH, Story.EVER);
      assertEquals(List.of("kill-switch"), refusals.stream().map(RiskRefusal::rule).toList());
      assertAmount("940", refusals.getFirst().quantity());
    }
  }

  @Test
  void killedBeforeItIsSentAgainItIsNot(SharedCloud shared) {
    try (Story story = Story.emaCrossover(shared).bars(RISING).begin()) {
      story.faults().next(1, FaultScript::placesOrder, new Effect.Disconnect(false));
      story.tick("10:30");
      assertEquals(1, story.ledgerOrders().size());
      kill(story);
      story.minutes(3);

      assertEquals(List.of(), story.exchange().orders());
      assertTrue(story.ledgerOrders().getFirst().status().isOver());
    }
  }

  private static void kill(Story story) {
    var risk = story.ledger().risk();
    risk.update(risk.of(story.account()).kill("a person said so"));
  }

  private static Broker beforeTheLatestPrice(Broker broker, Runnable action) {
    return (Broker)
        Proxy.newProxyInstance(
            Broker.class.getClassLoader(),
            new Class<?>[] {Broker.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("latestTrade")) {
                action.run();
              }
              try {
                return method.invoke(broker, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
