package io.bellwether.workbench.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.cloud.Setting;
import io.bellwether.market.Bars;
import io.bellwether.market.PriceStep;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.feed.FeedName;
import io.bellwether.trading.analysis.DriftReport;
import io.bellwether.trading.config.StrategyBook;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.cost.CostModels;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.signal.DecisionSchedule;
import io.bellwether.workbench.exchange.SimulatedExchange;
import io.bellwether.workbench.market.SimulatedMarket;
import io.bellwether.workbench.market.SimulationSettings;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A deployment that runs a strategy on an account of its own, as one with real money does: stored
 * is a version that is switched off and names the packaged account.
 */
@Tag("integration")
final class BoundDeploymentTest {
  private static final NyseCalendar CALENDAR = new NyseCalendar();
  private static final LocalDate FROM = LocalDate.of(2025, 7, 1);
  private static final LocalDate TO = LocalDate.of(2025, 7, 18);
  private static final String ACCOUNT = "mine";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final List<TradingEvent> events = new CopyOnWriteArrayList<>();

  @Test
  void whatIsHeldAgainstTheBacktestAndToldOfTheWeekIsItsOwnAccounts() {
    StrategyVersion stored = stored();
    assertFalse(stored.enabled());
    VirtualClock clock = new VirtualClock(FROM.atStartOfDay(CALENDAR.zone()).toInstant());
    try (SimulatedExchange exchange =
            SimulatedExchange.builder(CALENDAR, clock, CostModels.byName("none"))
                .bars(bars(stored))
                .cash(new BigDecimal("10000"))
                .priceStep(PriceStep.NONE)
                .start();
        LocalSystem system =
            LocalSystem.builder(stored, CALENDAR, clock, exchange)
                .setting(Setting.STRATEGIES, "rsi2@" + ACCOUNT)
                .priceStep(PriceStep.NONE)
                .historyAsLive()
                .wrapEvents(
                    publisher ->
                        event -> {
                          events.add(event);
                          publisher.publish(event);
                        })
                .start()) {
      clock.onMove(exchange::advance);
      List<JsonNode> drifts = new ArrayList<>();
      DecisionSchedule schedule = new DecisionSchedule(CALENDAR, stored.timeframe());
      new Replay(CALENDAR, schedule, clock, exchange, system.functions())
          .run(
              FROM,
              TO,
              (session, done, total) -> {
                clock.moveTo(session.date().atTime(18, 15).atZone(CALENDAR.zone()).toInstant());
                drifts.add(ask(system, "drift"));
              });
      check(system.ledger(), drifts);
      ask(system, "digest");
    }
    List<TradingEvent> told =
        events.stream().filter(one -> one.type() == TradingEvent.Type.WEEKLY_DIGEST).toList();
    assertEquals(List.of(ACCOUNT), told.stream().map(TradingEvent::account).toList());
    assertTrue(
        told.getFirst().message().contains("5 sessions on record"), told.getFirst()::message);
    assertTrue(told.getFirst().message().contains("5 days held"), told.getFirst()::message);
  }

  private static void check(Ledger ledger, List<JsonNode> drifts) {
    drifts.forEach(
        one -> assertEquals("agrees", one.at("/results/0/outcome").asText(), one::toString));
    List<DriftReport> reports = ledger.analysis().drifts().of("rsi2", FROM, TO);
    assertEquals(drifts.size(), reports.size());
    reports.forEach(report -> assertEquals(ACCOUNT, report.account()));
    assertTrue(
        reports.stream().mapToInt(DriftReport::decisions).sum() >= drifts.size() - 1,
        reports::toString);
    assertTrue(reports.stream().anyMatch(report -> report.executions() > 0), reports::toString);
  }

  private static JsonNode ask(LocalSystem system, String action) {
    try {
      return system
          .functions()
          .analysis((ObjectNode) JSON.readTree("{\"action\":\"" + action + "\"}"));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(action, e);
    }
  }

  /** Half hours of the strategy's two hundred days, and of a quarter more to study. */
  private static List<Bars> bars(StrategyVersion version) {
    SimulatedMarket market =
        SimulatedMarket.generate(
            new SimulationSettings(7, new Timeframe(30), FROM, TO, 320), CALENDAR);
    return version.symbols().stream().map(market::bars).toList();
  }

  private static StrategyVersion stored() {
    return StrategyBook.packaged().stream()
        .filter(version -> version.strategy().equals("rsi2"))
        .findFirst()
        .orElseThrow()
        .withFeeds(List.of(FeedName.ALPACA))
        .stored();
  }
}
