package io.bellwether.workbench.replay;

import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.calendar.BarGrid;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.research.metrics.Conventions;
import io.bellwether.research.metrics.EquityCurve;
import io.bellwether.research.metrics.EquitySample;
import io.bellwether.research.report.Assumptions;
import io.bellwether.research.report.OpenPosition;
import io.bellwether.research.report.RunResult;
import io.bellwether.trading.ledger.Holding;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.ledger.Tick;
import io.bellwether.trading.signal.TickResult;
import io.bellwether.workbench.exchange.ExchangeFill;
import io.bellwether.workbench.exchange.SimulatedExchange;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Gathers what a replay left behind: trades from the ledger, equity from the exchange. */
final class ReplayRecord {
  private static final Instant FOREVER = Instant.parse("9999-01-01T00:00:00Z");

  private static final Set<String> WITHOUT_BARS =
      Set.of(TickResult.Outcome.MISSING_BAR.label(), TickResult.Outcome.REJECTED.label());

  private final ReplaySpec spec;
  private final TradingCalendar calendar;
  private final BarGrid grid;
  private final SimulatedExchange exchange;
  private final Ledger ledger;

  ReplayRecord(
      ReplaySpec spec,
      TradingCalendar calendar,
      BarGrid grid,
      SimulatedExchange exchange,
      Ledger ledger) {
    this.spec = spec;
    this.calendar = calendar;
    this.grid = grid;
    this.exchange = exchange;
    this.ledger = ledger;
  }

  RunResult gather() {
    String account = spec.version().account().id();
    Bars bars = ReplayRunner.decided(spec, calendar);
    return new RunResult(
        "Replay",
        spec.version().strategy(),
        new TreeMap<>(spec.version().parameters()),
        account,
        spec.version().symbols(),
        spec.from(),
        spec.to(),
        bars.isEmpty()
            ? grid.calendar().previousSession(spec.to()).close()
            : grid.end(bars.lastStart()),
        spec.capital(),
        equity(),
        ledger.holdings().trades(account, Instant.EPOCH, FOREVER),
        ledger.orders().between(account, Instant.EPOCH, FOREVER),
        ledger.signals().between(account, Instant.EPOCH, FOREVER),
        openPositions(account),
        assumptions(),
        Conventions.US_EQUITIES,
        bars);
  }

  /** One sample per bar of the strategy: the last the exchange took within it. */
  private EquityCurve equity() {
    Set<Instant> traded = new HashSet<>();
    for (ExchangeFill fill : exchange.fills()) {
      grid.startContaining(fill.time()).ifPresent(traded::add);
    }
    Map<Instant, EquitySample> byBar = new TreeMap<>();
    for (var sample : exchange.equitySamples()) {
      grid.startContaining(grid.timeframe().isDaily() ? sample.time() : sample.barStart())
          .ifPresent(
              bar ->
                  byBar.merge(
                      bar,
                      new EquitySample(
                          bar,
                          sample.equity().doubleValue(),
                          sample.cash().doubleValue(),
                          !sample.positions().isEmpty() || traded.contains(bar)),
                      (earlier, later) ->
                          new EquitySample(
                              bar,
                              later.equity(),
                              later.cash(),
                              earlier.inMarket() || later.inMarket())));
    }
    return EquityCurve.of(List.copyOf(byBar.values()));
  }

  private List<OpenPosition> openPositions(String account) {
    return ledger.holdings().of(account).stream()
        .filter(holding -> !holding.isFlat())
        .map(this::open)
        .toList();
  }

  private OpenPosition open(Holding holding) {
    Bars bars = ReplayRunner.finest(spec.bars(), holding.symbol());
    Instant end = spec.to().plusDays(1).atStartOfDay(calendar.zone()).toInstant();
    double last = bars.close()[Math.max(0, bars.countBefore(end) - 1)];
    return new OpenPosition(
        holding.symbol(),
        holding.direction(),
        holding.quantity(),
        holding.entryTime(),
        holding.averagePrice(),
        BigDecimal.valueOf(last),
        holding.entryFees());
  }

  private Assumptions assumptions() {
    List<String> notes = new ArrayList<>();
    notes.add(
        "market orders fill at the open of the next bar, stops at their price or at a worse open");
    notes.add("stop prices are not rounded to the exchange's grid");
    notes.add("risk profile: " + spec.version().account().riskProfile());
    long undecided =
        ledger.journal().ticks(spec.version().strategy(), Instant.EPOCH, FOREVER).stream()
            .map(Tick::outcome)
            .filter(WITHOUT_BARS::contains)
            .count();
    if (undecided > 0) {
      notes.add(undecided + " tick(s) found no usable bar and decided nothing");
    }
    PriceBasis basis = spec.version().basis();
    if (spec.costs().countsShares() && basis != PriceBasis.RAW) {
      notes.add(
          "costs per share are reckoned on " + basis.label() + "-adjusted share counts: doubtful");
    }
    BigDecimal bps = spec.slippage().bps();
    return new Assumptions(
        spec.costs().name(),
        bps.signum() == 0 ? "none" : bps.toPlainString() + " bps per fill",
        notes);
  }
}
