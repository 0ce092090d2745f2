package io.bellwether.trading.execution;

/**
 * The ledger was read and has no such signal. Signals are stored before they are sent and reads are
 * strongly consistent, so asking again does not help.
 */
public final class UnknownSignalException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public UnknownSignalException(String signalId) {
    super("the ledger has no signal " + signalId);
  }
}
