package io.bellwether.trading.execution;

import java.math.BigDecimal;

/**
 * Something on which broker and ledger differ, and what is done about it.
 *
 * @param kind on what they differ
 * @param symbol the symbol concerned; empty for cash
 * @param ledger what the ledger says: shares, negative if short, or US dollars
 * @param broker what the broker says, in the same unit
 * @param explained whether it is known how it came about, so that the ledger is repaired without a
 *     person
 * @param remedy what is done about it, or what a person is to do
 */
public record Difference(
    Kind kind,
    String symbol,
    BigDecimal ledger,
    BigDecimal broker,
    boolean explained,
    String remedy) {
  /** On what they differ. */
  public enum Kind {
    /** The shares held of a symbol. */
    POSITION("position"),
    /** Executions of orders of this system that the ledger does not have yet. */
    FILLS("fills"),
    /** An order that the broker has and the ledger does not have, or has as ended. */
    ORDER("order"),
    /** A split that has not been applied. */
    SPLIT("split"),
    /** The fraction of a share that a split left and the broker paid in cash. */
    FRACTION("fraction"),
    /** The cash at the last close. */
    CASH("cash");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** The name for machines. */
    public String label() {
      return label;
    }
  }
}
