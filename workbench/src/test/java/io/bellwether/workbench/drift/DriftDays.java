package io.bellwether.workbench.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bellwether.analyst.drift.DriftLimits;
import io.bellwether.analyst.drift.DriftWatch;
import io.bellwether.market.Bars;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.metric.Metric;
import io.bellwether.market.metric.Metrics;
import io.bellwether.strategy.Direction;
import io.bellwether.strategy.StrategyCatalog;
import io.bellwether.strategy.Target;
import io.bellwether.trading.analysis.DriftFinding;
import io.bellwether.trading.analysis.DriftFinding.Kind;
import io.bellwether.trading.analysis.DriftReport;
import io.bellwether.trading.event.EventPublisher;
import io.bellwether.trading.ledger.Holding;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.ledger.Trade;
import io.bellwether.trading.signal.Signal;
import io.bellwether.workbench.replay.LiveDays;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Traded days with something about them changed afterwards, and the watch that examines them. */
final class DriftDays {
  private static final NyseCalendar CALENDAR = new NyseCalendar();
  private static final Instant LATER = Instant.parse("2030-01-01T00:00:00Z");

  private DriftDays() {}

  static List<DriftReport> reports(LiveDays traded, Ledger ledger) {
    return traded.days().stream()
        .map(date -> watch(ledger).examine(traded.version(), traded.market(), date))
        .toList();
  }

  static long count(DriftReport report, Kind kind) {
    return report.findings().stream().filter(finding -> finding.kind() == kind).count();
  }

  static DriftFinding decision(DriftReport report) {
    return report.findings().stream()
        .filter(finding -> finding.what().equals("decision"))
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  static List<Signal> signals(LiveDays traded) {
    return traded
        .ledger()
        .signals()
        .between(traded.version().account().id(), Instant.EPOCH, Instant.MAX);
  }

  static List<Trade> trades(LiveDays traded) {
    return traded
        .ledger()
        .holdings()
        .trades(traded.version().account().id(), Instant.EPOCH, Instant.MAX);
  }

  /** The second day with a signal like that; on the first nothing is behind it. */
  static LocalDate dayOf(LiveDays traded, Predicate<Signal> like) {
    return signals(traded).stream()
        .filter(like)
        .skip(1)
        .map(signal -> dateOf(signal.bar()))
        .findFirst()
        .orElseThrow();
  }

  static LocalDate dateOf(Instant time) {
    return CALENDAR.dateAt(time);
  }

  static boolean asks(Signal signal, Class<? extends Target> what) {
    return signal.targets().stream().anyMatch(what::isInstance);
  }

  static Ledger withSignals(
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

  static Ledger withTrades(LiveDays traded, UnaryOperator<Trade> change) {
    return Tampering.<List<Trade>>of(
        traded.ledger(), "holdings", "trades", trades -> trades.stream().map(change).toList());
  }

  static Signal with(Signal signal, Instant bar, List<Target> targets) {
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

  static Trade with(Trade trade, BigDecimal exitPrice) {
    return with(trade, trade.strategy(), exitPrice);
  }

  static Trade with(Trade trade, String strategy, BigDecimal exitPrice) {
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

  /** As if another strategy had made it. */
  static Trade other(Trade trade) {
    return with(trade, "other", trade.exitPrice());
  }

  static Holding forged(Instant entry) {
    return holding("QQQ", entry, BigDecimal.TEN, BigDecimal.TEN, "forged");
  }

  static Holding holding(
      String symbol, Instant entry, BigDecimal quantity, BigDecimal price, String signal) {
    return new Holding(
        Traded.daily().version().account().id(),
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

  static Bars withLastClose(Bars bars, LocalDate date, double bps) {
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

  static DriftWatch watch(Ledger ledger) {
    return watch(ledger, LATER);
  }

  static DriftWatch watch(Ledger ledger, Instant now) {
    return watch(ledger, event -> {}, new ArrayList<>(), now);
  }

  static DriftWatch watch(Ledger ledger, EventPublisher events, List<Double> measured) {
    return watch(ledger, events, measured, LATER);
  }

  private static DriftWatch watch(
      Ledger ledger, EventPublisher events, List<Double> measured, Instant now) {
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
        () -> now);
  }
}
