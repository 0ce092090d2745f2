package io.bellwether.research.engine;

import io.bellwether.market.Bars;
import io.bellwether.research.engine.OrderPlan.EntryOrder;
import io.bellwether.strategy.Direction;
import io.bellwether.strategy.Entry;
import io.bellwether.strategy.ExitReason;
import io.bellwether.strategy.Leg;
import io.bellwether.strategy.StopLoss;
import io.bellwether.strategy.TakeProfit;
import io.bellwether.trading.cost.IsolatedMargin;
import io.bellwether.trading.instrument.QuantityRule;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the reference engine knows of one leg: its position, its orders, what it has decided. */
final class ReferenceLeg {
  final int number;
  final Leg leg;
  final Bars bars;
  final QuantityRule quantities;
  private final Bars decided;
  private final BacktestSettings settings;

  int sign;
  double quantity;
  double entryPrice;
  double entryFee;
  double gainInLieu;
  int entryBar;
  int entryFill;
  Entry entry = new Entry(Direction.LONG, 1, 1, 0);
  private boolean filledAtOpen;
  private double marketPrice;
  private double stop;
  private double target;
  private double liquidation;
  private double bankruptcy;
  private double best;

  boolean exitDecided;
  ExitReason exitReason = ExitReason.RULE;
  boolean entryDecided;
  boolean awaitsReset;
  double splitToday = 1;

  private @Nullable EntryOrder order;
  private int barsLeft;
  private double orderLevel;
  private boolean triggered;
  private boolean justSent;
  double orderLimit;
  int orderSign;
  double orderQuantity;
  double orderPrice;
  boolean orderTakes;

  double restingPrice;
  ExitReason restingReason = ExitReason.STOP;

  ReferenceLeg(int number, Leg leg, Scenario scenario) {
    this.number = number;
    this.leg = leg;
    this.bars = scenario.data().traded(leg.symbol());
    this.decided = scenario.data().series().of(leg.symbol());
    this.settings = scenario.settings();
    this.quantities = settings.instruments().of(leg.symbol()).quantities();
  }

  /** The first trading bar that starts in decision bar t or later. */
  int firstOf(int t) {
    return t < decided.size() ? bars.countBefore(decided.start(t)) : bars.size();
  }

  double lastClose(int t) {
    Instant end = decided.start(t).plus(decided.timeframe().duration());
    return bars.close()[bars.countBefore(end) - 1];
  }

  double tradedPerDecided(int t) {
    return lastClose(t) / decided.close()[t];
  }

  long units(double wanted) {
    return quantities.units(wanted);
  }

  double ofUnits(long units) {
    return quantities.quantity(units);
  }

  double floor(double wanted) {
    return quantities.floor(wanted);
  }

  // Entry orders.

  boolean hasOrder() {
    return order != null;
  }

  void place(EntryOrder sent, int direction, double wanted, double close) {
    order = sent;
    orderSign = direction;
    orderQuantity = wanted;
    triggered = false;
    justSent = true;
    switch (sent) {
      case EntryOrder.Market _ -> throw new IllegalStateException("rests nowhere");
      case EntryOrder.Limit limit -> {
        orderLimit = close * (1 - direction * limit.offset());
        barsLeft = limit.bars();
      }
      case EntryOrder.Stop stopOrder -> {
        orderLevel = close * (1 + direction * stopOrder.offset());
        barsLeft = stopOrder.bars();
      }
      case EntryOrder.StopLimit both -> {
        orderLevel = close * (1 + direction * both.offset());
        orderLimit = close * (1 + direction * both.limit());
        barsLeft = both.bars();
      }
    }
  }

  void cancelOrder() {
    order = null;
  }

  /** At the close of bar t: an order whose bars have passed is gone. */
  void expire(int t) {
    if (order != null && barsLeft <= 0) {
      order = null;
    }
  }

  /** Whether the entry order fills in trading bar x; if so, price and fee kind say how. */
  boolean orderFills(int x) {
    if (barsLeft <= 0) {
      return false;
    }
    barsLeft--;
    boolean rested = !justSent;
    justSent = false;
    double open = bars.open()[x];
    double high = bars.high()[x];
    double low = bars.low()[x];
    boolean buys = orderSign > 0;
    if (order instanceof EntryOrder.Limit || triggered) {
      orderTakes = false;
      if (buys ? open <= orderLimit : open >= orderLimit) {
        orderTakes = !rested;
        orderPrice = open;
        return true;
      }
      orderPrice = orderLimit;
      return buys ? low <= orderLimit : high >= orderLimit;
    }
    boolean atOpen = buys ? open >= orderLevel : open <= orderLevel;
    boolean reached = atOpen || (buys ? high >= orderLevel : low <= orderLevel);
    if (!reached) {
      return false;
    }
    orderTakes = true;
    orderPrice = atOpen ? open : orderLevel;
    if (order instanceof EntryOrder.StopLimit
        && (buys ? orderPrice > orderLimit : orderPrice < orderLimit)) {
      triggered = true;
      return false;
    }
    return true;
  }

  // The position.

  void hold(
      int t, int x, int direction, double filled, double price, double fee, double unslipped) {
    sign = direction;
    quantity = filled;
    entryPrice = price;
    entryFee = fee;
    gainInLieu = 0;
    entryBar = t;
    entryFill = x;
    marketPrice = unslipped;
    filledAtOpen = unslipped == bars.open()[x];
    best = price;
    OrderPlan plan = settings.orders();
    double stopFraction =
        plan.stopLoss().or(leg::stopLoss).map(StopLoss::fraction).orElse(Double.NaN);
    double targetFraction =
        plan.takeProfit().or(leg::takeProfit).map(TakeProfit::fraction).orElse(Double.NaN);
    stop = price * (1 - sign * stopFraction);
    target = price * (1 + sign * targetFraction);
    double rate = settings.instruments().of(leg.symbol()).maintenanceMarginRate();
    liquidation = Double.NaN;
    if (rate > 0) {
      IsolatedMargin margin = new IsolatedMargin(settings.leverage(), rate);
      Direction side = sign > 0 ? Direction.LONG : Direction.SHORT;
      liquidation = margin.liquidationPrice(side, price);
      bankruptcy = margin.bankruptcyPrice(side, price);
    }
  }

  void splitPrices(double ratio) {
    entryPrice /= ratio;
    stop /= ratio;
    target /= ratio;
    liquidation /= ratio;
    bankruptcy /= ratio;
    best /= ratio;
  }

  /** Whether a resting exit fills in trading bar x; if so, price and reason say how. */
  boolean exitFills(int x) {
    if (x < entryFill) {
      return false;
    }
    double open = bars.open()[x];
    double against = sign > 0 ? bars.low()[x] : bars.high()[x];
    double inFavour = sign > 0 ? bars.high()[x] : bars.low()[x];
    boolean wholeBar = x > entryFill;
    if (wholeBar && isBetter(open, best)) {
      best = open;
    }
    double protection = stop;
    double trailing = best * (1 - sign * settings.orders().trailingStop().orElse(Double.NaN));
    if (Double.isNaN(protection) || isBetter(trailing, protection)) {
      protection = trailing;
    }
    if (wholeBar) {
      if (isWorseOrEqual(open, liquidation)) {
        return exits(bankruptcy, ExitReason.RISK);
      }
      if (isWorseOrEqual(open, protection)) {
        return exits(open, ExitReason.STOP);
      }
      if (isBetter(open, target) || open == target) {
        return exits(open, ExitReason.TARGET);
      }
    }
    boolean liquidatesFirst =
        !Double.isNaN(liquidation)
            && (Double.isNaN(protection) || isBetter(liquidation, protection));
    if (liquidatesFirst && isWorseOrEqual(against, liquidation)) {
      return exits(bankruptcy, ExitReason.RISK);
    }
    if (isWorseOrEqual(against, protection)) {
      // Bought at 102 where the market was at 100, a stop of 101 sells at 100.
      boolean beyond = !wholeBar && isBetter(protection, marketPrice);
      return exits(beyond ? marketPrice : protection, ExitReason.STOP);
    }
    if (wholeBar || filledAtOpen) {
      if (isBetter(inFavour, target) || inFavour == target) {
        return exits(target, ExitReason.TARGET);
      }
      if (isBetter(inFavour, best)) {
        best = inFavour;
      }
    }
    return false;
  }

  private boolean exits(double price, ExitReason reason) {
    restingPrice = price;
    restingReason = reason;
    return true;
  }

  /** Whether a price is better for the position than another; false if one is undefined. */
  private boolean isBetter(double price, double other) {
    return sign > 0 ? price > other : price < other;
  }

  private boolean isWorseOrEqual(double price, double other) {
    return sign > 0 ? price <= other : price >= other;
  }
}
