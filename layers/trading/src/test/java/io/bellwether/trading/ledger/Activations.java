package io.bellwether.trading.ledger;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.trading.config.Activation;
import io.bellwether.trading.config.StrategyVersion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Versions that come into force in tests. */
public final class Activations {
  private Activations() {}

  /** Makes a stored version the active one, after whichever was. */
  public static void activate(StrategyStore store, StrategyVersion version) {
    assertTrue(store.activate(next(store, version.strategy(), version.version(), Instant.EPOCH)));
  }

  /** Stores a version and makes it the active one, since ever. */
  public static void bringIn(StrategyStore store, StrategyVersion version) {
    bringIn(store, version, Instant.EPOCH);
  }

  /** Stores a version and makes it the active one, from a moment on. */
  public static void bringIn(StrategyStore store, StrategyVersion version, Instant time) {
    assertTrue(store.create(version));
    assertTrue(store.activate(next(store, version.strategy(), version.version(), time)));
  }

  /** The next activation of a strategy, of a version that need not be there. */
  static Activation next(StrategyStore store, String strategy, int version, Instant time) {
    List<Activation> before = store.activations(strategy);
    return new Activation(
        strategy,
        before.size() + 1,
        version,
        before.isEmpty() ? Optional.empty() : Optional.of(before.getLast().version()),
        "test",
        false,
        "a test needs it",
        Optional.empty(),
        time);
  }
}
