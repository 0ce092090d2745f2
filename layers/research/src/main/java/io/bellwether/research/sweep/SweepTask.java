package io.bellwether.research.sweep;

import io.bellwether.market.Timeframe;
import io.bellwether.strategy.Strategy;
import io.bellwether.strategy.StrategyCatalog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What all pieces of a sweep have in common.
 *
 * @param strategy the strategy's name
 * @param symbols its symbols, the main one first
 * @param timeframe the timeframe of the bars decided on
 * @param fixed parameters that no set changes and that do not have their defaults
 * @param names the parameters that sets change
 * @param settings the run's settings as texts, for a worker elsewhere
 * @param data the bars, for the same
 * @param selection what is kept
 */
public record SweepTask(
    String strategy,
    List<String> symbols,
    Timeframe timeframe,
    SortedMap<String, String> fixed,
    List<String> names,
    SortedMap<String, String> settings,
    List<DataReference> data,
    Selection selection) {
  public SweepTask {
    symbols = List.copyOf(symbols);
    fixed = new TreeMap<>(fixed);
    names = List.copyOf(names);
    settings = new TreeMap<>(settings);
    data = List.copyOf(data);
  }

  /** All parameters of a set that do not have their defaults. */
  public Map<String, String> parameters(ParameterSet set) {
    if (set.values().size() != names.size()) {
      throw new IllegalArgumentException(
          "set " + set.index() + " has " + set.values() + " for the parameters " + names);
    }
    Map<String, String> parameters = new HashMap<>(fixed);
    for (int i = 0; i < names.size(); i++) {
      parameters.put(names.get(i), set.values().get(i));
    }
    return parameters;
  }

  /**
   * The strategy with a set's parameters.
   *
   * @throws IllegalArgumentException if the strategy refuses them
   */
  public Strategy strategy(StrategyCatalog catalog, ParameterSet set) {
    return catalog.create(strategy, symbols, timeframe, parameters(set));
  }

  /** The same task that keeps something else. */
  public SweepTask with(Selection newSelection) {
    return new SweepTask(strategy, symbols, timeframe, fixed, names, settings, data, newSelection);
  }
}
