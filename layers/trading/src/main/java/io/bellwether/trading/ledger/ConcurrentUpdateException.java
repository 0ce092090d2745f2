package io.bellwether.trading.ledger;

/** Another run changed the item first. Read again and decide anew; nothing was written. */
public final class ConcurrentUpdateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConcurrentUpdateException(String item) {
    super(item + " was changed by another run; nothing was written");
  }
}
