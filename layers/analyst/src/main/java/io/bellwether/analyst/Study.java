package io.bellwether.analyst;

import io.bellwether.research.engine.BacktestResult;
import io.bellwether.research.search.ParameterSpace;
import io.bellwether.research.sweep.BarsMarket;
import io.bellwether.research.sweep.LocalSweep;
import io.bellwether.research.sweep.Objective;
import io.bellwether.research.sweep.ParameterSet;
import io.bellwether.research.sweep.Selection;
import io.bellwether.research.sweep.SweepTask;
import io.bellwether.research.sweep.SweepWorker;
import io.bellwether.trading.config.StrategyVersion;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A strategy's version on bars: what an analysis looks at.
 *
 * @param version the version in force
 * @param bounds the parameters that may be proposed, each with all values it may be given; the
 *     neighbours of a set are its neighbours in this grid
 * @param market the bars with the costs they are traded at; nothing after the last session studied
 * @param sweep what runs backtests
 */
public record Study(
    StrategyVersion version, ParameterSpace bounds, BarsMarket market, LocalSweep sweep) {
  /** The parameters of the version with some of them changed. */
  public Map<String, String> parameters(Map<String, String> changes) {
    Map<String, String> values = new TreeMap<>(version.parameters());
    values.putAll(changes);
    return values;
  }

  /** What all sets of {@link #bounds} have in common. */
  public SweepTask task(Selection selection) {
    List<String> names = bounds.axes().stream().map(axis -> axis.name()).toList();
    TreeMap<String, String> fixed = new TreeMap<>(version.parameters());
    names.forEach(fixed::remove);
    return new SweepTask(
        version.strategy(),
        version.symbols(),
        version.timeframe(),
        fixed,
        names,
        new TreeMap<>(),
        List.of(),
        selection);
  }

  /** The same study on other bars or at other costs. */
  public Study on(BarsMarket other) {
    return new Study(version, bounds, other, sweep);
  }

  /** A backtest over the whole market that records its days. */
  public BacktestResult run(Map<String, String> changes) {
    SweepTask all =
        new SweepTask(
            version.strategy(),
            version.symbols(),
            version.timeframe(),
            new TreeMap<>(parameters(changes)),
            List.of(),
            new TreeMap<>(),
            List.of(),
            Selection.of(Objective.SHARPE, 0, 0));
    return new SweepWorker(sweep.catalog(), market, Long.MAX_VALUE)
        .run(all, new ParameterSet(0, List.of()));
  }
}
