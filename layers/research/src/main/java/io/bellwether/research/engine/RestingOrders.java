package io.bellwether.research.engine;

import io.bellwether.strategy.Direction;
import io.bellwether.strategy.ExitReason;
import io.bellwether.trading.cost.IsolatedMargin;
import java.util.Optional;

/**
 * The stop, the trailing stop and the target beside a position. Bars are tested against them in
 * order of time; at one open they are tested first of all, then within the bar the stop before the
 * target. Of the bar of the entry only what comes after the fill counts: not its open, and, if the
 * fill was not at the open, not what would be in the position's favour.
 */
final class RestingOrders {
  private final double[] open;
  private final double[] high;
  private final double[] low;
  private int sign;
  private int entryFill;
  private boolean filledAtOpen;
  private double marketPrice;
  private double stop;
  private double target;
  private double trail;
  private double liquidation;
  private double bankruptcy;

  /** The best price of the bars before the one that is tested. */
  private double best;

  /** Everything before this bar has been tested. */
  private int tested;

  private double level;
  private ExitReason reason = ExitReason.STOP;

  RestingOrders(Tape tape) {
    this.open = tape.open();
    this.high = tape.high();
    this.low = tape.low();
  }

  /**
   * Places them from fractions of the entry price; NaN where there is none.
   *
   * @param unslipped the market's price when the entry filled
   */
  void rest(
      int direction,
      double price,
      int fill,
      double unslipped,
      double stopFraction,
      double targetFraction,
      double trailFraction,
      Optional<IsolatedMargin> margin) {
    sign = direction;
    entryFill = fill;
    marketPrice = unslipped;
    filledAtOpen = unslipped == open[fill];
    stop = price * (1 - sign * stopFraction);
    target = price * (1 + sign * targetFraction);
    trail = trailFraction;
    liquidation = Double.NaN;
    bankruptcy = Double.NaN;
    if (margin.isPresent()) {
      Direction side = sign > 0 ? Direction.LONG : Direction.SHORT;
      liquidation = margin.get().liquidationPrice(side, price);
      bankruptcy = margin.get().bankruptcyPrice(side, price);
    }
    best = price;
    tested = fill;
  }

  boolean any() {
    return !(Double.isNaN(stop)
        && Double.isNaN(target)
        && Double.isNaN(trail)
        && Double.isNaN(liquidation));
  }

  void split(double ratio) {
    stop /= ratio;
    target /= ratio;
    liquidation /= ratio;
    bankruptcy /= ratio;
    best /= ratio;
  }

  /** The first bar in {@code [from, to)} in which one of them fills; {@code to} if in none. */
  int next(int from, int to) {
    boolean plain = Double.isNaN(trail) && Double.isNaN(liquidation);
    int x = Math.max(from, tested);
    while (x < to) {
      if (plain) {
        x = sign > 0 ? nextBelow(x, to) : nextAbove(x, to);
        if (x == to) {
          break;
        }
      }
      if (fills(x)) {
        return x;
      }
      x++;
    }
    tested = to;
    return to;
  }

  private int nextBelow(int from, int to) {
    int x = from;
    while (x < to && !(low[x] <= stop) && !(high[x] >= target)) {
      x++;
    }
    return x;
  }

  private int nextAbove(int from, int to) {
    int x = from;
    while (x < to && !(high[x] >= stop) && !(low[x] <= target)) {
      x++;
    }
    return x;
  }

  /** Whether something fills in a bar; if so, {@link #price} and {@link #reason} say what. */
  private boolean fills(int x) {
    boolean first = x == entryFill;
    double effective = effectiveStop(first ? best : better(best, open[x]));
    if (!first && atOpen(x, effective)) {
      return true;
    }
    double worst = sign > 0 ? low[x] : high[x];
    if (sign * worst <= sign * effective) {
      boolean byTheVenue = effective == liquidation && effective != stop;
      if (byTheVenue) {
        return liquidated();
      }
      // Slippage may have put the stop on the far side of the market already: it sells at what the
      // entry bought at before slippage.
      return stopped(first ? worse(effective, marketPrice) : effective);
    }
    double reach = sign > 0 ? high[x] : low[x];
    if ((!first || filledAtOpen) && sign * reach >= sign * target) {
      level = target;
      reason = ExitReason.TARGET;
      return true;
    }
    if (!first || filledAtOpen) {
      best = better(best, reach);
    }
    return false;
  }

  private boolean atOpen(int x, double effective) {
    if (sign * open[x] <= sign * liquidation) {
      return liquidated();
    }
    if (sign * open[x] <= sign * effective) {
      return stopped(open[x]);
    }
    if (sign * open[x] >= sign * target) {
      level = open[x];
      reason = ExitReason.TARGET;
      return true;
    }
    return false;
  }

  private boolean stopped(double price) {
    level = price;
    reason = ExitReason.STOP;
    return true;
  }

  /** The venue takes the position over at the price at which its margin is gone. */
  private boolean liquidated() {
    level = bankruptcy;
    reason = ExitReason.RISK;
    return true;
  }

  /** The nearest of stop, trailing stop and liquidation; NaN if there is none. */
  private double effectiveStop(double mark) {
    double nearest = nearer(stop, mark * (1 - sign * trail));
    return nearer(nearest, liquidation);
  }

  private double nearer(double a, double b) {
    if (Double.isNaN(a)) {
      return b;
    }
    return Double.isNaN(b) ? a : better(a, b);
  }

  private double better(double a, double b) {
    return sign > 0 ? Math.max(a, b) : Math.min(a, b);
  }

  private double worse(double a, double b) {
    return sign > 0 ? Math.min(a, b) : Math.max(a, b);
  }

  /** The price, before slippage, of the fill that {@link #next} found. */
  double price() {
    return level;
  }

  /** What that fill is for: the stop, the target, or, if the margin is used up, risk. */
  ExitReason reason() {
    return reason;
  }
}
