package io.bellwether.strategy;

import java.util.List;

/**
 * Strategies of somebody else's. A jar that has some names an implementation, which needs a
 * constructor without parameters, in {@code
 * META-INF/services/io.bellwether.strategy.StrategyProvider}; {@link java.util.ServiceLoader} finds
 * it there.
 */
@FunctionalInterface
public interface StrategyProvider {
  /** What is to be added to the catalog, under names that it does not have yet. */
  List<StrategyDefinition> strategies();
}
