package io.bellwether.analyst;

import io.bellwether.trading.event.TradingEvent;

/** People could not be told. Whoever was to tell them stays as it was, and the next run tells. */
final class UntoldException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  UntoldException(TradingEvent event) {
    super(
        "the event '%s' of %s could not be published; the retry does it again"
            .formatted(event.type().words(), event.strategy().orElse(event.account())));
  }
}
