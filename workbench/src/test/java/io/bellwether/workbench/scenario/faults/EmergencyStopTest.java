package io.bellwether.workbench.scenario.faults;

import static io.bellwether.workbench.scenario.faults.Books.assertAmount;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.cloud.CloudException;
import io.bellwether.cloud.lambda.InvocationFailedException;
import io.bellwether.market.Bars;
import io.bellwether.strategy.ExitReason;
import io.bellwether.trading.event.TradingEvent.Type;
import io.bellwether.trading.ledger.Trade;
import io.bellwether.trading.signal.SignalQueue;
import io.bellwether.workbench.exchange.Fault.Effect;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
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

  @Test
  void aCrashBetweenThePlanAndTheVerdictSellsOnce(SharedCloud shared) {
    // RiskStore.update is the write after the plan of the emergency: the state is not stored.
    CrashPoint counter = CrashPoint.never();
    int calls;
    try (Story story = toTheFirstReading(shared, counter)) {
      calls = counter.calls().size();
      story.minutes(1);
      assertEquals(
          List.of("LeaseStore.acquire", "PlanStore.create", "RiskStore.update"),
          counter.calls().subList(calls, calls + 3));
    }
    CrashPoint crash = CrashPoint.before(calls + 2);
    try (Story story = toTheFirstReading(shared, crash)) {
      try {
        story.minutes(1);
      } catch (Crash e) {
        story.restart();
      }
      assertEquals(calls + 3, crash.calls().size());
      story.clock().of(Duration.ofSeconds(10));
      story.functions().followUp();
      story.minutes(8);

      assertEquals(0, story.held(Story.SYMBOL).signum());
      assertEquals(2, story.exchange().orders().size());
      assertTrue(story.ledger().risk().of(story.account()).disabled());
      assertTrue(story.ledger().plans().open(story.account()).isEmpty());
      Books.assertAgreement(story, CASH);
    }
  }

  private static Story toTheFirstReading(SharedCloud shared, CrashPoint crash) {
    Story story = Story.emaCrossover(shared).bars(CRASHING).ledger(crash::around).begin();
    return story.tick("10:30").minutes(3).to("11:31").minutes(1);
  }
}
