package io.bellwether.trading.order;

/** How an order is priced. */
public enum OrderType {
  MARKET,
  LIMIT,
  STOP,
  STOP_LIMIT,
  TRAILING_STOP
}
