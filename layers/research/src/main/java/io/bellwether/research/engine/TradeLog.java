package io.bellwether.research.engine;

import io.bellwether.strategy.Direction;
import io.bellwether.strategy.ExitReason;
import java.util.Arrays;

/**
 * Closed trades as columns, in order of exit: one per exit fill. Prices are those traded at, with
 * slippage and without fees.
 */
public final class TradeLog {
  private static final ExitReason[] REASONS = ExitReason.values();

  private int size;
  private byte[] leg;
  private byte[] flags;
  private int[] entryBar;
  private int[] entryFill;
  private int[] exitBar;
  private int[] exitFill;
  private double[] quantity;
  private double[] entryPrice;
  private double[] exitPrice;
  private double[] fees;
  private double[] pnl;
  private double[] risk;

  private static final int SHORT = 0x10;
  private static final int CAPPED = 0x20;
  private static final int REASON = 0x0f;

  /** With room for a number of trades; it grows when there are more. */
  TradeLog(int room) {
    int capacity = Math.max(1, room);
    leg = new byte[capacity];
    flags = new byte[capacity];
    entryBar = new int[capacity];
    entryFill = new int[capacity];
    exitBar = new int[capacity];
    exitFill = new int[capacity];
    quantity = new double[capacity];
    entryPrice = new double[capacity];
    exitPrice = new double[capacity];
    fees = new double[capacity];
    pnl = new double[capacity];
    risk = new double[capacity];
  }

  void add(
      Book book, int bar, int fill, double price, double allFees, double profit, ExitReason why) {
    if (size == leg.length) {
      grow();
    }
    leg[size] = (byte) book.number;
    flags[size] = (byte) (why.ordinal() | (book.sign < 0 ? SHORT : 0) | (book.capped ? CAPPED : 0));
    entryBar[size] = book.entryBar;
    entryFill[size] = book.entryFill;
    exitBar[size] = bar;
    exitFill[size] = fill;
    quantity[size] = book.quantity;
    entryPrice[size] = book.entryPrice;
    exitPrice[size] = price;
    fees[size] = allFees;
    pnl[size] = profit;
    risk[size] = book.initialRisk;
    size++;
  }

  private void grow() {
    int capacity = size * 2;
    leg = Arrays.copyOf(leg, capacity);
    flags = Arrays.copyOf(flags, capacity);
    entryBar = Arrays.copyOf(entryBar, capacity);
    entryFill = Arrays.copyOf(entryFill, capacity);
    exitBar = Arrays.copyOf(exitBar, capacity);
    exitFill = Arrays.copyOf(exitFill, capacity);
    quantity = Arrays.copyOf(quantity, capacity);
    entryPrice = Arrays.copyOf(entryPrice, capacity);
    exitPrice = Arrays.copyOf(exitPrice, capacity);
    fees = Arrays.copyOf(fees, capacity);
    pnl = Arrays.copyOf(pnl, capacity);
    risk = Arrays.copyOf(risk, capacity);
  }

  public int size() {
    return size;
  }

  /** The number of the leg within the rules. */
  public int leg(int trade) {
    return leg[check(trade)];
  }

  public Direction direction(int trade) {
    return (flags[check(trade)] & SHORT) != 0 ? Direction.SHORT : Direction.LONG;
  }

  public ExitReason reason(int trade) {
    return REASONS[flags[check(trade)] & REASON];
  }

  /** Whether the leverage, not the risk, limited the quantity. */
  public boolean capped(int trade) {
    return (flags[check(trade)] & CAPPED) != 0;
  }

  /** The decision bar in which the entry filled. */
  public int entryBar(int trade) {
    return entryBar[check(trade)];
  }

  /** The bar traded on in which the entry filled. */
  public int entryFill(int trade) {
    return entryFill[check(trade)];
  }

  /** The decision bar in which the exit filled. */
  public int exitBar(int trade) {
    return exitBar[check(trade)];
  }

  /** The bar traded on in which the exit filled. */
  public int exitFill(int trade) {
    return exitFill[check(trade)];
  }

  public double quantity(int trade) {
    return quantity[check(trade)];
  }

  public double entryPrice(int trade) {
    return entryPrice[check(trade)];
  }

  public double exitPrice(int trade) {
    return exitPrice[check(trade)];
  }

  /** Of both sides. */
  public double fees(int trade) {
    return fees[check(trade)];
  }

  /** After fees. */
  public double pnl(int trade) {
    return pnl[check(trade)];
  }

  /**
   * What the initial stop put at risk, as a fraction of equity at the decision; NaN without one.
   */
  public double initialRisk(int trade) {
    return risk[check(trade)];
  }

  private int check(int trade) {
    if (trade < 0 || trade >= size) {
      throw new IndexOutOfBoundsException("trade " + trade + " of " + size);
    }
    return trade;
  }
}
