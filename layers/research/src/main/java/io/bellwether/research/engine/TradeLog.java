package io.bellwether.research.engine;

import io.bellwether.strategy.Direction;
import io.bellwether.strategy.ExitReason;
import java.util.Arrays;

/**
 * Closed trades, in order of exit: one per exit fill. Prices are those traded at, with slippage and
 * without fees.
 */
public final class TradeLog {
  private static final ExitReason[] REASONS = ExitReason.values();

  private static final int SHORT = 0x10;
  private static final int CAPPED = 0x20;
  private static final int REASON = 0x0f;
  private static final int LEG_SHIFT = 8;

  // A trade is a row in each of two arrays, and a row of numbers a line of the processor's cache: a
  // run writes rows, and many columns side by side cost it a line each.
  private static final int MARKS = 0;
  private static final int ENTRY_DECISION = 1;
  private static final int EXIT_DECISION = 2;
  private static final int ENTRY_BAR = 3;
  private static final int ENTRY_FILL = 4;
  private static final int EXIT_BAR = 5;
  private static final int EXIT_FILL = 6;
  private static final int INTS = 7;

  private static final int QUANTITY = 0;
  private static final int ENTRY_QUANTITY = 1;
  private static final int ENTRY_FEE = 2;
  private static final int ENTRY_PRICE = 3;
  private static final int EXIT_PRICE = 4;
  private static final int FEES = 5;
  private static final int PNL = 6;
  private static final int RISK = 7;
  private static final int DOUBLES = 8;

  private int size;
  private int[] ints;
  private double[] doubles;

  /** With room for some trades; it grows as there are more. */
  TradeLog(int room) {
    ints = new int[INTS * Math.max(1, room)];
    doubles = new double[DOUBLES * Math.max(1, room)];
  }

  @SuppressWarnings("EnumOrdinal") // Of a row in memory, that no other version reads.
  void add(
      Book book,
      int decided,
      int bar,
      int fill,
      double price,
      double allFees,
      double profit,
      ExitReason why) {
    if (size * INTS == ints.length) {
      ints = Arrays.copyOf(ints, 2 * ints.length);
      doubles = Arrays.copyOf(doubles, 2 * doubles.length);
    }
    int marks = why.ordinal() | (book.sign < 0 ? SHORT : 0) | (book.capped ? CAPPED : 0);
    int i = size * INTS;
    ints[i + MARKS] = marks | book.number << LEG_SHIFT;
    ints[i + ENTRY_DECISION] = book.entryDecision;
    ints[i + EXIT_DECISION] = decided;
    ints[i + ENTRY_BAR] = book.entryBar;
    ints[i + ENTRY_FILL] = book.entryFill;
    ints[i + EXIT_BAR] = bar;
    ints[i + EXIT_FILL] = fill;
    int d = size * DOUBLES;
    doubles[d + QUANTITY] = book.quantity;
    doubles[d + ENTRY_QUANTITY] = book.entryQuantity;
    doubles[d + ENTRY_FEE] = book.entryFees;
    doubles[d + ENTRY_PRICE] = book.entryPrice;
    doubles[d + EXIT_PRICE] = price;
    doubles[d + FEES] = allFees;
    doubles[d + PNL] = profit;
    doubles[d + RISK] = book.initialRisk;
    size++;
  }

  public int size() {
    return size;
  }

  /** The number of the leg within the rules. */
  public int leg(int trade) {
    return whole(trade, MARKS) >> LEG_SHIFT;
  }

  public Direction direction(int trade) {
    return (whole(trade, MARKS) & SHORT) != 0 ? Direction.SHORT : Direction.LONG;
  }

  public ExitReason reason(int trade) {
    return REASONS[whole(trade, MARKS) & REASON];
  }

  /** Whether the leverage, not the risk, limited the quantity. */
  public boolean capped(int trade) {
    return (whole(trade, MARKS) & CAPPED) != 0;
  }

  /** The bar at whose close the entry was decided. */
  public int entryDecision(int trade) {
    return whole(trade, ENTRY_DECISION);
  }

  /** The decision bar in which the entry filled. */
  public int entryBar(int trade) {
    return whole(trade, ENTRY_BAR);
  }

  /** The bar traded on in which the entry filled. */
  public int entryFill(int trade) {
    return whole(trade, ENTRY_FILL);
  }

  /** The decision bar in which the exit filled. */
  public int exitBar(int trade) {
    return whole(trade, EXIT_BAR);
  }

  /** The bar traded on in which the exit filled. */
  public int exitFill(int trade) {
    return whole(trade, EXIT_FILL);
  }

  /** The bar at whose close the exit was decided; -1 if a resting order or a limit made it. */
  public int exitDecision(int trade) {
    return whole(trade, EXIT_DECISION);
  }

  /** The quantity bought or sold short at the entry, before any split. */
  public double entryQuantity(int trade) {
    return number(trade, ENTRY_QUANTITY);
  }

  /** The fee of the entry. */
  public double entryFee(int trade) {
    return number(trade, ENTRY_FEE);
  }

  /** The quantity closed. */
  public double quantity(int trade) {
    return number(trade, QUANTITY);
  }

  /** In the shares of the exit: a split in between has changed it. */
  public double entryPrice(int trade) {
    return number(trade, ENTRY_PRICE);
  }

  public double exitPrice(int trade) {
    return number(trade, EXIT_PRICE);
  }

  /** Of both sides. */
  public double fees(int trade) {
    return number(trade, FEES);
  }

  /** After fees. */
  public double pnl(int trade) {
    return number(trade, PNL);
  }

  /**
   * What the initial stop put at risk, as a fraction of equity at the decision; NaN without one.
   */
  public double initialRisk(int trade) {
    return number(trade, RISK);
  }

  private int whole(int trade, int column) {
    return ints[check(trade) * INTS + column];
  }

  private double number(int trade, int column) {
    return doubles[check(trade) * DOUBLES + column];
  }

  private int check(int trade) {
    if (trade < 0 || trade >= size) {
      throw new IndexOutOfBoundsException("trade " + trade + " of " + size);
    }
    return trade;
  }
}
