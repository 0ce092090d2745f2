package io.bellwether.trading.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderStateMachineTest {
  /**
   * The whole table a second time, written down independently of the code. Columns in the order of
   * {@link OrderEvent}; {@code .} is unchanged, {@code ?} a review, letters are the new status.
   */
  private static final String GOLDEN =
      """
      status            conf rej unk held rel part fill creq cref canc exp repl aban retr unrec
      INTENDED          A    J   .   H    A   P    F    Q    .    C    E   R    B    T    ?
      ACCEPTED          .    J   .   H    .   P    F    Q    .    C    E   R    ?    ?    ?
      HELD              .    J   .   .    A   P    F    Q    .    C    E   R    ?    ?    ?
      PARTIALLY_FILLED  .    ?   .   .    .   .    F    Q    .    C    E   R    ?    ?    ?
      CANCEL_PENDING    .    J   .   .    .   .    F    .    A    C    E   R    ?    ?    ?
      FILLED            .    .   .   .    .   .    .    .    .    .    .   .    .    .    .
      CANCELED          .    .   .   .    .   .    F    .    .    .    .   .    .    .    .
      EXPIRED           .    .   .   .    .   .    F    .    .    .    .   .    .    .    .
      REJECTED          .    .   .   .    .   ?    ?    .    .    .    .   .    .    .    .
      REPLACED          .    .   .   .    .   .    F    .    .    .    .   .    .    .    .
      ABANDONED         ?    .   ?   ?    ?   ?    ?    ?    .    ?    ?   ?    .    .    ?
      RETRACTED         A    J   .   H    A   P    F    Q    .    C    E   R    B    .    ?
      NEEDS_REVIEW      A    J   .   H    A   P    F    Q    .    C    E   R    .    .    .
      """;

  /** The states in which an order may trade or is supposed to. */
  private static final Set<OrderStatus> OPEN =
      EnumSet.of(
          OrderStatus.INTENDED,
          OrderStatus.ACCEPTED,
          OrderStatus.HELD,
          OrderStatus.PARTIALLY_FILLED,
          OrderStatus.CANCEL_PENDING);

  @Test
  void everyPairOfStatusAndEventIsInTheTableAsWrittenDown() {
    List<String> lines = GOLDEN.lines().skip(1).toList();
    assertEquals(OrderStatus.values().length, lines.size(), "one line per status");
    for (String line : lines) {
      String[] cells = line.trim().split(" +");
      OrderStatus status = OrderStatus.valueOf(cells[0]);
      assertEquals(OrderEvent.values().length, cells.length - 1, "cells of " + status);
      for (OrderEvent event : OrderEvent.values()) {
        Transition transition = OrderStateMachine.next(status, event);
        assertEquals(cells[event.ordinal() + 1], symbol(transition), status + " x " + event);
      }
    }
  }

  @Test
  void noEventMovesAnOrderThatHasEndedBackToOpen() {
    for (OrderStatus status : OrderStatus.values()) {
      if (!status.isTerminal()) {
        continue;
      }
      for (OrderEvent event : OrderEvent.values()) {
        OrderStatus after = OrderStateMachine.next(status, event).from(status);
        assertFalse(OPEN.contains(after), status + " x " + event + " -> " + after);
      }
    }
  }

  @Test
  void aTransitionNeverNamesTheStatusItStartsFromAndEveryReviewSaysWhy() {
    for (OrderStatus status : OrderStatus.values()) {
      for (OrderEvent event : OrderEvent.values()) {
        switch (OrderStateMachine.next(status, event)) {
          case Transition.To(OrderStatus next) -> assertFalse(next == status, status + " " + event);
          case Transition.Review(String reason) -> assertFalse(reason.isBlank());
          case Transition.Unchanged _ -> {}
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = OrderStatus.class,
      names = {"CANCELED", "EXPIRED", "REPLACED"})
  void aFillAfterTheEndIsLegal(OrderStatus ended) {
    assertEquals(
        new Transition.To(OrderStatus.FILLED), OrderStateMachine.next(ended, OrderEvent.FILL));
    assertInstanceOf(
        Transition.Unchanged.class, OrderStateMachine.next(ended, OrderEvent.PARTIAL_FILL));
  }

  @Test
  void observingIsTotalAndRepeatingAReportChangesNothing() {
    for (OrderStatus current : OrderStatus.values()) {
      for (OrderStatus reported : OrderStatus.values()) {
        OrderStatus once = OrderStateMachine.observed(current, reported);
        if (once != OrderStatus.NEEDS_REVIEW) {
          assertEquals(
              once, OrderStateMachine.observed(once, reported), current + " told " + reported);
        }
      }
    }
  }

  @Test
  void anOrderInReviewTakesTheNextKnownWord() {
    for (OrderStatus reported : OrderStatus.values()) {
      boolean known =
          reported != OrderStatus.INTENDED
              && reported != OrderStatus.ABANDONED
              && reported != OrderStatus.RETRACTED
              && reported != OrderStatus.NEEDS_REVIEW;
      assertEquals(
          known ? reported : OrderStatus.NEEDS_REVIEW,
          OrderStateMachine.observed(OrderStatus.NEEDS_REVIEW, reported));
    }
  }

  @Test
  void aReleasedChildIsAcceptedAndALateAcknowledgementOfOneLeavesItHeld() {
    assertEquals(
        OrderStatus.ACCEPTED, OrderStateMachine.observed(OrderStatus.HELD, OrderStatus.ACCEPTED));
    assertInstanceOf(
        Transition.Unchanged.class,
        OrderStateMachine.next(OrderStatus.HELD, OrderEvent.SUBMIT_CONFIRMED));
  }

  @Test
  void aCancelOnItsWayIsNotForgottenByAnOlderReport() {
    assertEquals(
        OrderStatus.CANCEL_PENDING,
        OrderStateMachine.observed(OrderStatus.CANCEL_PENDING, OrderStatus.ACCEPTED));
    assertEquals(
        OrderStatus.CANCEL_PENDING,
        OrderStateMachine.observed(OrderStatus.CANCEL_PENDING, OrderStatus.PARTIALLY_FILLED));
  }

  /** The reports of an order's life arrive shuffled, repeated and with some lost. */
  @ParameterizedTest
  @ValueSource(longs = {1, 20261120, 42424242})
  void whateverOrderTheReportsOfAFilledOrderArriveInItIsFilled(long seed) {
    Random random = new Random(seed);
    for (int run = 0; run < 500; run++) {
      List<OrderStatus> reports =
          new ArrayList<>(
              List.of(
                  OrderStatus.ACCEPTED,
                  OrderStatus.PARTIALLY_FILLED,
                  OrderStatus.PARTIALLY_FILLED,
                  OrderStatus.CANCEL_PENDING,
                  OrderStatus.FILLED));
      if (random.nextBoolean()) {
        reports.add(OrderStatus.CANCELED);
      }
      Collections.shuffle(reports, random);
      OrderStatus status = OrderStatus.INTENDED;
      for (OrderStatus report : reports) {
        status = OrderStateMachine.observed(status, report);
      }
      assertEquals(OrderStatus.FILLED, status, "seed " + seed + ", reports " + reports);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {7, 20261121, 99999999})
  void overRandomHistoriesEndsHold(long seed) {
    Random random = new Random(seed);
    OrderEvent[] events = OrderEvent.values();
    for (int run = 0; run < 2_000; run++) {
      OrderStatus status = OrderStatus.INTENDED;
      List<OrderEvent> history = new ArrayList<>();
      for (int step = 0; step < 40; step++) {
        OrderEvent event = events[random.nextInt(events.length)];
        OrderStatus next = OrderStateMachine.next(status, event).from(status);
        history.add(event);
        assertTrue(endHolds(status, event, next), "seed " + seed + ": " + status + history + next);
        status = next;
      }
    }
  }

  /** What may follow an end: itself, a fill, or a review of a contradiction. */
  private static boolean endHolds(OrderStatus status, OrderEvent event, OrderStatus next) {
    return switch (status) {
      case FILLED -> next == OrderStatus.FILLED;
      case CANCELED, EXPIRED, REPLACED ->
          next == (event == OrderEvent.FILL ? OrderStatus.FILLED : status);
      case REJECTED, ABANDONED -> next == status || next == OrderStatus.NEEDS_REVIEW;
      case INTENDED, RETRACTED, ACCEPTED, HELD, PARTIALLY_FILLED, CANCEL_PENDING, NEEDS_REVIEW ->
          next != OrderStatus.INTENDED || status == OrderStatus.INTENDED;
    };
  }

  private static String symbol(Transition transition) {
    return switch (transition) {
      case Transition.Unchanged _ -> ".";
      case Transition.Review _ -> "?";
      case Transition.To(OrderStatus status) ->
          switch (status) {
            case ACCEPTED -> "A";
            case HELD -> "H";
            case PARTIALLY_FILLED -> "P";
            case CANCEL_PENDING -> "Q";
            case FILLED -> "F";
            case CANCELED -> "C";
            case EXPIRED -> "E";
            case REJECTED -> "J";
            case REPLACED -> "R";
            case ABANDONED -> "B";
            case RETRACTED -> "T";
            case INTENDED, NEEDS_REVIEW -> "to " + status;
          };
    };
  }
}
