package io.bellwether.workbench.gate;

import io.bellwether.analyst.Study;
import io.bellwether.analyst.gate.Gate;
import io.bellwether.analyst.gate.GateLimits;
import io.bellwether.research.sweep.Objective;
import io.bellwether.research.sweep.ParameterSet;
import io.bellwether.research.sweep.Selection;
import io.bellwether.research.sweep.SweepListener;
import io.bellwether.research.sweep.SweepRequest;
import io.bellwether.research.sweep.SweepResult;
import io.bellwether.research.sweep.SweepTask;
import io.bellwether.research.sweep.Trial;
import io.bellwether.research.sweep.Workers;
import io.bellwether.trading.analysis.Criterion;
import io.bellwether.trading.analysis.GateResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Shows the gate proposals that were chosen in sample, the best Sharpe ratio of all sets that may
 * be proposed, on many made-up markets of one kind, and counts what passes.
 *
 * @param limits of the gate
 * @param years how long each market is
 * @param threads how many markets are looked at at a time; the result does not depend on it
 */
public record GateStudy(GateLimits limits, int years, int threads) {
  /**
   * What came of a case.
   *
   * @param subject the case
   * @param passed how many markets had a proposal that passed
   * @param sharpe the mean annual Sharpe ratio, in sample, of what was proposed first
   * @param met how many markets met each criterion with what was proposed first, by label
   */
  public record Outcome(StudyCase subject, Rate passed, double sharpe, Map<String, Integer> met) {
    private static final double MOST_NOISE = 0.02;
    private static final double LEAST_POWER = 0.8;

    /** Whether what is promised of such a case was found; true where nothing is promised. */
    public boolean holds() {
      return switch (subject.truth()) {
        case NOISE -> passed.found() <= MOST_NOISE;
        case EDGE -> passed.found() > LEAST_POWER;
        case DISGUISED, NOTHING_TO_GAIN, EDGE_AMONG_TOO_MANY -> true;
      };
    }
  }

  private record Seen(boolean passed, double sharpe, List<Criterion> criteria) {}

  /**
   * Studies a case.
   *
   * @param firstSeed of the markets; the others follow it
   * @param seeds how many markets, at least 1
   * @param listener is told how far it has come
   * @param cancelled asked often
   * @throws java.util.concurrent.CancellationException if it said so
   */
  public Outcome run(
      StudyCase subject,
      long firstSeed,
      int seeds,
      SweepListener listener,
      BooleanSupplier cancelled) {
    Seen[] seen = new Seen[seeds];
    AtomicInteger done = new AtomicInteger();
    Workers.run(
        threads,
        seeds,
        i -> {
          seen[i] = look(subject, firstSeed + i, cancelled);
          synchronized (listener) {
            listener.progress(done.incrementAndGet(), seeds);
          }
        },
        () -> false);
    return outcome(subject, List.of(seen));
  }

  private static Outcome outcome(StudyCase subject, List<Seen> seen) {
    Map<String, Integer> met = new LinkedHashMap<>();
    for (Seen one : seen) {
      for (Criterion criterion : one.criteria()) {
        met.merge(criterion.label(), criterion.passed() ? 1 : 0, Integer::sum);
      }
    }
    int passed = (int) seen.stream().filter(Seen::passed).count();
    double sharpe = seen.stream().mapToDouble(Seen::sharpe).average().orElseThrow();
    return new Outcome(subject, new Rate(passed, seen.size()), sharpe, met);
  }

  private Seen look(StudyCase subject, long seed, BooleanSupplier cancelled) {
    Study study = subject.study(years, seed);
    SweepResult searched = search(study, seed, cancelled);
    Gate gate = new Gate(limits, seed);
    long trials = 0;
    List<GateResult> results = new ArrayList<>();
    for (Trial trial : searched.best(subject.proposals())) {
      trials += counted(subject, searched);
      results.add(gate.examine(study, study.bounds().values(trial.set()), trials, cancelled));
    }
    return new Seen(
        results.stream().anyMatch(GateResult::passed),
        searched.best().map(trial -> trial.metrics().sharpe()).orElse(0.0),
        results.isEmpty() ? List.of() : results.getFirst().criteria());
  }

  private static int counted(StudyCase subject, SweepResult searched) {
    return switch (subject.counted()) {
      case SETS -> searched.trials().size();
      case PROPOSALS -> 1;
    };
  }

  /** All sets of the bounds, but for the version in force itself. */
  private SweepResult search(Study study, long seed, BooleanSupplier cancelled) {
    SweepTask task =
        study.task(new Selection(Objective.SHARPE, limits.minimumTrades(), 0, 0, seed));
    List<ParameterSet> sets =
        StudyCase.sets(study, task).stream().filter(set -> !isInForce(study, set)).toList();
    return study
        .sweep()
        .run(new SweepRequest(task, sets), study.market(), SweepListener.NONE, cancelled);
  }

  private static boolean isInForce(Study study, ParameterSet set) {
    Map<String, String> changes = study.bounds().values(set.index());
    return study.parameters(changes).equals(study.version().parameters());
  }
}
