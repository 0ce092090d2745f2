package io.bellwether.trading;

import java.util.Locale;

/** Whether money is at stake. */
public enum TradingMode {
  PAPER,
  LIVE;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
