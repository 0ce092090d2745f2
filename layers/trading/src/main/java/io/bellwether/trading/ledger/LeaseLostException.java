package io.bellwether.trading.ledger;

/** The lease is no longer current, and nothing was written. The work is another run's now. */
public final class LeaseLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LeaseLostException(Lease lease) {
    super(
        "lease %d of account %s was released or taken over; nothing was written"
            .formatted(lease.token(), lease.account()));
  }
}
