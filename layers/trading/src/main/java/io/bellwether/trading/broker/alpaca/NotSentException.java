package io.bellwether.trading.broker.alpaca;

import java.io.IOException;

/** The request never left this machine. */
final class NotSentException extends IOException {
  private static final long serialVersionUID = 1L;

  NotSentException(String message) {
    super(message);
  }
}
