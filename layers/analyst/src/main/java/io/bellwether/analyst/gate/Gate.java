package io.bellwether.analyst.gate;

import io.bellwether.analyst.Study;
import io.bellwether.research.search.ParameterAxis;
import io.bellwether.research.search.ParameterSpace;
import io.bellwether.research.sweep.Objective;
import io.bellwether.research.sweep.Selection;
import io.bellwether.research.sweep.SweepTask;
import io.bellwether.strategy.parameter.InvalidParametersException;
import io.bellwether.trading.analysis.Criterion;
import io.bellwether.trading.analysis.GateResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a proposal has to pass before it may come into force by itself. It looks at bars and counts
 * and at nothing that was said for the proposal.
 *
 * <p>A candidate has seen all bars of the study, so none of them is out of sample for it. The gate
 * therefore asks three things instead of one. Would choosing among the sets that may be proposed
 * have earned money on days that the choice had not seen ({@link Reselection})? Is the candidate
 * better than the best that these sets show where nothing can be foreseen ({@link SearchLuck}), and
 * than the best of all sets ever tried would be by luck ({@link
 * io.bellwether.research.overfit.DeflatedSharpe})? Is it ahead of the version in force, no needle,
 * and no deeper in the red? The last ones are cheap to meet one by one; together they leave noise
 * little room. What all of them let through is measured by {@code bellwether gate study}.
 *
 * <p>The same study, changes, trials and seed give the same result, for any number of threads.
 */
public final class Gate {
  /** Backtested bars that permuted markets may come to: under a minute on two processors. */
  private static final double MOST_BARS = 4e9;

  /** Sets that are run one and all; a sample stands for more. */
  public static final int MOST_SETS = 400;

  private static final int FEWEST_SETS = 40;

  /** The same evidence in each run, in Lambda as on the desk. */
  private static final long SEED = 1;

  private final GateLimits limits;
  private final long seed;

  /** A gate as it decides: with the one seed. */
  public Gate(GateLimits limits) {
    this(limits, SEED);
  }

  /**
   * A gate for studies of it.
   *
   * @param limits what it demands
   * @param seed of its permutations, resamples and samples
   */
  public Gate(GateLimits limits, long seed) {
    this.limits = limits;
    this.seed = seed;
  }

  /**
   * Examines a proposal. A proposal that cannot be examined fails, with a single criterion that
   * says why.
   *
   * @param study the version in force, the bounds and the bars
   * @param changes new values of some parameters, each as it is written on its axis of the bounds
   * @param trials how many parameter sets were ever tried for this strategy, this proposal's
   *     included
   * @param cancelled asked often
   * @throws CancellationException if {@code cancelled} said so before there was a result
   */
  public GateResult examine(
      Study study, Map<String, String> changes, long trials, BooleanSupplier cancelled) {
    Optional<String> refusal = refusal(study, changes, trials);
    if (refusal.isPresent()) {
      return new GateResult(
          Math.max(1, trials), List.of(Criteria.admission(false, "refused", refusal.get())));
    }
    return examined(withTheVersionsOwnValues(study), changes, trials, cancelled);
  }

  /**
   * Why no proposal can pass on records of a length, so that there is no point in asking for one.
   *
   * @param mostSessions how long a record can be
   * @return nothing if one can pass
   */
  public Optional<String> hopeless(int mostSessions) {
    return mostSessions >= limits.minimumSessions()
        ? Optional.empty()
        : Optional.of(
            "no analyst was asked: a study of this timeframe has at most %d sessions and the gate asks for %d; decide on longer bars, or lower minimum-sessions"
                .formatted(mostSessions, limits.minimumSessions()));
  }

  private GateResult examined(
      Study study, Map<String, String> changes, long trials, BooleanSupplier cancelled) {
    SweepTask task = study.task(Selection.of(Objective.SHARPE, 0, seed));
    Examination examination =
        new Examination(
            study,
            limits,
            seed,
            changes,
            Neighbourhood.of(study, task, index(study, changes), mostSets(study, task), seed),
            cancelled);
    Criterion sessions = Criteria.sessions(examination.sessions(), limits);
    if (!sessions.passed()) {
      return new GateResult(trials, List.of(sessions));
    }
    List<Criterion> criteria = new ArrayList<>(List.of(sessions));
    criteria.addAll(Criteria.of(examination.gather(trials), limits));
    return new GateResult(trials, criteria);
  }

  private int mostSets(Study study, SweepTask task) {
    double bars = Math.max(1, study.market().of(task.symbols()).data().size());
    return (int) Math.clamp(MOST_BARS / bars / limits.permutations(), FEWEST_SETS, MOST_SETS);
  }

  /**
   * The study with bounds that hold the version in force too: a candidate keeps its values where it
   * changes none.
   */
  private static Study withTheVersionsOwnValues(Study study) {
    List<ParameterAxis> axes =
        study.bounds().axes().stream()
            .map(axis -> with(axis, study.parameters(Map.of()).get(axis.name())))
            .toList();
    return new Study(study.version(), new ParameterSpace(axes), study.market(), study.sweep());
  }

  private static ParameterAxis with(ParameterAxis axis, @Nullable String value) {
    if (value == null || axis.values().contains(value)) {
      return axis;
    }
    List<String> values = new ArrayList<>(axis.values());
    values.add(value);
    if (axis.ordered()) {
      values.sort(Comparator.comparingDouble(Double::parseDouble));
    }
    return new ParameterAxis(axis.name(), values, axis.ordered());
  }

  /** The candidate's place in the bounds. */
  private static long index(Study study, Map<String, String> changes) {
    Map<String, String> values = new TreeMap<>(study.parameters(changes));
    values.keySet().retainAll(names(study.bounds()));
    return study.bounds().index(values);
  }

  private static List<String> names(ParameterSpace bounds) {
    return bounds.axes().stream().map(ParameterAxis::name).toList();
  }

  private static Optional<String> refusal(Study study, Map<String, String> changes, long trials) {
    Map<String, ParameterAxis> axes = new TreeMap<>();
    study.bounds().axes().forEach(axis -> axes.put(axis.name(), axis));
    List<String> wrong = new ArrayList<>();
    new TreeMap<>(changes)
        .forEach(
            (name, value) -> {
              ParameterAxis axis = axes.get(name);
              if (axis == null) {
                wrong.add("'%s' may not be changed, only %s".formatted(name, axes.keySet()));
              } else if (!axis.values().contains(value)) {
                wrong.add("%s may be %s, not '%s'".formatted(name, axis.values(), value));
              }
            });
    if (study.parameters(changes).equals(study.parameters(Map.of()))) {
      wrong.add("it changes nothing");
    }
    if (trials < 1) {
      wrong.add("at least the proposal itself was tried, not %d sets".formatted(trials));
    }
    if (wrong.isEmpty()) {
      strategysRefusal(study, changes).ifPresent(wrong::add);
    }
    return wrong.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", wrong) + ".");
  }

  private static Optional<String> strategysRefusal(Study study, Map<String, String> changes) {
    try {
      study
          .sweep()
          .catalog()
          .create(
              study.version().strategy(),
              study.version().symbols(),
              study.version().timeframe(),
              study.parameters(changes));
      return Optional.empty();
    } catch (InvalidParametersException e) {
      return Optional.of(e.problems().getFirst().text());
    }
  }
}
