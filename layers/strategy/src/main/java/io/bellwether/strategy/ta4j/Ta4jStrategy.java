package io.bellwether.strategy.ta4j;

import io.bellwether.market.Bars;
import io.bellwether.market.Instrument;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Provenance;
import io.bellwether.market.Timeframe;
import io.bellwether.strategy.Entry;
import io.bellwether.strategy.Leg;
import io.bellwether.strategy.Rules;
import io.bellwether.strategy.SeriesSet;
import io.bellwether.strategy.Sizing;
import io.bellwether.strategy.StopLoss;
import io.bellwether.strategy.Strategy;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseTradingRecord;
import org.ta4j.core.Trade;
import org.ta4j.core.TradingRecord;
import org.ta4j.core.num.NumFactory;

/**
 * Any long-only strategy of ta4j as a strategy of ours: it enters where {@code shouldEnter} and
 * exits where {@code shouldExit}, decided at the close and filled at the next open.
 *
 * <p>Rules that look at the position (stop loss, trailing stop, duration) see one that was entered
 * in the bar, at the price and with the quantity of the holding. They see no trades before it, and
 * rules that remember having been asked ({@code JustOnceRule}) have no place here: a strategy has
 * no memory but its holding. ta4j's moving sums depend in their last bit on the order in which they
 * were asked, so exact ties may fall differently live and in a backtest.
 *
 * @param name the name in configuration and ledgers
 * @param symbol the symbol
 * @param timeframe the timeframe of its bars
 * @param sizing how much to hold
 * @param stopLoss a resting stop, beside what ta4j's rules say
 * @param factory makes the ta4j strategy on a series, which may be empty; its unstable bars are the
 *     warm-up
 */
public record Ta4jStrategy(
    String name,
    String symbol,
    Timeframe timeframe,
    Sizing sizing,
    Optional<StopLoss> stopLoss,
    Function<BarSeries, org.ta4j.core.Strategy> factory)
    implements Strategy {
  public Ta4jStrategy {
    Instrument.requireSymbol(symbol);
  }

  @Override
  public List<String> symbols() {
    return List.of(symbol);
  }

  @Override
  public int warmUpBars() {
    Provenance nowhere = new Provenance("none", PriceBasis.UNKNOWN);
    return make(Ta4jSeries.of(Bars.builder(symbol, timeframe, nowhere).build())).getUnstableBars();
  }

  @Override
  public Rules on(SeriesSet series) {
    Bars bars = series.of(symbol);
    BarSeries ta4jBars = Ta4jSeries.of(bars);
    org.ta4j.core.Strategy rules = make(ta4jBars);
    return new Ta4jRules(
        series,
        Math.min(rules.getUnstableBars(), series.size()),
        List.of(new Ta4jLeg(this, rules, bars, ta4jBars.numFactory())));
  }

  private org.ta4j.core.Strategy make(BarSeries bars) {
    org.ta4j.core.Strategy rules = factory.apply(bars);
    if (rules.getStartingType() != Trade.TradeType.BUY) {
      throw new IllegalArgumentException(
          "ta4j strategy '" + name + "' starts with a sale; only long strategies can run here");
    }
    return rules;
  }

  private record Ta4jRules(SeriesSet series, int firstDecision, List<Leg> legs) implements Rules {}

  private static final class Ta4jLeg implements Leg {
    private final Ta4jStrategy strategy;
    private final org.ta4j.core.Strategy rules;
    private final Bars bars;
    private final NumFactory numbers;
    private final TradingRecord nothingHeld = new BaseTradingRecord();

    Ta4jLeg(Ta4jStrategy strategy, org.ta4j.core.Strategy rules, Bars bars, NumFactory numbers) {
      this.strategy = strategy;
      this.rules = rules;
      this.bars = bars;
      this.numbers = numbers;
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
        if (rules.shouldEnter(t, nothingHeld)) {
          return t;
        }
      }
      return to;
    }

    @Override
    public int nextExit(int from, int to, Entry held) {
      TradingRecord record = record(held);
      for (int t = from; t < to; t++) {
        if (rules.shouldExit(t, record)) {
          return t;
        }
      }
      return to;
    }

    /** A position from before the first bar counts as entered in the first bar. */
    private TradingRecord record(Entry held) {
      TradingRecord record = new BaseTradingRecord();
      record.enter(
          Math.max(0, held.bar()), numbers.numOf(held.price()), numbers.numOf(held.quantity()));
      return record;
    }

    @Override
    public Sizing sizing(int t) {
      return strategy.sizing;
    }

    @Override
    public Optional<StopLoss> stopLoss() {
      return strategy.stopLoss;
    }

    @Override
    public String explain(int t) {
      return String.format(
          Locale.ROOT,
          "%s: close %.4f, entry rule %s",
          strategy.name,
          bars.close()[t],
          entry(t) ? "satisfied" : "not satisfied");
    }
  }
}
