package io.bellwether.research.engine;

import io.bellwether.strategy.Direction;
import io.bellwether.strategy.ExitReason;
import java.util.Arrays;

/**
 * Closed trades as columns, in order of exit: one per exit fill. Prices are those traded at, with
 * slippage and without fees.
 */
public final class TradeLog {
  private int size;
  private byte[] leg = new byte[64];
  private boolean[] isShort = new boolean[64];
  private boolean[] capped = new boolean[64];
  private ExitReason[] reason = new ExitReason[64];
  private int[] entryDecision = new int[64];
  private int[] exitDecision = new int[64];
  private int[] entryBar = new int[64];
  private int[] entryFill = new int[64];
  private int[] exitBar = new int[64];
  private int[] exitFill = new int[64];
  private double[] quantity = new double[64];
  private double[] entryQuantity = new double[64];
  private double[] entryFee = new double[64];
  private double[] entryPrice = new double[64];
  private double[] exitPrice = new double[64];
  private double[] fees = new double[64];
  private double[] pnl = new double[64];
  private double[] risk = new double[64];

  TradeLog() {}

  void add(
      Book book, int bar, int fill, double price, double allFees, double profit, ExitReason why) {
    if (size == leg.length) {
      grow();
    }
    leg[size] = (byte) book.number;
    isShort[size] = book.sign < 0;
    capped[size] = book.capped;
    reason[size] = why;
    entryDecision[size] = book.entryDecision;
    exitDecision[size] = book.event == Book.Event.EXIT ? book.decisionBar : -1;
    entryBar[size] = book.entryBar;
    entryFill[size] = book.entryFill;
    exitBar[size] = bar;
    exitFill[size] = fill;
    quantity[size] = book.quantity;
    entryQuantity[size] = book.entryQuantity;
    entryFee[size] = book.entryFees;
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
    isShort = Arrays.copyOf(isShort, capacity);
    capped = Arrays.copyOf(capped, capacity);
    reason = Arrays.copyOf(reason, capacity);
    entryDecision = Arrays.copyOf(entryDecision, capacity);
    exitDecision = Arrays.copyOf(exitDecision, capacity);
    entryBar = Arrays.copyOf(entryBar, capacity);
    entryFill = Arrays.copyOf(entryFill, capacity);
    exitBar = Arrays.copyOf(exitBar, capacity);
    exitFill = Arrays.copyOf(exitFill, capacity);
    quantity = Arrays.copyOf(quantity, capacity);
    entryQuantity = Arrays.copyOf(entryQuantity, capacity);
    entryFee = Arrays.copyOf(entryFee, capacity);
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
    return isShort[check(trade)] ? Direction.SHORT : Direction.LONG;
  }

  public ExitReason reason(int trade) {
    return reason[check(trade)];
  }

  /** Whether the leverage, not the risk, limited the quantity. */
  public boolean capped(int trade) {
    return capped[check(trade)];
  }

  /** The bar at whose close the entry was decided. */
  public int entryDecision(int trade) {
    return entryDecision[check(trade)];
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

  /** The bar at whose close the exit was decided; -1 if a resting order or a limit made it. */
  public int exitDecision(int trade) {
    return exitDecision[check(trade)];
  }

  /** The quantity bought or sold short at the entry, before any split. */
  public double entryQuantity(int trade) {
    return entryQuantity[check(trade)];
  }

  /** The fee of the entry. */
  public double entryFee(int trade) {
    return entryFee[check(trade)];
  }

  /** The quantity closed. */
  public double quantity(int trade) {
    return quantity[check(trade)];
  }

  /** In the shares of the exit: a split in between has changed it. */
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
