package io.bellwether.trading.ledger;

import io.bellwether.trading.config.Activation;
import io.bellwether.trading.config.StrategyVersion;
import java.util.List;
import java.util.Optional;

/** Versions of strategies: a chain per strategy, one of which is active. */
public interface StrategyStore {
  /** The active version of every strategy, by name. */
  List<StrategyVersion> active();

  Optional<StrategyVersion> active(String strategy);

  /** Every version of a strategy, oldest first. */
  List<StrategyVersion> versions(String strategy);

  /** Stores a version; false if that number is taken. It is not active yet. */
  boolean create(StrategyVersion version);

  /**
   * Makes a stored version the active one and records it, in one transaction.
   *
   * @return false if there is an activation of that number; then nothing was changed
   * @throws IllegalArgumentException if there is no such version
   */
  boolean activate(Activation activation);

  /** The recorded activations of a strategy, oldest first. */
  List<Activation> activations(String strategy);
}
