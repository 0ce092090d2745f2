package io.bellwether.trading.event;

/** Tells people. Losing an event loses a message, never an order. */
@FunctionalInterface
public interface EventPublisher {
  void publish(TradingEvent event);

  /**
   * Publishes what must not get lost.
   *
   * @return whether it was taken; if not, it is to be published again later
   */
  default boolean taken(TradingEvent event) {
    publish(event);
    return true;
  }
}
