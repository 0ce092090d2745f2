package io.bellwether.research.sweep;

import io.bellwether.market.Bars;
import io.bellwether.research.engine.BacktestSettings;
import io.bellwether.research.engine.MarketData;
import io.bellwether.research.overfit.BarPermutation;
import io.bellwether.strategy.SeriesSet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
 * @param undated the same bars without what has a date, where the bars or the assembly know of
 *     splits or dividends: those cannot change places
 */
public record BarsMarket(
    List<Bars> bars,
    Function<List<Bars>, MarketData> assembly,
    BacktestSettings settings,
    Instant from,
    Instant end,
    Optional<Undated> undated)
    implements MarketSource {
  public BarsMarket {
    bars = List.copyOf(bars);
  }

  /** A market whose bars may change places: they know of no splits and no dividends. */
  public BarsMarket(
      List<Bars> bars,
      Function<List<Bars>, MarketData> assembly,
      BacktestSettings settings,
      Instant from,
      Instant end) {
    this(bars, assembly, settings, from, end, Optional.empty());
  }

  /**
   * Bars that may change places.
   *
   * @param bars adjusted for splits, one series per symbol, history included
   * @param assembly makes the market of the series of some symbols, without splits and dividends
   */
  public record Undated(List<Bars> bars, Function<List<Bars>, MarketData> assembly) {
    public Undated {
      bars = List.copyOf(bars);
    }
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
    return new BarsMarket(bars, assembly, settings, newFrom, newEnd, undated);
  }

  /** The same market for an account with other money. */
  public BarsMarket withCapital(double capital) {
    return new BarsMarket(bars, assembly, settings.withCapital(capital), from, end, undated);
  }

  /** Whether the bars themselves may change places. */
  public boolean isPermutable() {
    return undated.isEmpty();
  }

  /**
   * The same market without what has a date: its splits are in the prices, dividends are not paid.
   * What is held against permuted markets is to be run on it.
   */
  public BarsMarket permutable() {
    return undated
        .map(free -> new BarsMarket(free.bars(), free.assembly(), settings, from, end))
        .orElse(this);
  }

  /**
   * A market in which nothing can be foreseen: the bars of {@link #permutable} from the first that
   * is decided on are permuted, the history before them is kept; see {@link BarPermutation}.
   *
   * @param random where chance comes from
   */
  public BarsMarket permuted(RandomGenerator random) {
    BarsMarket free = permutable();
    List<Bars> aligned =
        SeriesSet.align(free.bars.stream().map(b -> b.prefix(b.countBefore(end))).toList()).all();
    int kept = Math.max(1, aligned.getFirst().countBefore(from));
    return new BarsMarket(
        new BarPermutation(aligned, kept).next(random), free.assembly, settings, from, end);
  }
}
