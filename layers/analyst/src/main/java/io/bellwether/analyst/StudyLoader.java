package io.bellwether.analyst;

import io.bellwether.market.Bars;
import io.bellwether.market.calendar.BarGrid;
import io.bellwether.market.calendar.Session;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.market.feed.Feeds;
import io.bellwether.market.feed.Feeds.WhenLate;
import io.bellwether.market.quality.BarQualityGate;
import io.bellwether.market.time.Deadline;
import io.bellwether.research.engine.BacktestSettings;
import io.bellwether.research.engine.MarketData;
import io.bellwether.research.metrics.Conventions;
import io.bellwether.research.search.ParameterSpace;
import io.bellwether.research.sweep.BarsMarket;
import io.bellwether.research.sweep.LocalSweep;
import io.bellwether.strategy.Strategy;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.instrument.InstrumentRules;
import io.bellwether.trading.signal.BarHistory;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Sets a study up from the feeds that the strategy itself decides on: the same bars, the same
 * quality gate, the same waiting for a bar to be final. Fills cost what Alpaca's do, slippage
 * included; the limits are the account's.
 */
public final class StudyLoader {
  /**
   * A quarter of daily bars. Of fewer there is nothing to say; how many are evidence says the gate.
   */
  static final int FEWEST_BARS = 60;

  /**
   * What a function searches in minutes: ten years of hours, 27 months of five minutes, which is
   * more than the two years that the gate asks for.
   */
  static final int MOST_BARS = 45_000;

  private static final int MINUTES_A_SESSION = 390;
  private static final int SESSIONS_A_YEAR = 252;

  private final Feeds feeds;
  private final BarQualityGate gate;
  private final TradingCalendar calendar;
  private final int years;
  private final LocalSweep sweep;
  private final Function<StrategyVersion, ParameterSpace> bounds;

  /**
   * A loader.
   *
   * @param feeds those that the strategies name
   * @param years of daily bars studied; of finer ones as many as make {@value #MOST_BARS} bars, if
   *     those are fewer
   * @param sweep what runs backtests
   * @param bounds the parameters that may be proposed for a version
   */
  public StudyLoader(
      Feeds feeds,
      BarQualityGate gate,
      TradingCalendar calendar,
      int years,
      LocalSweep sweep,
      Function<StrategyVersion, ParameterSpace> bounds) {
    this.feeds = feeds;
    this.gate = gate;
    this.calendar = calendar;
    this.years = years;
    this.sweep = sweep;
    this.bounds = bounds;
  }

  /** Bars to study, or why there are none. */
  public sealed interface Result {
    /**
     * A study up to a session's close.
     *
     * @param session the last session, which has ended
     * @param bars how many are decided on
     */
    record Ready(Study study, LocalDate session, int bars) implements Result {}

    /** The session's last bar is not there or not final yet: the next run comes back for it. */
    record Late(LocalDate session, String message) implements Result {}

    /** The bars cannot be trusted, or are too few to study. */
    record Unfit(LocalDate session, String message) implements Result {}
  }

  /**
   * Loads a study up to a session that has ended: no bar after its close is in it.
   *
   * @param equity of the account at that close, in US dollars, more than 0
   * @param last the session
   * @param now when it is asked for
   */
  public Result load(
      StrategyVersion version, BigDecimal equity, Session last, Instant now, Deadline deadline) {
    BarGrid grid = new BarGrid(calendar, version.timeframe());
    Strategy strategy =
        sweep
            .catalog()
            .create(
                version.strategy(), version.symbols(), version.timeframe(), version.parameters());
    LocalDate start = start(version, last.date());
    return switch (new BarHistory(feeds, gate, Optional.of(start))
        .load(
            version,
            strategy,
            grid,
            grid.lastComplete(last.close()),
            Optional.empty(),
            now,
            WhenLate.WAIT,
            deadline)) {
      case BarHistory.Result.Missing missing -> new Result.Late(last.date(), missing.message());
      case BarHistory.Result.Rejected rejected -> new Result.Unfit(last.date(), rejected.message());
      case BarHistory.Result.Ready ready ->
          study(version, strategy, grid, last, ready.series().all(), equity);
    };
  }

  /**
   * The market of a study, over the same bars, with those of further symbols. One whose bars are
   * not there or cannot be trusted is left out: it may not be traded any more.
   *
   * @param symbols those wanted; the main one is the study's
   * @param now when it is asked for
   */
  public BarsMarket with(List<String> symbols, Study study, Instant now, Deadline deadline) {
    BarsMarket market = study.market();
    Bars main = market.bars().getFirst();
    List<Bars> bars = new ArrayList<>(market.bars());
    for (String symbol : symbols) {
      if (bars.stream().noneMatch(known -> known.symbol().equals(symbol))) {
        history(symbol, study.version(), main, now, deadline).ifPresent(bars::add);
      }
    }
    return new BarsMarket(bars, market.assembly(), market.settings(), market.from(), market.end());
  }

  private Optional<Bars> history(
      String symbol, StrategyVersion version, Bars main, Instant now, Deadline deadline) {
    BarGrid grid = new BarGrid(calendar, version.timeframe());
    return switch (new BarHistory(feeds, gate, Optional.empty())
        .load(
            version,
            List.of(symbol),
            main.start(0),
            grid,
            main.lastStart(),
            now,
            WhenLate.WAIT,
            deadline)) {
      case BarHistory.Result.Ready ready -> Optional.of(ready.series().main());
      case BarHistory.Result.Missing _, BarHistory.Result.Rejected _ -> Optional.empty();
    };
  }

  private Result study(
      StrategyVersion version,
      Strategy strategy,
      BarGrid grid,
      Session last,
      List<Bars> bars,
      BigDecimal equity) {
    Bars main = bars.getFirst();
    int decided = main.size() - strategy.warmUpBars();
    if (decided < FEWEST_BARS) {
      return new Result.Unfit(
          last.date(),
          "%d bars of %s from %s after the warm-up; a study needs %d"
              .formatted(
                  Math.max(0, decided), main.symbol(), main.provenance().feed(), FEWEST_BARS));
    }
    Instant end = grid.end(main.lastStart());
    BacktestSettings settings =
        BacktestSettings.usEquities(equity.doubleValue())
            .withRisk(version.account().limits())
            .withInstruments(
                version.account().fractional()
                    ? InstrumentRules.FRACTIONS
                    : InstrumentRules.SHARES);
    BarsMarket market =
        new BarsMarket(
            bars, traded -> data(traded, grid), settings, main.start(strategy.warmUpBars()), end);
    return new Result.Ready(
        new Study(version, bounds.apply(version), market, sweep), last.date(), decided);
  }

  private static MarketData data(List<Bars> traded, BarGrid grid) {
    MarketData data = MarketData.of(traded, Conventions.US_EQUITIES);
    return data.size() == 0 ? data : data.endingAt(grid.end(data.series().main().lastStart()));
  }

  /** Whole months keep the start, and with it what is cached, in place. */
  private LocalDate start(StrategyVersion version, LocalDate last) {
    LocalDate first = last.minusMonths(months(version)).withDayOfMonth(1);
    LocalDate known = calendar.firstDate();
    return first.isBefore(known) ? known : first;
  }

  private long months(StrategyVersion version) {
    long asked = years * 12L;
    if (version.timeframe().isDaily()) {
      return asked;
    }
    int perSession = Math.ceilDiv(MINUTES_A_SESSION, version.timeframe().minutes());
    return Math.min(asked, MOST_BARS * 12L / ((long) perSession * SESSIONS_A_YEAR));
  }

  /**
   * How many sessions a study of a version can have at most, the warm-up among them: bars finer
   * than five minutes fill it in less than the gate asks for, today and for good.
   *
   * @param last the last session's date
   */
  public int mostSessions(StrategyVersion version, LocalDate last) {
    int sessions = 0;
    for (LocalDate date = start(version, last); !date.isAfter(last); date = date.plusDays(1)) {
      sessions += calendar.session(date).isPresent() ? 1 : 0;
    }
    return sessions;
  }
}
