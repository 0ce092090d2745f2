package io.bellwether.research.sweep;

import io.bellwether.market.Bars;
import io.bellwether.research.engine.BacktestSettings;
import io.bellwether.research.engine.MarketData;
import io.bellwether.research.overfit.BarPermutation;
import io.bellwether.strategy.SeriesSet;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Markets made of bars: the whole, a stretch of time of it, or a permutation.
 *
 * @param bars the bars traded on, one series per symbol, history included
 * @param assembly makes the market of the series of some symbols: aggregates them to the timeframe
 *     decided on, applies splits and dividends
 * @param settings what runs assume; the first bar is set here
 * @param from the start of the first bar that is decided on
 * @param end no bar that starts at it or later is seen
 */
public record BarsMarket(
    List<Bars> bars,
    Function<List<Bars>, MarketData> assembly,
    BacktestSettings settings,
    Instant from,
    Instant end)
    implements MarketSource {
  public BarsMarket {
    bars = List.copyOf(bars);
  }

  @Override
  public Market of(List<String> symbols) {
    MarketData data =
        assembly.apply(
            symbols.stream().map(this::series).map(b -> b.prefix(b.countBefore(end))).toList());
    return new Market(data, settings.withFirstBar(data.firstAtOrAfter(from)));
  }

  private Bars series(String symbol) {
    return bars.stream()
        .filter(one -> one.symbol().equals(symbol))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there are no bars of " + symbol));
  }

  /** The same market in another stretch of time; bars before it are history. */
  public BarsMarket between(Instant newFrom, Instant newEnd) {
    return new BarsMarket(bars, assembly, settings, newFrom, newEnd);
  }

  /** The same market for an account with other money. */
  public BarsMarket withCapital(double capital) {
    return new BarsMarket(bars, assembly, settings.withCapital(capital), from, end);
  }

  /**
   * A market in which nothing can be foreseen: the bars from the first that is decided on are
   * permuted, the history before them is kept; see {@link BarPermutation}.
   *
   * @param random where chance comes from
   */
  public BarsMarket permuted(RandomGenerator random) {
    List<Bars> aligned =
        SeriesSet.align(bars.stream().map(b -> b.prefix(b.countBefore(end))).toList()).all();
    int kept = Math.max(1, aligned.getFirst().countBefore(from));
    return new BarsMarket(
        new BarPermutation(aligned, kept).next(random), assembly, settings, from, end);
  }
}
