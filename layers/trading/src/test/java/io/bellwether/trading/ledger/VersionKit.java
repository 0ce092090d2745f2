package io.bellwether.trading.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.strategy.ExitReason;
import io.bellwether.strategy.Target;
import io.bellwether.trading.analysis.Shadow;
import io.bellwether.trading.analysis.ShadowDecision;
import io.bellwether.trading.analysis.ShadowStore;
import io.bellwether.trading.config.Activation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The part of {@link LedgerKit} about versions that come into force, and those in the shadow. */
abstract class VersionKit extends OrderKit {
  private Activation activation(int number, int version, boolean undoes) {
    return new Activation(
        strategy,
        number,
        version,
        number == 1 ? Optional.empty() : Optional.of(3 - version),
        "ada",
        undoes,
        "why: Grüße",
        undoes ? Optional.of("a#1") : Optional.empty(),
        T0.plusSeconds(number),
        undoes ? Optional.of(number - 1) : Optional.empty());
  }

  @Test
  void anActivationComesWithItsVersionOrNotAtAll() {
    StrategyStore store = ledger().strategies();
    store.create(samples.version(strategy, 1));
    store.create(samples.version(strategy, 2));
    List<Activation> all =
        List.of(activation(1, 1, false), activation(2, 2, false), activation(3, 1, true));
    for (Activation each : all) {
      assertTrue(store.activate(each));
      assertEquals(each.version(), store.active(strategy).orElseThrow().version());
    }
    assertFalse(store.activate(activation(2, 2, true)), "the number is taken");
    assertThrows(
        IllegalArgumentException.class, () -> store.activate(activation(4, 9, false)), "no v9");
    assertEquals(1, store.active(strategy).orElseThrow().version());
    assertEquals(all, store.activations(strategy));
  }

  @Test
  void aShadowIsOneItemByRevision() {
    ShadowStore shadows = ledger().analysis().shadows();
    assertEquals(Optional.empty(), shadows.of(strategy));
    Shadow first = new Shadow(strategy, 2, T0, "ada", Optional.empty(), 0);
    Shadow stored = shadows.update(first);
    assertEquals(1, stored.revision());
    assertEquals(Optional.of(stored), shadows.of(strategy));
    assertThrows(ConcurrentUpdateException.class, () -> shadows.update(first));
    Shadow ended = shadows.update(new Shadow(strategy, 2, T0, "ada", Optional.of(T0), 1));
    assertFalse(ended.isRunning());
    assertEquals(Optional.of(ended), shadows.of(strategy));
  }

  @Test
  void aDecisionInTheShadowIsStoredOnceAndFoundByItsBar() {
    ShadowStore shadows = ledger().analysis().shadows();
    ShadowDecision second = decision(2, 3);
    ShadowDecision third = decision(2, 12);
    ShadowDecision later = decision(60, 3);
    for (ShadowDecision each : List.of(later, third, second)) {
      assertTrue(shadows.record(each));
      assertFalse(shadows.record(each));
    }
    assertEquals(
        List.of(second, third, later),
        shadows.decisions(strategy, T0.plusSeconds(2), T0.plusSeconds(61)));
    assertEquals(
        List.of(second, third), shadows.decisions(strategy, T0.plusSeconds(2), T0.plusSeconds(60)));
  }

  private ShadowDecision decision(int second, int version) {
    return new ShadowDecision(
        strategy,
        version,
        T0.plusSeconds(second),
        T0.plusSeconds(second + 1),
        "signal",
        1,
        List.of(new Target.Flat("TQQQ", ExitReason.RULE, "rsi 70")),
        List.of(new Target.Keep("TQQQ", "rsi 69")));
  }
}
