package io.bellwether.analyst.drift;

import io.bellwether.market.calendar.Session;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.market.metric.Metric;
import io.bellwether.market.metric.Metrics;
import io.bellwether.research.engine.BacktestSettings;
import io.bellwether.research.engine.MarketData;
import io.bellwether.research.sweep.BarsMarket;
import io.bellwether.research.sweep.Market;
import io.bellwether.strategy.Direction;
import io.bellwether.strategy.Leg;
import io.bellwether.strategy.Strategy;
import io.bellwether.strategy.StrategyCatalog;
import io.bellwether.trading.analysis.DriftFinding;
import io.bellwether.trading.analysis.DriftReport;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.event.EventPublisher;
import io.bellwether.trading.ledger.EquityPoint;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.ledger.Trade;
import io.bellwether.trading.signal.DecisionSchedule;
import io.bellwether.trading.signal.Signal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Replays a day of live or paper trading by the backtest, and holds the one against the other.
 *
 * <p>The backtest begins at the last bar before the day, or before what was held when it began,
 * with the equity the account had then, its risk profile and the market's costs. Each bar is
 * decided by the version its signal names. So on a day that went as it should, every decision,
 * entry and exit is in both, and what is left are prices.
 */
public final class DriftWatch {
  /** Of so many days the accuracy of signals is told; the longest horizon has to fit in. */
  private static final int ACCURACY_DAYS = 90;

  /** How far back the last record of equity may lie. */
  private static final Duration EQUITY_AGE = Duration.ofDays(40);

  private final Ledger ledger;
  private final TradingCalendar calendar;
  private final StrategyCatalog catalog;
  private final DriftLimits limits;
  private final EventPublisher events;
  private final Metrics metrics;
  private final InstantSource clock;

  public DriftWatch(
      Ledger ledger,
      TradingCalendar calendar,
      StrategyCatalog catalog,
      DriftLimits limits,
      EventPublisher events,
      Metrics metrics,
      InstantSource clock) {
    this.ledger = ledger;
    this.calendar = calendar;
    this.catalog = catalog;
    this.limits = limits;
    this.events = events;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Examines a day and stores the report, unless that was done before. Of what a person is to look
   * at they are told first and it is stored then, under a name that the notifications know again: a
   * crash in between publishes twice and tells once.
   *
   * @param version the version in force as it runs here: its account is the one examined
   * @param market bars of {@link #symbols} up to the day's last, history included, with the costs
   *     the backtest is to charge; bars after the day are not seen
   * @return the report as stored
   * @throws IllegalStateException if a run of the day's schedule may still decide something, or if
   *     people could not be told: the run is to be repeated
   * @throws IllegalArgumentException as {@link #examine} does
   */
  public DriftReport watch(StrategyVersion version, BarsMarket market, LocalDate date) {
    String strategy = version.strategy();
    String account = version.account().id();
    Optional<DriftReport> known = ledger.analysis().drifts().find(strategy, account, date);
    if (known.isPresent()) {
      return known.get();
    }
    // Stored for good: of a day that is not over every decision to come would be missing.
    Instant settled =
        Day.settledAt(new DecisionSchedule(calendar, version.timeframe()), session(date));
    if (clock.instant().isBefore(settled)) {
      throw new IllegalStateException(
          ("it is too early to hold %s of %s against the backtest: a run of its schedule may"
                  + " decide until %s; ask again then")
              .formatted(strategy, date, settled));
    }
    DriftReport report = examine(version, market, date);
    boolean isToBeTold = report.exposed() || !report.alerts().isEmpty();
    if (isToBeTold && !events.taken(DriftMessage.event(report, session(date)))) {
      throw new IllegalStateException(
          "the drift of " + date + " could not be published; the retry does it again");
    }
    if (!ledger.analysis().drifts().create(report)) {
      return ledger.analysis().drifts().find(strategy, account, date).orElse(report);
    }
    report.medianBps().ifPresent(bps -> metrics.add(Metric.DRIFT_BPS, bps));
    return report;
  }

  /**
   * Examines a day; reads only.
   *
   * @param active the version in force as it runs here: its account is the one examined
   * @throws IllegalArgumentException if there is no session on the date, or no bar of the date or
   *     before it
   */
  public DriftReport examine(StrategyVersion active, BarsMarket market, LocalDate date) {
    String strategy = active.strategy();
    Session session = session(date);
    Instant start = calendar.startOfDay(date);
    Instant end = calendar.startOfDay(date.plusDays(1));
    Map<Integer, StrategyVersion> versions =
        ledger.strategies().versions(strategy).stream()
            .collect(Collectors.toMap(StrategyVersion::version, Function.identity()));
    BarsMarket known = market.between(Instant.EPOCH, end);
    Span span = span(active, known, session);
    Map<Integer, StrategyVersion> replayed =
        new ReplayedVersions(catalog, active, span.positions(), known)
            .of(signals(active, span.from(), end), versions);
    Market whole = known.of(DayReplay.symbols(catalog, active, replayed.values()));
    MarketData data = whole.data();
    int dayFrom = dayFrom(active, data, session);
    int first = indexOfOrLast(data, span.from());
    LivePositions positions = span.positions();
    DecisionSchedule schedule = new DecisionSchedule(calendar, active.timeframe());
    Instant from = span.begun().orElse(Instant.EPOCH);
    List<Signal> signals = signals(active, data.series().main().start(first), end);
    Day day = new Day(session, start, end, active, schedule, from, signals, positions);
    BacktestSettings settings =
        whole
            .settings()
            .withCapital(equity(day, whole.settings()))
            .withRisk(active.account().limits())
            .withFirstBar(first);
    DayReplay replay =
        DayReplay.run(catalog, data, settings, inForce(day, data, first, replayed), dayFrom);
    return report(day, replay, settings, versions.keySet(), replayed.keySet());
  }

  /**
   * The symbols that a day's replay is to have bars of, the main one first: those of the version in
   * force and of the versions that decided since the replay begins. Reads only.
   *
   * @param active the version in force as it runs here: its account is the one examined
   * @param market bars of that version's symbols
   * @throws IllegalArgumentException as {@link #examine} does
   */
  public List<String> symbols(StrategyVersion active, BarsMarket market, LocalDate date) {
    Instant end = calendar.startOfDay(date.plusDays(1));
    Span span = span(active, market.between(Instant.EPOCH, end), session(date));
    Set<Integer> decided =
        signals(active, span.from(), end).stream().map(Signal::version).collect(Collectors.toSet());
    return DayReplay.symbols(
        catalog,
        active,
        ledger.strategies().versions(active.strategy()).stream()
            .filter(version -> decided.contains(version.version()))
            .filter(version -> ReplayedVersions.isOnBarsOf(active, version))
            .toList());
  }

  /**
   * What a replay begins with.
   *
   * @param positions what was held
   * @param begun the first bar since the strategy was switched on, if that was meanwhile
   * @param from the bar that is decided on first
   */
  private record Span(LivePositions positions, Optional<Instant> begun, Instant from) {}

  /** By the bars of the version in force alone: which others are replayed is seen from there. */
  private Span span(StrategyVersion active, BarsMarket market, Session session) {
    MarketData data = market.of(DayReplay.strategy(catalog, active).symbols()).data();
    Instant start = calendar.startOfDay(session.date());
    int dayFrom = dayFrom(active, data, session);
    LivePositions positions =
        LivePositions.load(
            ledger.holdings(),
            active.account().id(),
            active.strategy(),
            start,
            mindsStops(active, data));
    Optional<Instant> begun =
        new Beginning(ledger, active, new DecisionSchedule(calendar, active.timeframe()))
            .firstBar(positions.flatBefore(), session);
    int flat = firstBar(data, dayFrom, positions.flatBefore(), start);
    int first = begun.map(bar -> indexOfOrLast(data, bar)).filter(bar -> bar > flat).orElse(flat);
    return new Span(positions, begun, data.series().main().start(first));
  }

  private int dayFrom(StrategyVersion version, MarketData data, Session session) {
    int dayFrom = data.firstAtOrAfter(calendar.startOfDay(session.date()));
    if (dayFrom >= data.size()) {
      throw new IllegalArgumentException(
          "there is no bar of %s on %s: hand in bars up to that day"
              .formatted(version.strategy(), session.date()));
    }
    return dayFrom;
  }

  private DriftReport report(
      Day day,
      DayReplay replay,
      BacktestSettings settings,
      Set<Integer> versions,
      Set<Integer> replayed) {
    LocalDate date = day.session().date();
    DecisionComparison decisions =
        new DecisionComparison(ledger, day, replay, versions, replayed, limits, clock.instant());
    ExecutionComparison executions =
        new ExecutionComparison(
            day, replay, new Explanations(ledger, day, clock.instant()), limits);
    List<DriftFinding> findings = new ArrayList<>(decisions.findings());
    findings.addAll(executions.findings());
    findings.sort(Comparator.comparing(DriftFinding::bar));
    List<Double> bps = findings.stream().flatMap(one -> one.bps().stream()).sorted().toList();
    return new DriftReport(
        day.strategy(),
        day.account(),
        date,
        day.signals().isEmpty() ? day.active().version() : day.signals().getLast().version(),
        replay.from(),
        settings.capital(),
        decisions.compared(),
        bps.size(),
        median(bps),
        findings,
        executions.exposed(),
        Accuracy.of(ledger, day.account(), day.strategy(), date.minusDays(ACCURACY_DAYS), date));
  }

  private static Optional<Double> median(List<Double> sorted) {
    int size = sorted.size();
    return size == 0
        ? Optional.empty()
        : Optional.of((sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2);
  }

  private List<Signal> signals(StrategyVersion active, Instant from, Instant to) {
    return ledger.signals().between(active.account().id(), from, to).stream()
        .filter(signal -> signal.strategy().equals(active.strategy()))
        .distinct()
        .toList();
  }

  /**
   * The bar that is decided on first: the one whose decision fills in the day's first bar, or in
   * the bar of the first entry of what was held when the day began.
   */
  private static int firstBar(MarketData data, int dayFrom, Instant flatBefore, Instant start) {
    int fills =
        flatBefore.isBefore(start)
            // The bar that contains the instant: the last one that starts at it or before it.
            ? data.firstAtOrAfter(flatBefore.plusMillis(1)) - 1
            : dayFrom;
    return Math.max(0, Math.min(fills, dayFrom) - 1);
  }

  private static int indexOfOrLast(MarketData data, Instant bar) {
    return Math.min(data.series().main().countBefore(bar), data.size() - 1);
  }

  /** Whether the last exit decides about the next entry, which a backtest from nothing forgets. */
  private boolean mindsStops(StrategyVersion version, MarketData data) {
    Strategy strategy = DayReplay.strategy(catalog, version);
    return strategy.on(data.series()).legs().stream().anyMatch(Leg::reentryAfterReset);
  }

  /** The versions by the first bar each decided; a bar without a signal is the one's before it. */
  private NavigableMap<Instant, StrategyVersion> inForce(
      Day day, MarketData data, int first, Map<Integer, StrategyVersion> versions) {
    NavigableMap<Instant, StrategyVersion> inForce = new TreeMap<>();
    Instant from = data.series().main().start(first);
    for (Signal signal : day.signals()) {
      Optional<StrategyVersion> version = Optional.ofNullable(versions.get(signal.version()));
      boolean same =
          !inForce.isEmpty() && inForce.lastEntry().getValue().version() == signal.version();
      if (version.isPresent() && !same) {
        inForce.put(inForce.isEmpty() ? from : signal.bar(), version.get());
      }
    }
    if (inForce.isEmpty()) {
      inForce.put(from, lastActivated(day, versions).orElse(day.active()));
    }
    return inForce;
  }

  /** The version that was in force when the day ended. */
  private Optional<StrategyVersion> lastActivated(Day day, Map<Integer, StrategyVersion> versions) {
    return ledger.strategies().activations(day.strategy()).stream()
        .filter(activation -> activation.time().isBefore(day.end()))
        .reduce((earlier, later) -> later)
        .flatMap(activation -> Optional.ofNullable(versions.get(activation.version())));
  }

  /**
   * The money the account had when it held nothing: its cash when that was last recorded, and what
   * the exits since then brought. Where it held something when it was switched on, all it had then.
   */
  private double equity(Day day, BacktestSettings settings) {
    if (!day.heldWhenSwitchedOn().isEmpty()) {
      return equityAt(day).orElse(settings.capital());
    }
    Instant flat = day.positions().flatBefore();
    List<EquityPoint> points = ledger.journal().equity(day.account(), flat.minus(EQUITY_AGE), flat);
    if (points.isEmpty()) {
      return settings.capital();
    }
    EquityPoint last = points.getLast();
    double cash = last.cash().doubleValue();
    for (Trade trade : ledger.holdings().trades(day.account(), last.time(), flat)) {
      double paid =
          trade.entryTime().isBefore(last.time())
              ? trade.quantity().multiply(trade.entryPrice()).doubleValue()
              : 0;
      cash += trade.pnl().doubleValue() + (trade.direction() == Direction.LONG ? paid : -paid);
    }
    return cash > 0 ? cash : settings.capital();
  }

  /** What was last on record before the switch-on; of a first deployment what was first after. */
  private Optional<Double> equityAt(Day day) {
    Instant from = day.from();
    List<EquityPoint> points =
        ledger.journal().equity(day.account(), from.minus(EQUITY_AGE), day.start());
    return points.stream()
        .filter(point -> point.time().isBefore(from))
        .reduce((earlier, later) -> later)
        .or(() -> points.stream().findFirst())
        .map(point -> point.equity().doubleValue())
        .filter(equity -> equity > 0);
  }

  private Session session(LocalDate date) {
    return calendar
        .session(date)
        .orElseThrow(() -> new IllegalArgumentException("there is no session on " + date));
  }
}
