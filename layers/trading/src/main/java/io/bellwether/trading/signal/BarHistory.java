package io.bellwether.trading.signal;

import io.bellwether.market.Bars;
import io.bellwether.market.SessionBars;
import io.bellwether.market.calendar.BarGrid;
import io.bellwether.market.feed.BarRequest;
import io.bellwether.market.feed.FeedException;
import io.bellwether.market.feed.FeedException.Kind;
import io.bellwether.market.feed.Feeds;
import io.bellwether.market.feed.Feeds.Demand;
import io.bellwether.market.feed.Feeds.WhenLate;
import io.bellwether.market.feed.SessionSeries;
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

/** The bars of a strategy up to one bar, each series from the first of its feeds that has it. */
public final class BarHistory {
  /** Multiples of the warm-up fetched, so that recursive indicators have forgotten their seed. */
  private static final int WARM_UP_FACTOR = 10;

  private static final int FEWEST_BARS = 300;

  /** How long after its end a bar may still gain a part that no feed has. */
  private static final Duration LATE_PARTS = Duration.ofMinutes(5);

  private final Feeds feeds;
  private final BarQualityGate gate;
  private final Optional<LocalDate> fixedStart;

  /**
   * @param feeds those that the strategies name
   * @param fixedStart the first date of history, if not reckoned from the warm-up
   */
  public BarHistory(Feeds feeds, BarQualityGate gate, Optional<LocalDate> fixedStart) {
    this.feeds = feeds;
    this.gate = gate;
    this.fixedStart = fixedStart;
  }

  /** Bars to decide on, or why there are none. */
  public sealed interface Result {
    /** Checked series whose last bar is the one asked for. */
    record Ready(SeriesSet series) implements Result {}

    /**
     * The bar asked for is not there, or not final, yet.
     *
     * @param retryAt before this instant asking again is pointless; empty if that is not known
     */
    record Missing(String message, Optional<Instant> retryAt) implements Result {}

    /** The series cannot be trusted: no new exposure. */
    record Rejected(String message) implements Result {}
  }

  /**
   * Loads the series of a strategy with {@code bar} as their last bar. It is taken for complete
   * once its feed no longer changes it, all its parts are there and, but at the end of a session,
   * so is one that follows it.
   *
   * @param heldSince the start of the bar in which the oldest position of the strategy was entered;
   *     empty if nothing is held. A strategy whose exits depend on the path since then gets it,
   *     with the warm-up of the decision before it
   * @param now tells whether parts of the bar may still be on their way
   * @param whenLate what to do with a feed that lacks the bar
   */
  public Result load(
      StrategyVersion version,
      Strategy strategy,
      BarGrid grid,
      Instant bar,
      Optional<Instant> heldSince,
      Instant now,
      WhenLate whenLate,
      Deadline deadline) {
    Instant from = start(strategy, grid, earliestNeeded(strategy, bar, heldSince));
    return load(version, strategy.symbols(), from, grid, bar, now, whenLate, deadline);
  }

  /**
   * Loads the series of some symbols with {@code bar} as their last bar, as the other {@code load}
   * does those of a strategy.
   *
   * @param version whose feeds are asked, for bars on its price basis
   * @param from where history starts
   */
  public Result load(
      StrategyVersion version,
      List<String> symbols,
      Instant from,
      BarGrid grid,
      Instant bar,
      Instant now,
      WhenLate whenLate,
      Deadline deadline) {
    Instant end = grid.end(bar);
    if (!from.isBefore(end)) {
      return new Result.Missing(
          "history starts at " + from + ", after the bar " + bar, Optional.empty());
    }
    List<Bars> all = new ArrayList<>();
    for (String symbol : symbols) {
      BarRequest request =
          new BarRequest(symbol, grid.timeframe(), from, seen(grid, bar), version.basis());
      try {
        SessionSeries series = fetch(version, request, grid, bar, now, whenLate, deadline);
        all.add(complete(series, grid, end));
      } catch (FeedException e) {
        String message = String.valueOf(e.getMessage());
        return e.kind() == Kind.UNFIT
            ? new Result.Rejected(message)
            : new Result.Missing(message, e.kind() == Kind.LATE ? e.retryAt() : Optional.empty());
      }
    }
    return new Result.Ready(SeriesSet.align(all));
  }

  /** The end of what is asked for: the bar after the decision's, in its session, shows it final. */
  private static Instant seen(BarGrid grid, Instant bar) {
    return endsSession(grid, bar) ? grid.end(bar) : grid.end(grid.next(bar));
  }

  private static boolean endsSession(BarGrid grid, Instant bar) {
    return grid.timeframe().isDaily() || !grid.next(bar).equals(grid.end(bar));
  }

  private SessionSeries fetch(
      StrategyVersion version,
      BarRequest request,
      BarGrid grid,
      Instant bar,
      Instant now,
      WhenLate whenLate,
      Deadline deadline)
      throws FeedException {
    try {
      return feeds.fetch(version.feeds(), request, new Wanted(grid, bar, true), whenLate, deadline);
    } catch (FeedException e) {
      if (e.kind() != Kind.LATE || now.isBefore(grid.end(bar).plus(LATE_PARTS))) {
        throw e;
      }
      // No feed has every part: one that is not there by now had no trade.
      return feeds.fetch(
          version.feeds(), request, new Wanted(grid, bar, false), whenLate, deadline);
    }
  }

  /** What a series must be like to be decided on; one that is not is another feed's turn. */
  private final class Wanted implements Demand {
    private final BarGrid grid;
    private final Instant bar;
    private final boolean whole;

    /**
     * @param whole whether every part of the bar has to be there
     */
    Wanted(BarGrid grid, Instant bar, boolean whole) {
      this.grid = grid;
      this.bar = bar;
      this.whole = whole;
    }

    @Override
    public Instant end() {
      return grid.end(bar);
    }

    @Override
    public void check(SessionSeries series) throws FeedException {
      Bars source = series.source();
      Optional<Instant> missing = series.missingPart(grid, bar);
      if (whole && missing.isPresent()) {
        throw late(source, bar, missing.get());
      }
      Bars bars = complete(series, grid, end());
      if (bars.indexOf(bar) < 0) {
        throw late(source, bar, bar);
      }
      if (!endsSession(grid, bar) && !series.passes(end())) {
        throw unproven(source, bar, end());
      }
      QualityReport report = gate.check(bars, grid, end());
      if (report.blocks()) {
        throw new FeedException(Kind.UNFIT, report.summary());
      }
    }
  }

  private static FeedException unproven(Bars source, Instant bar, Instant end) {
    return new FeedException(
        Kind.LATE,
        "no bar of %s %s from %s yet that is surely complete: none that starts at %s or later is there"
            .formatted(source.symbol(), bar, source.provenance().feed(), end));
  }

  private static FeedException late(Bars source, Instant bar, Instant part) {
    return new FeedException(
        Kind.LATE,
        "no bar of "
            + source.symbol()
            + " "
            + bar
            + " from "
            + source.provenance().feed()
            + " yet"
            + (part.equals(bar)
                ? ""
                : ": its " + source.timeframe() + " of " + part + " is not there"));
  }

  private static Bars complete(SessionSeries series, BarGrid grid, Instant end) {
    return SessionBars.complete(series.bars(), grid.calendar(), end);
  }

  /**
   * How many bars of history are fetched for a strategy at least, unless the start of history is
   * fixed or the calendar does not reach back that far.
   */
  public static int fewestBars(Strategy strategy) {
    return Math.max(FEWEST_BARS, strategy.warmUpBars() * WARM_UP_FACTOR);
  }

  /** The bar whose decision, or whose entry, needs the oldest history. */
  private static Instant earliestNeeded(
      Strategy strategy, Instant bar, Optional<Instant> heldSince) {
    return heldSince.filter(entry -> strategy.exitsByPath() && entry.isBefore(bar)).orElse(bar);
  }

  /** Where history starts, so that a decision around {@code bar} has its warm-up before it. */
  private Instant start(Strategy strategy, BarGrid grid, Instant bar) {
    LocalDate last = grid.calendar().dateAt(bar);
    if (fixedStart.isPresent()) {
      return fixedStart.get().atStartOfDay(grid.calendar().zone()).toInstant();
    }
    int bars = fewestBars(strategy);
    int perSession = grid.timeframe().isDaily() ? 1 : Math.max(1, 390 / grid.timeframe().minutes());
    long sessions = bars / perSession + 5L;
    // Five sessions are seven days; whole months keep the start, and the cache, in place.
    LocalDate first = last.minusDays(sessions * 7 / 5 + 10).withDayOfMonth(1);
    LocalDate known = grid.calendar().firstDate();
    return (first.isBefore(known) ? known : first).atStartOfDay(grid.calendar().zone()).toInstant();
  }
}
