package io.bellwether.research.search;

import io.bellwether.market.Timeframe;
import io.bellwether.strategy.StrategyCatalog;
import io.bellwether.strategy.parameter.InvalidParametersException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which parameter sets make no sense, such as a fast average that is slower than the slow one. */
@FunctionalInterface
public interface Constraint {
  /** No set is refused. */
  Constraint NONE = values -> Optional.empty();

  /**
   * Why a set is refused; nothing if it is not.
   *
   * @param values of the parameters that are searched, by name
   */
  Optional<String> refusal(Map<String, String> values);

  /**
   * What the strategy itself refuses.
   *
   * @param strategy its name
   * @param symbols its symbols, the main one first
   * @param timeframe of its bars
   * @param fixed parameters that are not searched and not to have their defaults
   */
  static Constraint ofStrategy(
      StrategyCatalog catalog,
      String strategy,
      List<String> symbols,
      Timeframe timeframe,
      Map<String, String> fixed) {
    return values -> {
      Map<String, String> all = new HashMap<>(fixed);
      all.putAll(values);
      try {
        catalog.create(strategy, symbols, timeframe, all);
        return Optional.empty();
      } catch (InvalidParametersException e) {
        return Optional.of(e.problems().getFirst().text());
      }
    };
  }
}
