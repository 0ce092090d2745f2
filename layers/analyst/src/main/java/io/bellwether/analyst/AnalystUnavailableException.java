package io.bellwether.analyst;

/** An analyst gives no answer now and may give one later. Nothing was changed. */
public final class AnalystUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public AnalystUnavailableException(String message) {
    super(message);
  }

  public AnalystUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
