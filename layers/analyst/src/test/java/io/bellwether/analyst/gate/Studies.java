package io.bellwether.analyst.gate;

import io.bellwether.analyst.Study;
import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Provenance;
import io.bellwether.market.Timeframe;
import io.bellwether.research.engine.BacktestSettings;
import io.bellwether.research.engine.MarketData;
import io.bellwether.research.metrics.Conventions;
import io.bellwether.research.search.ParameterAxis;
import io.bellwether.research.search.ParameterSpace;
import io.bellwether.research.sweep.BarsMarket;
import io.bellwether.research.sweep.LocalSweep;
import io.bellwether.strategy.StrategyCatalog;
import io.bellwether.trading.config.StrategyBook;
import io.bellwether.trading.config.StrategyVersion;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Studies of an average crossing on made-up daily bars. */
final class Studies {
  static final int WARM_UP = 60;
  private static final ZoneId ZONE = ZoneId.of("America/New_York");

  private Studies() {}

  /**
   * A walk whose expected return wanders; with strength 0 a random walk.
   *
   * @param strength of the expected return, in daily volatilities
   */
  static Bars bars(int days, double strength, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Bars.Builder builder =
        Bars.builder("QQQ", Timeframe.DAY, new Provenance("made up", PriceBasis.RAW));
    LocalDate date = LocalDate.of(2010, 1, 4);
    double volatility = 0.01;
    double close = 1_000;
    double expected = 0;
    for (int day = 0; day < days; day++) {
      double open = close;
      close =
          open
              * Math.exp(
                  volatility * (strength * expected + random.nextGaussian() - volatility / 2));
      expected = 0.9 * expected + Math.sqrt(1 - 0.81) * random.nextGaussian();
      builder.add(
          date.plusDays(day).atStartOfDay(ZONE).toInstant().toEpochMilli(),
          open,
          Math.max(open, close) * 1.001,
          Math.min(open, close) * 0.999,
          close,
          1e6);
    }
    return builder.build();
  }

  /** The version in force crosses slowly: 50 and 100. */
  static Study of(Bars bars, int threads) {
    return of(bars, threads, Map.of("fast", "50", "slow", "100"));
  }

  static Study of(Bars bars, int threads, Map<String, String> current) {
    TreeMap<String, String> parameters =
        new TreeMap<>(StrategyCatalog.standard().defaults("ema-crossover", Timeframe.DAY));
    parameters.putAll(current);
    StrategyVersion version =
        new StrategyVersion(
            "ema-crossover",
            1,
            Optional.empty(),
            true,
            StrategyBook.packaged().getFirst().account(),
            List.of("QQQ"),
            Timeframe.DAY,
            PriceBasis.RAW,
            List.of(),
            parameters,
            "test",
            Instant.EPOCH,
            false);
    ParameterSpace bounds =
        new ParameterSpace(List.of(axis("fast", 3, 5, 10, 50), axis("slow", 10, 20, 40, 100)));
    BarsMarket market =
        new BarsMarket(
            List.of(bars),
            series -> MarketData.of(series, Conventions.US_EQUITIES),
            BacktestSettings.usEquities(100_000),
            bars.start(WARM_UP),
            bars.lastStart().plus(bars.timeframe().duration()));
    return new Study(version, bounds, market, LocalSweep.on(threads));
  }

  /** More sets than the gate runs, so that a sample stands for them. */
  static Study wide(Bars bars, int threads) {
    Study study = of(bars, threads);
    ParameterSpace bounds =
        new ParameterSpace(
            List.of(
                axis("fast", IntStream.rangeClosed(3, 22).toArray()),
                axis("slow", IntStream.rangeClosed(10, 31).map(half -> 2 * half).toArray())));
    return new Study(study.version(), bounds, study.market(), study.sweep());
  }

  private static ParameterAxis axis(String name, int... values) {
    return new ParameterAxis(
        name, Arrays.stream(values).mapToObj(Integer::toString).toList(), true);
  }
}
