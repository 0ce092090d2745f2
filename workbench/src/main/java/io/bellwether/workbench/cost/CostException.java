package io.bellwether.workbench.cost;

/** A template, or a table of prices, that no cost can be computed from; the message says why. */
public final class CostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CostException(String message) {
    super(message);
  }

  CostException(String message, Throwable cause) {
    super(message, cause);
  }
}
