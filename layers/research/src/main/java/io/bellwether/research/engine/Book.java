package io.bellwether.research.engine;

import io.bellwether.research.engine.OrderPlan.EntryOrder;
import io.bellwether.strategy.Direction;
import io.bellwether.strategy.Entry;
import io.bellwether.strategy.ExitReason;
import io.bellwether.strategy.Leg;
import io.bellwether.strategy.Sizing;
import io.bellwether.strategy.StopLoss;
import io.bellwether.strategy.TakeProfit;
import io.bellwether.trading.cost.IsolatedMargin;
import io.bellwether.trading.instrument.InstrumentRule;
import io.bellwether.trading.instrument.QuantityRule;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One leg's position and what happens to it next. The next thing is found by scanning ahead, so
 * that a run touches only the bars in which something happens.
 */
final class Book {
  /** No such event. */
  static final int NEVER = Integer.MAX_VALUE;

  /** Bars scanned for a rule before the same bars are scanned for resting orders; then doubled. */
  static final int FIRST_BLOCK = 16;

  private static final Sizing NOTHING_YET = new Sizing.WeightOfEquity(1);

  /** What happens next. */
  enum Event {
    NOTHING,
    /** An entry at the open of the event's bar. */
    ENTRY,
    /** An entry order is sent before the open of the event's bar, and rests from it on. */
    PLACE,
    /** A resting entry fills within the event's bar. */
    RESTING_ENTRY,
    /** An exit at the open of the event's bar. */
    EXIT,
    /** A resting exit fills within the event's bar. */
    RESTING_EXIT
  }

  final int number;
  final Leg leg;
  final Tape tape;
  final QuantityRule quantities;
  private final double stopFraction;
  private final double targetFraction;
  private final double trailFraction;
  private final Optional<IsolatedMargin> margin;
  private final boolean borrows;
  private final EntryOrder entryOrder;
  private final boolean entersAtMarket;
  private final boolean reverses;
  private final boolean reentryAfterReset;
  private final EntrySearch entrySearch;
  private final RestingOrders resting;
  private final Actions actions;
  private final int size;

  /** 1 long, -1 short, 0 flat. */
  int sign;

  /** How the entry decided on is sized, in prices traded at. */
  Sizing sizing = NOTHING_YET;

  /** 1 if the entry decided on is a purchase, -1 if it is a sale. */
  int wantedSign;

  double quantity;
  double entryQuantity;

  /** In the shares of now. */
  double entryPrice;

  /** In the shares of the entry. */
  double filledAt;

  /** What cash in lieu of parts of shares gained, over their entry price. */
  double gainInLieu;

  double entryFees;
  double initialRisk;
  boolean capped;
  int entryDecision;
  int entryBar;
  int entryFill;
  private @Nullable Entry entry;

  /** The bar of the last exit if the entry condition has to be false since before it counts. */
  private int exitToReset = NEVER;

  Event event = Event.NOTHING;
  int eventBar = NEVER;

  /** The bar at whose close the next entry or exit was decided. */
  int decisionBar;

  /** The bar traded on in which the next resting order fills. */
  int fillBar;

  /** The quantity of the entry that is due or rests, and the equity it was computed of. */
  double wanted;

  double decisionEquity;

  Book(int number, Leg leg, Tape tape, int size, BacktestSettings settings) {
    OrderPlan plan = settings.orders();
    this.number = number;
    this.leg = leg;
    this.tape = tape;
    this.size = size;
    this.stopFraction =
        plan.stopLoss().or(leg::stopLoss).map(StopLoss::fraction).orElse(Double.NaN);
    this.targetFraction =
        plan.takeProfit().or(leg::takeProfit).map(TakeProfit::fraction).orElse(Double.NaN);
    this.trailFraction = plan.trailingStop().orElse(Double.NaN);
    InstrumentRule rule = settings.instruments().of(leg.symbol());
    this.quantities = rule.quantities();
    this.margin =
        rule.maintenanceMarginRate() > 0
            ? Optional.of(new IsolatedMargin(settings.leverage(), rule.maintenanceMarginRate()))
            : Optional.empty();
    this.borrows = settings.leverage() > 1;
    this.entryOrder = plan.entry();
    this.entersAtMarket = entryOrder instanceof EntryOrder.Market;
    this.reverses = leg.reverses();
    this.reentryAfterReset = leg.reentryAfterReset();
    this.entrySearch = new EntrySearch(tape);
    this.resting = new RestingOrders(tape);
    this.actions = tape.actions();
  }

  /** Whether borrowed money or borrowed shares back a position, and no venue takes it away. */
  boolean mayLoseMoreThanItCost(int direction) {
    return margin.isEmpty() && (direction < 0 || borrows);
  }

  Direction direction() {
    return sign > 0 ? Direction.LONG : Direction.SHORT;
  }

  boolean isHeld() {
    return sign != 0;
  }

  /** What the position is worth at the close of a bar; negative if it is short. */
  double worth(int bar) {
    return sign * quantity * tape.mark()[bar];
  }

  /** Whether nothing but market entries, a stop and a target can happen to the leg. */
  boolean isSimple() {
    return entersAtMarket && !reverses && Double.isNaN(trailFraction) && margin.isEmpty();
  }

  double stopFraction() {
    return stopFraction;
  }

  double targetFraction() {
    return targetFraction;
  }

  /** The orders that rest beside a long position entered at an open. */
  RestingOrders restAt(Entry position) {
    resting.rest(
        1,
        position.price(),
        position.bar(),
        tape.open()[position.bar()],
        stopFraction,
        targetFraction,
        trailFraction,
        margin);
    return resting;
  }

  /** The first bar at whose close a new entry may be decided after an exit in a bar. */
  int entriesFrom(int bar, ExitReason reason) {
    return reentryAfterReset && reason == ExitReason.STOP ? reset(bar) : bar;
  }

  /**
   * Holds a position from a fill on.
   *
   * @param unslipped the market's price when it filled
   */
  void enter(
      int bar,
      int fill,
      double unslipped,
      int direction,
      double filled,
      double price,
      double fees) {
    sign = direction;
    quantity = filled;
    entryQuantity = filled;
    entryPrice = price;
    filledAt = price;
    gainInLieu = 0;
    entryFees = fees;
    entryDecision = decisionBar;
    entryBar = bar;
    entryFill = fill;
    entry = new Entry(direction(), filled, price / tape.scale(bar), bar);
    resting.rest(sign, price, fill, unslipped, stopFraction, targetFraction, trailFraction, margin);
  }

  void leave(int bar, ExitReason reason) {
    sign = 0;
    quantity = 0;
    exitToReset = reentryAfterReset && reason == ExitReason.STOP ? bar : NEVER;
  }

  /** Nothing happens to this leg any more. */
  void retire() {
    event = Event.NOTHING;
    eventBar = NEVER;
  }

  /**
   * One old share becomes {@code ratio} new ones, and every price that was set a part of itself.
   *
   * @param kept the quantity that can be held afterwards
   */
  void split(double ratio, double kept) {
    quantity = kept;
    entryPrice /= ratio;
    resting.split(ratio);
  }

  /** How far from an entry price the stop lies; NaN without one. */
  double stopDistance(double price) {
    return price * stopFraction;
  }

  ExitReason exitReason() {
    return leg.exitReason(decisionBar, held());
  }

  RestingOrders resting() {
    return resting;
  }

  EntrySearch entrySearch() {
    return entrySearch;
  }

  private Entry held() {
    Entry position = entry;
    if (position == null) {
      throw new IllegalStateException(leg.symbol() + " is not held");
    }
    return position;
  }

  /** Whether the opposite position may be opened where this one is closed at the decision's bar. */
  boolean reversesAt(int decided) {
    return reverses && leg.entry(decided);
  }

  /** Looks for the next entry decided at the close of {@code from} or later. */
  void findEntry(int from) {
    int begin = exitToReset == NEVER ? from : Math.max(from, reset(exitToReset));
    exitToReset = NEVER;
    int t = leg.nextEntry(Math.min(begin, size), size);
    if (t < size) {
      decideEntry(t);
    } else {
      retire();
    }
  }

  /** The first bar from one on at whose close the entry condition is false. */
  private int reset(int from) {
    int t = from;
    while (t < size && leg.entry(t)) {
      t++;
    }
    return t;
  }

  /** An entry is decided on at the close of bar {@code t}. */
  void decideEntry(int t) {
    decisionBar = t;
    event = entersAtMarket ? Event.ENTRY : Event.PLACE;
    eventBar = t + 1;
  }

  /**
   * The entry order decided on rests from the open of a bar on. If it does not fill in time it is
   * cancelled, and the condition tested again at the close of the last bar it rested in.
   */
  void restEntry(int bar) {
    int direction = leg.direction(decisionBar) == Direction.LONG ? 1 : -1;
    int from = tape.first(bar);
    // A split cancels what rests: its prices were those of old shares.
    int split = tape.first(Math.min(size, actions.nextSplit(decisionBar)));
    int to = (int) Math.min(split, (long) from + bars(entryOrder));
    int found = entrySearch.find(entryOrder, direction, tape.mark()[decisionBar], from, to);
    if (found < to) {
      fillBar = found;
      event = Event.RESTING_ENTRY;
      eventBar = tape.barOf(found);
    } else {
      findEntry(Math.max(bar, tape.barOf(Math.max(from, to - 1))));
    }
  }

  /** Whether the next event is the fill of a resting order within a bar. */
  boolean fillsWithin(int bar) {
    return eventBar == bar && (event == Event.RESTING_ENTRY || event == Event.RESTING_EXIT);
  }

  /** When the bar begins in which the next resting order fills. */
  long fillMillis() {
    return tape.bars().startMillis()[fillBar];
  }

  private static int bars(EntryOrder order) {
    return switch (order) {
      case EntryOrder.Market _ -> 1;
      case EntryOrder.Limit limit -> limit.bars();
      case EntryOrder.Stop stop -> stop.bars();
      case EntryOrder.StopLimit both -> both.bars();
    };
  }

  /**
   * Looks for what ends the position, from the open or, in the bar of the entry, the fill of bar
   * {@code from} on, until a split changes the prices that rest.
   */
  void findExit(int from) {
    Entry position = held();
    boolean anyResting = resting.any();
    int horizon = Math.min(size, actions.nextSplit(from));
    int block = anyResting ? FIRST_BLOCK : size;
    for (int begin = from; begin < horizon; begin += block, block *= 2) {
      int end = Math.min(horizon, begin + Math.min(block, horizon - begin));
      int rule = leg.nextExit(begin, end, position);
      if (anyResting) {
        int fills = tape.first(Math.min(rule + 1, end));
        int touched = resting.next(Math.max(tape.first(begin), entryFill), fills);
        if (touched < fills) {
          event = Event.RESTING_EXIT;
          fillBar = touched;
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
    retire();
  }
}
