package io.bellwether.trading.risk;

/** A rule asked for what is not known. Never leaves the risk engine. */
final class NotKnownException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotKnownException(String why) {
    super(why, null, false, false);
  }

  String why() {
    return String.valueOf(getMessage());
  }
}
