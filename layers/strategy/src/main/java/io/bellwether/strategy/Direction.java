package io.bellwether.strategy;

import java.util.Locale;

/** Which way a position profits. */
public enum Direction {
  LONG,
  SHORT;

  /** {@code long} or {@code short}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
