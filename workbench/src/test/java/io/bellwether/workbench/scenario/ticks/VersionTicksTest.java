package io.bellwether.workbench.scenario.ticks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.strategy.Direction;
import io.bellwether.strategy.ExitReason;
import io.bellwether.strategy.Target;
import io.bellwether.trading.analysis.Shadow;
import io.bellwether.trading.analysis.ShadowDecision;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.config.VersionDesk;
import io.bellwether.trading.ledger.Holding;
import io.bellwether.trading.ledger.HoldingStore;
import io.bellwether.trading.ledger.StrategyStore;
import io.bellwether.trading.signal.Signal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Versions that come into force, are taken back or run in the shadow, through the functions. */
@Tag("integration")
final class VersionTicksTest {
  private static final String RSI2 = "rsi2";
  private static final String HEDGE = "SQQQ";
  private static final List<String> ENTERED = List.of("BUY MARKET OPG FILLED", "SELL STOP GTC NEW");

  /** Weak on Monday the 11th: RSI(2) asks for an entry at Tuesday's open. */
  private static ScenarioSystem weakMonday() {
    return ScenarioSystem.rsi2(
        DailyMarket.quiet("2023-11-01", "2024-03-15").day("2024-03-11", 96.5, 97).market(),
        "2024-03-11T16:10");
  }

  private static VersionDesk desk(ScenarioSystem system) {
    return new VersionDesk(
        system.ledger().strategies(), () -> ScenarioSystem.newYork("2024-03-11T16:15"));
  }

  private static int add(ScenarioSystem system, String parameter, String value) {
    return desk(system).add(RSI2, 1, Map.of(parameter, value), "ada", Optional.empty()).version();
  }

  private static List<Integer> versions(ScenarioSystem system) {
    return system.signals().stream().map(Signal::version).toList();
  }

  private static void morning(ScenarioSystem system) {
    system.tick("2024-03-12T09:00");
    system.followUp("2024-03-12T09:00").followUp("2024-03-12T09:31").until("2024-03-12T09:31:10");
  }

  @Test
  void theNextTickDecidesByTheNewVersionAndSaysSo() {
    try (ScenarioSystem system = weakMonday()) {
      int never = add(system, "entry-rsi", "0");
      desk(system).activate(RSI2, never, "ada", "never enters");
      assertEquals("decided", system.tick("2024-03-11T16:20"));
      morning(system);
      assertEquals(List.of(2), versions(system));
      assertEquals(List.of(), system.orders());

      desk(system).rollback(RSI2, 2, "ada", "as it was");
      assertEquals("decided", system.tick("2024-03-12T16:20"));
      assertEquals(List.of(2, 1), versions(system));
    }
  }

  /** One bar is decided once, by the version of that moment; the new one has to wait for a bar. */
  @Test
  void anActivationBetweenTwoTicksOfABarOrdersOnce() {
    try (ScenarioSystem system = weakMonday()) {
      assertEquals("decided", system.tick("2024-03-11T16:20"));
      desk(system).activate(RSI2, add(system, "weight", "0.5"), "ada", "smaller");
      assertEquals("repeated", system.tickOf("2024-03-11T16:20"));
      assertEquals("repeated", system.tick("2024-03-11T16:30"));
      morning(system);
      desk(system).rollback(RSI2, 2, "ada", "back");
      assertEquals("repeated", system.tick("2024-03-12T09:35"));
      system.followUp("2024-03-12T09:40");
      assertEquals(List.of(1), versions(system));
      assertEquals(ENTERED, system.orders());
    }
  }

  private static Shadow shadow(ScenarioSystem system, int version) {
    return system
        .ledger()
        .analysis()
        .shadows()
        .update(
            new Shadow(
                RSI2,
                version,
                ScenarioSystem.newYork("2024-03-11T16:00"),
                "ada",
                Optional.empty(),
                system.ledger().analysis().shadows().of(RSI2).map(Shadow::revision).orElse(0L)));
  }

  private static List<ShadowDecision> decisions(ScenarioSystem system) {
    return system
        .ledger()
        .analysis()
        .shadows()
        .decisions(RSI2, Instant.EPOCH, ScenarioSystem.newYork("2030-01-01T00:00"));
  }

  @Test
  void theShadowDecidesBesideTheActiveVersionAndOrdersNothing() {
    try (ScenarioSystem system = weakMonday()) {
      int never = add(system, "entry-rsi", "0");
      shadow(system, never);
      assertEquals("decided", system.tick("2024-03-11T16:20"));
      morning(system);
      assertEquals(ENTERED, system.orders(), "the active version is carried out, as ever");

      ShadowDecision decision = decisions(system).getFirst();
      assertFalse(decision.agrees());
      assertEquals(system.signals().getFirst().id(), decision.signalId());
      assertEquals(system.signals().getFirst().targets(), decision.active());
      assertEquals(1, decision.activeVersion());
      assertTrue(decision.active().getFirst() instanceof Target.Hold, decision::toString);
      assertTrue(decision.candidate().getFirst() instanceof Target.Keep, decision::toString);

      system.tick("2024-03-12T16:20");
      assertEquals(2, decisions(system).size());
      assertTrue(decisions(system).getLast().agrees(), "both keep what is held");
      assertEquals(List.of(1, 1), versions(system));
    }
  }

  @Test
  void aShadowThatEndedOrIsActiveIsNotAsked() {
    try (ScenarioSystem system = weakMonday()) {
      int second = add(system, "weight", "0.5");
      Shadow running = shadow(system, second);
      system
          .ledger()
          .analysis()
          .shadows()
          .update(
              new Shadow(
                  RSI2,
                  second,
                  running.since(),
                  "ada",
                  Optional.of(running.since()),
                  running.revision()));
      system.tick("2024-03-11T16:20");
      assertEquals(List.of(), decisions(system));
      shadow(system, second);
      desk(system).activate(RSI2, second, "ada", "better");
      system.tick("2024-03-12T16:20");
      assertEquals(List.of(), decisions(system));
    }
  }

  /** One that cannot be made a strategy of, and one that is not there. */
  @Test
  void aShadowThatCannotDecideDisturbsNobody() {
    for (int candidate : List.of(2, 9)) {
      try (ScenarioSystem system = weakMonday()) {
        StrategyStore store = system.ledger().strategies();
        StrategyVersion first = store.active(RSI2).orElseThrow();
        store.create(
            first.successor(2, Map.of("no-more", "1"), "ada", Instant.EPOCH, Optional.empty()));
        shadow(system, candidate);
        assertEquals("decided", system.tick("2024-03-11T16:20"));
        morning(system);
        assertEquals(ENTERED, system.orders());
        assertEquals(List.of(), decisions(system));
      }
    }
  }

  /** Strong from Monday the 11th on: RSI(2) asks for the hedge, and would keep it. */
  private static ScenarioSystem strongDays() {
    return ScenarioSystem.rsi2(
        DailyMarket.quiet("2023-11-01", "2024-03-15")
            .day("2024-03-11", 100, 103)
            .day("2024-03-12", 103, 106)
            .day("2024-03-13", 106, 109)
            .market()
            .with(DailyMarket.quiet("2023-11-01", "2024-03-15").market(HEDGE)),
        "2024-03-11T16:10");
  }

  private static void hedged(ScenarioSystem system) {
    desk(system).activate(RSI2, add(system, "hedge", "on"), "ada", "with the hedge");
    assertEquals("decided", system.tick("2024-03-11T16:20"));
    morning(system);
    assertEquals(List.of("2024-03-12T09:30 BUY SQQQ"), system.fills());
  }

  /** No rule of the version that comes into force watches what the one before it has entered. */
  @Test
  void whatTheVersionInForceDoesNotTradeIsLeft() {
    try (ScenarioSystem system = strongDays()) {
      hedged(system);
      desk(system).rollback(RSI2, 2, "ada", "without the hedge");
      assertEquals("decided", system.tick("2024-03-12T16:20"));
      assertEquals("repeated", system.tickOf("2024-03-12T16:20"));
      List<Target> targets = system.signals().getLast().targets();
      assertEquals(
          List.of("TQQQ", HEDGE), targets.stream().map(Target::symbol).toList(), targets::toString);
      assertTrue(targets.getLast() instanceof Target.Flat, targets::toString);
      system.tick("2024-03-13T09:00");
      system.followUp("2024-03-13T09:00").followUp("2024-03-13T09:31").until("2024-03-13T09:31:10");
      assertEquals(
          List.of("2024-03-12T09:30 BUY SQQQ", "2024-03-13T09:30 SELL SQQQ"), system.fills());
      assertEquals("decided", system.tick("2024-03-13T16:20"));
      assertEquals(1, system.signals().getLast().targets().size(), "and that was that");
      assertEquals(
          List.of(),
          system.ledger().reviews().open(system.account()).stream()
              .filter(review -> review.signalId().equals(system.signals().get(1).id()))
              .toList(),
          "there are no bars to judge it by");
    }
  }

  @Test
  void theHedgeIsKeptByTheVersionThatTradesIt() {
    try (ScenarioSystem system = strongDays()) {
      hedged(system);
      assertEquals("decided", system.tick("2024-03-12T16:20"));
      assertTrue(
          system.signals().getLast().targets().getLast() instanceof Target.Keep,
          "or the test above proves nothing");
    }
  }

  /** What was taken over from the broker, or is another strategy's, is not this one's to sell. */
  @Test
  void whatTheStrategyDidNotEnterIsNotLeft() {
    try (ScenarioSystem system = weakMonday()) {
      HoldingStore holdings = system.ledger().holdings();
      Instant entry = ScenarioSystem.newYork("2024-03-11T10:00");
      Holding adopted =
          holdings.update(held(system, RSI2, Holding.adoptedAs(HEDGE, entry), HEDGE, entry));
      Holding others = holdings.update(held(system, "other", "signal", "SPY", entry));
      assertEquals("decided", system.tick("2024-03-11T16:20"));
      assertEquals(
          List.of("TQQQ"),
          system.signals().getFirst().targets().stream().map(Target::symbol).toList());
      for (Holding holding : List.of(adopted, others)) {
        holdings.update(
            holding
                .close("x", BigDecimal.TEN, BigDecimal.TEN, BigDecimal.ZERO, entry, ExitReason.RULE)
                .left());
      }
    }
  }

  /** What the stored version trades is not known then; the packaged one may trade less. */
  @Test
  void thePackagedCopyLeavesNothingThatAnotherVersionMayTrade() {
    AtomicBoolean unreadable = new AtomicBoolean();
    Market market = HourlyMarket.falling("2024-02-01", "2024-03-15").market();
    try (ScenarioSystem system =
        ScenarioSystem.emaCrossover(
            market,
            "2024-03-12T10:00",
            ledger -> new UnreadableStrategies(ledger, unreadable::get))) {
      HoldingStore holdings = system.ledger().holdings();
      Instant entry = ScenarioSystem.newYork("2024-03-12T09:40");
      Holding own = holdings.update(held(system, "ema-crossover", "signal", "SPY", entry));
      unreadable.set(true);
      assertEquals("decided", system.tick("2024-03-12T10:30"));
      assertTrue(system.signals().getFirst().reducingOnly());
      assertEquals(1, system.signals().getFirst().targets().size(), "nothing of SPY");
      unreadable.set(false);
      assertEquals("decided", system.tick("2024-03-12T11:30"));
      assertEquals(
          List.of("TQQQ", "SPY"),
          system.signals().getLast().targets().stream().map(Target::symbol).toList());
      holdings.update(
          own.close("x", BigDecimal.TEN, BigDecimal.TEN, BigDecimal.ZERO, entry, ExitReason.RULE)
              .left());
    }
  }

  private static Holding held(
      ScenarioSystem system, String strategy, String signal, String symbol, Instant entry) {
    return new Holding(
        system.account(),
        symbol,
        strategy,
        signal,
        Direction.LONG,
        BigDecimal.TEN,
        BigDecimal.TEN,
        BigDecimal.ZERO,
        entry,
        Optional.empty(),
        Optional.empty(),
        0);
  }
}
