package io.bellwether.research.proof;

import io.bellwether.market.Bars;
import io.bellwether.research.engine.Backtest;
import io.bellwether.research.engine.BacktestResult;
import io.bellwether.research.engine.BacktestSettings;
import io.bellwether.research.engine.MarketData;
import io.bellwether.research.engine.Recording;
import io.bellwether.research.metrics.Conventions;
import io.bellwether.strategy.Decider;
import io.bellwether.strategy.Decision;
import io.bellwether.strategy.Rules;
import io.bellwether.strategy.SeriesSet;
import io.bellwether.strategy.Strategy;
import io.bellwether.strategy.indicator.Columns;
import io.bellwether.strategy.indicator.Indicator;
import io.bellwether.trading.cost.CostModels;
import io.bellwether.trading.cost.Slippage;
import io.bellwether.trading.instrument.InstrumentRules;
import java.util.ArrayList;
import java.util.List;

/** A strategy bound to one lot of bars. */
final class Trial {
  /** Any quantity, so that no price is too high to trade; costs have no part in what is proven. */
  private static final BacktestSettings SETTINGS =
      BacktestSettings.usEquities(100_000)
          .withCosts(CostModels.byName("none"), Slippage.DEFAULT)
          .withInstruments(InstrumentRules.NONE);

  private final MarketData data;
  private final Rules rules;

  private Trial(MarketData data, Rules rules) {
    this.data = data;
    this.rules = rules;
  }

  /** Binds a strategy to bars, which are on a common clock. */
  static Trial of(Strategy strategy, List<Bars> bars) {
    MarketData data = MarketData.of(bars, Conventions.US_EQUITIES);
    return new Trial(data, strategy.on(data.series()));
  }

  Rules rules() {
    return rules;
  }

  List<Bars> bars() {
    return data.series().all();
  }

  int size() {
    return data.size();
  }

  SeriesSet series() {
    return data.series();
  }

  /** What is decided at the close of a bar, for each holding. */
  List<Decision> decide(int t, List<Holding> holdings) {
    List<Decision> decisions = new ArrayList<>(holdings.size());
    for (Holding holding : holdings) {
      decisions.add(Decider.decide(rules, t, holding.states()));
    }
    return decisions;
  }

  /** What the engine makes of it. */
  BacktestResult backtest() {
    return Backtest.run(rules, data, SETTINGS, Recording.EVERYTHING);
  }

  /** The settings of {@link #backtest}. */
  static BacktestSettings settings() {
    return SETTINGS;
  }

  /** Every column asked for so far, those that others build on first. */
  List<ColumnOf> columns() {
    List<ColumnOf> all = new ArrayList<>();
    for (Bars bars : bars()) {
      for (Indicator indicator : data.series().columns(bars.symbol()).computed()) {
        all.add(new ColumnOf(bars.symbol(), indicator));
      }
    }
    return all;
  }

  double[] column(ColumnOf of) {
    Columns columns = data.series().columns(of.symbol());
    return columns.get(of.indicator());
  }

  /**
   * An indicator of one of the series.
   *
   * @param symbol the series
   * @param indicator the indicator
   */
  record ColumnOf(String symbol, Indicator indicator) {
    /** For people; an indicator without a text of its own has the name of its class. */
    String words() {
      String text = indicator.toString();
      String identity = indicator.getClass().getName() + "@";
      String name = text.startsWith(identity) ? indicator.getClass().getSimpleName() : text;
      return name + " of " + symbol;
    }
  }
}
