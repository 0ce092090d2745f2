package io.bellwether.trading.broker;

/** The answer to the question whether a broker has an order. */
public sealed interface Lookup {
  record Found(BrokerOrder order) implements Lookup {}

  /** The broker says it has none; "not placed" only once a settling time has passed. */
  record NotFound() implements Lookup {}

  /** No answer. */
  record Unknown(String message) implements Lookup {}
}
