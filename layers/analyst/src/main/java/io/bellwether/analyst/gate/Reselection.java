package io.bellwether.analyst.gate;

import io.bellwether.analyst.Study;
import io.bellwether.research.metrics.Conventions;
import io.bellwether.research.overfit.ProbabilisticSharpe;
import io.bellwether.research.overfit.ReturnMoments;
import io.bellwether.research.sweep.Market;
import io.bellwether.research.sweep.ParameterSet;
import io.bellwether.research.sweep.Search;
import io.bellwether.research.sweep.SweepListener;
import io.bellwether.research.sweep.SweepRequest;
import io.bellwether.research.sweep.SweepTask;
import io.bellwether.research.walkforward.Span;
import io.bellwether.research.walkforward.WalkForward;
import io.bellwether.research.walkforward.WalkForwardResult;
import io.bellwether.research.walkforward.Window;
import io.bellwether.research.walkforward.WindowPlan;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What choosing among the sets that may be proposed would have earned as time went on: a walk
 * forward in which the best set of all days so far trades the days that follow. No set is carried
 * back in time, the candidate neither, for a set that was chosen with all days in view has no days
 * out of sample. So this is evidence for the choice, and the only one that hindsight has no part
 * in.
 *
 * @param windows how often was chosen
 * @param days how many days were traded
 * @param sharpe the annual Sharpe ratio of the joined tests
 * @param currentSharpe that of the version in force on the same days
 * @param probability that the true Sharpe ratio of the joined tests is above 0
 * @param leadProbability that it is above that of the version in force, by the daily differences
 */
record Reselection(
    int windows,
    int days,
    double sharpe,
    double currentSharpe,
    double probability,
    double leadProbability) {
  /** Training begins with so much of the record and grows by the length of a test. */
  private static final double FIRST_TRAINING = 0.3;

  private static final double TEST = 0.1;

  /**
   * Walks forward.
   *
   * @param task the strategy; its selection says how many trades a set must have in a training
   * @param sets the sets that are chosen from
   * @param current the version in force, all days
   */
  static Reselection of(
      Study study,
      SweepTask task,
      List<ParameterSet> sets,
      DailyRecord current,
      Conventions conventions,
      BooleanSupplier cancelled) {
    SweepRequest request = new SweepRequest(task, sets);
    Search search = (market, listener, stop) -> study.sweep().run(request, market, listener, stop);
    WalkForwardResult result =
        new WalkForward(task, study.bounds(), search, study.sweep())
            .run(study.market(), windows(study, task), SweepListener.NONE, cancelled);
    DailyRecord walked =
        new DailyRecord(
            result.days().stream().mapToInt(day -> (int) day.date().toEpochDay()).toArray(),
            result.returns());
    DailyRecord versionsDays = current.on(walked);
    walked = walked.on(versionsDays);
    return new Reselection(
        result.windows().size(),
        walked.size(),
        walked.sharpe(conventions),
        versionsDays.sharpe(conventions),
        aboveZero(walked.returns()),
        aboveZero(walked.aheadOf(versionsDays)));
  }

  private static List<Window> windows(Study study, SweepTask task) {
    Market market = study.market().of(task.symbols());
    int first = market.settings().firstBar();
    int sessions = 0;
    for (int end : market.data().dayEnds()) {
      sessions += end >= first ? 1 : 0;
    }
    return new WindowPlan(true, share(sessions, FIRST_TRAINING), share(sessions, TEST), 0, 0)
        .windows(market.data(), first);
  }

  private static Span share(int sessions, double share) {
    return new Span((int) Math.ceil(sessions * share), Span.Unit.SESSIONS);
  }

  /** That their mean is above 0; NaN without spread. */
  private static double aboveZero(double[] returns) {
    return returns.length < 2
        ? Double.NaN
        : ProbabilisticSharpe.of(ReturnMoments.of(returns), 0).orElse(Double.NaN);
  }
}
