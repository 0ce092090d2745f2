package io.bellwether.trading.order;

import static io.bellwether.trading.order.OrderEvent.ABANDONED;
import static io.bellwether.trading.order.OrderEvent.CANCELED;
import static io.bellwether.trading.order.OrderEvent.CANCEL_REFUSED;
import static io.bellwether.trading.order.OrderEvent.CANCEL_REQUESTED;
import static io.bellwether.trading.order.OrderEvent.EXPIRED;
import static io.bellwether.trading.order.OrderEvent.FILL;
import static io.bellwether.trading.order.OrderEvent.HELD;
import static io.bellwether.trading.order.OrderEvent.PARTIAL_FILL;
import static io.bellwether.trading.order.OrderEvent.RELEASED;
import static io.bellwether.trading.order.OrderEvent.REPLACED;
import static io.bellwether.trading.order.OrderEvent.RETRACTED;
import static io.bellwether.trading.order.OrderEvent.SUBMIT_CONFIRMED;
import static io.bellwether.trading.order.OrderEvent.SUBMIT_REJECTED;
import static io.bellwether.trading.order.OrderEvent.SUBMIT_UNKNOWN;
import static io.bellwether.trading.order.OrderEvent.UNRECOGNISED;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;

/**
 * The table of order transitions: one for every status and every event, and the only place that
 * decides what an order's next status is.
 *
 * <p>Four rules run through it.
 *
 * <ul>
 *   <li>An execution is a fact. Nothing leaves {@link OrderStatus#FILLED}, and a fill that arrives
 *       after a cancel, an expiry or a replacement is legal: it crossed the request on its way.
 *   <li>An order that has ended does not come back to life. A late acknowledgement of it changes
 *       nothing.
 *   <li>Of two ends without a fill the first stands: they mean the same for the position.
 *   <li>What cannot be so needs a review. A review is not an end: it stays open, and the broker's
 *       next known word settles it.
 * </ul>
 */
public final class OrderStateMachine {
  private static final String NO_SUCH_STATE =
      "the broker reports a state this system does not know; look the order up at the broker";
  private static final String BROKER_HAS_IT =
      "given up as an order the broker has, or had; cancel it at the broker if it is not wanted";
  private static final String NEVER_REACHED =
      "the broker reports on an order that was given up as never placed; it may be live or have"
          + " traded, so compare positions";
  private static final String TRADED_THOUGH_REJECTED =
      "the broker reports a fill of an order it had rejected; compare positions";
  private static final String REJECTED_THOUGH_TRADED =
      "the broker reports a rejection of an order that has filled in part; compare positions";

  private static final Map<OrderStatus, Map<OrderEvent, Transition>> TABLE = table();

  private OrderStateMachine() {}

  /** What {@code event} does to an order that stands at {@code current}. */
  public static Transition next(OrderStatus current, OrderEvent event) {
    Map<OrderEvent, Transition> row = Objects.requireNonNull(TABLE.get(current), "total by row");
    return Objects.requireNonNull(row.get(event), "total by Row.complete");
  }

  /**
   * The status the ledger takes when the broker reports {@code reported} for an order that stands
   * at {@code current}. The report may be older than what is known.
   */
  public static OrderStatus observed(OrderStatus current, OrderStatus reported) {
    return next(current, reportOf(current, reported)).from(current);
  }

  /** The event that a broker's report of a status amounts to. */
  private static OrderEvent reportOf(OrderStatus current, OrderStatus reported) {
    return switch (reported) {
      // A child that the broker held and now has at work was released; a bare acknowledgement
      // would not move it.
      case ACCEPTED -> current == OrderStatus.HELD ? RELEASED : SUBMIT_CONFIRMED;
      case HELD -> HELD;
      case PARTIALLY_FILLED -> PARTIAL_FILL;
      case CANCEL_PENDING -> CANCEL_REQUESTED;
      case FILLED -> FILL;
      case CANCELED -> CANCELED;
      case EXPIRED -> EXPIRED;
      case REJECTED -> SUBMIT_REJECTED;
      case REPLACED -> REPLACED;
      // The first three are this system's own states: no broker's report can mean them.
      case INTENDED, ABANDONED, RETRACTED, NEEDS_REVIEW -> UNRECOGNISED;
    };
  }

  private static Map<OrderStatus, Map<OrderEvent, Transition>> table() {
    Map<OrderStatus, Map<OrderEvent, Transition>> table = new EnumMap<>(OrderStatus.class);
    for (OrderStatus status : OrderStatus.values()) {
      table.put(status, row(status).complete());
    }
    return table;
  }

  private static Row row(OrderStatus status) {
    return switch (status) {
      case INTENDED ->
          new Row(status)
              .to(OrderStatus.ACCEPTED, SUBMIT_CONFIRMED, RELEASED)
              .to(OrderStatus.REJECTED, SUBMIT_REJECTED)
              .to(OrderStatus.HELD, HELD)
              // The broker's reports can overtake its answer to the submission.
              .to(OrderStatus.PARTIALLY_FILLED, PARTIAL_FILL)
              .to(OrderStatus.FILLED, FILL)
              .to(OrderStatus.CANCEL_PENDING, CANCEL_REQUESTED)
              .to(OrderStatus.CANCELED, CANCELED)
              .to(OrderStatus.EXPIRED, EXPIRED)
              .to(OrderStatus.REPLACED, REPLACED)
              .to(OrderStatus.ABANDONED, ABANDONED)
              .to(OrderStatus.RETRACTED, RETRACTED)
              .unchanged(SUBMIT_UNKNOWN, CANCEL_REFUSED)
              .review(NO_SUCH_STATE, UNRECOGNISED);
      case RETRACTED ->
          new Row(status)
              // It arrived after all: whatever it says is true, and there to be cancelled.
              .to(OrderStatus.ACCEPTED, SUBMIT_CONFIRMED, RELEASED)
              .to(OrderStatus.REJECTED, SUBMIT_REJECTED)
              .to(OrderStatus.HELD, HELD)
              .to(OrderStatus.PARTIALLY_FILLED, PARTIAL_FILL)
              .to(OrderStatus.FILLED, FILL)
              .to(OrderStatus.CANCEL_PENDING, CANCEL_REQUESTED)
              .to(OrderStatus.CANCELED, CANCELED)
              .to(OrderStatus.EXPIRED, EXPIRED)
              .to(OrderStatus.REPLACED, REPLACED)
              .to(OrderStatus.ABANDONED, ABANDONED)
              .unchanged(SUBMIT_UNKNOWN, CANCEL_REFUSED, RETRACTED)
              .review(NO_SUCH_STATE, UNRECOGNISED);
      case ACCEPTED ->
          new Row(status)
              .to(OrderStatus.REJECTED, SUBMIT_REJECTED)
              .to(OrderStatus.HELD, HELD)
              .to(OrderStatus.PARTIALLY_FILLED, PARTIAL_FILL)
              .to(OrderStatus.FILLED, FILL)
              .to(OrderStatus.CANCEL_PENDING, CANCEL_REQUESTED)
              .to(OrderStatus.CANCELED, CANCELED)
              .to(OrderStatus.EXPIRED, EXPIRED)
              .to(OrderStatus.REPLACED, REPLACED)
              .unchanged(SUBMIT_CONFIRMED, SUBMIT_UNKNOWN, RELEASED, CANCEL_REFUSED)
              .review(BROKER_HAS_IT, ABANDONED, RETRACTED)
              .review(NO_SUCH_STATE, UNRECOGNISED);
      case HELD ->
          new Row(status)
              .to(OrderStatus.ACCEPTED, RELEASED)
              .to(OrderStatus.REJECTED, SUBMIT_REJECTED)
              .to(OrderStatus.PARTIALLY_FILLED, PARTIAL_FILL)
              .to(OrderStatus.FILLED, FILL)
              .to(OrderStatus.CANCEL_PENDING, CANCEL_REQUESTED)
              .to(OrderStatus.CANCELED, CANCELED)
              .to(OrderStatus.EXPIRED, EXPIRED)
              .to(OrderStatus.REPLACED, REPLACED)
              .unchanged(SUBMIT_CONFIRMED, SUBMIT_UNKNOWN, HELD, CANCEL_REFUSED)
              .review(BROKER_HAS_IT, ABANDONED, RETRACTED)
              .review(NO_SUCH_STATE, UNRECOGNISED);
      case PARTIALLY_FILLED ->
          new Row(status)
              .to(OrderStatus.FILLED, FILL)
              .to(OrderStatus.CANCEL_PENDING, CANCEL_REQUESTED)
              .to(OrderStatus.CANCELED, CANCELED)
              .to(OrderStatus.EXPIRED, EXPIRED)
              .to(OrderStatus.REPLACED, REPLACED)
              .unchanged(SUBMIT_CONFIRMED, SUBMIT_UNKNOWN, HELD, RELEASED)
              .unchanged(PARTIAL_FILL, CANCEL_REFUSED)
              .review(REJECTED_THOUGH_TRADED, SUBMIT_REJECTED)
              .review(BROKER_HAS_IT, ABANDONED, RETRACTED)
              .review(NO_SUCH_STATE, UNRECOGNISED);
      case CANCEL_PENDING ->
          new Row(status)
              // If it had filled in part, the next report says so.
              .to(OrderStatus.ACCEPTED, CANCEL_REFUSED)
              .to(OrderStatus.REJECTED, SUBMIT_REJECTED)
              .to(OrderStatus.FILLED, FILL)
              .to(OrderStatus.CANCELED, CANCELED)
              .to(OrderStatus.EXPIRED, EXPIRED)
              .to(OrderStatus.REPLACED, REPLACED)
              // The request is on its way; a report that does not know of it is older.
              .unchanged(SUBMIT_CONFIRMED, SUBMIT_UNKNOWN, HELD, RELEASED)
              .unchanged(PARTIAL_FILL, CANCEL_REQUESTED)
              .review(BROKER_HAS_IT, ABANDONED, RETRACTED)
              .review(NO_SUCH_STATE, UNRECOGNISED);
      case FILLED -> new Row(status).unchanged(OrderEvent.values());
      case CANCELED, EXPIRED, REPLACED ->
          // A partial fill is posted to the holding all the same; the order stays as it ended.
          new Row(status).to(OrderStatus.FILLED, FILL).unchangedOtherwise();
      case REJECTED ->
          new Row(status).review(TRADED_THOUGH_REJECTED, PARTIAL_FILL, FILL).unchangedOtherwise();
      case ABANDONED ->
          new Row(status)
              .unchanged(ABANDONED, RETRACTED)
              // Refused: so it never lived, as supposed. No cancel was granted either.
              .unchanged(SUBMIT_REJECTED, CANCEL_REFUSED)
              .review(NEVER_REACHED, SUBMIT_CONFIRMED, SUBMIT_UNKNOWN, HELD, RELEASED)
              .review(NEVER_REACHED, PARTIAL_FILL, FILL, CANCEL_REQUESTED)
              .review(NEVER_REACHED, CANCELED, EXPIRED, REPLACED, UNRECOGNISED);
      case NEEDS_REVIEW ->
          new Row(status)
              .to(OrderStatus.ACCEPTED, SUBMIT_CONFIRMED, RELEASED)
              .to(OrderStatus.REJECTED, SUBMIT_REJECTED)
              .to(OrderStatus.HELD, HELD)
              .to(OrderStatus.PARTIALLY_FILLED, PARTIAL_FILL)
              .to(OrderStatus.FILLED, FILL)
              .to(OrderStatus.CANCEL_PENDING, CANCEL_REQUESTED)
              .to(OrderStatus.CANCELED, CANCELED)
              .to(OrderStatus.EXPIRED, EXPIRED)
              .to(OrderStatus.REPLACED, REPLACED)
              .unchanged(SUBMIT_UNKNOWN, CANCEL_REFUSED, ABANDONED, RETRACTED, UNRECOGNISED);
    };
  }

  /** One status's row under construction; a cell that is missing or written twice is a bug. */
  private static final class Row {
    private final OrderStatus status;
    private final Map<OrderEvent, Transition> cells = new EnumMap<>(OrderEvent.class);

    Row(OrderStatus status) {
      this.status = status;
    }

    Row to(OrderStatus next, OrderEvent... events) {
      return put(new Transition.To(next), events);
    }

    Row unchanged(OrderEvent... events) {
      return put(new Transition.Unchanged(), events);
    }

    Row unchangedOtherwise() {
      EnumSet<OrderEvent> others = EnumSet.allOf(OrderEvent.class);
      others.removeAll(cells.keySet());
      return unchanged(others.toArray(OrderEvent[]::new));
    }

    Row review(String reason, OrderEvent... events) {
      return put(new Transition.Review(reason), events);
    }

    private Row put(Transition transition, OrderEvent... events) {
      for (OrderEvent event : events) {
        if (cells.put(event, transition) != null) {
          throw new IllegalStateException(status + " x " + event + " stands twice in the table");
        }
      }
      return this;
    }

    Map<OrderEvent, Transition> complete() {
      if (cells.size() != OrderEvent.values().length) {
        throw new IllegalStateException(
            status + " lacks events in the table; it has only " + cells.keySet());
      }
      return cells;
    }
  }
}
