package io.bellwether.workbench.scenario.ticks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.cloud.lambda.InvocationFailedException;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.risk.RiskState;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What stops new exposure never stops the way out. */
@Tag("integration")
final class SafetyTest {
  private static final String KILL = "{'action': 'kill', 'reason': 'test'}";

  private static final List<String> NONE = List.of();

  private static HourlyMarket bullishDay() {
    return HourlyMarket.falling("2024-02-01", "2024-03-15").risesFrom("2024-03-12T09:30");
  }

  @Test
  void theKillSwitchStopsTheEntry() {
    try (ScenarioSystem system = ScenarioSystem.emaCrossover(bullishDay(), "2024-03-12T10:00")) {
      system.kill();

      assertEquals("decided", system.tick("2024-03-12T10:30"));
      system.followUp("2024-03-12T10:31");

      assertEquals(NONE, system.orders());
      assertEquals("kill-switch", rule(system.told(TradingEvent.Type.RISK_BREACHED)));
    }
  }

  /** A follow-up stores what it saw of the equity between the switch's read and its write. */
  @Test
  void theKillSwitchWinsAgainstOtherRuns() {
    try (ScenarioSystem system = contested(3)) {
      system.executionFunction(KILL);

      assertTrue(system.ledger().risk().of(system.account()).killed());
    }
  }

  @Test
  void anAccountThatCannotBeSwitchedKeepsNoOtherFromBeingSwitched() {
    try (ScenarioSystem system = contested(Integer.MAX_VALUE)) {
      String other = system.alsoRunRsi2();
      InvocationFailedException failure =
          assertThrows(InvocationFailedException.class, () -> system.executionFunction(KILL));

      assertTrue(system.ledger().risk().of(other).killed());
      String message = String.valueOf(failure.getMessage());
      assertTrue(message.startsWith(system.account() + ": NOT switched"), message);
      assertFalse(message.contains(other), message);
    }
  }

  private static ScenarioSystem contested(int conflicts) {
    return ScenarioSystem.emaCrossover(
        bullishDay().market(),
        "2024-03-12T10:00",
        ledger -> ContestedRisk.around(ledger, Map.of("alpaca-paper", conflicts)));
  }

  /** Ordered for the opening auction at nine, killed ten minutes later. */
  @Test
  void theKillSwitchCancelsAnEntryThatRestsAtTheBroker() {
    Market market =
        DailyMarket.quiet("2023-11-01", "2024-03-15").day("2024-03-11", 96.5, 97).market();
    try (ScenarioSystem system = ScenarioSystem.rsi2(market, "2024-03-11T16:10")) {
      system.tick("2024-03-11T16:20");
      system.followUp("2024-03-12T09:00");
      assertEquals(List.of("BUY MARKET OPG ACCEPTED"), system.orders());

      system.until("2024-03-12T09:10");
      JsonNode answer = system.executionFunction(KILL);
      assertTrue(answer.path("accounts").path(0).path("killed").asBoolean());
      assertEquals(List.of("BUY MARKET OPG CANCELED"), system.orders());

      system.followUp("2024-03-12T09:31");
      assertEquals(NONE, system.fills());
    }
  }

  /**
   * Bought at 10:30, 3 % lost by noon: what is held stays, and is let go; nothing more is bought.
   */
  @Test
  void aDaysLossEndsItsEntriesAndNothingElse() {
    HourlyMarket market = bullishDay().fallsFrom("2024-03-12T12:30");
    try (ScenarioSystem system =
        ScenarioSystem.emaCrossover(
            market.market(), "2024-03-12T10:00", Map.of("day-loss", "0.0001"))) {
      system.tick("2024-03-12T10:30");
      system.followUp("2024-03-12T13:20").followUp("2024-03-12T13:25");
      RiskState state = system.ledger().risk().of(system.account());
      assertEquals("2024-03-12", state.dayLoss().orElseThrow().day().toString());
      assertFalse(state.disabled());
      assertEquals("day-loss", rule(system.told(TradingEvent.Type.RISK_BREACHED)));
      assertEquals(List.of("2024-03-12T10:30 BUY TQQQ"), system.fills());

      system.tick("2024-03-12T13:30");
      assertEquals(
          List.of("2024-03-12T10:30 BUY TQQQ", "2024-03-12T13:30 SELL TQQQ"), system.fills());
    }
  }

  @Test
  void theKillSwitchLetsThePositionGo() {
    HourlyMarket market = bullishDay().fallsFrom("2024-03-12T12:30");
    try (ScenarioSystem system = ScenarioSystem.emaCrossover(market, "2024-03-12T10:00")) {
      system.tick("2024-03-12T10:30");
      system.kill();

      system.tick("2024-03-12T13:30");

      assertEquals(
          List.of("2024-03-12T10:30 BUY TQQQ", "2024-03-12T13:30 SELL TQQQ"), system.fills());
    }
  }

  @Test
  void strategiesThatCannotBeReadDoNotEnter() {
    AtomicBoolean unreadable = new AtomicBoolean(true);
    try (ScenarioSystem system =
        ScenarioSystem.emaCrossover(
            bullishDay().market(),
            "2024-03-12T10:00",
            ledger -> new UnreadableStrategies(ledger, unreadable::get))) {
      assertEquals("decided", system.tick("2024-03-12T10:30"));
      system.followUp("2024-03-12T10:31");

      assertTrue(system.signals().getFirst().reducingOnly());
      assertEquals(NONE, system.orders());

      unreadable.set(false);
      assertEquals("repeated", system.tick("2024-03-12T11:00"));
      assertEquals(NONE, system.orders());
      assertEquals("decided", system.tick("2024-03-12T11:30"));
      assertEquals(List.of("2024-03-12T11:30 BUY TQQQ"), system.fills());
    }
  }

  @Test
  void strategiesThatCannotBeReadStillLeave() {
    AtomicBoolean unreadable = new AtomicBoolean();
    HourlyMarket market = bullishDay().fallsFrom("2024-03-12T12:30");
    try (ScenarioSystem system =
        ScenarioSystem.emaCrossover(
            market.market(),
            "2024-03-12T10:00",
            ledger -> new UnreadableStrategies(ledger, unreadable::get))) {
      system.tick("2024-03-12T10:30");
      unreadable.set(true);

      assertEquals("decided", system.tick("2024-03-12T13:30"));

      assertEquals(
          List.of("2024-03-12T10:30 BUY TQQQ", "2024-03-12T13:30 SELL TQQQ"), system.fills());
    }
  }

  /**
   * What is damaged is another strategy, so signals are made in full; but execution does not know
   * the account's limits.
   */
  @Test
  void anEntryWaitsUntilTheLimitsItIsCheckedAgainstAreKnown() {
    AtomicBoolean damaged = new AtomicBoolean(true);
    try (ScenarioSystem system =
        ScenarioSystem.emaCrossover(
            bullishDay().market(),
            "2024-03-12T10:00",
            ledger -> UnreadableStrategies.oneDamaged(ledger, damaged::get))) {
      assertEquals("decided", system.tick("2024-03-12T10:30"));
      system.followUp("2024-03-12T10:31");
      assertFalse(system.signals().getFirst().reducingOnly());
      assertEquals(NONE, system.orders());

      damaged.set(false);
      system.followUp("2024-03-12T10:32").followUp("2024-03-12T10:36");
      assertEquals(List.of("BUY MARKET DAY FILLED"), system.orders());
    }
  }

  /** Its first attempt never reached the broker; it is sent again once its limits are known. */
  @Test
  void anEntryIsNotSentAgainByLimitsThatAreNotTheAccounts() {
    AtomicBoolean damaged = new AtomicBoolean();
    AtomicBoolean lost = new AtomicBoolean(true);
    try (ScenarioSystem system =
        ScenarioSystem.emaCrossover(
            bullishDay().market(),
            "2024-03-12T10:00",
            ledger -> UnreadableStrategies.oneDamaged(ledger, damaged::get),
            broker -> LossyBroker.around(broker, lost::get))) {
      assertEquals("decided", system.tick("2024-03-12T10:30"));
      lost.set(false);
      damaged.set(true);
      system.followUp("2024-03-12T10:32").followUp("2024-03-12T10:33");
      assertEquals(NONE, system.orders());
      List<TradingEvent> told = system.told(TradingEvent.Type.RISK_BREACHED);
      assertEquals("strategies", told.getFirst().details().get("rule"));

      damaged.set(false);
      system.followUp("2024-03-12T10:34").followUp("2024-03-12T10:40");
      assertEquals(List.of("BUY MARKET DAY FILLED"), system.orders());
    }
  }

  /** The account bears a loss of 40 %; by the packaged limit of 25 % everything would be sold. */
  @Test
  void nothingIsSoldByLimitsThatAreNotTheAccounts() {
    AtomicBoolean damaged = new AtomicBoolean();
    HourlyMarket market = bullishDay().crashesFrom("2024-03-12T12:30");
    try (ScenarioSystem system =
        ScenarioSystem.emaCrossover(
            market.market(),
            "2024-03-12T10:00",
            Map.of("drawdown", "0.4"),
            ledger -> UnreadableStrategies.oneDamaged(ledger, damaged::get))) {
      system.tick("2024-03-12T10:30");
      system.followUp("2024-03-12T10:31");
      damaged.set(true);
      system.followUp("2024-03-12T13:31").followUp("2024-03-12T13:32").followUp("2024-03-12T13:33");

      assertFalse(system.ledger().risk().of(system.account()).disabled());
      assertEquals(List.of("BUY MARKET DAY FILLED"), system.orders());
    }
  }

  /** The packaged owner of the account is another strategy than the one that decided. */
  @Test
  void aGoodSignalIsNotBuriedBecauseItsStrategyCannotBeRead() {
    AtomicBoolean damaged = new AtomicBoolean(true);
    Market market =
        DailyMarket.quiet("2023-11-01", "2024-03-15").day("2024-03-11", 96.5, 97).market();
    try (ScenarioSystem system =
        ScenarioSystem.rsi2InPlaceOfEmaCrossover(
            market,
            "2024-03-11T16:10",
            ledger -> UnreadableStrategies.oneDamaged(ledger, damaged::get))) {
      RuntimeException stays =
          assertThrows(RuntimeException.class, () -> system.tick("2024-03-11T16:20"));

      String message = String.valueOf(stays.getMessage());
      assertTrue(message.startsWith("execution did not take over 1 signal"), message);
      assertEquals(1, system.signals().size());
    }
  }

  /** The risk state of one account cannot be switched; what rests in the other is cancelled now. */
  @Test
  void aKillCancelsEntriesAlsoWhereAnotherAccountCannotBeSwitched() {
    Market market =
        DailyMarket.quiet("2023-11-01", "2024-03-15").day("2024-03-11", 96.5, 97).market();
    try (ScenarioSystem system =
        ScenarioSystem.rsi2InPlaceOfEmaCrossover(
            market,
            "2024-03-11T16:10",
            ledger ->
                ContestedRisk.around(ledger, Map.of("alpaca-paper-rsi2", Integer.MAX_VALUE)))) {
      system.alsoRunEmaCrossover();
      system.tick("2024-03-11T16:20");
      system.followUp("2024-03-12T09:00");
      assertEquals(List.of("BUY MARKET OPG ACCEPTED"), system.orders());

      system.until("2024-03-12T09:27");
      assertThrows(InvocationFailedException.class, () -> system.executionFunction(KILL));

      assertTrue(system.ledger().risk().of(system.account()).killed());
      assertEquals(List.of("BUY MARKET OPG CANCELED"), system.orders());
    }
  }

  /** One read of the strategies carries a kill out: no packaged one owns this account. */
  @Test
  void aKillOfOneAccountReadsTheStrategiesOnce() {
    AtomicInteger reads = new AtomicInteger(Integer.MIN_VALUE);
    try (ScenarioSystem system =
        ScenarioSystem.rsi2InPlaceOfEmaCrossover(
            DailyMarket.quiet("2023-11-01", "2024-03-15").market(),
            "2024-03-12T10:00",
            ledger -> UnreadableStrategies.oneDamaged(ledger, () -> reads.incrementAndGet() > 1))) {
      system.alsoRunEmaCrossover();
      reads.set(0);
      String account = "alpaca-paper-rsi2";
      system.executionFunction("{'action': 'kill', 'account': '" + account + "', 'reason': 'x'}");

      assertTrue(system.ledger().risk().of(account).killed());
    }
  }

  @Test
  void reconcilingAndAcknowledgingAreNotDoneWithSettingsThatAreGuessed() {
    AtomicBoolean damaged = new AtomicBoolean(true);
    try (ScenarioSystem system =
        ScenarioSystem.emaCrossover(
            bullishDay().market(),
            "2024-03-12T10:00",
            ledger -> UnreadableStrategies.oneDamaged(ledger, damaged::get))) {
      for (String word :
          List.of(
              "{'action': 'reconcile'}",
              "{'action': 'acknowledge', 'account': 'alpaca-paper', 'symbol': 'TQQQ'}")) {
        RuntimeException failure =
            assertThrows(RuntimeException.class, () -> system.executionFunction(word));
        assertTrue(String.valueOf(failure.getMessage()).contains("NOTHING was done"), word);
      }
    }
  }

  /** Else it would stop the accounts of the packaged strategies, and say that all is stopped. */
  @Test
  void aKillIsNotCarriedOutOnAccountsThatAreGuessed() {
    AtomicBoolean unreadable = new AtomicBoolean(true);
    try (ScenarioSystem system =
        ScenarioSystem.emaCrossover(
            bullishDay().market(),
            "2024-03-12T10:00",
            ledger -> new UnreadableStrategies(ledger, unreadable::get))) {
      RuntimeException failure =
          assertThrows(RuntimeException.class, () -> system.executionFunction(KILL));

      assertTrue(String.valueOf(failure.getMessage()).contains("NOTHING was done"));
      unreadable.set(false);
      system.executionFunction(KILL);
      assertEquals("decided", system.tick("2024-03-12T10:30"));
      assertEquals(NONE, system.orders());
    }
  }

  private static String rule(List<TradingEvent> told) {
    assertEquals(1, told.size());
    return String.valueOf(told.getFirst().details().get("rule"));
  }
}
