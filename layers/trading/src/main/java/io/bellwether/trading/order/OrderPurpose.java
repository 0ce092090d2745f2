package io.bellwether.trading.order;

/** What an order is for. */
public enum OrderPurpose {
  ENTRY,
  EXIT,
  PROTECTIVE_STOP
}
