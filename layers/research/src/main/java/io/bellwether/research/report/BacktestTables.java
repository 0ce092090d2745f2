package io.bellwether.research.report;

import io.bellwether.market.Bars;
import io.bellwether.market.calendar.BarGrid;
import io.bellwether.research.engine.BacktestResult;
import io.bellwether.research.engine.CashInLieu;
import io.bellwether.research.engine.TradeLog;
import io.bellwether.research.tax.LotFill;
import io.bellwether.strategy.Direction;
import io.bellwether.strategy.ExitReason;
import io.bellwether.strategy.Leg;
import io.bellwether.strategy.Target;
import io.bellwether.trading.Identifiers;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.order.OrderPurpose;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.OrderStatus;
import io.bellwether.trading.order.OrderTerms;
import io.bellwether.trading.order.Side;
import io.bellwether.trading.signal.Signal;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The signals that asked for a change, the orders they led to, and their fills, as a live run would
 * have them. Decisions that kept things as they were, and orders that never filled, are left out.
 */
final class BacktestTables {
  private static final String STAGE = "backtest";

  /** What is left of a share after subtraction has fewer digits than the shares had. */
  private static final MathContext PARTS_OF_SHARES = new MathContext(10);

  private final BacktestResult result;
  private final StrategyVersion version;
  private final BarGrid grid;
  private final BacktestTerms terms;
  private final Bars main;
  private final TreeMap<Integer, List<Target>> targets = new TreeMap<>();
  private final List<OrderRecord> orders = new ArrayList<>();
  private final List<LotFill> fills = new ArrayList<>();

  BacktestTables(BacktestResult result, StrategyVersion version, BarGrid grid) {
    this.result = result;
    this.version = version;
    this.grid = grid;
    this.terms = new BacktestTerms(result);
    this.main = result.data().series().main();
  }

  Tables build() {
    result.cashInLieu().forEach(this::paid);
    TradeLog log = result.trades();
    for (int i = 0; i < log.size(); i++) {
      trade(log, i);
    }
    for (BacktestResult.Open open : result.open()) {
      Leg leg = leg(open.leg());
      enter(
          leg,
          open.direction(),
          open.entryDecision(),
          open.entryFill(),
          open.entryQuantity(),
          open.filledAt(),
          open.fees());
    }
    List<Signal> signals = new ArrayList<>();
    targets.forEach((bar, asked) -> signals.add(signal(bar, asked)));
    orders.sort(Comparator.comparing(OrderRecord::createdAt).thenComparing(OrderRecord::updatedAt));
    fills.sort(Comparator.comparing(LotFill::time));
    return new Tables(signals, orders, fills);
  }

  /** No order asked for it. It comes before what else fills at its open. */
  private void paid(CashInLieu cash) {
    Leg leg = leg(cash.leg());
    Side side = cash.direction() == Direction.LONG ? Side.SELL : Side.BUY;
    BigDecimal part =
        BacktestRun.decimal(cash.quantity()).round(PARTS_OF_SHARES).stripTrailingZeros();
    BigDecimal price = BacktestRun.decimal(cash.price());
    fills.add(fill(leg, side, at(leg, cash.fill()), part, price, 0));
  }

  private void trade(TradeLog log, int i) {
    Leg leg = leg(log.leg(i));
    Direction direction = log.direction(i);
    double entryFee = log.entryFee(i);
    enter(
        leg,
        direction,
        log.entryDecision(i),
        log.entryFill(i),
        log.entryQuantity(i),
        log.filledAt(i),
        entryFee);
    ExitReason reason = log.reason(i);
    boolean decided = log.exitDecision(i) >= 0;
    int bar = decided ? log.exitDecision(i) : log.entryDecision(i);
    if (decided) {
      add(bar, new Target.Flat(leg.symbol(), reason, leg.explain(bar)));
    }
    Side side = direction == Direction.LONG ? Side.SELL : Side.BUY;
    Instant filled = at(leg, log.exitFill(i));
    BigDecimal quantity = BacktestRun.decimal(log.quantity(i));
    BigDecimal price = BacktestRun.decimal(log.exitPrice(i));
    boolean stop = reason == ExitReason.STOP && !decided;
    orders.add(
        order(
            bar,
            leg.symbol() + (stop ? "-stop" : "-exit"),
            stop ? OrderPurpose.PROTECTIVE_STOP : OrderPurpose.EXIT,
            Optional.of(reason),
            terms.exit(log, i, leg, quantity),
            decided ? grid.end(main.start(bar)) : filled,
            filled));
    fills.add(fill(leg, side, filled, quantity, price, log.fees(i) - entryFee));
  }

  private void enter(
      Leg leg, Direction direction, int bar, int fill, double filled, double price, double fee) {
    add(
        bar,
        new Target.Hold(
            leg.symbol(),
            direction,
            leg.sizing(bar),
            leg.stopLoss(),
            leg.takeProfit(),
            leg.concentrate(),
            leg.explain(bar)));
    Side side = direction == Direction.LONG ? Side.BUY : Side.SELL;
    BigDecimal quantity = BacktestRun.decimal(filled);
    Instant time = at(leg, fill);
    orders.add(
        order(
            bar,
            leg.symbol() + "-entry",
            OrderPurpose.ENTRY,
            Optional.empty(),
            terms.entry(leg, direction, bar, quantity),
            grid.end(main.start(bar)),
            time));
    fills.add(fill(leg, side, time, quantity, BacktestRun.decimal(price), fee));
  }

  private void add(int bar, Target target) {
    targets.computeIfAbsent(bar, _ -> new ArrayList<>()).add(target);
  }

  private Leg leg(int number) {
    return result.rules().legs().get(number);
  }

  private Instant at(Leg leg, int fill) {
    return result.data().traded(leg.symbol()).start(fill);
  }

  private LotFill fill(
      Leg leg, Side side, Instant time, BigDecimal quantity, BigDecimal price, double fee) {
    return new LotFill(
        version.account().id(),
        leg.symbol(),
        side,
        time,
        quantity,
        price,
        BacktestRun.decimal(fee));
  }

  private String signalId(int bar) {
    return Identifiers.signal(
        STAGE, version.account().id(), version.strategy(), main.symbol(), main.start(bar));
  }

  private Signal signal(int bar, List<Target> asked) {
    Instant end = grid.end(main.start(bar));
    Map<String, BigDecimal> closes = new TreeMap<>();
    for (Target target : asked) {
      closes.put(target.symbol(), BacktestRun.decimal(result.data().mark(target.symbol(), bar)));
    }
    return new Signal(
        signalId(bar),
        version.account().id(),
        version.strategy(),
        version.version(),
        version.timeframe(),
        main.start(bar),
        end,
        end,
        end,
        false,
        asked,
        closes,
        true);
  }

  private OrderRecord order(
      int bar,
      String name,
      OrderPurpose purpose,
      Optional<ExitReason> reason,
      OrderTerms asked,
      Instant created,
      Instant filled) {
    String signalId = signalId(bar);
    return new OrderRecord(
        Identifiers.clientOrder(signalId, name, 0),
        version.account().id(),
        version.strategy(),
        signalId,
        purpose,
        reason,
        asked,
        OrderStatus.FILLED,
        Optional.empty(),
        asked.quantity(),
        "",
        created,
        filled,
        0);
  }
}
