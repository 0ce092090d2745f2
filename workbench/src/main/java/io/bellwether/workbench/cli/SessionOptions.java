package io.bellwether.workbench.cli;

import io.bellwether.analyst.session.SessionBuilder;
import io.bellwether.market.Bars;
import io.bellwether.research.search.ParameterSpace;
import io.bellwether.trading.analysis.SessionDocument;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of commands that make sessions from a backtest. */
final class SessionOptions {
  @Mixin private RunOptions run;

  @Mixin private ExecutionOptions execution;

  @Mixin private StrategyJars jars;

  @Option(
      names = "--vix",
      paramLabel = "FILE",
      description = "Daily bars of the VIX. Default: sessions without it.")
  private @Nullable Path vix;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before the command runs.
  SessionOptions() {}

  /**
   * What was made.
   *
   * @param setup of the backtest
   * @param documents a session each, in order
   */
  record Sessions(StudySetup setup, List<SessionDocument> documents) {}

  /** Backtests, and makes a document of each session. */
  Sessions sessions() {
    run.use(jars.catalog());
    Optional<Bars> closes = vix();
    StudySetup setup = StudySetup.of(run, execution, 1, _ -> new ParameterSpace(List.of()));
    return new Sessions(setup, SessionBuilder.of(setup.study(), closes));
  }

  private Optional<Bars> vix() {
    if (vix == null) {
      return Optional.empty();
    }
    Bars bars = BarFiles.index("--vix", vix, "VIX");
    if (!bars.timeframe().isDaily()) {
      throw InputException.data(
          "--vix %s: these are %s bars; give daily ones".formatted(vix, bars.timeframe()));
    }
    return Optional.of(bars);
  }
}
