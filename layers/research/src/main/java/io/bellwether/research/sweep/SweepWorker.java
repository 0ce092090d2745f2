package io.bellwether.research.sweep;

import io.bellwether.research.engine.Backtest;
import io.bellwether.research.engine.BacktestResult;
import io.bellwether.research.engine.Recording;
import io.bellwether.strategy.Strategy;
import io.bellwether.strategy.StrategyCatalog;
import java.util.ArrayList;
import java.util.List;

/** Runs pieces of sweeps, one after the other. */
public final class SweepWorker {
  private final StrategyCatalog catalog;
  private final Markets markets;

  SweepWorker(StrategyCatalog catalog, Markets markets) {
    this.catalog = catalog;
    this.markets = markets;
  }

  /**
   * A worker of its own.
   *
   * @param mostColumnBytes how much memory indicators may take before they are computed anew
   */
  public SweepWorker(StrategyCatalog catalog, MarketSource source, long mostColumnBytes) {
    this(catalog, new Markets(source, mostColumnBytes));
  }

  /**
   * Runs a piece.
   *
   * @throws IllegalArgumentException if the strategy refuses a set
   */
  public SweepResult run(SweepChunk chunk) {
    List<Trial> trials = new ArrayList<>(chunk.sets().size());
    List<ReturnRow> rows = new ArrayList<>();
    for (ParameterSet set : chunk.sets()) {
      BacktestResult result = run(chunk.task(), set);
      Trial trial = new Trial(set.index(), TrialMetrics.of(result));
      trials.add(trial);
      rows.add(new ReturnRow(trial, TrialMetrics.dailyReturns(result)));
    }
    return SweepResult.of(chunk.task().selection(), trials, rows);
  }

  /** Runs one set, recording its days. */
  public BacktestResult run(SweepTask task, ParameterSet set) {
    Strategy strategy = task.strategy(catalog, set);
    Market market = markets.of(strategy.symbols());
    return Backtest.run(
        strategy.on(market.data().series()), market.data(), market.settings(), Recording.DAYS);
  }
}
