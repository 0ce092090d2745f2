package io.bellwether.workbench.cli;

import io.bellwether.research.sweep.Objective;
import io.bellwether.research.sweep.Selection;
import io.bellwether.strategy.StrategyCatalog;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that {@code sweep}, {@code optimize} and {@code walk-forward} have in common. */
final class SearchOptions {
  private static final int MOST_THREADS = 1024;

  @Option(
      names = "--param",
      required = true,
      paramLabel = "NAME=VALUES",
      description = {
        "A parameter to search and its values: fast=5..20:5 (steps), atr=5..50*1.5 (factors),"
            + " fast=5,10,20, hedge=on,off. May be repeated; --set fixes others."
      })
  private List<String> ranges;

  @Option(
      names = "--objective",
      paramLabel = "NAME",
      defaultValue = "sharpe",
      description =
          "What is looked for: sharpe, sortino, calmar, cagr, return, profit-factor, win-rate,"
              + " max-drawdown. Default: sharpe.")
  private String objective;

  @Option(
      names = "--min-trades",
      paramLabel = "N",
      defaultValue = "30",
      description = "A set with fewer closed trades is never the best. Default: 30.")
  private int minTrades;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of all chance: the same seed gives the same results. Default: 1.")
  private long seed;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Runs at a time; results do not depend on it. Default: all processors.")
  private @Nullable Integer threads;

  @Option(names = "--quiet", description = "Print the results and nothing else.")
  private boolean quiet;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      defaultValue = "output",
      description = "Where results are written. Default: output.")
  private Path output;

  @Mixin private StrategyJars jars;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before the command runs.
  SearchOptions() {}

  /** The strategies that can be searched. */
  StrategyCatalog catalog() {
    return jars.catalog();
  }

  List<String> ranges() {
    return List.copyOf(ranges);
  }

  Objective objective() {
    return RunOptions.orUsage("--objective", () -> Objective.byId(objective));
  }

  Selection selection() {
    if (minTrades < 0) {
      throw InputException.usage("--min-trades must be at least 0, not " + minTrades);
    }
    return Selection.of(objective(), minTrades, seed);
  }

  long seed() {
    return seed;
  }

  int threads() {
    if (threads == null) {
      return Runtime.getRuntime().availableProcessors();
    }
    if (threads < 1 || threads > MOST_THREADS) {
      throw InputException.usage(
          "--threads must be at least 1 and at most " + MOST_THREADS + ", not " + threads);
    }
    return threads;
  }

  boolean quiet() {
    return quiet;
  }

  /** Where results go; checked before any work. */
  Path output() {
    ReplayCommand.requireWritable(output);
    return output;
  }
}
