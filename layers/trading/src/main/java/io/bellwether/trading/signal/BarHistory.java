package io.bellwether.trading.signal;

import io.bellwether.market.Bars;
import io.bellwether.market.SessionBars;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.BarGrid;
import io.bellwether.market.feed.BarFeed;
import io.bellwether.market.feed.BarRequest;
import io.bellwether.market.feed.FeedException;
import io.bellwether.market.quality.BarQualityGate;
import io.bellwether.market.quality.QualityReport;
import io.bellwether.market.time.Deadline;
import io.bellwether.strategy.SeriesSet;
import io.bellwether.strategy.Strategy;
import io.bellwether.trading.config.StrategyVersion;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The bars of a strategy up to one bar: fetched, cut to the session, aggregated and checked. */
public final class BarHistory {
  /** Multiples of the warm-up fetched, so that recursive indicators have forgotten their seed. */
  private static final int WARM_UP_FACTOR = 10;

  private static final int FEWEST_BARS = 300;

  /** How long after its end a bar may still gain parts. */
  private static final Duration LATE_PARTS = Duration.ofMinutes(5);

  private final BarFeed feed;
  private final BarQualityGate gate;
  private final Optional<LocalDate> fixedStart;

  /**
   * @param fixedStart the first date of history, if not reckoned from the warm-up
   */
  public BarHistory(BarFeed feed, BarQualityGate gate, Optional<LocalDate> fixedStart) {
    this.feed = feed;
    this.gate = gate;
    this.fixedStart = fixedStart;
  }

  /** Bars to decide on, or why there are none. */
  public sealed interface Result {
    /** Checked series whose last bar is the one asked for. */
    record Ready(SeriesSet series) implements Result {}

    /** The bar asked for is not there yet. */
    record Missing(String message) implements Result {}

    /** The series cannot be trusted: no new exposure. */
    record Rejected(String message) implements Result {}
  }

  /**
   * Loads the series of a strategy with {@code bar} as their last bar.
   *
   * @param now tells whether parts of the bar may still be on their way
   */
  public Result load(
      StrategyVersion version,
      Strategy strategy,
      BarGrid grid,
      Instant bar,
      Instant now,
      Deadline deadline) {
    List<Bars> series = new ArrayList<>();
    Instant from = start(strategy, grid, bar);
    Instant end = grid.end(bar);
    if (!from.isBefore(end)) {
      return new Result.Missing("history starts at " + from + ", after the bar " + bar);
    }
    for (String symbol : strategy.symbols()) {
      Bars source;
      try {
        source = fetch(version, symbol, grid, from, end, deadline);
      } catch (FeedException e) {
        return new Result.Missing(String.valueOf(e.getMessage()));
      }
      // Without its last part a bar that has just ended would look whole: half an hour would pass
      // for an hour. Later on, a part that is not there had no trade.
      BarGrid sourceGrid = new BarGrid(grid.calendar(), source.timeframe());
      boolean fresh = now.isBefore(end.plus(LATE_PARTS));
      if (fresh && source.indexOf(sourceGrid.lastComplete(end)) < 0) {
        return new Result.Missing(missing(source, bar, sourceGrid.lastComplete(end)));
      }
      Bars bars = aggregate(source, grid, end);
      if (bars.indexOf(bar) < 0) {
        return new Result.Missing(missing(source, bar, bar));
      }
      QualityReport report = gate.check(bars, grid, end);
      if (report.blocks()) {
        return new Result.Rejected(report.summary());
      }
      series.add(bars);
    }
    return new Result.Ready(SeriesSet.align(series));
  }

  private static String missing(Bars source, Instant bar, Instant lastPart) {
    return "no bar of "
        + source.symbol()
        + " "
        + bar
        + " from "
        + source.provenance().feed()
        + " yet"
        + (lastPart.equals(bar)
            ? ""
            : ": its last " + source.timeframe() + ", " + lastPart + ", is not there");
  }

  private Bars fetch(
      StrategyVersion version,
      String symbol,
      BarGrid grid,
      Instant from,
      Instant end,
      Deadline deadline)
      throws FeedException {
    Timeframe source = feed.sourceTimeframe(grid.timeframe());
    Bars fetched = feed.fetch(new BarRequest(symbol, source, from, end, version.basis()), deadline);
    return SessionBars.regularSession(fetched, grid.calendar());
  }

  private static Bars aggregate(Bars source, BarGrid grid, Instant end) {
    Bars bars =
        source.timeframe().equals(grid.timeframe())
            ? source
            : SessionBars.aggregate(source, grid.timeframe(), grid.calendar());
    return SessionBars.complete(bars, grid.calendar(), end);
  }

  private Instant start(Strategy strategy, BarGrid grid, Instant bar) {
    LocalDate last = grid.calendar().dateAt(bar);
    if (fixedStart.isPresent()) {
      return fixedStart.get().atStartOfDay(grid.calendar().zone()).toInstant();
    }
    int bars = Math.max(FEWEST_BARS, strategy.warmUpBars() * WARM_UP_FACTOR);
    int perSession = grid.timeframe().isDaily() ? 1 : Math.max(1, 390 / grid.timeframe().minutes());
    long sessions = bars / perSession + 5L;
    // Five sessions are seven days; whole months keep the start, and the cache, in place.
    LocalDate first = last.minusDays(sessions * 7 / 5 + 10).withDayOfMonth(1);
    LocalDate known = grid.calendar().firstDate();
    return (first.isBefore(known) ? known : first).atStartOfDay(grid.calendar().zone()).toInstant();
  }
}
