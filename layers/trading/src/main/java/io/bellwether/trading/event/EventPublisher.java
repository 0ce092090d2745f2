package io.bellwether.trading.event;

/** Tells people. Losing an event loses a message, never an order. */
@FunctionalInterface
public interface EventPublisher {
  void publish(TradingEvent event);
}
