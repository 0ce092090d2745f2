package io.bellwether.analyst.gate;

import io.bellwether.analyst.Study;
import io.bellwether.research.engine.BacktestResult;
import io.bellwether.research.metrics.Conventions;
import io.bellwether.research.overfit.BacktestOverfitting;
import io.bellwether.research.overfit.BlockLength;
import io.bellwether.research.overfit.DeflatedSharpe;
import io.bellwether.research.overfit.PlateauScore;
import io.bellwether.research.overfit.RealityCheck;
import io.bellwether.research.overfit.ReturnMoments;
import io.bellwether.research.overfit.TrialBlocks;
import io.bellwether.research.sweep.Objective;
import io.bellwether.research.sweep.ParameterSet;
import io.bellwether.research.sweep.ReturnRow;
import io.bellwether.research.sweep.Selection;
import io.bellwether.research.sweep.SweepListener;
import io.bellwether.research.sweep.SweepRequest;
import io.bellwether.research.sweep.SweepResult;
import io.bellwether.research.sweep.SweepTask;
import io.bellwether.research.sweep.Trial;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Gathers the evidence about one candidate. All of it is of one market: the bars of the study, with
 * its costs.
 */
final class Examination {
  /** Of the reality check of the lead. */
  private static final int RESAMPLES = 400;

  /** Days; positions last, so that a shorter block would cut through most of them. */
  private static final double SHORTEST_BLOCK = 10;

  private final Study study;
  private final GateLimits limits;
  private final long seed;
  private final Map<String, String> changes;
  private final BooleanSupplier cancelled;
  private final Neighbourhood neighbourhood;
  private final SweepTask task;
  private final BacktestResult run;
  private final DailyRecord candidate;
  private final DailyRecord current;
  private final Conventions conventions;

  /**
   * Runs the candidate and the version in force.
   *
   * @param neighbourhood the sets that the candidate is seen among
   */
  Examination(
      Study study,
      GateLimits limits,
      long seed,
      Map<String, String> changes,
      Neighbourhood neighbourhood,
      BooleanSupplier cancelled) {
    this.study = study;
    this.limits = limits;
    this.seed = seed;
    this.changes = changes;
    this.cancelled = cancelled;
    this.neighbourhood = neighbourhood;
    this.task = study.task(selection(limits.minimumTrades()));
    this.run = study.run(changes);
    DailyRecord all = DailyRecord.of(run);
    DailyRecord inForce = DailyRecord.of(study.run(Map.of()));
    this.candidate = all.on(inForce);
    this.current = inForce.on(all);
    this.conventions = run.data().conventions();
  }

  private Selection selection(int minTrades) {
    return new Selection(Objective.SHARPE, minTrades, 0, Integer.MAX_VALUE, seed);
  }

  /** The sessions that both the candidate and the version in force were judged on. */
  int sessions() {
    return candidate.size();
  }

  /**
   * Gathers everything.
   *
   * @param trials how many sets were ever tried
   * @throws CancellationException if asked to stop
   */
  Evidence gather(long trials) {
    List<ParameterSet> sample = neighbourhood.sample();
    SweepResult all =
        study
            .sweep()
            .run(
                new SweepRequest(task, neighbourhood.sets()),
                study.market(),
                SweepListener.NONE,
                cancelled);
    goOn();
    Optional<BacktestOverfitting> overfitting = overfitting(all);
    double improvement = improvement(all);
    PlateauScore plateau = plateau(all);
    goOn();
    Optional<DeflatedSharpe> deflated =
        DeflatedSharpe.of(ReturnMoments.of(candidate.returns()), (double) Math.max(1, trials), 0);
    Reselection walk =
        Reselection.of(
            study,
            task.with(selection((int) Math.ceil(limits.minimumTrades() * 0.3))),
            sample,
            current,
            conventions,
            cancelled);
    goOn();
    SearchLuck luck = luck(sample);
    goOn();
    return new Evidence(
        sessions(),
        run.tradeCount(),
        candidate.sharpe(conventions),
        current.sharpe(conventions),
        trials,
        sample.size(),
        luck,
        deflated.map(DeflatedSharpe::probability).orElse(Double.NaN),
        deflated.map(DeflatedSharpe::expectedMaximum).orElse(Double.NaN)
            * Math.sqrt(conventions.periodsPerYear()),
        walk,
        improvement,
        overfitting.map(BacktestOverfitting::probability).orElse(Double.NaN),
        overfitting.map(BacktestOverfitting::probabilityOfLoss).orElse(Double.NaN),
        candidate.maxDrawdown(),
        current.maxDrawdown(),
        plateau.box().count(),
        plateau.box().meanRatio().orElse(Double.NaN));
  }

  private void goOn() {
    if (cancelled.getAsBoolean()) {
      throw new CancellationException("the gate was stopped before it had come to a result");
    }
  }

  private SearchLuck luck(List<ParameterSet> sample) {
    return new SearchLuck.Test(
            task, sample, neighbourhood.stretch(), limits.minimumTrades(), limits.permutations())
        .of(
            study.market(),
            study.sweep(),
            DailyRecord.of(permutable()).sharpe(conventions),
            limits.searchLuck(),
            seed,
            cancelled);
  }

  /** The candidate's run where the permuted markets come from, to hold like against like. */
  private BacktestResult permutable() {
    return study.market().isPermutable() ? run : study.on(study.market().permutable()).run(changes);
  }

  private Optional<BacktestOverfitting> overfitting(SweepResult all) {
    List<ReturnRow> rows = rows(all);
    if (rows.size() < 2) {
      return Optional.empty();
    }
    TrialBlocks blocks = new TrialBlocks(run(rows), TrialBlocks.blocksFor(run(rows)));
    rows.forEach(row -> blocks.add(row.returns()));
    return Optional.of(BacktestOverfitting.of(blocks));
  }

  private static int run(List<ReturnRow> rows) {
    return rows.getFirst().returns().length;
  }

  /**
   * Of sets of the sample that did something, on the candidate's days: a set that needs other
   * symbols may have other days.
   */
  private List<ReturnRow> rows(SweepResult all) {
    int days = DailyRecord.of(run).size();
    Set<Long> sample =
        neighbourhood.sample().stream().map(ParameterSet::index).collect(Collectors.toSet());
    return all.rows().stream()
        .filter(row -> sample.contains(row.trial().set()))
        .filter(row -> row.returns().length == days && row.trial().metrics().trades() > 0)
        .toList();
  }

  private double improvement(SweepResult all) {
    double[] lead = candidate.aheadOf(current);
    double block = Math.max(SHORTEST_BLOCK, BlockLength.stationary(lead));
    RealityCheck check = new RealityCheck(lead.length, RESAMPLES, block, seed);
    check.add(lead);
    int[] days = DailyRecord.of(run).days();
    for (ReturnRow row : rows(all)) {
      if (row.trial().set() != neighbourhood.candidate()) {
        check.add(new DailyRecord(days, row.returns()).on(current).aheadOf(current));
      }
    }
    return check.whitePValue(lead);
  }

  private PlateauScore plateau(SweepResult all) {
    long[] indices = all.trials().stream().mapToLong(Trial::set).toArray();
    double[] sharpes =
        all.trials().stream()
            .mapToDouble(trial -> Objective.SHARPE.orWithoutMerit(trial.metrics()))
            .toArray();
    return PlateauScore.of(
        new PlateauScore.Results(study.bounds(), indices, sharpes), neighbourhood.candidate());
  }
}
