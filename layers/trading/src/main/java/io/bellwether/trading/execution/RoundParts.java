package io.bellwether.trading.execution;

import io.bellwether.trading.broker.BrokerException;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a round. What the broker cannot tell keeps back only the part that needs it: with no
 * price there is no entry, but exits go on and stops are placed.
 */
final class RoundParts {
  private @Nullable BrokerException failure;

  /** A part of a round. */
  @FunctionalInterface
  interface Part {
    void run() throws BrokerException;
  }

  /** Does a part; what it could not read is remembered. */
  void attempt(Part part) {
    try {
      part.run();
    } catch (BrokerException e) {
      if (failure == null) {
        failure = e;
      }
    }
  }

  /**
   * To be called when all parts were attempted.
   *
   * @throws BrokerException the first one met
   */
  void finish() throws BrokerException {
    BrokerException first = failure;
    if (first != null) {
      throw first;
    }
  }
}
