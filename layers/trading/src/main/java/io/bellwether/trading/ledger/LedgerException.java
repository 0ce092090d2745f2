package io.bellwether.trading.ledger;

/** The ledger could not be read or written. What it would have said is unknown. */
public class LedgerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LedgerException(String message, Throwable cause) {
    super(message, cause);
  }
}
