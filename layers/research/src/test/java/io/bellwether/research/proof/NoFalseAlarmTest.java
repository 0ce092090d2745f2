package io.bellwether.research.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.market.RealData;
import io.bellwether.market.SessionBars;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.strategy.Sizing;
import io.bellwether.strategy.StopLoss;
import io.bellwether.strategy.Strategy;
import io.bellwether.strategy.StrategyCatalog;
import io.bellwether.strategy.StrategyDefinition;
import io.bellwether.strategy.indicator.Atr;
import io.bellwether.strategy.indicator.BollingerBand;
import io.bellwether.strategy.indicator.Ema;
import io.bellwether.strategy.indicator.Highest;
import io.bellwether.strategy.indicator.Indicator;
import io.bellwether.strategy.indicator.Lowest;
import io.bellwether.strategy.indicator.RollingVwap;
import io.bellwether.strategy.indicator.Rsi;
import io.bellwether.strategy.indicator.Sma;
import io.bellwether.strategy.indicator.Source;
import io.bellwether.strategy.indicator.StandardDeviation;
import io.bellwether.strategy.indicator.TrueRange;
import io.bellwether.strategy.indicator.Vwap;
import io.bellwether.strategy.indicator.WilliamsR;
import io.bellwether.strategy.ta4j.Ta4jColumn;
import io.bellwether.strategy.ta4j.Ta4jStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ta4j.core.BaseStrategy;
import org.ta4j.core.indicators.CCIIndicator;
import org.ta4j.core.indicators.MACDIndicator;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.StochasticOscillatorKIndicator;
import org.ta4j.core.indicators.averages.EMAIndicator;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.rules.CrossedDownIndicatorRule;
import org.ta4j.core.rules.CrossedUpIndicatorRule;
import org.ta4j.core.rules.OverIndicatorRule;
import org.ta4j.core.rules.StopLossRule;
import org.ta4j.core.rules.UnderIndicatorRule;

/** What does not look ahead is not said to. */
class NoFalseAlarmTest {
  private static final long SEED = 4_711;

  static Stream<Strategy> builtInStrategies() {
    StrategyCatalog catalog = StrategyCatalog.standard();
    List<Strategy> all = new ArrayList<>();
    for (String name : catalog.names()) {
      StrategyDefinition definition = catalog.definition(name);
      // The turnover of a day of minutes would make every history a day longer.
      Map<String, String> values =
          name.equals("moving-average") ? Map.of("minimum-turnover", "0") : Map.of();
      all.add(
          catalog.create(name, definition.defaultSymbols(), definition.defaultTimeframe(), values));
    }
    Map<String, String> allFilters =
        Map.of(
            "entry-rsi", "60",
            "vwap-filter", "on",
            "trend-filter", "on",
            "volume-filter", "on",
            "bollinger-filter", "on",
            "bollinger-width", "0",
            "reentry-after-stop", "after-reset");
    List<String> two = List.of("TQQQ", "SQQQ");
    all.add(catalog.create("rsi2", two, Timeframe.HOUR, allFilters));
    all.add(catalog.create("rsi2", two, Timeframe.DAY, allFilters));
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("builtInStrategies")
  void builtInStrategiesHold(Strategy strategy) {
    assertHolds(strategy, RandomShape.values().length);
  }

  private static ProofResult assertHolds(Strategy strategy, int series) {
    ProofSettings settings = new ProofSettings(SEED, 300_000);
    ProofResult result =
        new LookAheadProof(strategy, settings, new NyseCalendar(), ProofListener.NONE)
            .run(LookAheadProof.randomSeries(strategy, series, SEED), List.of());
    assertEquals(List.of(), result.findings(), strategy::toString);
    assertTrue(result.coverage().stream().mapToInt(Coverage::trades).sum() > 0, "never traded");
    return result;
  }

  static List<Indicator> builtInIndicators() {
    return List.of(
        Source.TYPICAL,
        new Sma(1),
        new Sma(20),
        new Sma(new Rsi(3), 7),
        new Ema(1),
        new Ema(10),
        new Ema(new TrueRange(), 5),
        new Rsi(1),
        new Rsi(2),
        new Rsi(14),
        new TrueRange(),
        new Atr(1),
        new Atr(14),
        new Highest(Source.HIGH, 1),
        new Highest(Source.HIGH, 10),
        new Lowest(Source.LOW, 7),
        new Lowest(Source.LOW, 64),
        new WilliamsR(10),
        new StandardDeviation(20),
        BollingerBand.lower(20, 2),
        BollingerBand.upper(20, 2.5),
        new Vwap(NyseCalendar.ZONE),
        new RollingVwap(20));
  }

  @ParameterizedTest
  @MethodSource("builtInIndicators")
  void builtInIndicatorsHold(Indicator indicator) {
    Strategy strategy = OneLeg.above(20, indicator);
    for (RandomShape shape : RandomShape.values()) {
      ProofSeries series =
          RandomSeries.of(shape, strategy.symbols(), strategy.timeframe(), 200, SEED);
      SeriesProof proof =
          new SeriesProof(() -> strategy, series, ProofSettings.ofSeed(SEED), ProofListener.NONE);
      assertEquals(List.of(), proof.check(), () -> indicator + " on " + series.name());
    }
  }

  static Stream<Strategy> ta4jStrategies() {
    return Stream.of(
        ta4j(
            "sma-cross",
            series -> {
              var close = new ClosePriceIndicator(series);
              var fast = new SMAIndicator(close, 5);
              var slow = new SMAIndicator(close, 20);
              return new BaseStrategy(
                  new CrossedUpIndicatorRule(fast, slow),
                  new CrossedDownIndicatorRule(fast, slow),
                  20);
            }),
        ta4j(
            "rsi-stop",
            series -> {
              var close = new ClosePriceIndicator(series);
              var rsi = new RSIIndicator(close, 2);
              return new BaseStrategy(
                  new UnderIndicatorRule(rsi, 30),
                  new OverIndicatorRule(rsi, 70).or(new StopLossRule(close, 3)),
                  3);
            }),
        ta4j(
            "macd",
            series -> {
              var macd = new MACDIndicator(new ClosePriceIndicator(series), 6, 13);
              var signal = new EMAIndicator(macd, 5);
              return new BaseStrategy(
                  new OverIndicatorRule(macd, signal), new UnderIndicatorRule(macd, signal), 13);
            }));
  }

  private static Strategy ta4j(
      String name,
      java.util.function.Function<org.ta4j.core.BarSeries, org.ta4j.core.Strategy> factory) {
    return new Ta4jStrategy(
        name,
        "QQQ",
        Timeframe.HOUR,
        new Sizing.WeightOfEquity(0.9),
        Optional.of(new StopLoss(0.05)),
        factory);
  }

  @ParameterizedTest
  @MethodSource("ta4jStrategies")
  void ta4jStrategiesHold(Strategy strategy) {
    // A walk, both trends, gaps and constant prices; ta4j takes its time.
    ProofResult result = assertHolds(strategy, 5);
    assertEquals(List.of(), result.columns());
  }

  @Test
  void ta4jColumnsHold() {
    for (Ta4jColumn column :
        List.of(
            new Ta4jColumn("cci-14", series -> new CCIIndicator(series, 14)),
            new Ta4jColumn(
                "stochastic-9", series -> new StochasticOscillatorKIndicator(series, 9)))) {
      ProofResult result = assertHolds(OneLeg.above(20, column), 2);
      assertTrue(result.columns().contains("Ta4jColumn[" + column.name() + "] of TEST"));
    }
  }

  @Test
  void realDaysHold() {
    Strategy rsi2 =
        StrategyCatalog.standard().create("rsi2", List.of("TQQQ", "SQQQ"), Timeframe.DAY, Map.of());
    ProofSeries series =
        new ProofSeries(
            "real days",
            List.of(
                RealData.bars("TQQQ_1d_split.csv", "TQQQ"),
                RealData.bars("SQQQ_1d_split.csv", "SQQQ")));
    ProofResult result =
        new LookAheadProof(
                rsi2, new ProofSettings(SEED, 150_000), new NyseCalendar(), ProofListener.NONE)
            .run(List.of(series), List.of());

    assertEquals(List.of(), result.findings());
    Coverage coverage = result.coverage().getFirst();
    assertTrue(coverage.trades() > 600, coverage::toString);
    assertEquals(WarmUp.Verdict.SAME, result.warmUp().orElseThrow().verdict());
  }

  @Test
  void realHoursBuiltOfFiveMinutesHold() {
    NyseCalendar calendar = new NyseCalendar();
    Bars five = SessionBars.regularSession(RealData.bars("TQQQ_5m_split.csv.gz", "TQQQ"), calendar);
    Bars hours = SessionBars.aggregate(five, Timeframe.HOUR, calendar);
    Strategy ema =
        StrategyCatalog.standard()
            .create("ema-crossover", List.of("TQQQ"), Timeframe.HOUR, Map.of());
    ProofResult result =
        new LookAheadProof(ema, new ProofSettings(SEED, 500_000), calendar, ProofListener.NONE)
            .run(
                List.of(new ProofSeries("hours", List.of(hours))),
                List.of(new ProofSeries("five minutes", List.of(five))));

    assertEquals(List.of(), result.findings());
    assertTrue(
        result.coverage().stream()
            .anyMatch(c -> c.series().equals("five minutes") && c.formingInstants() == 120));
  }
}
