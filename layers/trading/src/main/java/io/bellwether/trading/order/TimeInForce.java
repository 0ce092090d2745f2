package io.bellwether.trading.order;

/** How long an order lives; OPG is for the opening auction alone, CLS for the closing one. */
public enum TimeInForce {
  DAY,
  GTC,
  OPG,
  CLS,
  IOC,
  FOK
}
