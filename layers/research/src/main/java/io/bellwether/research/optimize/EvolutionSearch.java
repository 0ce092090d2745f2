package io.bellwether.research.optimize;

import io.bellwether.research.search.Constraint;
import io.bellwether.research.search.ParameterAxis;
import io.bellwether.research.search.ParameterSpace;
import io.bellwether.research.sweep.LocalSweep;
import io.bellwether.research.sweep.MarketSource;
import io.bellwether.research.sweep.Search;
import io.bellwether.research.sweep.SweepListener;
import io.bellwether.research.sweep.SweepResult;
import io.bellwether.research.sweep.SweepTask;
import io.jenetics.EliteSelector;
import io.jenetics.GaussianMutator;
import io.jenetics.Genotype;
import io.jenetics.IntegerChromosome;
import io.jenetics.IntegerGene;
import io.jenetics.Mutator;
import io.jenetics.TournamentSelector;
import io.jenetics.UniformCrossover;
import io.jenetics.engine.Engine;
import io.jenetics.util.Factory;
import io.jenetics.util.RandomRegistry;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * Breeds good sets from good sets (Jenetics): a set is a chromosome per parameter, whose one gene
 * is the place of its value on the parameter's axis. The best sixth of a generation survives;
 * offspring are crossed from the winners of tournaments of three, and mutated by a step or anew.
 *
 * <p>No set is run twice, and only sets that were run count as evaluations. The result depends on
 * the seed and on nothing else: breeding is single-threaded, and only the runs of one generation,
 * which do not depend on each other, are shared out among threads.
 *
 * @param task what all sets have in common
 * @param space the space to search
 * @param constraint which sets the strategy refuses; they are neither run nor counted
 * @param sweep runs the sets
 * @param evaluations how many sets may be run, at least 1
 * @param seed of all chance
 */
public record EvolutionSearch(
    SweepTask task,
    ParameterSpace space,
    Constraint constraint,
    LocalSweep sweep,
    int evaluations,
    long seed)
    implements Search {
  private static final int LEAST_POPULATION = 12;
  private static final int MOST_POPULATION = 60;
  private static final int GENERATIONS = 12;
  private static final double SURVIVORS = 1.0 / 6;
  private static final double CROSSOVER = 0.5;
  private static final double STEP = 0.25;
  private static final double ANEW = 0.1;

  public EvolutionSearch {
    if (evaluations < 1) {
      throw new IllegalArgumentException("evaluations must be at least 1, not " + evaluations);
    }
  }

  @Override
  public SweepResult run(MarketSource market, SweepListener listener, BooleanSupplier cancelled) {
    Nursery nursery = new Nursery(this, market, listener, cancelled);
    int population = Math.clamp(evaluations / GENERATIONS, LEAST_POPULATION, MOST_POPULATION);
    RandomRegistry.using(
        new SplittableRandom(seed),
        _ ->
            new Engine.Builder<>(nursery, chromosomes())
                    .executor(Runnable::run)
                    .populationSize(population)
                    .survivorsFraction(SURVIVORS)
                    .survivorsSelector(new EliteSelector<>())
                    .offspringSelector(new TournamentSelector<>(3))
                    .alterers(
                        new UniformCrossover<>(CROSSOVER),
                        new GaussianMutator<>(STEP),
                        new Mutator<>(ANEW))
                    .build()
                    .stream()
                    .takeWhile(_ -> !nursery.isDone())
                    .forEach(_ -> {}));
    return nursery.result();
  }

  private Factory<Genotype<IntegerGene>> chromosomes() {
    List<IntegerChromosome> chromosomes =
        space.axes().stream()
            .map(ParameterAxis::size)
            .map(size -> IntegerChromosome.of(IntegerGene.of(0, size)))
            .toList();
    return Genotype.of(chromosomes);
  }
}
