package io.bellwether.trading.order;

/** The side of an order. */
public enum Side {
  BUY,
  SELL
}
