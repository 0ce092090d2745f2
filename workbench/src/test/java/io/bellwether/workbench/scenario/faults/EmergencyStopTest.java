package io.bellwether.workbench.scenario.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.market.Bars;
import io.bellwether.strategy.ExitReason;
import io.bellwether.trading.event.TradingEvent.Type;
import io.bellwether.trading.ledger.Trade;
import io.bellwether.workbench.exchange.Fault.Effect;
import java.time.Duration;
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
          100.2,
          100.4,
          100.2,
          100,
          99.8,
          99.6,
          99.4,
          101,
          68,
          76,
          86,
          92,
          96,
          96);

  private static final Bars RISING =
      Prices.hourly(
          Story.SYMBOL,
          Story.DAY_BEFORE,
          100,
          100.2,
          100.4,
          100.2,
          100,
          99.8,
          99.6,
          99.4,
          101,
          102,
          103,
          104,
          105,
          106,
          107);

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
      assertThat(story.held(Story.SYMBOL)).isEqualByComparingTo("940");
      // Not the strategy's own exit: no tick comes.
      story.to("11:31").minutes(1);
      assertThat(story.held(Story.SYMBOL)).as("one reading").isEqualByComparingTo("940");
      story.minutes(10);

      assertThat(story.held(Story.SYMBOL)).isZero();
      assertThat(story.exchange().orders()).hasSize(2);
      assertThat(story.ledger().risk().of(story.account()).disabled()).isTrue();
      assertThat(story.told(Type.RISK_BREACHED)).isTrue();
      assertThat(Books.trades(story)).extracting(Trade::exitReason).containsOnly(ExitReason.RISK);
      Books.assertAgreement(story, CASH);
    }
  }

  @Test
  void disabledBuysNothingUntilAPersonEnablesIt(SharedCloud shared) {
    try (Story story = Story.emaCrossover(shared).bars(CRASHING).begin()) {
      story.tick("10:30").minutes(3).to("11:31").minutes(6);
      assertThat(story.ledger().risk().of(story.account()).disabled()).isTrue();

      story.tick("14:30").minutes(3);
      assertThat(story.exchange().orders()).hasSize(2);
      assertThat(story.told(Type.STEP_SKIPPED)).isTrue();

      var risk = story.ledger().risk();
      risk.update(risk.of(story.account()).enable());
      story.tick("15:30").minutes(5);

      assertThat(story.held(Story.SYMBOL)).isPositive();
      assertThat(risk.of(story.account()).disabled()).isFalse();
      Books.assertAgreement(story, CASH);
    }
  }

  @Test
  void oneBadReadingSellsNothing(SharedCloud shared) {
    try (Story story = Story.emaCrossover(shared).bars(RISING).begin()) {
      story.tick("10:30").minutes(3);
      story.faults().next(1, request -> request.path().equals("/v2/account"), HALF_THE_EQUITY);
      story.minutes(1);
      assertThat(story.ledger().risk().of(story.account()).suspect()).isPresent();
      story.minutes(6);

      assertThat(story.held(Story.SYMBOL)).isEqualByComparingTo("940");
      assertThat(story.exchange().orders()).hasSize(1);
      assertThat(story.ledger().risk().of(story.account()).disabled()).isFalse();
      assertThat(story.ledger().risk().of(story.account()).suspect()).isEmpty();
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
      assertThat(counter.calls().subList(calls, calls + 2))
          .containsExactly("PlanStore.create", "RiskStore.update");
    }
    CrashPoint crash = CrashPoint.before(calls + 1);
    try (Story story = toTheFirstReading(shared, crash)) {
      try {
        story.minutes(1);
      } catch (Crash e) {
        story.restart();
      }
      assertThat(crash.calls()).hasSize(calls + 2);
      story.clock().of(Duration.ofSeconds(10));
      story.functions().followUp();
      story.minutes(8);

      assertThat(story.held(Story.SYMBOL)).isZero();
      assertThat(story.exchange().orders()).hasSize(2);
      assertThat(story.ledger().risk().of(story.account()).disabled()).isTrue();
      assertThat(story.ledger().plans().open(story.account())).isEmpty();
      Books.assertAgreement(story, CASH);
    }
  }

  private static Story toTheFirstReading(SharedCloud shared, CrashPoint crash) {
    Story story = Story.emaCrossover(shared).bars(CRASHING).ledger(crash::around).begin();
    return story.tick("10:30").minutes(3).to("11:31").minutes(1);
  }
}
