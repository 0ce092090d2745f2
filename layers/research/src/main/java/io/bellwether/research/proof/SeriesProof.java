package io.bellwether.research.proof;

import io.bellwether.market.Bars;
import io.bellwether.research.proof.Finding.Kind;
import io.bellwether.research.proof.Repeatability.StrategyFailure;
import io.bellwether.strategy.Direction;
import io.bellwether.strategy.Leg;
import io.bellwether.strategy.Rules;
import io.bellwether.strategy.Strategy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Takes every bar of a series for the last one known.
 *
 * <p>Binding a strategy to all pasts of a series takes time that grows with the square of its
 * length. A long one is therefore cut into stretches, each with the history a first decision needs
 * before it and some bars after it, and every bar of a stretch is taken for the last one: what
 * looks ahead by less than a stretch shows at every single bar. What looks ahead farther, to the
 * end of the series say, shows at the few bars that are taken with their whole past and future.
 */
final class SeriesProof {
  /** History of a stretch beyond what the first decision needs. */
  private static final int SPARE_HISTORY = 16;

  private static final int SHORTEST_STRETCH = 128;

  /** Bars behind a stretch, which its last bars do not see. */
  private static final int FUTURE = 24;

  /** Bars that are taken with their whole past. */
  private static final int RUNGS = 12;

  private final Strategy strategy;
  private final Supplier<Strategy> fresh;
  private final ProofSeries series;
  private final ProofSettings settings;
  private final ProofListener listener;
  private final SplittableRandom random;
  private Plan plan = new Plan(List.of(Direction.LONG), SPARE_HISTORY, SHORTEST_STRETCH);
  private long cells;
  private long decisions;
  private int asLast;
  private int fullPasts;
  private int trades;

  SeriesProof(
      Supplier<Strategy> fresh,
      ProofSeries series,
      ProofSettings settings,
      ProofListener listener) {
    this.fresh = fresh;
    this.strategy = fresh.get();
    this.series = series;
    this.settings = settings;
    this.listener = listener;
    this.random = new SplittableRandom(settings.seed());
  }

  /**
   * How the series is gone through.
   *
   * @param directions in which the strategy enters
   * @param history bars before a stretch
   * @param stretch bars of a stretch, each of which is taken for the last one
   */
  private record Plan(List<Direction> directions, int history, int stretch) {
    long cost() {
      return 2L * stretch * (history + stretch / 2);
    }
  }

  private Plan plan() {
    Rules rules = Trial.of(strategy, series.bars()).rules();
    int first = rules.firstDecision() < series.size() ? rules.firstDecision() : 0;
    int history = Math.max(strategy.warmUpBars(), first) + SPARE_HISTORY;
    return new Plan(directions(rules), history, Math.max(SHORTEST_STRETCH, history / 2));
  }

  private static List<Direction> directions(Rules rules) {
    int size = rules.series().size();
    for (Leg leg : rules.legs()) {
      for (int t = leg.nextEntry(Math.min(size, rules.firstDecision()), size);
          t < size;
          t = leg.nextEntry(t + 1, size)) {
        if (leg.direction(t) == Direction.SHORT) {
          return List.of(Direction.LONG, Direction.SHORT);
        }
      }
    }
    return List.of(Direction.LONG);
  }

  /** What disproves; empty if nothing was found. */
  List<Finding> check() {
    if (series.size() == 0) {
      return List.of();
    }
    try {
      plan = plan();
      return series.size() <= 2 * (plan.history + plan.stretch) ? checkShort() : checkLong();
    } catch (StrategyFailure e) {
      return failure(e.bar(), String.valueOf(e.getMessage()), "asked about this bar");
    } catch (RuntimeException e) {
      return failure(0, e.toString(), "bound to the series, or scanned for what is next");
    }
  }

  private List<Finding> failure(int bar, String what, String detail) {
    Instant start = series.bars().getFirst().start(bar);
    return List.of(
        new Finding(Kind.FAILURE, series.name(), "the strategy", bar, start, what, "", detail));
  }

  private List<Finding> checkShort() {
    Optional<Finding> memory = repeatability(series.bars()).check();
    if (memory.isPresent()) {
      return List.of(memory.get());
    }
    PastProof proof = pastProof(0, series.bars());
    fullPasts = series.size();
    trades = proof.trades();
    return check(proof, 0, series.size());
  }

  private Repeatability repeatability(List<Bars> bars) {
    return new Repeatability(series.name(), strategy, bars, plan.directions);
  }

  private PastProof pastProof(int offset, List<Bars> bars) {
    return new PastProof(series.name(), offset, fresh, bars, plan.directions, random.split());
  }

  /** Takes the bars in {@code [from, to)} for the last one each. */
  private List<Finding> check(PastProof proof, int from, int to) {
    List<Finding> found = List.of();
    for (int t = from; t < to && found.isEmpty(); t++) {
      found = proof.check(t);
      asLast++;
    }
    cells += proof.cells();
    decisions += proof.decisions();
    return found;
  }

  private List<Finding> checkLong() {
    List<Bars> beginning = Cut.of(series.bars(), 0, plan.history + plan.stretch);
    Optional<Finding> once = repeatability(beginning).check();
    if (once.isEmpty()) {
      once = repeatability(series.bars()).checkScans();
    }
    if (once.isPresent()) {
      return List.of(once.get());
    }
    List<Finding> found = checkStretches();
    return found.isEmpty() ? checkWhole() : found;
  }

  private List<Finding> checkStretches() {
    int[] starts = stretches();
    for (int i = 0; i < starts.length; i++) {
      listener.progress(series.name(), i, starts.length);
      int from = Math.max(0, starts[i] - plan.history);
      int end = Math.min(series.size(), starts[i] + plan.stretch);
      int to = Math.min(series.size(), end + FUTURE);
      PastProof proof = pastProof(from, Cut.of(series.bars(), from, to));
      List<Finding> found = check(proof, starts[i] - from, end - from);
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  /** Where stretches begin: everywhere, or evenly spread as far as the budget goes. */
  private int[] stretches() {
    int stretch = plan.stretch;
    int all = (series.size() + stretch - 1) / stretch;
    long affordable = Math.max(2, settings.budget() / plan.cost());
    if (affordable >= all) {
      int[] starts = new int[all];
      for (int i = 0; i < all; i++) {
        starts[i] = i * stretch;
      }
      return starts;
    }
    int[] starts = new int[(int) affordable];
    for (int i = 0; i < starts.length; i++) {
      int from = (int) ((long) all * i / starts.length);
      int to = (int) ((long) all * (i + 1) / starts.length);
      boolean last = i == starts.length - 1;
      starts[i] = (last ? all - 1 : i == 0 ? 0 : random.nextInt(from, to)) * stretch;
    }
    return starts;
  }

  private List<Finding> checkWhole() {
    PastProof proof = pastProof(0, series.bars());
    trades = proof.trades();
    Optional<Finding> stepped = proof.step();
    if (stepped.isPresent()) {
      return List.of(stepped.get());
    }
    TreeSet<Integer> rungs = new TreeSet<>(List.of(series.size() - 2, series.size() - 1));
    while (rungs.size() < RUNGS) {
      rungs.add(random.nextInt(series.size()));
    }
    List<Integer> ascending = new ArrayList<>(rungs);
    for (int i = 0; i < ascending.size(); i++) {
      listener.progress(series.name() + ", whole pasts", i, ascending.size());
      List<Finding> found = proof.check(ascending.get(i));
      if (!found.isEmpty()) {
        return found;
      }
    }
    fullPasts = ascending.size();
    cells += proof.cells();
    decisions += proof.decisions();
    return List.of();
  }

  /** What was looked at so far. */
  Coverage coverage() {
    return new Coverage(
        series.name(), series.size(), asLast, cells, decisions, fullPasts, plan.history, trades, 0);
  }
}
