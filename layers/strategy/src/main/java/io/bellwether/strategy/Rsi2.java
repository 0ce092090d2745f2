package io.bellwether.strategy;

import io.bellwether.market.Instrument;
import io.bellwether.market.Timeframe;
import io.bellwether.strategy.indicator.BollingerBand;
import io.bellwether.strategy.indicator.Columns;
import io.bellwether.strategy.indicator.Indicator;
import io.bellwether.strategy.indicator.Rsi;
import io.bellwether.strategy.indicator.Sma;
import io.bellwether.strategy.indicator.Source;
import io.bellwether.strategy.indicator.Vwap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Buys weakness and sells strength of one symbol by its short RSI, with a fixed stop, and holds an
 * inverse symbol as a hedge while that RSI is extreme. The two positions are independent; both are
 * decided on the main symbol's RSI.
 *
 * @param symbol the main symbol
 * @param hedgeSymbol the symbol of the hedge; without one, or without its series, there is none
 * @param timeframe the timeframe of the bars of both
 * @param parameters thresholds, filters and sizes
 */
public record Rsi2(
    String symbol, Optional<String> hedgeSymbol, Timeframe timeframe, Rsi2Parameters parameters)
    implements Strategy {
  static final String NAME = "rsi2";

  public Rsi2 {
    Instrument.requireSymbol(symbol);
    hedgeSymbol.ifPresent(Instrument::requireSymbol);
    if (hedgeSymbol.filter(symbol::equals).isPresent()) {
      throw new IllegalArgumentException("the hedge of " + symbol + " needs another symbol");
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  /** The hedge's symbol is left out when the hedge is off: its gaps would cost bars for nothing. */
  @Override
  public List<String> symbols() {
    List<String> symbols = new ArrayList<>(List.of(symbol));
    hedgeSymbol.filter(hedge -> parameters.hedge().on()).ifPresent(symbols::add);
    return List.copyOf(symbols);
  }

  @Override
  public int warmUpBars() {
    Rsi2Parameters.Filters filters = parameters.filters();
    int bars = parameters.rsiPeriod();
    if (filters.vwap() && timeframe.isDaily()) {
      bars = Math.max(bars, filters.vwapPeriod() - 1);
    }
    if (filters.trend()) {
      bars = Math.max(bars, filters.trendPeriod() - 1);
    }
    if (filters.bollinger()) {
      bars = Math.max(bars, filters.bollingerPeriod() - 1);
    }
    return bars;
  }

  @Override
  public Rules on(SeriesSet series) {
    Columns columns = series.columns(symbol);
    List<Leg> legs = new ArrayList<>();
    legs.add(new MainLeg(this, columns));
    hedgeSymbol
        .filter(hedge -> parameters.hedge().on() && series.has(hedge))
        .ifPresent(hedge -> legs.add(new HedgeLeg(hedge, this, columns)));
    return new BoundRules(series, BoundRules.firstDecision(columns, indicators()), legs);
  }

  private List<Indicator> indicators() {
    Rsi2Parameters.Filters filters = parameters.filters();
    List<Indicator> indicators = new ArrayList<>(List.of(rsi()));
    if (filters.vwap()) {
      indicators.add(vwap());
    }
    if (filters.trend()) {
      indicators.add(trend());
    }
    if (filters.bollinger()) {
      indicators.add(lowerBand());
    }
    return indicators;
  }

  private Rsi rsi() {
    return new Rsi(parameters.rsiPeriod());
  }

  private Indicator vwap() {
    Rsi2Parameters.Filters filters = parameters.filters();
    return Vwap.of(timeframe, filters.sessionZone(), filters.vwapPeriod());
  }

  private Sma trend() {
    return new Sma(parameters.filters().trendPeriod());
  }

  private BollingerBand lowerBand() {
    Rsi2Parameters.Filters filters = parameters.filters();
    return BollingerBand.lower(filters.bollingerPeriod(), filters.bollingerWidth());
  }

  @Override
  public List<Plot> plots(SeriesSet series) {
    Columns columns = series.columns(symbol);
    Rsi2Parameters.Filters filters = parameters.filters();
    List<Plot> plots = new ArrayList<>();
    if (filters.vwap()) {
      plots.add(Plot.overlay("VWAP", columns.get(vwap())));
    }
    if (filters.trend()) {
      plots.add(Plot.overlay("SMA(" + filters.trendPeriod() + ")", columns.get(trend())));
    }
    if (filters.bollinger()) {
      plots.add(Plot.overlay("lower band", columns.get(lowerBand())));
    }
    List<Plot.Level> levels = new ArrayList<>();
    levels.add(new Plot.Level("entry", parameters.entryRsi()));
    levels.add(new Plot.Level("exit", parameters.exitRsi()));
    if (symbols().size() > 1) {
      levels.add(new Plot.Level("hedge entry", parameters.hedge().entryRsi()));
      levels.add(new Plot.Level("hedge exit", parameters.hedge().exitRsi()));
    }
    plots.add(
        Plot.panel(
            "RSI(" + parameters.rsiPeriod() + ")",
            columns.get(rsi()),
            levels.toArray(Plot.Level[]::new)));
    return plots;
  }

  /** The position in the main symbol. Columns of filters that are off are empty and not read. */
  private static final class MainLeg implements Leg {
    private static final double[] UNUSED = {};

    private final Rsi2 strategy;
    private final Rsi2Parameters parameters;
    private final Rsi2Parameters.Filters filters;
    private final double entryRsi;
    private final double exitRsi;
    private final Sizing sizing;
    private final double[] rsi;
    private final double[] close;
    private final double[] volume;
    private final double[] vwap;
    private final double[] trend;
    private final double[] lowerBand;

    MainLeg(Rsi2 strategy, Columns columns) {
      this.strategy = strategy;
      this.parameters = strategy.parameters;
      this.filters = parameters.filters();
      this.entryRsi = parameters.entryRsi();
      this.exitRsi = parameters.exitRsi();
      this.sizing = new Sizing.WeightOfEquity(parameters.weight());
      this.rsi = columns.get(strategy.rsi());
      this.close = columns.get(Source.CLOSE);
      this.volume = columns.get(Source.VOLUME);
      this.vwap = filters.vwap() ? columns.get(strategy.vwap()) : UNUSED;
      this.trend = filters.trend() ? columns.get(strategy.trend()) : UNUSED;
      this.lowerBand = filters.bollinger() ? columns.get(strategy.lowerBand()) : UNUSED;
    }

    @Override
    public String symbol() {
      return strategy.symbol;
    }

    @Override
    public boolean longOnly() {
      return true;
    }

    @Override
    public int nextEntry(int from, int to) {
      for (int t = from; t < to; t++) {
        if (rsi[t] <= entryRsi && passesFilters(t)) {
          return t;
        }
      }
      return to;
    }

    private boolean passesFilters(int t) {
      return (!filters.vwap() || close[t] < vwap[t])
          && (!filters.trend() || close[t] > trend[t])
          && (!filters.volume() || volume[t] >= filters.minimumVolume())
          && (!filters.bollinger() || close[t] <= lowerBand[t]);
    }

    @Override
    public int nextExit(int from, int to, Entry held) {
      if (parameters.stopsAtCloses()) {
        return nextExitWithStop(from, to, stopPrice(held));
      }
      for (int t = from; t < to; t++) {
        if (rsi[t] >= exitRsi) {
          return t;
        }
      }
      return to;
    }

    /** In a loop of its own, so that the one without a stop stays as tight as it is. */
    private int nextExitWithStop(int from, int to, double stop) {
      for (int t = from; t < to; t++) {
        if (rsi[t] >= exitRsi || close[t] <= stop) {
          return t;
        }
      }
      return to;
    }

    private double stopPrice(Entry held) {
      return held.price() * (1 - parameters.stopLoss());
    }

    @Override
    public OptionalDouble stopLevel(int t, Entry held) {
      return parameters.stopsAtCloses()
          ? OptionalDouble.of(stopPrice(held))
          : OptionalDouble.empty();
    }

    /** A stop due at the same close as the rule is the reason. */
    @Override
    public ExitReason exitReason(int t, Entry held) {
      return parameters.stopsAtCloses() && close[t] <= stopPrice(held)
          ? ExitReason.STOP
          : ExitReason.RULE;
    }

    @Override
    public Sizing sizing(int t) {
      return sizing;
    }

    @Override
    public Optional<StopLoss> stopLoss() {
      return parameters.stopLoss() == 0 || parameters.stopsAtCloses()
          ? Optional.empty()
          : Optional.of(new StopLoss(parameters.stopLoss()));
    }

    @Override
    public boolean reentryAfterReset() {
      return parameters.reentry() == Rsi2Parameters.Reentry.AFTER_RESET;
    }

    @Override
    public String explain(int t) {
      Explanation why = strategy.explainRsi(rsi[t]).words(", close ").value(close[t], 4);
      if (filters.vwap()) {
        why.words(", VWAP ").value(vwap[t], 4);
      }
      if (filters.trend()) {
        why.words(", SMA ").value(trend[t], 4);
      }
      if (filters.volume()) {
        why.words(", volume ").value(volume[t], 0);
      }
      if (filters.bollinger()) {
        why.words(", lower band ").value(lowerBand[t], 4);
      }
      return why.toString();
    }
  }

  /** The position in the hedge's symbol, on the main symbol's RSI. */
  private static final class HedgeLeg implements Leg {
    private final String symbol;
    private final Rsi2 strategy;
    private final Rsi2Parameters.Hedge hedge;
    private final Sizing sizing;
    private final double[] rsi;

    HedgeLeg(String symbol, Rsi2 strategy, Columns mainColumns) {
      this.symbol = symbol;
      this.strategy = strategy;
      this.hedge = strategy.parameters.hedge();
      this.sizing = new Sizing.WeightOfEquity(hedge.weight());
      this.rsi = mainColumns.get(strategy.rsi());
    }

    @Override
    public String symbol() {
      return symbol;
    }

    @Override
    public boolean longOnly() {
      return true;
    }

    @Override
    public int nextEntry(int from, int to) {
      double threshold = hedge.entryRsi();
      for (int t = from; t < to; t++) {
        if (rsi[t] > threshold) {
          return t;
        }
      }
      return to;
    }

    @Override
    public int nextExit(int from, int to, Entry held) {
      double threshold = hedge.exitRsi();
      for (int t = from; t < to; t++) {
        if (rsi[t] < threshold) {
          return t;
        }
      }
      return to;
    }

    @Override
    public Sizing sizing(int t) {
      return sizing;
    }

    @Override
    public String explain(int t) {
      return strategy.explainRsi(rsi[t]).words(" of ").words(strategy.symbol).toString();
    }
  }

  private Explanation explainRsi(double rsi) {
    return new Explanation()
        .words("RSI(")
        .value(parameters.rsiPeriod(), 0)
        .words(") ")
        .value(rsi, 2);
  }
}
