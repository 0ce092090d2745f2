package io.bellwether.research.report;

import io.bellwether.research.engine.BacktestResult;
import io.bellwether.research.engine.OrderPlan;
import io.bellwether.research.engine.OrderPlan.EntryOrder;
import io.bellwether.research.engine.TradeLog;
import io.bellwether.strategy.Direction;
import io.bellwether.strategy.ExitReason;
import io.bellwether.strategy.Leg;
import io.bellwether.strategy.StopLoss;
import io.bellwether.strategy.TakeProfit;
import io.bellwether.trading.order.OrderTerms;
import io.bellwether.trading.order.OrderTerms.Attached;
import io.bellwether.trading.order.OrderTerms.Trail;
import io.bellwether.trading.order.OrderType;
import io.bellwether.trading.order.Side;
import io.bellwether.trading.order.TimeInForce;
import java.math.BigDecimal;
import java.util.Optional;

/** What was asked for by the orders that a backtest filled. */
final class BacktestTerms {
  private final BacktestResult result;
  private final OrderPlan plan;

  BacktestTerms(BacktestResult result) {
    this.result = result;
    this.plan = result.settings().orders();
  }

  /**
   * An entry: at the market, or with the prices that the plan set from the close decided on.
   *
   * @param bar at whose close it was decided
   */
  OrderTerms entry(Leg leg, Direction direction, int bar, BigDecimal quantity) {
    double close = result.data().mark(leg.symbol(), bar);
    int sign = sign(direction);
    Side side = direction == Direction.LONG ? Side.BUY : Side.SELL;
    return switch (plan.entry()) {
      case EntryOrder.Market _ -> OrderTerms.market(leg.symbol(), side, quantity, TimeInForce.DAY);
      case EntryOrder.Limit limit ->
          priced(leg, side, quantity, price(close, -sign * limit.offset()), Optional.empty());
      case EntryOrder.Stop stop ->
          priced(leg, side, quantity, Optional.empty(), price(close, sign * stop.offset()));
      case EntryOrder.StopLimit both ->
          priced(
              leg,
              side,
              quantity,
              price(close, sign * both.limit()),
              price(close, sign * both.offset()));
    };
  }

  /** An exit: a resting stop or target, or, if it was decided or forced, at the market. */
  OrderTerms exit(TradeLog log, int trade, Leg leg, BigDecimal quantity) {
    Side side = log.direction(trade) == Direction.LONG ? Side.SELL : Side.BUY;
    if (log.exitDecision(trade) >= 0) {
      return OrderTerms.market(leg.symbol(), side, quantity, TimeInForce.DAY);
    }
    int sign = sign(log.direction(trade));
    double entry = log.entryPrice(trade);
    ExitReason reason = log.reason(trade);
    return switch (reason) {
      case STOP -> stop(leg, side, quantity, sign, entry, log.exitPrice(trade));
      case TARGET -> {
        double target =
            plan.takeProfit().or(leg::takeProfit).map(TakeProfit::fraction).orElseThrow();
        yield priced(leg, side, quantity, price(entry, sign * target), Optional.empty());
      }
      case RULE, RISK -> OrderTerms.market(leg.symbol(), side, quantity, TimeInForce.DAY);
    };
  }

  /** Of a fixed and a trailing stop, the trailing one if it filled at a better price. */
  private OrderTerms stop(
      Leg leg, Side side, BigDecimal quantity, int sign, double entry, double filled) {
    Optional<Double> fixed =
        plan.stopLoss()
            .or(leg::stopLoss)
            .map(StopLoss::fraction)
            .map(fraction -> entry * (1 - sign * fraction));
    Optional<Double> trail = plan.trailingStop();
    if (trail.isEmpty() || (fixed.isPresent() && sign * filled <= sign * fixed.get())) {
      return priced(leg, side, quantity, Optional.empty(), fixed.map(BacktestRun::decimal));
    }
    return new OrderTerms(
        leg.symbol(),
        side,
        quantity,
        OrderType.TRAILING_STOP,
        TimeInForce.GTC,
        Optional.empty(),
        Optional.empty(),
        trail.map(fraction -> new Trail.Percent(BigDecimal.valueOf(fraction).movePointRight(2))),
        new Attached.None());
  }

  private static OrderTerms priced(
      Leg leg,
      Side side,
      BigDecimal quantity,
      Optional<BigDecimal> limit,
      Optional<BigDecimal> stop) {
    OrderType type =
        stop.isEmpty() ? OrderType.LIMIT : limit.isEmpty() ? OrderType.STOP : OrderType.STOP_LIMIT;
    return new OrderTerms(
        leg.symbol(),
        side,
        quantity,
        type,
        TimeInForce.GTC,
        limit,
        stop,
        Optional.empty(),
        new Attached.None());
  }

  private static Optional<BigDecimal> price(double from, double fraction) {
    return Optional.of(BacktestRun.decimal(from * (1 + fraction)));
  }

  private static int sign(Direction direction) {
    return direction == Direction.LONG ? 1 : -1;
  }
}
