package io.bellwether.research.walkforward;

import io.bellwether.research.engine.BacktestResult;
import io.bellwether.research.search.ParameterSpace;
import io.bellwether.research.sweep.BarsMarket;
import io.bellwether.research.sweep.LocalSweep;
import io.bellwether.research.sweep.ParameterSet;
import io.bellwether.research.sweep.Search;
import io.bellwether.research.sweep.SweepListener;
import io.bellwether.research.sweep.SweepResult;
import io.bellwether.research.sweep.SweepTask;
import io.bellwether.research.sweep.SweepWorker;
import io.bellwether.research.sweep.Trial;
import io.bellwether.research.sweep.TrialMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Walks forward through history (R. Pardo, "The Evaluation and Optimization of Trading Strategies",
 * Wiley 2008, chapter 11): in each window the best set of the training is traded on the test after
 * it, with the money the test before it left.
 *
 * <p>Bars before a test are history for indicators and nothing else: a test begins without a
 * position, decides first at its first close, and ends with its positions closed at the last close,
 * at the cost of slippage and fees. That is one round trip more per window than trading through
 * would have, so it does not flatter.
 *
 * @param task what all sets have in common
 * @param space the space that is searched
 * @param search how the best set of a training is found
 * @param sweep runs the chosen sets
 */
public record WalkForward(SweepTask task, ParameterSpace space, Search search, LocalSweep sweep) {
  /**
   * Walks through the windows.
   *
   * @param cancelled asked between windows; those that are done by then are the result
   */
  public WalkForwardResult run(
      BarsMarket market, List<Window> windows, SweepListener listener, BooleanSupplier cancelled) {
    List<WindowResult> results = new ArrayList<>();
    Stitch stitch = new Stitch(market.settings().capital());
    for (Window window : windows) {
      SweepResult trained =
          search.run(
              market.between(window.trainFrom(), window.trainEnd()), SweepListener.NONE, cancelled);
      if (cancelled.getAsBoolean()) {
        break;
      }
      BarsMarket test = market.between(window.testFrom(), window.testEnd());
      // Nothing is left to trade with once all is lost.
      Optional<Trial> chosen = stitch.equity() > 0 ? trained.best() : Optional.empty();
      Optional<TrialMetrics> tested = Optional.empty();
      if (chosen.isPresent()) {
        BacktestResult run = run(test.withCapital(stitch.equity()), chosen.get());
        stitch.add(window.number(), run);
        tested = Optional.of(TrialMetrics.of(run));
      } else {
        stitch.addCash(window.number(), test.of(task.symbols()));
      }
      results.add(new WindowResult(window, trained.trials().size(), chosen, tested));
      listener.progress(results.size(), windows.size());
    }
    return stitch.result(task, space, results, market);
  }

  private BacktestResult run(BarsMarket test, Trial chosen) {
    ParameterSet set =
        new ParameterSet(chosen.set(), List.copyOf(space.values(chosen.set()).values()));
    return new SweepWorker(sweep.catalog(), test, Long.MAX_VALUE).run(task, set);
  }
}
