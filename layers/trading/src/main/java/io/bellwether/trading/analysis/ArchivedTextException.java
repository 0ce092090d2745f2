package io.bellwether.trading.analysis;

/** A text that the ledger names is not in the archive, or is not what it was. */
public final class ArchivedTextException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ArchivedTextException(String message) {
    super(message);
  }
}
