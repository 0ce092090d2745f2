package io.bellwether.market;

import java.util.Locale;

/** How prices of a series relate to the prices that were traded. Every report names it. */
public enum PriceBasis {
  /** As traded. */
  RAW,
  /** Adjusted for later splits, not for dividends. */
  SPLIT,
  /** Adjusted for later splits and dividends. */
  SPLIT_DIVIDEND,
  /** The source does not say. */
  UNKNOWN;

  /** The name used in reports and on the command line: {@code raw}, {@code split}, ... */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
