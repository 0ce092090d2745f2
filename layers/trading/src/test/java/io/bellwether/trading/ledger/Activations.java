package io.bellwether.trading.ledger;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.trading.config.Activation;
import io.bellwether.trading.config.StrategyVersion;

/** Versions that come into force in tests. */
public final class Activations {
  private Activations() {}

  /** Makes a stored version the active one, after whichever was. */
  public static void activate(StrategyStore store, StrategyVersion version) {
    assertTrue(store.activate(next(store, version)));
  }

  /** Stores a version and makes it the active one, from when it was made. */
  public static void bringIn(StrategyStore store, StrategyVersion version) {
    assertTrue(store.create(version));
    activate(store, version);
  }

  /** The activation of a version that need not be there. */
  static Activation next(StrategyStore store, StrategyVersion version) {
    return Activation.after(store.activations(version.strategy()), version);
  }
}
