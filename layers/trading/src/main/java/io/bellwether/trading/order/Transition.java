package io.bellwether.trading.order;

/** What an event does to an order's status. */
public sealed interface Transition {
  /** The order takes another status. */
  record To(OrderStatus status) implements Transition {}

  /** The event is legal, or late, and says nothing the status does not say already. */
  record Unchanged() implements Transition {}

  /**
   * The event contradicts what is known: the order becomes {@link OrderStatus#NEEDS_REVIEW} and a
   * person is told.
   *
   * @param reason the contradiction, for people
   */
  record Review(String reason) implements Transition {}

  /** The status an order has after this transition. */
  default OrderStatus from(OrderStatus current) {
    return switch (this) {
      case To to -> to.status();
      case Unchanged _ -> current;
      case Review _ -> OrderStatus.NEEDS_REVIEW;
    };
  }
}
