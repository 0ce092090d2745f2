package io.bellwether.research.sweep;

import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Provenance;
import io.bellwether.market.Timeframe;
import io.bellwether.research.engine.BacktestSettings;
import io.bellwether.research.engine.MarketData;
import io.bellwether.research.metrics.Conventions;
import io.bellwether.research.search.Candidates;
import io.bellwether.research.search.Constraint;
import io.bellwether.research.search.ParameterSpace;
import io.bellwether.strategy.StrategyCatalog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Markets and sweeps to test with. */
public final class SweepSamples {
  private static final StrategyCatalog CATALOG = StrategyCatalog.standard();

  private SweepSamples() {}

  /** A walk without any foresight in it, volatility 1 % a day. */
  public static Bars walk(long seed, String symbol, int size, Timeframe timeframe) {
    SplittableRandom random = new SplittableRandom(seed);
    Bars.Builder builder =
        Bars.builder(symbol, timeframe, new Provenance("test", PriceBasis.SPLIT));
    long start = Instant.parse("2010-01-04T05:00:00Z").toEpochMilli();
    double close = 100;
    for (int i = 0; i < size; i++) {
      double open = close * (1 + 0.001 * random.nextGaussian());
      close = open * Math.exp(0.01 * random.nextGaussian());
      double high = Math.max(open, close) * (1 + 0.002 * random.nextDouble());
      double low = Math.min(open, close) * (1 - 0.002 * random.nextDouble());
      builder.add(start + i * timeframe.duration().toMillis(), open, high, low, close, 1000);
    }
    return builder.build();
  }

  /** The market of the symbols that are asked for, among these. */
  public static MarketSource source(BacktestSettings settings, Bars... bars) {
    return symbols -> {
      List<Bars> chosen = new ArrayList<>();
      for (String symbol : symbols) {
        for (Bars one : bars) {
          if (one.symbol().equals(symbol)) {
            chosen.add(one);
          }
        }
      }
      return new Market(MarketData.of(chosen, Conventions.US_EQUITIES), settings);
    };
  }

  /** A space over the parameters of {@code rsi2} on daily bars. */
  public static ParameterSpace space(String... ranges) {
    List<io.bellwether.strategy.parameter.Problem> problems = new ArrayList<>();
    ParameterSpace space =
        ParameterSpace.read(CATALOG.parameters("rsi2", Timeframe.DAY), List.of(ranges), problems);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(problems.toString());
    }
    return space;
  }

  /** All sets of a space for {@code rsi2}. */
  public static SweepRequest request(
      List<String> symbols, Timeframe timeframe, Selection selection, ParameterSpace space) {
    Constraint constraint =
        Constraint.ofStrategy(CATALOG, "rsi2", symbols, timeframe, new TreeMap<>());
    return new SweepRequest(
        new SweepTask(
            "rsi2",
            symbols,
            timeframe,
            new TreeMap<>(),
            space.axes().stream().map(axis -> axis.name()).toList(),
            new TreeMap<>(),
            List.of(),
            selection),
        SweepRequest.sets(space, Candidates.grid(space, constraint)));
  }
}
