package io.bellwether.trading.execution;

/**
 * The ledger has the signal, and it is not one to be executed: it is another account's, another
 * strategy's or another stage's. Asking again does not help.
 */
public final class RefusedSignalException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public RefusedSignalException(String signalId, String why) {
    super("signal " + signalId + " is not executed: " + why);
  }
}
