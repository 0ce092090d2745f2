package io.bellwether.research.engine;

import io.bellwether.market.Bars;
import io.bellwether.market.CorporateActions;
import io.bellwether.market.CorporateActions.Split;
import io.bellwether.market.PriceBasis;
import io.bellwether.trading.cost.DailyConditions;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bars one symbol is traded on, beneath the bars decided on: the same ones, or finer ones.
 * Fills happen within trading bars, marks are taken at the end of each decision bar.
 */
final class Tape {
  private final Bars bars;
  private final double[] open;
  private final double[] high;
  private final double[] low;
  private final double[] mark;
  private final double[] scale;

  private final Actions actions;
  private final List<Split> splits;

  /** Several threads may compute the same; whose result stays does not matter. */
  private volatile @Nullable DailyConditions conditions;

  /** The first trading bar of each decision bar, and behind the last one; empty if both agree. */
  private final int[] first;

  private Tape(
      Bars bars, double[] mark, double[] scale, int[] first, Actions actions, List<Split> splits) {
    this.bars = bars;
    this.open = bars.open();
    this.high = bars.high();
    this.low = bars.low();
    this.mark = mark;
    this.scale = scale;
    this.first = first;
    this.actions = actions;
    this.splits = splits;
  }

  /**
   * A tape beneath a series of decision bars.
   *
   * @param decided the bars decided on
   * @param wanted the bars traded on, of the same symbol and of the same or a finer timeframe; each
   *     decision bar has at least one of them, and those outside of every one are left out
   */
  static Tape of(Bars decided, Bars wanted) {
    if (decided == wanted) {
      return new Tape(wanted, wanted.close(), new double[0], new int[0], Actions.NONE, List.of());
    }
    Bars within = within(decided, wanted);
    Bars traded = within.size() == wanted.size() ? wanted : within;
    int[] first = firsts(decided, traded);
    double[] mark = new double[decided.size()];
    double[] scale = new double[decided.size()];
    boolean same = true;
    for (int i = 0; i < mark.length; i++) {
      mark[i] = traded.close()[first[i + 1] - 1];
      scale[i] = mark[i] / decided.close()[i];
      same &= mark[i] == decided.close()[i];
    }
    boolean identical =
        traded.size() == decided.size() && Arrays.equals(first, identity(traded.size() + 1));
    return new Tape(
        traded,
        mark,
        same ? new double[0] : scale,
        identical ? new int[0] : first,
        Actions.NONE,
        List.of());
  }

  /**
   * The trading bars that lie within decision bars: others belong to bars that are not decided on,
   * and their prices are not those of the bar before.
   */
  private static Bars within(Bars decided, Bars traded) {
    long length = decided.timeframe().duration().toMillis();
    Bars.Builder kept = Bars.builder(traded.symbol(), traded.timeframe(), traded.provenance());
    int i = -1;
    for (int x = 0; x < traded.size(); x++) {
      long start = traded.startMillis()[x];
      while (i + 1 < decided.size() && decided.startMillis()[i + 1] <= start) {
        i++;
      }
      if (i >= 0 && start < decided.startMillis()[i] + length) {
        kept.add(traded, x);
      }
    }
    return kept.build();
  }

  private static int[] identity(int size) {
    int[] indices = new int[size];
    Arrays.setAll(indices, i -> i);
    return indices;
  }

  private static int[] firsts(Bars decided, Bars traded) {
    int[] first = new int[decided.size() + 1];
    int x = 0;
    for (int i = 0; i < decided.size(); i++) {
      long start = decided.startMillis()[i];
      while (x < traded.size() && traded.startMillis()[x] < start) {
        x++;
      }
      first[i] = x;
      long next = i + 1 < decided.size() ? decided.startMillis()[i + 1] : Long.MAX_VALUE;
      if (x == traded.size() || traded.startMillis()[x] >= next) {
        throw new IllegalArgumentException(
            "no bar of %s to trade on within the bar of %s"
                .formatted(traded.symbol(), decided.start(i)));
      }
    }
    first[decided.size()] = traded.size();
    return first;
  }

  /** The same tape with splits and dividends. */
  Tape with(CorporateActions known, int[] day) {
    boolean raw = bars.provenance().basis() == PriceBasis.RAW;
    return new Tape(
        bars,
        mark,
        scale,
        first,
        Actions.of(bars, known, day),
        raw ? known.splits(bars.symbol()) : List.of());
  }

  List<Split> splits() {
    return splits;
  }

  Actions actions() {
    return actions;
  }

  /** Volume, volatility and spread before each day, computed when first asked for. */
  DailyConditions conditions(MarketData data) {
    DailyConditions known = conditions;
    if (known == null) {
      int[] day = new int[bars.size()];
      for (int bar = 0; bar < data.size(); bar++) {
        Arrays.fill(day, first(bar), first(bar + 1), data.epochDay(bar));
      }
      known = DailyConditions.of(bars, day, splits);
      conditions = known;
    }
    return known;
  }

  Bars bars() {
    return bars;
  }

  double[] open() {
    return open;
  }

  double[] high() {
    return high;
  }

  double[] low() {
    return low;
  }

  /** The last price traded in each decision bar. */
  double[] mark() {
    return mark;
  }

  /** The price traded at over the price decided on, at the close of a decision bar. */
  double scale(int bar) {
    return scale.length == 0 ? 1 : scale[bar];
  }

  /** Whether the bars traded on are those decided on. */
  boolean isDecidedOn() {
    return first.length == 0 && scale.length == 0;
  }

  /** The first trading bar of a decision bar. */
  int first(int bar) {
    return first.length == 0 ? bar : first[bar];
  }

  /** The decision bar that a trading bar lies in. */
  int barOf(int tradingBar) {
    if (first.length == 0) {
      return tradingBar;
    }
    int found = Arrays.binarySearch(first, tradingBar);
    return found >= 0 ? found : -found - 2;
  }
}
