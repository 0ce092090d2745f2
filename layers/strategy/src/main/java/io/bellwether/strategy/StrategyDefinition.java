package io.bellwether.strategy;

import io.bellwether.market.Timeframe;
import io.bellwether.strategy.parameter.ParameterSpec;
import io.bellwether.strategy.parameter.ParameterValues;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a catalog knows of a strategy.
 *
 * @param name in kebab-case
 * @param description one line for people
 * @param defaultSymbols the symbols if none are given, the main one first; no more can be given
 * @param fewestSymbols how many symbols it needs at least
 * @param defaultTimeframe the timeframe if none is given
 * @param parameters its parameters on a timeframe; the names are the same on every timeframe
 * @param factory makes it
 * @param researchOnly why it cannot trade yet, neither live nor on paper, and is for research
 *     alone; empty for a strategy that can
 */
public record StrategyDefinition(
    String name,
    String description,
    List<String> defaultSymbols,
    int fewestSymbols,
    Timeframe defaultTimeframe,
    Function<Timeframe, List<ParameterSpec>> parameters,
    Factory factory,
    Optional<String> researchOnly) {
  /** Makes a strategy out of checked values. */
  @FunctionalInterface
  public interface Factory {
    /**
     * Makes the strategy.
     *
     * @param symbols well-formed and distinct, as many as the definition allows
     * @param timeframe the timeframe of its bars
     * @param values a value within its bounds for every parameter
     * @throws io.bellwether.strategy.parameter.InvalidParametersException if values contradict each
     *     other
     */
    Strategy create(List<String> symbols, Timeframe timeframe, ParameterValues values);
  }

  public StrategyDefinition {
    defaultSymbols = List.copyOf(defaultSymbols);
    if (fewestSymbols < 1 || fewestSymbols > defaultSymbols.size()) {
      throw new IllegalArgumentException(
          name + " needs at least " + fewestSymbols + " of " + defaultSymbols.size() + " symbols");
    }
  }

  /** A strategy that can trade. */
  public StrategyDefinition(
      String name,
      String description,
      List<String> defaultSymbols,
      int fewestSymbols,
      Timeframe defaultTimeframe,
      Function<Timeframe, List<ParameterSpec>> parameters,
      Factory factory) {
    this(
        name,
        description,
        defaultSymbols,
        fewestSymbols,
        defaultTimeframe,
        parameters,
        factory,
        Optional.empty());
  }

  static StrategyDefinition emaCrossover() {
    return new StrategyDefinition(
        EmaCrossover.NAME,
        "rides the trend: holds one symbol while close > fast EMA > slow EMA",
        List.of("TQQQ"),
        1,
        Timeframe.HOUR,
        timeframe -> EmaCrossover.PARAMETERS,
        (symbols, timeframe, values) ->
            new EmaCrossover(symbols.getFirst(), timeframe, EmaCrossover.Parameters.from(values)));
  }

  static StrategyDefinition rsi2() {
    return new StrategyDefinition(
        Rsi2.NAME,
        "buys weakness by a two-bar RSI, with a stop, and hedges extremes with an inverse symbol",
        List.of("TQQQ", "SQQQ"),
        1,
        Timeframe.DAY,
        Rsi2Parameters::specs,
        (symbols, timeframe, values) ->
            new Rsi2(
                symbols.getFirst(),
                symbols.stream().skip(1).findFirst(),
                timeframe,
                Rsi2Parameters.from(values)));
  }

  static StrategyDefinition williamsTrend() {
    return new StrategyDefinition(
        WilliamsTrend.NAME,
        "buys dips in an uptrend by Williams %R, sized by risk, with a trailing ATR stop",
        List.of("QQQ"),
        1,
        new Timeframe(5),
        timeframe -> WilliamsTrend.PARAMETERS,
        (symbols, timeframe, values) ->
            new WilliamsTrend(
                symbols.getFirst(), timeframe, WilliamsTrend.Parameters.from(values)));
  }

  static StrategyDefinition movingAverage() {
    return new StrategyDefinition(
        MovingAverage.NAME,
        "follows perpetual futures long and short by an average, with stop and target",
        List.of("BTCUSDT", "ETHUSDT"),
        1,
        new Timeframe(1),
        timeframe -> MovingAverageParameters.SPECS,
        (symbols, timeframe, values) ->
            new MovingAverage(symbols, timeframe, MovingAverageParameters.from(values)),
        Optional.of(
            "it sells short on perpetual futures, and no broker for them is connected yet"));
  }
}
