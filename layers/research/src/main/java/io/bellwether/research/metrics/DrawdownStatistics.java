package io.bellwether.research.metrics;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How deep and how long a run was below its highs. The formulas stand in {@link Metric}.
 *
 * @param maxDaily the deepest fall of daily equity, 0 or negative
 * @param maxBars the same of equity at each bar's close
 * @param longestDays calendar days of the longest time below a high
 * @param ulcerIndex the root of the mean squared drawdown
 * @param recoveryFactor total return over the deepest fall of daily equity
 * @param all every drawdown of daily equity, in order of time
 */
public record DrawdownStatistics(
    double maxDaily,
    double maxBars,
    OptionalDouble longestDays,
    OptionalDouble ulcerIndex,
    OptionalDouble recoveryFactor,
    List<Drawdown> all) {
  public DrawdownStatistics {
    all = List.copyOf(all);
  }

  static DrawdownStatistics of(Track track) {
    double[] daily = track.daily().stream().mapToDouble(DailyEquity::equity).toArray();
    double deepest = deepest(track.capital(), daily);
    List<Drawdown> all = Drawdown.of(track.capital(), track.daily());
    return new DrawdownStatistics(
        deepest,
        deepest(track.capital(), track.bars().equity()),
        daily.length == 0
            ? OptionalDouble.empty()
            : OptionalDouble.of((double) all.stream().mapToLong(Drawdown::days).max().orElse(0)),
        ulcerIndex(track.capital(), daily),
        Returns.quotient(track.lastEquity() / track.capital() - 1, Math.abs(deepest)),
        all);
  }

  /** The deepest fall below the highest equity so far, the initial capital included; 0 if none. */
  static double deepest(double capital, double[] equity) {
    double peak = capital;
    double deepest = 0;
    for (double value : equity) {
      peak = Math.max(peak, value);
      deepest = Math.min(deepest, value / peak - 1);
    }
    return deepest;
  }

  private static OptionalDouble ulcerIndex(double capital, double[] equity) {
    double peak = capital;
    double squares = 0;
    for (double value : equity) {
      peak = Math.max(peak, value);
      squares += (value / peak - 1) * (value / peak - 1);
    }
    return equity.length < 2 ? OptionalDouble.empty() : Returns.defined(root(squares, equity));
  }

  private static double root(double squares, double[] equity) {
    return Math.sqrt(squares / equity.length);
  }
}
