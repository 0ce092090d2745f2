package io.bellwether.research.engine;

import io.bellwether.strategy.Direction;
import io.bellwether.strategy.Entry;
import io.bellwether.strategy.ExitReason;
import io.bellwether.strategy.Leg;
import io.bellwether.strategy.StopLoss;
import io.bellwether.strategy.TakeProfit;
import org.jspecify.annotations.Nullable;

/**
 * One leg's position and what happens to it next. The next thing is found by scanning ahead, so
 * that a run touches only the bars at which something happens.
 */
final class Book {
  /** No such event. */
  static final int NEVER = Integer.MAX_VALUE;

  /** Bars scanned for a rule before the same bars are scanned for resting orders; then doubled. */
  private static final int FIRST_BLOCK = 16;

  /** What happens next. */
  enum Event {
    NOTHING,
    /** An entry at the open of the event's bar. */
    ENTRY,
    /** An exit at the open of the event's bar. */
    EXIT,
    /** A resting order fills within the event's bar. */
    RESTING
  }

  final int number;
  final Leg leg;
  final Tape tape;
  private final double[] open;
  private final double[] high;
  private final double[] low;
  private final double stopFraction;
  private final double targetFraction;
  private final boolean reverses;
  private final boolean reentryAfterReset;
  private final int size;

  /** 1 long, -1 short, 0 flat. */
  int sign;

  double quantity;
  double entryPrice;
  double entryFees;
  double initialRisk;
  boolean capped;
  int entryBar;
  int entryFill;
  double stop;
  double target;
  private @Nullable Entry entry;

  Event event = Event.NOTHING;
  int eventBar = NEVER;

  /** The bar at whose close the next entry or exit was decided. */
  int decisionBar;

  /** The bar traded on in which a resting order fills. */
  int restingFill;

  Book(int number, Leg leg, Tape tape, int size) {
    this.number = number;
    this.leg = leg;
    this.tape = tape;
    this.open = tape.open();
    this.high = tape.high();
    this.low = tape.low();
    this.stopFraction = leg.stopLoss().map(StopLoss::fraction).orElse(Double.NaN);
    this.targetFraction = leg.takeProfit().map(TakeProfit::fraction).orElse(Double.NaN);
    this.reverses = leg.reverses();
    this.reentryAfterReset = leg.reentryAfterReset();
    this.size = size;
  }

  boolean isHeld() {
    return sign != 0;
  }

  /** What the position is worth at the close of a bar; negative if it is short. */
  double worth(int bar) {
    return sign * quantity * tape.mark()[bar];
  }

  /** The position from now on. */
  void enter(int bar, int direction, double filled, double price, double fees) {
    sign = direction;
    quantity = filled;
    entryPrice = price;
    entryFees = fees;
    entryBar = bar;
    entryFill = tape.first(bar);
    stop = price * (1 - sign * stopFraction);
    target = price * (1 + sign * targetFraction);
    entry =
        new Entry(
            sign > 0 ? Direction.LONG : Direction.SHORT, filled, price / tape.scale(bar), bar);
  }

  /** How far below, or above, an entry price the stop lies; NaN without one. */
  double stopDistance(double price) {
    return price * stopFraction;
  }

  void leave() {
    sign = 0;
    quantity = 0;
  }

  ExitReason exitReason() {
    return leg.exitReason(decisionBar, held());
  }

  private Entry held() {
    Entry position = entry;
    if (position == null) {
      throw new IllegalStateException(leg.symbol() + " is not held");
    }
    return position;
  }

  /** Whether the bar that closes the position may open the opposite one. */
  boolean reverses() {
    return reverses;
  }

  /** Looks for the next entry once the position has ended in bar {@code from}. */
  void findEntryAfter(int from, ExitReason reason) {
    if (reentryAfterReset && reason == ExitReason.STOP) {
      findEntryAfterReset(from);
    } else {
      findEntry(from);
    }
  }

  /** Looks for the next entry decided at the close of {@code from} or later. */
  void findEntry(int from) {
    int t = leg.nextEntry(Math.min(from, size), size);
    decisionBar = t;
    event = t < size ? Event.ENTRY : Event.NOTHING;
    eventBar = t < size ? t + 1 : NEVER;
  }

  /** Looks for the next entry once the entry condition has been false. */
  private void findEntryAfterReset(int from) {
    int t = from;
    while (t < size && leg.entry(t)) {
      t++;
    }
    findEntry(t);
  }

  /**
   * Looks for what ends the position, from the open or, in the bar of the entry, the fill of bar
   * {@code from} on.
   */
  void findExit(int from) {
    Entry position = held();
    boolean resting = !(Double.isNaN(stop) && Double.isNaN(target));
    int block = resting ? FIRST_BLOCK : size;
    for (int begin = from; begin < size; begin += block, block *= 2) {
      int end = Math.min(size, begin + Math.min(block, size - begin));
      int rule = leg.nextExit(begin, end, position);
      if (resting) {
        int fills = tape.first(Math.min(rule + 1, end));
        int touched = nextTouch(tape.first(begin), fills);
        if (touched < fills) {
          event = Event.RESTING;
          restingFill = touched;
          eventBar = tape.barOf(touched);
          return;
        }
      }
      if (rule < end) {
        event = Event.EXIT;
        decisionBar = rule;
        eventBar = rule + 1;
        return;
      }
    }
    event = Event.NOTHING;
    eventBar = NEVER;
  }

  /** The first bar traded on in {@code [from, to)} that reaches the stop or the target. */
  private int nextTouch(int from, int to) {
    int x = from;
    if (sign > 0) {
      while (x < to && !(low[x] <= stop) && !(high[x] >= target)) {
        x++;
      }
    } else {
      while (x < to && !(high[x] >= stop) && !(low[x] <= target)) {
        x++;
      }
    }
    return x;
  }

  /** Whether the resting order that fills is the stop. The open is tested first, for both. */
  boolean stopFills() {
    int x = restingFill;
    double s = sign;
    if (x != entryFill) {
      if (s * open[x] <= s * stop) {
        return true;
      }
      if (s * open[x] >= s * target) {
        return false;
      }
    }
    return sign > 0 ? low[x] <= stop : high[x] >= stop;
  }

  /** The price, before slippage, of the resting order that fills. */
  double restingPrice(boolean isStop) {
    int x = restingFill;
    double level = isStop ? stop : target;
    boolean gapped =
        x != entryFill
            && (isStop ? sign * open[x] <= sign * stop : sign * open[x] >= sign * target);
    return gapped ? open[x] : level;
  }
}
