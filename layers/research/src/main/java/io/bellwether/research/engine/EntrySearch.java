package io.bellwether.research.engine;

import io.bellwether.research.engine.OrderPlan.EntryOrder;

/**
 * Where a resting entry order fills. Of the bar in which it does, no more is known than its range:
 * a stop-limit that triggers and does not fill at once rests as a limit from the next bar on.
 */
final class EntrySearch {
  private final double[] open;
  private final double[] high;
  private final double[] low;
  private double price;
  private double worst;
  private boolean takes;

  EntrySearch(Tape tape) {
    this.open = tape.open();
    this.high = tape.high();
    this.low = tape.low();
  }

  /** The price of the fill that was found, before slippage. */
  double price() {
    return price;
  }

  /** The price that fill may slip to and no further; NaN if it is not limited. */
  double worst() {
    return worst;
  }

  /** Whether that fill takes what is offered, and so slips. */
  boolean takes() {
    return takes;
  }

  /**
   * The bar in {@code [from, to)} in which an order fills; {@code to} if in none.
   *
   * @param sign 1 for a purchase, -1 for a sale
   * @param close the close decided on
   */
  int find(EntryOrder order, int sign, double close, int from, int to) {
    return switch (order) {
      case EntryOrder.Market _ -> at(from, open[from], true);
      case EntryOrder.Limit limit -> sent(sign, close * (1 - sign * limit.offset()), from, to);
      case EntryOrder.Stop stop -> stop(sign, close * (1 + sign * stop.offset()), from, to);
      case EntryOrder.StopLimit both ->
          stopLimit(
              sign,
              close * (1 + sign * both.offset()),
              close * (1 + sign * both.limit()),
              from,
              to);
    };
  }

  /** A limit that the first open is at or beyond never rests: it takes what is offered. */
  private int sent(int sign, double level, int from, int to) {
    boolean crosses = from < to && sign * open[from] <= sign * level;
    return crosses ? limited(from, open[from], level) : limit(sign, level, from, to);
  }

  /** A limit that rests: others trade at it, or open beyond it. */
  private int limit(int sign, double level, int from, int to) {
    for (int x = from; x < to; x++) {
      if (sign * open[x] <= sign * level) {
        return at(x, open[x], false);
      }
      if (sign > 0 ? low[x] <= level : high[x] >= level) {
        return at(x, level, false);
      }
    }
    return to;
  }

  private int stop(int sign, double level, int from, int to) {
    for (int x = from; x < to; x++) {
      if (sign * open[x] >= sign * level) {
        return at(x, open[x], true);
      }
      if (reaches(sign, level, x)) {
        return at(x, level, true);
      }
    }
    return to;
  }

  private int stopLimit(int sign, double stop, double limit, int from, int to) {
    for (int x = from; x < to; x++) {
      boolean atOpen = sign * open[x] >= sign * stop;
      if (atOpen || reaches(sign, stop, x)) {
        double reached = atOpen ? open[x] : stop;
        return sign * reached <= sign * limit
            ? limited(x, reached, limit)
            : limit(sign, limit, x + 1, to);
      }
    }
    return to;
  }

  private boolean reaches(int sign, double level, int x) {
    return sign > 0 ? high[x] >= level : low[x] <= level;
  }

  /** A limit that fills as soon as it is sent takes what is offered, at the limit at worst. */
  private int limited(int x, double found, double limit) {
    at(x, found, true);
    worst = limit;
    return x;
  }

  private int at(int x, double found, boolean slips) {
    price = found;
    worst = Double.NaN;
    takes = slips;
    return x;
  }
}
