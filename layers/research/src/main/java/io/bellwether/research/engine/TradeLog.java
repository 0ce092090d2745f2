package io.bellwether.research.engine;

import io.bellwether.strategy.Direction;
import io.bellwether.strategy.ExitReason;
import java.util.Arrays;

/**
 * Closed trades, in order of exit: one per exit fill. Prices are those traded at, with slippage and
 * without fees.
 */
public final class TradeLog {
  private static final int FIRST_ROOM = 64;

  private int size;
  private TradeRow[] rows = new TradeRow[FIRST_ROOM];

  TradeLog() {}

  void add(TradeRow row) {
    if (size == rows.length) {
      rows = Arrays.copyOf(rows, 2 * size);
    }
    rows[size++] = row;
  }

  public int size() {
    return size;
  }

  /** The number of the leg within the rules. */
  public int leg(int trade) {
    return row(trade).leg();
  }

  public Direction direction(int trade) {
    return row(trade).direction();
  }

  public ExitReason reason(int trade) {
    return row(trade).reason();
  }

  /** Whether the leverage, not the risk, limited the quantity. */
  public boolean capped(int trade) {
    return row(trade).capped();
  }

  /** The bar at whose close the entry was decided. */
  public int entryDecision(int trade) {
    return row(trade).entryDecision();
  }

  /** The decision bar in which the entry filled. */
  public int entryBar(int trade) {
    return row(trade).entryBar();
  }

  /** The bar traded on in which the entry filled. */
  public int entryFill(int trade) {
    return row(trade).entryFill();
  }

  /** The decision bar in which the exit filled. */
  public int exitBar(int trade) {
    return row(trade).exitBar();
  }

  /** The bar traded on in which the exit filled. */
  public int exitFill(int trade) {
    return row(trade).exitFill();
  }

  /** The bar at whose close the exit was decided; -1 if a resting order or a limit made it. */
  public int exitDecision(int trade) {
    return row(trade).exitDecision();
  }

  /** The quantity bought or sold short at the entry, before any split. */
  public double entryQuantity(int trade) {
    return row(trade).entryQuantity();
  }

  /** The fee of the entry. */
  public double entryFee(int trade) {
    return row(trade).entryFee();
  }

  /** The fee of the exit. */
  public double exitFee(int trade) {
    return row(trade).exitFee();
  }

  /** The quantity closed. */
  public double quantity(int trade) {
    return row(trade).quantity();
  }

  /** In the shares of the exit: a split in between has changed it. */
  public double entryPrice(int trade) {
    return row(trade).entryPrice();
  }

  /** The price the entry filled at, before any split. */
  public double filledAt(int trade) {
    return row(trade).filledAt();
  }

  public double exitPrice(int trade) {
    return row(trade).exitPrice();
  }

  /** Of both sides. */
  public double fees(int trade) {
    return row(trade).entryFee() + row(trade).exitFee();
  }

  /** After fees, with what {@link CashInLieu} gained. */
  public double pnl(int trade) {
    return row(trade).pnl();
  }

  /**
   * What the initial stop put at risk, as a fraction of equity at the decision; NaN without one.
   */
  public double initialRisk(int trade) {
    return row(trade).initialRisk();
  }

  private TradeRow row(int trade) {
    if (trade < 0 || trade >= size) {
      throw new IndexOutOfBoundsException("trade " + trade + " of " + size);
    }
    return rows[trade];
  }
}
