package com.example;

import io.bellwether.market.Timeframe;
import io.bellwether.strategy.Sizing;
import io.bellwether.strategy.StrategyDefinition;
import io.bellwether.strategy.StrategyProvider;
import io.bellwether.strategy.parameter.ParameterSpec;
import io.bellwether.strategy.ta4j.Ta4jStrategy;
import java.util.List;
import java.util.Optional;
import org.ta4j.core.BaseStrategy;
import org.ta4j.core.Indicator;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.ichimoku.IchimokuChikouSpanIndicator;
import org.ta4j.core.num.Num;
import org.ta4j.core.rules.OverIndicatorRule;
import org.ta4j.core.rules.UnderIndicatorRule;

/** Strategies of a user's own: one that is honest, and one that sees five bars ahead. */
public final class ExampleStrategies implements StrategyProvider {
  private static final ParameterSpec PERIOD =
      ParameterSpec.wholeNumber("period", 20, 2, 1_000, "period of the average, in bars");

  @Override
  public List<StrategyDefinition> strategies() {
    return List.of(definition("example-average", false), definition("example-chikou", true));
  }

  private static StrategyDefinition definition(String name, boolean cheats) {
    return new StrategyDefinition(
        name,
        "holds while the close is above its average",
        List.of("QQQ"),
        1,
        Timeframe.DAY,
        timeframe -> List.of(PERIOD),
        (symbols, timeframe, values) ->
            new Ta4jStrategy(
                name,
                symbols.getFirst(),
                timeframe,
                new Sizing.WeightOfEquity(0.9),
                Optional.empty(),
                series -> {
                  int period = values.wholeNumber(PERIOD);
                  Indicator<Num> close =
                      cheats
                          ? new IchimokuChikouSpanIndicator(series, 5)
                          : new ClosePriceIndicator(series);
                  Indicator<Num> average =
                      new SMAIndicator(new ClosePriceIndicator(series), period);
                  return new BaseStrategy(
                      new OverIndicatorRule(close, average),
                      new UnderIndicatorRule(close, average),
                      period);
                }));
  }
}
