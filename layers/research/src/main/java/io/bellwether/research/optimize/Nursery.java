package io.bellwether.research.optimize;

import io.bellwether.research.sweep.MarketSource;
import io.bellwether.research.sweep.Objective;
import io.bellwether.research.sweep.ParameterSet;
import io.bellwether.research.sweep.SweepListener;
import io.bellwether.research.sweep.SweepRequest;
import io.bellwether.research.sweep.SweepResult;
import io.bellwether.research.sweep.Trial;
import io.jenetics.IntegerGene;
import io.jenetics.Phenotype;
import io.jenetics.engine.Evaluator;
import io.jenetics.util.ISeq;
import io.jenetics.util.Seq;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Finds out how fit sets are: runs those of a generation that have not been run before. */
final class Nursery implements Evaluator<IntegerGene, Double> {
  /** As many generations without a set that is new, and there is nothing left to be bred. */
  private static final int BARREN = 25;

  private static final double UNFIT = -Double.MAX_VALUE;

  private final EvolutionSearch search;
  private final MarketSource market;
  private final SweepListener listener;
  private final BooleanSupplier cancelled;
  private final Map<Long, Double> fitness = new HashMap<>();
  private SweepResult result;
  private int barren;

  Nursery(
      EvolutionSearch search,
      MarketSource market,
      SweepListener listener,
      BooleanSupplier cancelled) {
    this.search = search;
    this.market = market;
    this.listener = listener;
    this.cancelled = cancelled;
    this.result = SweepResult.empty(search.task().selection());
  }

  @Override
  public ISeq<Phenotype<IntegerGene, Double>> eval(Seq<Phenotype<IntegerGene, Double>> population) {
    Set<Long> unknown = new LinkedHashSet<>();
    for (Phenotype<IntegerGene, Double> one : population) {
      long set = set(one);
      if (!fitness.containsKey(set)) {
        unknown.add(set);
      }
    }
    run(unknown);
    return population.map(one -> one.withFitness(fitness.getOrDefault(set(one), UNFIT))).asISeq();
  }

  private long set(Phenotype<IntegerGene, Double> one) {
    int[] coordinates = new int[search.space().axes().size()];
    for (int axis = 0; axis < coordinates.length; axis++) {
      int last = search.space().axes().get(axis).size() - 1;
      coordinates[axis] = Math.clamp(one.genotype().get(axis).gene().intValue(), 0, last);
    }
    return search.space().index(coordinates);
  }

  private void run(Set<Long> unknown) {
    List<ParameterSet> sets = new ArrayList<>();
    int left = search.evaluations() - result.trials().size();
    for (long set : unknown) {
      Map<String, String> values = search.space().values(set);
      if (search.constraint().refusal(values).isPresent()) {
        fitness.put(set, UNFIT);
      } else if (sets.size() < left) {
        sets.add(new ParameterSet(set, List.copyOf(values.values())));
      }
    }
    barren = sets.isEmpty() ? barren + 1 : 0;
    if (sets.isEmpty() || cancelled.getAsBoolean()) {
      return;
    }
    int before = result.trials().size();
    SweepResult generation =
        search
            .sweep()
            .run(
                new SweepRequest(search.task(), sets),
                market,
                (done, total) -> listener.progress(before + done, search.evaluations()),
                cancelled);
    generation.trials().forEach(trial -> fitness.put(trial.set(), fitness(trial)));
    result = SweepResult.merge(search.task().selection(), List.of(result, generation));
  }

  /** A set with too few trades may not be chosen, so nothing is bred from it either. */
  private double fitness(Trial trial) {
    Objective objective = search.task().selection().objective();
    return search.task().selection().admits(trial) ? objective.of(trial.metrics()) : UNFIT;
  }

  /** Whether the budget is spent, nothing new is bred any more, or the search was stopped. */
  boolean isDone() {
    return result.trials().size() >= search.evaluations()
        || barren >= BARREN
        || cancelled.getAsBoolean();
  }

  SweepResult result() {
    return result;
  }
}
