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
      case EntryOrder.Limit limit -> limit(sign, close * (1 - sign * limit.offset()), from, to);
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
            ? at(x, reached, false)
            : limit(sign, limit, x + 1, to);
      }
    }
    return to;
  }

  private boolean reaches(int sign, double level, int x) {
    return sign > 0 ? high[x] >= level : low[x] <= level;
  }

  private int at(int x, double found, boolean slips) {
    price = found;
    takes = slips;
    return x;
  }
}
