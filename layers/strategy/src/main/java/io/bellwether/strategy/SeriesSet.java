package io.bellwether.strategy;

import io.bellwether.market.Bars;
import io.bellwether.strategy.indicator.Columns;
import java.util.ArrayList;
import java.util.List;

/**
 * The series of one strategy on a common clock: bar {@code t} starts at the same instant in every
 * one of them. The first is the main series.
 */
public final class SeriesSet {
  private final List<Bars> series;
  private final List<Columns> columns;

  private SeriesSet(List<Bars> series) {
    this.series = series;
    this.columns = series.stream().map(Columns::new).toList();
  }

  /**
   * Keeps the timestamps present in all of the series, before any indicator sees them.
   *
   * @param series at least one, the main series first, one timeframe
   */
  public static SeriesSet align(List<Bars> series) {
    if (series.isEmpty()) {
      throw new IllegalArgumentException("a strategy needs at least one series");
    }
    if (series.size() == 1) {
      return new SeriesSet(List.copyOf(series));
    }
    List<Bars.Builder> builders = new ArrayList<>();
    for (Bars bars : series) {
      if (!bars.timeframe().equals(series.getFirst().timeframe())) {
        throw new IllegalArgumentException(
            "series of one strategy need one timeframe: "
                + bars.symbol()
                + " has "
                + bars.timeframe()
                + ", "
                + series.getFirst().symbol()
                + " has "
                + series.getFirst().timeframe());
      }
      builders.add(Bars.builder(bars.symbol(), bars.timeframe(), bars.provenance()));
    }
    intersect(series, builders);
    return new SeriesSet(builders.stream().map(Bars.Builder::build).toList());
  }

  private static void intersect(List<Bars> series, List<Bars.Builder> builders) {
    int[] at = new int[series.size()];
    Bars main = series.getFirst();
    for (int i = 0; i < main.size(); i++) {
      long start = main.startMillis()[i];
      at[0] = i;
      boolean everywhere = true;
      for (int s = 1; s < at.length; s++) {
        Bars other = series.get(s);
        while (at[s] < other.size() && other.startMillis()[at[s]] < start) {
          at[s]++;
        }
        everywhere &= at[s] < other.size() && other.startMillis()[at[s]] == start;
      }
      if (everywhere) {
        for (int s = 0; s < at.length; s++) {
          builders.get(s).add(series.get(s), at[s]);
        }
      }
    }
  }

  /** The main series. */
  public Bars main() {
    return series.getFirst();
  }

  /** All series, the main one first. */
  public List<Bars> all() {
    return series;
  }

  /** The number of bars, the same for every series. */
  public int size() {
    return main().size();
  }

  /** Whether there is a series of a symbol. */
  public boolean has(String symbol) {
    return series.stream().anyMatch(bars -> bars.symbol().equals(symbol));
  }

  /** The series of a symbol. */
  public Bars of(String symbol) {
    return series.stream()
        .filter(bars -> bars.symbol().equals(symbol))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no series of " + symbol));
  }

  /**
   * The indicator columns of a symbol's series, shared by every strategy and parameter set that is
   * bound to this set.
   */
  public Columns columns(String symbol) {
    return columns.get(series.indexOf(of(symbol)));
  }

  /** The memory that the indicator columns computed so far take, in bytes. */
  public long columnBytes() {
    return columns.stream().mapToLong(Columns::bytes).sum();
  }

  /** The first {@code count} bars of every series, with columns of their own. */
  public SeriesSet prefix(int count) {
    return new SeriesSet(series.stream().map(bars -> bars.prefix(count)).toList());
  }
}
