package io.bellwether.workbench.cli;

import io.bellwether.analyst.session.SessionBuilder;
import io.bellwether.market.Bars;
import io.bellwether.research.search.ParameterSpace;
import io.bellwether.trading.analysis.SessionDocument;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;

/** The options of commands that make sessions from a backtest. */
final class SessionOptions {
  @Mixin private RunOptions run;

  @Mixin private ExecutionOptions execution;

  @Mixin private StrategyJars jars;

  @Mixin private VixOption vix;

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
    Optional<Bars> closes = vix.bars();
    StudySetup setup = StudySetup.of(run, execution, 1, _ -> new ParameterSpace(List.of()));
    return new Sessions(setup, SessionBuilder.of(setup.study(), closes));
  }
}
