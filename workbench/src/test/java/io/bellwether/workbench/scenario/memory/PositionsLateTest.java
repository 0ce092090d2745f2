package io.bellwether.workbench.scenario.memory;

import static io.bellwether.workbench.scenario.memory.Desk.ACCOUNT;
import static io.bellwether.workbench.scenario.memory.Desk.OTHER;
import static io.bellwether.workbench.scenario.memory.Desk.SYMBOL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.strategy.StopLoss;
import io.bellwether.trading.config.UnexplainedPolicy;
import io.bellwether.trading.cost.NoCosts;
import io.bellwether.trading.event.TradingEvent.Type;
import io.bellwether.trading.ledger.Finding;
import io.bellwether.workbench.exchange.SimulatedExchange.Reply;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A broker whose positions show an execution twenty seconds after it happened. */
class PositionsLateTest {
  private static final int LAG_SECONDS = 20;

  @ParameterizedTest
  @EnumSource(UnexplainedPolicy.class)
  void whatWasJustBoughtKeepsItsStop(UnexplainedPolicy policy) {
    try (Desk desk = new Desk(policy)) {
      lag(desk, SYMBOL);
      desk.to("09:31").hold(0.9).minutes(14);

      assertEquals(Optional.of(new StopLoss(0.05)), desk.holding(SYMBOL).stopLoss());
      assertEquals(1, desk.exchange().orders().stream().filter(o -> o.status().isOpen()).count());
      undisturbed(desk);
    }
  }

  @ParameterizedTest
  @EnumSource(UnexplainedPolicy.class)
  void whatWasJustSoldIsNotTakenForSomebodyElses(UnexplainedPolicy policy) {
    try (Desk desk = new Desk(policy)) {
      desk.to("09:31").hold(0.9).minutes(4);
      lag(desk, SYMBOL);
      desk.flat().minutes(14);

      assertEquals(1, desk.trades().size());
      undisturbed(desk);
    }
  }

  @ParameterizedTest
  @EnumSource(UnexplainedPolicy.class)
  void soOfAStopThatFillsDaysAfterItWasPlaced(UnexplainedPolicy policy) {
    try (Desk desk = new Desk(policy)) {
      desk.to("09:31").hold(0.9).minutes(4);
      desk.prices(SYMBOL, Desk.MONDAY.plusDays(7), 90).to(Desk.MONDAY.plusDays(7), "09:00");
      lag(desk, SYMBOL);
      desk.to(Desk.MONDAY.plusDays(7), "09:30").minutes(8);

      assertEquals(1, desk.trades().size());
      undisturbed(desk);
    }
  }

  @ParameterizedTest
  @EnumSource(UnexplainedPolicy.class)
  void aProcessMayStandStillAfterItHasLooked(UnexplainedPolicy policy) {
    try (Desk desk = new Desk(policy)) {
      Lagging lagging = new Lagging(desk, SYMBOL);
      desk.fault(
          (path, reply) -> {
            Reply answer = lagging.answer(path, reply);
            if (answer != reply && desk.holding(SYMBOL).quantity().signum() > 0) {
              desk.clock().of(Duration.ofSeconds(40));
              desk.noFault();
            }
            return Optional.of(answer);
          });
      desk.to("09:31").hold(0.9).minutes(14);

      assertEquals(Optional.of(new StopLoss(0.05)), desk.holding(SYMBOL).stopLoss());
      undisturbed(desk);
    }
  }

  @Test
  void whatWasNotOursIsSoldOnce() {
    try (Desk desk = new Desk(UnexplainedPolicy.FREEZE, true, new NoCosts(), true)) {
      desk.to("09:31");
      desk.exchange().accountEvents().transfer(OTHER, BigDecimal.valueOf(5), BigDecimal.TEN);
      lag(desk, OTHER);
      desk.hold(0.9).minutes(16);

      long sales =
          desk.ledger().orders().between(ACCOUNT, Instant.EPOCH, Desk.EVER).stream()
              .filter(order -> order.terms().symbol().equals(OTHER))
              .count();
      assertEquals(1, sales);
      assertTrue(desk.held(SYMBOL).signum() > 0);
    }
  }

  @Test
  void aPersonsWordIsNotTakenForWhatIsStillToShow() {
    try (Desk desk = new Desk(UnexplainedPolicy.FREEZE)) {
      lag(desk, SYMBOL);
      desk.to("09:31").hold(0.9).minutes(4);

      assertTrue(desk.holding(SYMBOL).quantity().signum() > 0);
      assertThrows(
          IllegalStateException.class,
          () -> desk.execution().reconciliation().acknowledge(SYMBOL, desk.deadline()));

      desk.minutes(6);
      undisturbed(desk);
    }
  }

  private static void undisturbed(Desk desk) {
    assertEquals(0, desk.held(SYMBOL).compareTo(desk.holding(SYMBOL).quantity()));
    assertEquals(0, desk.told(Type.POSITION_UNEXPLAINED).size());
    assertTrue(desk.findings().stream().noneMatch(Finding::lasts), () -> "" + desk.findings());
  }

  /** From now on each change of a symbol's position shows in the list only after the lag. */
  private static void lag(Desk desk, String symbol) {
    Lagging lagging = new Lagging(desk, symbol);
    desk.fault((path, reply) -> Optional.of(lagging.answer(path, reply)));
  }

  private static final class Lagging {
    private final Desk desk;
    private final String symbol;
    private BigDecimal shown;
    private Reply old;
    private Optional<Instant> since = Optional.empty();

    private Lagging(Desk desk, String symbol) {
      this.desk = desk;
      this.symbol = symbol;
      this.shown = desk.held(symbol);
      this.old = desk.exchange().request("GET", URI.create("/v2/positions"), "").orElseThrow();
    }

    private Reply answer(String path, Reply reply) {
      boolean changed = desk.held(symbol).compareTo(shown) != 0;
      Instant now = desk.clock().instant();
      if (changed && since.isEmpty()) {
        since = Optional.of(now);
      }
      if (!path.equals("GET /v2/positions")) {
        return reply;
      }
      if (!changed || !now.isBefore(since.orElseThrow().plusSeconds(LAG_SECONDS))) {
        shown = desk.held(symbol);
        since = Optional.empty();
        old = reply;
        return reply;
      }
      return old;
    }
  }
}
