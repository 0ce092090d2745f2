package io.bellwether.trading.ledger;

/**
 * The ledger was read, and an item in it is not what this system writes: an attribute is missing,
 * of the wrong type or out of its range, it lies under a key that is not its own, or a newer
 * release wrote it. Reading it again gives the same until a person has repaired it, and nothing may
 * be traded on it meanwhile.
 */
public final class DamagedItemException extends LedgerException {
  private static final long serialVersionUID = 1L;

  private final String item;

  /**
   * A damaged item.
   *
   * @param item its key, as people find it in the table
   * @param message what is wrong with it, and what repairs it
   */
  public DamagedItemException(String item, String message, Throwable cause) {
    super(message, cause);
    this.item = item;
  }

  /** The key of the item: partition and sort key. */
  public String item() {
    return item;
  }
}
