package io.bellwether.workbench.scenario.ticks;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.bellwether.cloud.dynamo.AttemptTokens;
import io.bellwether.cloud.dynamo.DynamoLedger;
import io.bellwether.trading.config.StrategyBook;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.cost.CostModels;
import io.bellwether.workbench.cloud.EmbeddedCloud;
import io.bellwether.workbench.cost.Assumptions;
import io.bellwether.workbench.exchange.SimulatedExchange;
import io.bellwether.workbench.replay.LocalSystem;
import io.bellwether.workbench.replay.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the cost of a deployment assumes of requests to the table, against a day of trading. */
@Tag("integration")
final class RequestUnitsTest {
  private static final String DAY = "2024-03-13";

  @Test
  void aDayWithATradeUsesNoMoreThanTheCostModelAssumes() {
    HourlyMarket market =
        HourlyMarket.falling("2024-02-01", "2024-03-15").risesFrom(DAY + "T10:30");
    VirtualClock clock = new VirtualClock(ScenarioSystem.newYork(DAY + "T00:00"));
    StrategyVersion version =
        StrategyBook.packaged().stream()
            .filter(StrategyVersion::enabled)
            .findFirst()
            .orElseThrow()
            .stored();
    try (SimulatedExchange exchange =
            SimulatedExchange.builder(ScenarioSystem.CALENDAR, clock, CostModels.byName("none"))
                .bars(market.market().series())
                .start();
        EmbeddedCloud cloud = EmbeddedCloud.start(clock);
        MeteredDynamo meter = new MeteredDynamo(cloud.dynamoClient());
        LocalSystem system =
            LocalSystem.builder(version, ScenarioSystem.CALENDAR, clock, exchange)
                .cloud(cloud)
                .wrapLedger(
                    ignored ->
                        new DynamoLedger(meter, EmbeddedCloud.TABLE, AttemptTokens.of("metered")))
                .start()) {
      clock.onMove(exchange::advance);
      Used used = day(system, clock, meter);

      System.out.println(used);
      assertEquals(1, exchange.fills().size());
      assertAll(
          () -> covers("signals", used.signals().over(used.ticks())),
          () -> covers("execution", used.execution().over(used.rounds())));
    }
  }

  private record Used(
      MeteredDynamo.Units signals, int ticks, MeteredDynamo.Units execution, int rounds) {}

  /** A tick every half hour and a follow-up every quarter of an hour: fewer idle ones than live. */
  private static Used day(LocalSystem system, VirtualClock clock, MeteredDynamo meter) {
    Instant close = ScenarioSystem.newYork(DAY + "T16:00");
    MeteredDynamo.Units signals = new MeteredDynamo.Units(0, 0);
    MeteredDynamo.Units execution = new MeteredDynamo.Units(0, 0);
    int ticks = 0;
    int rounds = 0;
    Instant time = ScenarioSystem.newYork(DAY + "T09:30");
    for (int i = 0; time.isBefore(close); i++, time = time.plus(Duration.ofMinutes(15))) {
      clock.moveTo(time);
      MeteredDynamo.Units before = meter.units();
      if (i % 2 == 0) {
        system
            .functions()
            .signals(
                JsonNodeFactory.instance
                    .objectNode()
                    .put("strategy", "ema-crossover")
                    .put("scheduledTime", time.toString()));
        signals = signals.plus(meter.units().minus(before));
        ticks++;
        before = meter.units();
        rounds += system.functions().deliver();
      }
      system.functions().followUp();
      rounds++;
      execution = execution.plus(meter.units().minus(before));
    }
    return new Used(signals, ticks, execution, rounds);
  }

  private static void covers(String function, MeteredDynamo.Units measured) {
    Assumptions.Run assumed = Assumptions.DEFAULT.runs().get(function);
    assertTrue(measured.reads() > 0, function + " was not measured");
    assertTrue(
        measured.reads() <= assumed.reads() && measured.writes() <= assumed.writes(),
        () -> function + " took " + measured + " a run; assumed is " + assumed);
  }
}
