package io.bellwether.workbench.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.analyst.drift.DriftLimits;
import io.bellwether.analyst.drift.DriftWatch;
import io.bellwether.market.Bars;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.metric.Metric;
import io.bellwether.market.metric.Metrics;
import io.bellwether.strategy.Direction;
import io.bellwether.strategy.ExitReason;
import io.bellwether.strategy.StrategyCatalog;
import io.bellwether.strategy.Target;
import io.bellwether.trading.analysis.DriftFinding;
import io.bellwether.trading.analysis.DriftFinding.Kind;
import io.bellwether.trading.analysis.DriftReport;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.event.EventPublisher;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.event.TradingEvent.Severity;
import io.bellwether.trading.ledger.Activations;
import io.bellwether.trading.ledger.Finding;
import io.bellwether.trading.ledger.Holding;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.ledger.Trade;
import io.bellwether.trading.risk.RiskState;
import io.bellwether.trading.signal.Signal;
import io.bellwether.workbench.replay.LiveDays;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Days that the real functions traded on a simulated market are those of the backtest, to the last
 * digit; and whatever is changed about them afterwards is found and named.
 */
@Tag("integration")
class DriftOfReplaysTest {
  private static final double TOLERANCE_BPS = 1e-6;
  private static final NyseCalendar CALENDAR = new NyseCalendar();
  private static final Map<String, String> OTHER = Map.of("entry-rsi", "12", "exit-rsi", "55");
  private static final Instant T0 = Instant.parse("2025-01-01T00:00:00Z");

  private static LiveDays hourly;
  private static LiveDays daily;

  @BeforeAll
  static void trade() {
    hourly = Traded.hourly();
    daily = Traded.daily();
  }

  @Test
  void whatWasTradedIsWhatTheBacktestTrades() {
    int decisions = 0;
    int executions = 0;
    for (LiveDays traded : List.of(hourly, daily)) {
      for (DriftReport report : reports(traded, traded.ledger())) {
        report.findings().forEach(one -> assertEquals(Kind.AGREES, one.kind(), one::toString));
        assertFalse(report.exposed());
        report.medianBps().ifPresent(bps -> assertEquals(0, bps));
        decisions += report.decisions();
        executions += report.executions();
      }
    }
    // Seven bars an hour long on each day but the early close, whose last is decided a day later.
    assertEquals(6 * 7 - 4 + 28, decisions);
    assertTrue(executions >= 12, "executions " + executions);
  }

  @Test
  void slippageIsFoundToTheBasisPoint() {
    LiveDays slipped =
        Traded.days("ema-crossover", Traded.SEED, Traded.TO_HOURLY, new BigDecimal("6.5"));
    List<Double> bps =
        reports(slipped, slipped.ledger()).stream()
            .flatMap(report -> report.findings().stream())
            .flatMap(finding -> finding.bps().stream())
            .toList();
    assertFalse(bps.isEmpty());
    bps.forEach(one -> assertEquals(6.5, one, TOLERANCE_BPS));
  }

  /** Seeds for the market and for what the exchange takes. */
  @Test
  void otherMarketsAreTheSame() {
    long seed = Long.getLong("bellwether.seed", 20_261_122L);
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    int decisions = 0;
    int executions = 0;
    for (int i = 0; i < 2; i++) {
      LiveDays traded =
          Traded.days("rsi2", random.nextLong(1, 1 << 30), Traded.TO_DAILY, BigDecimal.ZERO);
      for (DriftReport report : reports(traded, traded.ledger())) {
        assertEquals(List.of(), report.alerts());
        assertEquals(0, report.medianBps().orElse(0.0), TOLERANCE_BPS);
        decisions += report.decisions();
        executions += report.executions();
      }
    }
    assertTrue(decisions >= 50, "decisions " + decisions);
    assertTrue(executions >= 2, "executions " + executions);
  }

  /** Each bar is decided by the version that decided it. */
  @Test
  void aVersionThatWasActivatedOnTheWayIsFollowed() {
    LiveDays traded =
        Traded.days(
            "rsi2",
            Traded.SEED,
            Traded.TO_DAILY,
            BigDecimal.ZERO,
            (date, ledger) -> {
              if (date.equals(LocalDate.of(2025, 7, 18))) {
                StrategyVersion first = ledger.strategies().active("rsi2").orElseThrow();
                Instant evening = Instant.parse("2025-07-18T22:00:00Z");
                Activations.bringIn(
                    ledger.strategies(),
                    first.successor(2, OTHER, "test", evening, Optional.empty()));
              }
            });
    List<DriftReport> reports = reports(traded, traded.ledger());
    reports.forEach(report -> assertEquals(List.of(), report.alerts()));
    assertEquals(1, reports.getFirst().version());
    assertEquals(2, reports.getLast().version());
  }

  @Test
  void anotherParameterThanTheRecordedOneIsFound() {
    for (LiveDays traded : List.of(hourly, daily)) {
      Map<String, String> other = traded == daily ? OTHER : Map.of("fast", "3", "slow", "8");
      Ledger ledger =
          Tampering.<List<StrategyVersion>>of(
              traded.ledger(),
              "strategies",
              "versions",
              versions ->
                  versions.stream()
                      .map(version -> version.successor(1, other, "test", T0, Optional.empty()))
                      .toList());
      assertTrue(
          reports(traded, ledger).stream()
              .anyMatch(report -> count(report, Kind.DECISION_DIFFERS) > 0));
    }
  }

  @Test
  void aBarThatChangedAfterwardsIsFoundAndNamed() {
    LocalDate date = dayOf(daily, signal -> asks(signal, Target.Hold.class));
    double bps = 12;
    List<Bars> changed = daily.bars().stream().map(bars -> withLastClose(bars, date, bps)).toList();
    DriftFinding decision =
        decision(watch(daily.ledger()).examine(daily.version(), daily.market(changed), date));
    assertEquals(Kind.DATA_CHANGED, decision.kind());
    assertTrue(decision.cause().contains("+12.0 bps"), decision::cause);
    assertTrue(decision.alert());
  }

  /** So far that the decision is another one: the closes of then tell why. */
  @Test
  void aDecisionThatDiffersBecauseTheBarChangedIsSaidToDoSo() {
    LocalDate date = dayOf(daily, signal -> asks(signal, Target.Hold.class));
    List<Bars> changed =
        daily.bars().stream().map(bars -> withLastClose(bars, date, 3000)).toList();
    DriftFinding decision =
        decision(watch(daily.ledger()).examine(daily.version(), daily.market(changed), date));
    assertEquals(Kind.DATA_CHANGED, decision.kind());
    assertTrue(decision.cause().contains("decides as live did"), decision::cause);
    assertTrue(decision.alert());
  }

  @Test
  void aSignalThatIsGoneIsMissing() {
    LocalDate date = dayOf(daily, signal -> asks(signal, Target.Hold.class));
    Ledger ledger = withSignals(daily, date, signal -> Stream.of());
    DriftFinding decision = decision(watch(ledger).examine(daily.version(), daily.market(), date));
    assertEquals(Kind.MISSING, decision.kind());
    assertEquals("nothing", decision.live());
    assertTrue(decision.alert());
  }

  @Test
  void aForgedDecisionDiffers() {
    LocalDate date = dayOf(daily, signal -> asks(signal, Target.Hold.class));
    Ledger ledger =
        withSignals(
            daily,
            date,
            signal -> {
              List<Target> kept =
                  signal.targets().stream()
                      .map(target -> (Target) new Target.Keep(target.symbol(), "forged"))
                      .toList();
              return Stream.of(with(signal, signal.bar(), kept));
            });
    DriftFinding decision = decision(watch(ledger).examine(daily.version(), daily.market(), date));
    assertEquals(Kind.DECISION_DIFFERS, decision.kind());
    assertTrue(decision.live().contains("forged"));
    assertTrue(decision.backtest().startsWith("hold TQQQ long"), decision::backtest);
    assertTrue(decision.alert());
  }

  @Test
  void aForgedSignalIsSurplus() {
    LocalDate date = LocalDate.of(2025, 7, 8);
    Ledger ledger =
        withSignals(
            hourly,
            date,
            signal ->
                Stream.of(signal, with(signal, signal.bar().plusSeconds(600), signal.targets())));
    DriftReport report = watch(ledger).examine(hourly.version(), hourly.market(), date);
    assertTrue(count(report, Kind.SURPLUS) > 0);
    assertEquals(count(report, Kind.SURPLUS), report.alerts().size());
  }

  @Test
  void aFillThatWasMovedIsFoundToTheBasisPoint() {
    Trade left =
        trades(daily).stream()
            .filter(trade -> trade.exitReason() == ExitReason.RULE)
            .findFirst()
            .orElseThrow();
    BigDecimal worse = left.exitPrice().multiply(new BigDecimal("0.9993"));
    Ledger ledger =
        withTrades(daily, trade -> trade.id().equals(left.id()) ? with(trade, worse) : trade);
    DriftReport report =
        watch(ledger).examine(daily.version(), daily.market(), dateOf(left.exitTime()));
    DriftFinding exit =
        report.findings().stream()
            .filter(finding -> finding.what().equals("exit " + left.symbol()))
            .findFirst()
            .orElseThrow();
    assertEquals(Kind.PRICE, exit.kind());
    assertEquals(7, exit.bps().orElseThrow(), TOLERANCE_BPS);
    assertFalse(exit.alert(), "seven basis points are no alarm");
  }

  /** What was bought is not in the ledger: told, unless a person had stopped new exposure. */
  @Test
  void anEntryThatWasNotMadeIsMissingOrExplained() {
    Trade entered = trades(daily).getFirst();
    LocalDate date = dateOf(entered.entryTime());
    Ledger without =
        withTrades(daily, trade -> trade.id().equals(entered.id()) ? other(trade) : trade);
    DriftReport report = watch(without).examine(daily.version(), daily.market(), date);
    assertTrue(count(report, Kind.MISSING) > 0, report::toString);
    assertTrue(report.exposed());

    RiskState killed = RiskState.initial(daily.version().account().id()).kill("holiday");
    Ledger stopped = Tampering.<RiskState>of(without, "risk", "of", state -> killed);
    DriftReport explained = watch(stopped).examine(daily.version(), daily.market(), date);
    assertEquals(List.of(), explained.alerts());
    assertFalse(explained.exposed());
    assertTrue(
        explained.findings().stream()
            .filter(finding -> finding.kind() == Kind.EXPLAINED)
            .anyMatch(
                finding -> finding.cause().contains("a person stopped new exposure: holiday")),
        explained::toString);
  }

  /** A position the strategy never asked for is found on the day it is bought and the day after. */
  @Test
  void aPositionThatNobodyDecidedIsSurplus() {
    LocalDate date = dayOf(daily, signal -> !asks(signal, Target.Hold.class));
    Instant open = date.atTime(9, 31).atZone(CALENDAR.zone()).toInstant();
    Ledger ledger =
        Tampering.<List<Holding>>of(
            daily.ledger(), "holdings", "of", holdings -> List.of(forged(open)));
    DriftReport report = watch(ledger).examine(daily.version(), daily.market(), date);
    assertTrue(
        report.alerts().stream().anyMatch(one -> one.what().equals("entry QQQ")), report::toString);
    assertTrue(report.exposed());
    DriftReport next =
        watch(ledger).examine(daily.version(), daily.market(), CALENDAR.nextSession(date).date());
    assertTrue(
        next.alerts().stream().anyMatch(one -> one.what().equals("held QQQ")), next::toString);
  }

  /** Once it is left only the finding that its adoption closed is there to explain it. */
  @Test
  void aPositionThatWasAdoptedAndLeftIsExplained() {
    LocalDate date = dayOf(daily, signal -> !asks(signal, Target.Hold.class));
    Instant open = date.atTime(9, 31).atZone(CALENDAR.zone()).toInstant();
    Trade left = trade(open, open.plusSeconds(3600));
    Ledger traded =
        Tampering.<List<Trade>>of(
            daily.ledger(),
            "holdings",
            "trades",
            trades -> Stream.concat(trades.stream(), Stream.of(left)).toList());
    DriftReport forged = watch(traded).examine(daily.version(), daily.market(), date);
    assertTrue(
        forged.alerts().stream().anyMatch(one -> one.what().equals("entry QQQ")), forged::toString);
    for (int hours : List.of(1, 48)) {
      Finding found =
          new Finding(
              left.account(),
              Finding.Kind.POSITION,
              "QQQ",
              "QQQ",
              BigDecimal.ZERO,
              BigDecimal.TEN,
              Finding.State.CLOSED,
              open.minusSeconds(3600L * hours),
              true,
              "adopted",
              2);
      Ledger ledger =
          Tampering.<List<Finding>>of(
              traded, "reconciliation", "findings", findings -> List.of(found));
      DriftReport report = watch(ledger).examine(daily.version(), daily.market(), date);
      assertEquals(
          hours == 1,
          report.alerts().stream().noneMatch(one -> one.what().endsWith("QQQ")),
          report::toString);
    }
  }

  private static Trade trade(Instant entry, Instant exit) {
    Trade any = trades(daily).getFirst();
    return new Trade(
        "forged",
        any.account(),
        any.strategy(),
        "QQQ",
        Direction.LONG,
        BigDecimal.TEN,
        entry,
        BigDecimal.TEN,
        exit,
        BigDecimal.TEN,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        ExitReason.RULE);
  }

  /** Half of it is sold, the other half is left without anybody to watch it. */
  @Test
  void anExitThatIsNotWholeIsMissing() {
    Trade left =
        trades(daily).stream()
            .filter(trade -> trade.exitReason() == ExitReason.RULE)
            .findFirst()
            .orElseThrow();
    Holding rest =
        holding(left.symbol(), left.entryTime(), left.quantity(), left.entryPrice(), "entered");
    Ledger ledger =
        Tampering.<List<Holding>>of(daily.ledger(), "holdings", "of", holdings -> List.of(rest));
    DriftReport report =
        watch(ledger).examine(daily.version(), daily.market(), dateOf(left.exitTime()));
    DriftFinding exit =
        report.alerts().stream()
            .filter(finding -> finding.what().equals("exit " + left.symbol()))
            .findFirst()
            .orElseThrow();
    assertEquals(Kind.MISSING, exit.kind());
    assertTrue(exit.cause().contains("still held"), exit::cause);
    assertTrue(report.exposed());
  }

  /** Told once and stored once, whatever dies in between. */
  @Test
  void aDayIsToldOnceAndStoredOnce() {
    LocalDate date = dayOf(daily, signal -> asks(signal, Target.Hold.class));
    Ledger ledger = withSignals(daily, date, signal -> Stream.of());
    List<TradingEvent> told = new ArrayList<>();
    List<Double> measured = new ArrayList<>();
    assertThrows(
        IllegalStateException.class,
        () -> watch(ledger, refusing(), measured).watch(daily.version(), daily.market(), date));
    assertEquals(List.of(), ledger.analysis().drifts().of("rsi2", date, date));

    // Killed after telling, before storing: what is published again bears the same name.
    DriftWatch dying =
        watch(
            Tampering.of(
                ledger,
                "analysis",
                "drifts",
                drifts -> {
                  if (!told.isEmpty()) {
                    throw new IllegalStateException("killed");
                  }
                  return drifts;
                }),
            told::add,
            measured);
    assertThrows(
        IllegalStateException.class, () -> dying.watch(daily.version(), daily.market(), date));
    DriftReport stored =
        watch(ledger, told::add, measured).watch(daily.version(), daily.market(), date);
    assertEquals(
        stored, watch(ledger, told::add, measured).watch(daily.version(), daily.market(), date));
    assertEquals(List.of(stored), ledger.analysis().drifts().of("rsi2", date, date));
    assertEquals(2, told.size());
    assertEquals(told.getFirst(), told.getLast());
    assertTrue(told.getFirst().occurrence().isPresent());
    assertEquals(Severity.WARNING, told.getFirst().severity());
    assertEquals(stored.medianBps().stream().toList(), measured);
  }

  private static EventPublisher refusing() {
    return new EventPublisher() {
      @Override
      public void publish(TradingEvent event) {}

      @Override
      public boolean taken(TradingEvent event) {
        return false;
      }
    };
  }

  private static List<DriftReport> reports(LiveDays traded, Ledger ledger) {
    return traded.days().stream()
        .map(date -> watch(ledger).examine(traded.version(), traded.market(), date))
        .toList();
  }

  private static long count(DriftReport report, Kind kind) {
    return report.findings().stream().filter(finding -> finding.kind() == kind).count();
  }

  private static DriftFinding decision(DriftReport report) {
    return report.findings().stream()
        .filter(finding -> finding.what().equals("decision"))
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  private static List<Signal> signals(LiveDays traded) {
    return traded
        .ledger()
        .signals()
        .between(traded.version().account().id(), Instant.EPOCH, Instant.MAX);
  }

  private static List<Trade> trades(LiveDays traded) {
    return traded
        .ledger()
        .holdings()
        .trades(traded.version().account().id(), Instant.EPOCH, Instant.MAX);
  }

  /** The second day with a signal like that; on the first nothing is behind it. */
  private static LocalDate dayOf(LiveDays traded, Predicate<Signal> like) {
    return signals(traded).stream()
        .filter(like)
        .skip(1)
        .map(signal -> dateOf(signal.bar()))
        .findFirst()
        .orElseThrow();
  }

  private static LocalDate dateOf(Instant time) {
    return CALENDAR.dateAt(time);
  }

  private static boolean asks(Signal signal, Class<? extends Target> what) {
    return signal.targets().stream().anyMatch(what::isInstance);
  }

  private static Ledger withSignals(
      LiveDays traded, LocalDate date, Function<Signal, Stream<Signal>> change) {
    return Tampering.<List<Signal>>of(
        traded.ledger(),
        "signals",
        "between",
        signals ->
            signals.stream()
                .flatMap(
                    signal ->
                        dateOf(signal.bar()).equals(date)
                            ? change.apply(signal)
                            : Stream.of(signal))
                .toList());
  }

  private static Ledger withTrades(LiveDays traded, UnaryOperator<Trade> change) {
    return Tampering.<List<Trade>>of(
        traded.ledger(), "holdings", "trades", trades -> trades.stream().map(change).toList());
  }

  private static Signal with(Signal signal, Instant bar, List<Target> targets) {
    return new Signal(
        signal.id(),
        signal.account(),
        signal.strategy(),
        signal.version(),
        signal.timeframe(),
        bar,
        signal.decidedAt(),
        signal.submitFrom(),
        signal.validUntil(),
        signal.reducingOnly(),
        targets,
        signal.closes(),
        signal.dispatched());
  }

  private static Trade with(Trade trade, BigDecimal exitPrice) {
    return with(trade, trade.strategy(), exitPrice);
  }

  /** As if another strategy had made it. */
  private static Trade other(Trade trade) {
    return with(trade, "other", trade.exitPrice());
  }

  private static Trade with(Trade trade, String strategy, BigDecimal exitPrice) {
    return new Trade(
        trade.id(),
        trade.account(),
        strategy,
        trade.symbol(),
        trade.direction(),
        trade.quantity(),
        trade.entryTime(),
        trade.entryPrice(),
        trade.exitTime(),
        exitPrice,
        trade.fees(),
        trade.pnl(),
        trade.exitReason());
  }

  private static Holding forged(Instant entry) {
    return holding("QQQ", entry, BigDecimal.TEN, BigDecimal.TEN, "forged");
  }

  private static Holding holding(
      String symbol, Instant entry, BigDecimal quantity, BigDecimal price, String signal) {
    return new Holding(
        daily.version().account().id(),
        symbol,
        "rsi2",
        signal,
        Direction.LONG,
        quantity,
        price,
        BigDecimal.ZERO,
        entry,
        Optional.empty(),
        Optional.empty(),
        1);
  }

  private static Bars withLastClose(Bars bars, LocalDate date, double bps) {
    Bars.Builder changed = Bars.builder(bars.symbol(), bars.timeframe(), bars.provenance());
    for (int i = 0; i < bars.size(); i++) {
      boolean last =
          dateOf(bars.start(i)).equals(date)
              && (i + 1 == bars.size() || dateOf(bars.start(i + 1)).isAfter(date));
      double close = bars.close()[i] * (last ? 1 + bps / 1e4 : 1);
      changed.add(
          bars.startMillis()[i],
          bars.open()[i],
          Math.max(close, bars.high()[i]),
          bars.low()[i],
          close,
          bars.volume()[i]);
    }
    return changed.build();
  }

  private static DriftWatch watch(Ledger ledger) {
    return watch(ledger, event -> {}, new ArrayList<>());
  }

  private static DriftWatch watch(Ledger ledger, EventPublisher events, List<Double> measured) {
    Metrics metrics =
        new Metrics() {
          @Override
          public void add(Metric metric, double value) {
            assertEquals(Metric.DRIFT_BPS, metric);
            measured.add(value);
          }

          @Override
          public void note(String property, String value) {}
        };
    return new DriftWatch(
        ledger,
        CALENDAR,
        StrategyCatalog.standard(),
        DriftLimits.DEFAULT,
        events,
        metrics,
        () -> Instant.parse("2030-01-01T00:00:00Z"));
  }
}
