package io.bellwether.trading.signal;

import io.bellwether.market.Bars;
import io.bellwether.market.calendar.BarGrid;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.market.feed.Feeds.WhenLate;
import io.bellwether.market.metric.Metrics;
import io.bellwether.market.time.Deadline;
import io.bellwether.market.time.Pause;
import io.bellwether.strategy.Decider;
import io.bellwether.strategy.Decision;
import io.bellwether.strategy.LegState;
import io.bellwether.strategy.Rules;
import io.bellwether.strategy.SeriesSet;
import io.bellwether.strategy.Strategy;
import io.bellwether.strategy.StrategyCatalog;
import io.bellwether.strategy.Target;
import io.bellwether.trading.Identifiers;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.event.EventPublisher;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.event.TradingEvent.Severity;
import io.bellwether.trading.ledger.Holding;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.ledger.Tick;
import io.bellwether.trading.signal.TickResult.Outcome;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One tick of one strategy: load the bars, check them, decide, store the signal, send it. */
public final class SignalService {
  /** More than the candidate in the shadow takes: two reads, a decision and a write. */
  private static final Duration SHADOW_TIME = Duration.ofSeconds(5);

  /** How long after its end a run waits for a bar to be there and final. */
  private static final Duration BAR_WAIT = Duration.ofSeconds(90);

  private static final Duration BAR_RETRY = Duration.ofSeconds(5);

  private final String stage;
  private final Ledger ledger;
  private final BarHistory history;
  private final TradingCalendar calendar;
  private final Outbox outbox;
  private final EventPublisher events;
  private final InstantSource clock;
  private final Pause pause;
  private final SignalReviews reviews;
  private final Shadows shadows;

  public SignalService(
      String stage,
      Ledger ledger,
      BarHistory history,
      TradingCalendar calendar,
      SignalQueue queue,
      EventPublisher events,
      InstantSource clock,
      Pause pause,
      Metrics metrics) {
    this.stage = stage;
    this.ledger = ledger;
    this.history = history;
    this.calendar = calendar;
    this.outbox = new Outbox(ledger.signals(), queue, clock);
    this.events = events;
    this.clock = clock;
    this.pause = pause;
    this.reviews = new SignalReviews(ledger.reviews(), metrics);
    this.shadows = new Shadows(ledger, clock);
  }

  /**
   * Evaluates a strategy for a scheduled time. Doing so twice, late or out of order is harmless: a
   * bar is decided once, and what comes too late may only reduce.
   */
  public TickResult tick(StrategyVersion version, Instant scheduledAt, Deadline deadline) {
    Evaluation evaluation = evaluate(version, scheduledAt, deadline);
    TickResult result = evaluation.result;
    ledger
        .journal()
        .record(
            new Tick(
                version.strategy(),
                scheduledAt,
                clock.instant(),
                result.outcome().label(),
                result.signal().map(Signal::id)));
    // Last of all, and only in time: it is of no consequence, and being killed in it would be,
    // since
    // the tick is then neither measured nor are those of other strategies run.
    if (deadline.allows(SHADOW_TIME)) {
      evaluation.shadow.run();
    }
    return result;
  }

  /**
   * What a tick came to.
   *
   * @param shadow asks the version in the shadow of the one that decided
   */
  private record Evaluation(TickResult result, Runnable shadow) {
    static Evaluation of(TickResult result) {
      return new Evaluation(result, () -> {});
    }
  }

  /** Decides as of a past time without storing or sending anything. */
  public TickResult explain(StrategyVersion version, Instant asOf, Deadline deadline) {
    Strategy strategy = strategy(version);
    DecisionSchedule schedule = new DecisionSchedule(calendar, version.timeframe());
    Instant bar = schedule.barAt(asOf);
    return switch (history.load(
        version,
        strategy,
        schedule.grid(),
        bar,
        heldSince(version, strategy, schedule.grid()),
        clock.instant(),
        WhenLate.PASS_OVER,
        deadline)) {
      case BarHistory.Result.Missing missing ->
          result(Outcome.MISSING_BAR, version, missing.message());
      case BarHistory.Result.Rejected rejected ->
          result(Outcome.REJECTED, version, rejected.message());
      case BarHistory.Result.Ready ready -> {
        Decision decision =
            decide(strategy, ready.series(), held(version, strategy, schedule.grid()));
        yield new TickResult(
            Outcome.DECISION_ONLY,
            version.strategy(),
            Optional.empty(),
            Optional.of(decision),
            "decision only, with the holdings of now; nothing was stored or sent");
      }
    };
  }

  private Evaluation evaluate(StrategyVersion version, Instant scheduledAt, Deadline deadline) {
    DecisionSchedule schedule = new DecisionSchedule(calendar, version.timeframe());
    if (!schedule.isDue(scheduledAt)) {
      return Evaluation.of(result(Outcome.CLOSED, version, "no session at " + scheduledAt));
    }
    Instant bar = schedule.barAt(scheduledAt);
    Optional<Signal> latest = ledger.signals().latest(version.account().id(), version.strategy());
    if (latest.isPresent() && !latest.get().bar().isBefore(bar)) {
      return Evaluation.of(known(version, latest.get(), bar));
    }
    Optional<String> basisUnknown = basisUnknown(version);
    if (basisUnknown.isPresent()) {
      return Evaluation.of(reject(Outcome.REJECTED, version, basisUnknown.get()));
    }
    Strategy strategy = strategy(version);
    BarHistory.Result loaded = load(version, strategy, schedule.grid(), bar, deadline);
    return switch (loaded) {
      case BarHistory.Result.Missing missing ->
          Evaluation.of(reject(Outcome.MISSING_BAR, version, missing.message()));
      case BarHistory.Result.Rejected rejected ->
          Evaluation.of(reject(Outcome.REJECTED, version, rejected.message()));
      case BarHistory.Result.Ready ready -> {
        Map<String, LegState> held = held(version, strategy, schedule.grid());
        Decision decision = decide(strategy, ready.series(), held);
        TickResult result = raise(version, schedule, bar, decision, ready.series());
        // Last: what is measured must not come before what is traded.
        reviews.judge(version.account().id(), ready.series());
        Optional<Signal> decided =
            result.signal().filter(signal -> result.outcome() == Outcome.DECIDED);
        decided.ifPresent(signal -> reviews.await(signal, held));
        yield new Evaluation(
            result,
            () ->
                decided.ifPresent(signal -> shadows.decide(version, signal, ready.series(), held)));
      }
    };
  }

  /**
   * Bars are adjusted for a split from the start of its day. A holding from before is not until
   * execution has asked for the splits of that day; decided on both, a split looks like a loss.
   */
  private Optional<String> basisUnknown(StrategyVersion version) {
    String account = version.account().id();
    LocalDate today = calendar.dateAt(clock.instant());
    Instant start = today.atStartOfDay(calendar.zone()).toInstant();
    boolean overNight =
        ledger.holdings().of(account).stream()
            .anyMatch(holding -> !holding.isFlat() && holding.entryTime().isBefore(start));
    // An account that was never reconciled has nobody to do it.
    return overNight
            && ledger
                .reconciliation()
                .mark(account)
                .filter(mark -> mark.splitsThrough().isBefore(today))
                .isPresent()
        ? Optional.of(
            "it is not known yet whether what is held was split today; execution's follow-up finds"
                + " out, see why it did not run or could not")
        : Optional.empty();
  }

  private TickResult known(StrategyVersion version, Signal latest, Instant bar) {
    if (latest.bar().isAfter(bar)) {
      return result(Outcome.SUPERSEDED, version, "bar " + latest.bar() + " was decided before");
    }
    if (!latest.dispatched()) {
      outbox.dispatch(latest);
    }
    return new TickResult(
        Outcome.REPEATED,
        version.strategy(),
        Optional.of(latest),
        Optional.empty(),
        "bar " + bar + " was decided before");
  }

  /** Waits for a bar that is late; the last try passes over the feed that lacks it. */
  private BarHistory.Result load(
      StrategyVersion version, Strategy strategy, BarGrid grid, Instant bar, Deadline deadline) {
    Instant giveUp = grid.end(bar).plus(BAR_WAIT);
    Optional<Instant> heldSince = heldSince(version, strategy, grid);
    while (true) {
      boolean mayWait =
          clock.instant().plus(BAR_RETRY).isBefore(giveUp)
              && deadline.allows(BAR_RETRY.multipliedBy(2));
      BarHistory.Result result =
          history.load(
              version,
              strategy,
              grid,
              bar,
              heldSince,
              clock.instant(),
              mayWait ? WhenLate.WAIT : WhenLate.PASS_OVER,
              deadline);
      if (!mayWait || !(result instanceof BarHistory.Result.Missing missing)) {
        return result;
      }
      // A call that took all the time leaves none to wait, but another feed may have the bar.
      if (deadline.allows(BAR_RETRY.multipliedBy(2))) {
        pause.of(shorter(untilRetry(missing, giveUp), deadline.remaining().minus(BAR_RETRY)));
      }
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Until the feed's bars are final, if it is known when that is. */
  private Duration untilRetry(BarHistory.Result.Missing missing, Instant giveUp) {
    Instant next = clock.instant().plus(BAR_RETRY);
    Instant known = missing.retryAt().filter(next::isBefore).orElse(next);
    return Duration.between(clock.instant(), known.isBefore(giveUp) ? known : giveUp);
  }

  private TickResult raise(
      StrategyVersion version,
      DecisionSchedule schedule,
      Instant bar,
      Decision decision,
      SeriesSet series) {
    if (decision.targets().isEmpty()) {
      return result(Outcome.WARMING_UP, version, "an indicator is not defined yet at " + bar);
    }
    Instant now = clock.instant();
    boolean acts = decision.targets().stream().anyMatch(t -> !(t instanceof Target.Keep));
    Signal signal =
        new Signal(
            Identifiers.signal(
                stage,
                version.account().id(),
                version.strategy(),
                version.symbols().getFirst(),
                bar),
            version.account().id(),
            version.strategy(),
            version.version(),
            version.timeframe(),
            bar,
            now,
            schedule.submitFrom(bar),
            schedule.validUntil(bar),
            version.packaged(),
            decision.targets(),
            closes(series),
            !acts,
            AverageVolumes.of(series.all(), calendar));
    if (!ledger.signals().create(signal)) {
      return result(Outcome.REPEATED, version, "another run decided bar " + bar);
    }
    if (acts) {
      announce(signal, now);
      outbox.dispatch(signal);
    }
    return new TickResult(
        Outcome.DECIDED,
        version.strategy(),
        Optional.of(signal),
        Optional.of(decision),
        describe(decision));
  }

  private static Decision decide(Strategy strategy, SeriesSet series, Map<String, LegState> held) {
    Rules rules = strategy.on(series);
    return Decider.decide(rules, series.size() - 1, held);
  }

  /**
   * What is held of the strategy's symbols, and what the strategy entered itself by a version with
   * other symbols: not what another strategy or a person holds beside it. The copy packaged with
   * the code serves while nobody knows what the version in force trades, and so leaves none of it.
   */
  private Map<String, LegState> held(StrategyVersion version, Strategy strategy, BarGrid grid) {
    Map<String, LegState> held = new HashMap<>();
    for (Holding holding : ledger.holdings().of(version.account().id())) {
      boolean entered =
          !version.packaged()
              && holding.strategy().equals(version.strategy())
              && !holding.isAdopted();
      if (entered || strategy.symbols().contains(holding.symbol())) {
        held.put(holding.symbol(), state(holding, grid));
      }
    }
    return held;
  }

  /**
   * When the oldest position among the strategy's symbols was entered, as the start of a bar; not
   * asked of the ledger for a strategy that does not look back that far.
   */
  private Optional<Instant> heldSince(StrategyVersion version, Strategy strategy, BarGrid grid) {
    if (!strategy.exitsByPath()) {
      return Optional.empty();
    }
    return held(version, strategy, grid).entrySet().stream()
        .filter(leg -> strategy.symbols().contains(leg.getKey()))
        .map(Map.Entry::getValue)
        .filter(LegState.Held.class::isInstance)
        .map(state -> ((LegState.Held) state).entryBar())
        .min(Comparator.naturalOrder());
  }

  private static LegState state(Holding holding, BarGrid grid) {
    if (!holding.isFlat()) {
      return new LegState.Held(
          holding.direction(),
          holding.quantity().doubleValue(),
          holding.averagePrice().doubleValue(),
          grid.startContaining(holding.entryTime()).orElse(holding.entryTime()));
    }
    return new LegState.Flat(
        holding
            .lastExit()
            .map(
                exit ->
                    new LegState.LastExit(
                        grid.startContaining(exit.bar()).orElse(exit.bar()), exit.reason())));
  }

  private static Map<String, BigDecimal> closes(SeriesSet series) {
    Map<String, BigDecimal> closes = new TreeMap<>();
    for (Bars bars : series.all()) {
      closes.put(bars.symbol(), BigDecimal.valueOf(bars.close()[bars.size() - 1]));
    }
    return closes;
  }

  private void announce(Signal signal, Instant now) {
    boolean expired = now.isAfter(signal.validUntil());
    tell(
        expired ? TradingEvent.Type.SIGNAL_EXPIRED : TradingEvent.Type.SIGNAL_RAISED,
        expired ? Severity.WARNING : Severity.INFO,
        signal.account(),
        signal.strategy(),
        describe(new Decision(signal.bar(), signal.targets()))
            + (expired ? "; decided too late to enter" : ""),
        Map.of("signal", signal.id(), "bar", signal.bar().toString()));
  }

  private TickResult reject(Outcome outcome, StrategyVersion version, String message) {
    tell(
        TradingEvent.Type.DATA_REJECTED,
        Severity.WARNING,
        version.account().id(),
        version.strategy(),
        message,
        Map.of("outcome", outcome.label()));
    return result(outcome, version, message);
  }

  private void tell(
      TradingEvent.Type type,
      Severity severity,
      String account,
      String strategy,
      String message,
      Map<String, String> details) {
    events.publish(
        new TradingEvent(
            type,
            severity,
            clock.instant(),
            account,
            Optional.of(strategy),
            Optional.empty(),
            message,
            details));
  }

  private static String describe(Decision decision) {
    return String.join("; ", decision.targets().stream().map(SignalService::describe).toList());
  }

  private static String describe(Target target) {
    return switch (target) {
      case Target.Hold hold -> "hold " + hold.symbol() + " (" + hold.why() + ")";
      case Target.Flat flat -> "no " + flat.symbol() + " (" + flat.why() + ")";
      case Target.Keep keep -> "keep " + keep.symbol() + " as it is (" + keep.why() + ")";
    };
  }

  static Strategy strategy(StrategyVersion version) {
    return StrategyCatalog.standard()
        .create(version.strategy(), version.symbols(), version.timeframe(), version.parameters());
  }

  private static TickResult result(Outcome outcome, StrategyVersion version, String message) {
    return new TickResult(outcome, version.strategy(), Optional.empty(), Optional.empty(), message);
  }
}
