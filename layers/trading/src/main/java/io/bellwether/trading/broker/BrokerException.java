package io.bellwether.trading.broker;

/** A read from a broker failed. What it would have said is unknown: nothing may add exposure. */
public final class BrokerException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean unauthorized;

  public BrokerException(String message, boolean unauthorized) {
    super(message);
    this.unauthorized = unauthorized;
  }

  public BrokerException(String message, Throwable cause) {
    super(message, cause);
    this.unauthorized = false;
  }

  /** Whether the broker refused the credentials. */
  public boolean unauthorized() {
    return unauthorized;
  }
}
