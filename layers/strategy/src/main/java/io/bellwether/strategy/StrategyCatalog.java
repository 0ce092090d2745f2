package io.bellwether.strategy;

import io.bellwether.market.Instrument;
import io.bellwether.market.Timeframe;
import io.bellwether.strategy.parameter.InvalidParametersException;
import io.bellwether.strategy.parameter.NearestName;
import io.bellwether.strategy.parameter.ParameterSpec;
import io.bellwether.strategy.parameter.ParameterValues;
import io.bellwether.strategy.parameter.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The strategies there are, and how to make one from configuration. Immutable. */
public final class StrategyCatalog {
  private static final StrategyCatalog STANDARD =
      new StrategyCatalog(
          List.of(
              StrategyDefinition.emaCrossover(),
              StrategyDefinition.rsi2(),
              StrategyDefinition.williamsTrend(),
              StrategyDefinition.movingAverage()));

  private final Map<String, StrategyDefinition> definitions = new LinkedHashMap<>();

  private StrategyCatalog(List<StrategyDefinition> definitions) {
    for (StrategyDefinition definition : definitions) {
      if (this.definitions.put(definition.name(), definition) != null) {
        throw new IllegalArgumentException("two strategies are named " + definition.name());
      }
    }
  }

  /** The built-in strategies. */
  public static StrategyCatalog standard() {
    return STANDARD;
  }

  /** This catalog and one more strategy, such as one written for ta4j. */
  public StrategyCatalog with(StrategyDefinition definition) {
    List<StrategyDefinition> all = new ArrayList<>(definitions.values());
    all.add(definition);
    return new StrategyCatalog(all);
  }

  /** The names, in the order of the documentation. */
  public List<String> names() {
    return List.copyOf(definitions.keySet());
  }

  /**
   * What there is to know of a strategy.
   *
   * @throws IllegalArgumentException if there is none of that name; the message suggests one
   */
  public StrategyDefinition definition(String name) {
    StrategyDefinition definition = definitions.get(name);
    if (definition == null) {
      throw new IllegalArgumentException(
          "there is no strategy '"
              + name
              + "'"
              + NearestName.of(name, names())
                  .map(near -> "; did you mean '" + near + "'?")
                  .orElse(".")
              + " Known: "
              + String.join(", ", names()));
    }
    return definition;
  }

  /** The parameters of a strategy on a timeframe. */
  public List<ParameterSpec> parameters(String name, Timeframe timeframe) {
    return definition(name).parameters().apply(timeframe);
  }

  /** The default of every parameter of a strategy on a timeframe, by name. */
  public Map<String, String> defaults(String name, Timeframe timeframe) {
    return ParameterValues.defaults(parameters(name, timeframe));
  }

  /**
   * Makes a strategy.
   *
   * @param name the strategy
   * @param symbols its symbols, the main one first
   * @param timeframe the timeframe of its bars
   * @param parameters texts by name; a parameter that is not given has its default
   * @throws IllegalArgumentException with everything that is wrong
   */
  public Strategy create(
      String name, List<String> symbols, Timeframe timeframe, Map<String, String> parameters) {
    StrategyDefinition definition = definition(name);
    List<Problem> problems = new ArrayList<>(symbolProblems(definition, symbols));
    // With unusable symbols the defaults stand in, to find what else is wrong.
    List<String> usable = problems.isEmpty() ? symbols : definition.defaultSymbols();
    ParameterValues values =
        ParameterValues.read(definition.parameters().apply(timeframe), parameters, problems);
    try {
      Strategy strategy = definition.factory().create(usable, timeframe, values);
      if (problems.isEmpty()) {
        return strategy;
      }
    } catch (InvalidParametersException e) {
      problems.addAll(newProblems(e.problems(), problems));
    }
    throw new InvalidParametersException(name, problems);
  }

  private static List<Problem> symbolProblems(StrategyDefinition definition, List<String> symbols) {
    List<Problem> problems = new ArrayList<>();
    int most = definition.defaultSymbols().size();
    int fewest = definition.fewestSymbols();
    if (symbols.size() < fewest || symbols.size() > most) {
      String expected = fewest == most ? "" + most : fewest + " to " + most;
      problems.add(
          new Problem(
              List.of(),
              "it takes "
                  + expected
                  + " symbols, such as "
                  + String.join(",", definition.defaultSymbols())
                  + ", not "
                  + symbols.size()));
    }
    for (String symbol : symbols) {
      try {
        Instrument.requireSymbol(symbol);
      } catch (IllegalArgumentException e) {
        problems.add(new Problem(List.of(), String.valueOf(e.getMessage())));
      }
    }
    if (Set.copyOf(symbols).size() < symbols.size()) {
      problems.add(new Problem(List.of(), "a symbol is given twice in " + symbols));
    }
    return problems;
  }

  /**
   * A value that was not accepted has a default in its place, which must not be held against it.
   */
  private static List<Problem> newProblems(List<Problem> found, List<Problem> known) {
    Set<String> rejected = new HashSet<>();
    known.forEach(problem -> rejected.addAll(problem.parameters()));
    return found.stream()
        .filter(problem -> problem.parameters().stream().noneMatch(rejected::contains))
        .toList();
  }
}
