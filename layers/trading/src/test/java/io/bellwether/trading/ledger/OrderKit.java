package io.bellwether.trading.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.trading.order.Fill;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.OrderStatus;
import io.bellwether.trading.plan.Plan;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The part of {@link LedgerKit} about plans, orders and fills. */
abstract class OrderKit extends AlertKit {

  // Plans.

  @Test
  void aSignalHasOnePlan() {
    Plan first = samples.plan(account, account, true, T0);
    assertTrue(ledger().plans().create(first));
    assertFalse(ledger().plans().create(samples.plan(account, account, false, T0)));
    assertEquals(Optional.of(first), ledger().plans().find(account));
    assertEquals(Optional.empty(), ledger().plans().find("none"));
  }

  @Test
  void openPlansComeOldestFirstAndLeaveWhenClosed() {
    Plan late = plan("late", true, T0.plusSeconds(60));
    Plan early = plan("early", true, T0);
    Plan closed = plan("closed", false, T0);
    assertEquals(List.of(early, late), ledger().plans().open(account));

    Plan stillOpen = ledger().plans().update(early);
    assertEquals(withRevision(early, true, 1), stillOpen);
    assertEquals(List.of(stillOpen, late), ledger().plans().open(account));
    Plan nowClosed = ledger().plans().update(withRevision(stillOpen, false, 1));
    assertEquals(2, nowClosed.revision());
    assertEquals(List.of(late), ledger().plans().open(account));

    Plan reopened = ledger().plans().update(withRevision(closed, true, 0));
    assertEquals(List.of(reopened, late), ledger().plans().open(account));
    assertEquals(Optional.of(reopened), ledger().plans().find(closed.signalId()));
  }

  @Test
  void aPlanIsUpdatedOnlyFromItsLastRevision() {
    Plan plan = plan("one", true, T0);
    ledger().plans().update(plan);
    for (boolean open : new boolean[] {true, false}) {
      assertThrows(
          ConcurrentUpdateException.class,
          () -> ledger().plans().update(withRevision(plan, open, 0)));
      assertThrows(
          ConcurrentUpdateException.class,
          () -> ledger().plans().update(withRevision(plan, open, 2)));
      assertThrows(
          ConcurrentUpdateException.class,
          () -> ledger().plans().update(samples.plan(account + "-none", account, open, T0)));
    }
    assertEquals(Optional.of(withRevision(plan, true, 1)), ledger().plans().find(plan.signalId()));
    assertEquals(List.of(withRevision(plan, true, 1)), ledger().plans().open(account));
  }

  // Orders.

  @Test
  void anIntentIsStoredOnce() {
    OrderRecord first = stored(account, OrderStatus.INTENDED, T0);
    assertFalse(
        ledger().orders().create(samples.order(account, account, "s", OrderStatus.FILLED, T0)));
    assertEquals(Optional.of(first), ledger().orders().find(account));
    assertEquals(List.of(first), ledger().orders().open(account));
    assertEquals(List.of(), ledger().orders().ofSignal("s"));
  }

  @Test
  void ordersAreListedByStateSignalAndTime() {
    OrderRecord second = stored("b", OrderStatus.ACCEPTED, T0.plusNanos(1));
    OrderRecord third = stored("c", OrderStatus.FILLED, T0.plusSeconds(1));
    OrderRecord first = stored("a", OrderStatus.NEEDS_REVIEW, T0);
    var orders = ledger().orders();
    assertEquals(List.of(first, second), orders.open(account));
    assertEquals(List.of(first, second, third), orders.ofSignal(account));
    assertEquals(List.of(first, second), orders.between(account, T0, T0.plusSeconds(1)));
    assertEquals(List.of(third), orders.between(account, T0.plusSeconds(1), Instant.MAX));
    assertEquals(List.of(), orders.open("nobody"));
  }

  @Test
  void anOrderLeavesTheOpenOnesWithEveryTerminalStatusAndOnlyThen() {
    for (OrderStatus status : OrderStatus.values()) {
      OrderRecord order = stored("order-" + status, OrderStatus.INTENDED, T0);
      OrderRecord updated =
          ledger().orders().update(order.with(status, Optional.of("broker"), "note", T0));
      assertEquals(1, updated.revision());
      assertEquals(Optional.of(updated), ledger().orders().find(order.clientOrderId()));
      assertEquals(
          !status.isTerminal(), ledger().orders().open(account).contains(updated), status.name());
    }
  }

  @Test
  void anOrderIsUpdatedOnlyFromItsLastRevision() {
    OrderRecord order = stored("one", OrderStatus.INTENDED, T0);
    OrderRecord accepted =
        ledger().orders().update(order.with(OrderStatus.ACCEPTED, Optional.empty(), "", T0));
    for (OrderStatus status : OrderStatus.values()) {
      assertThrows(
          ConcurrentUpdateException.class,
          () -> ledger().orders().update(order.with(status, Optional.empty(), "stale", T0)));
      OrderRecord unknown = samples.order(account + "-none", account, "s", status, T0);
      assertThrows(ConcurrentUpdateException.class, () -> ledger().orders().update(unknown));
    }
    assertEquals(List.of(accepted), ledger().orders().open(account));
  }

  @Test
  void manyOrdersAreReadWhole() {
    List<OrderRecord> all = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      all.add(stored("many-" + i, OrderStatus.ACCEPTED, T0.plusSeconds(i)));
    }
    assertEquals(all, ledger().orders().open(account));
    assertEquals(all, ledger().orders().between(account, T0, Instant.MAX));
  }

  // Fills.

  @Test
  void aFillIsPostedOnceWithAllItChanges() {
    OrderRecord order = stored("one", OrderStatus.ACCEPTED, T0);
    Holding holding = samples.holding(account, "QQQ", 0);
    OrderRecord filled =
        order.with(OrderStatus.FILLED, Optional.of("b"), "", T0).filled(BigDecimal.TEN, T0);
    Trade trade = samples.trade("fill", account, T0);
    FillPosting posting =
        new FillPosting(
            samples.fill("fill", order.clientOrderId(), T0), filled, holding, Optional.of(trade));

    assertTrue(ledger().orders().post(posting));
    OrderRecord after = ledger().orders().find(order.clientOrderId()).orElseThrow();
    assertEquals(1, after.revision());
    assertEquals(OrderStatus.FILLED, after.status());
    assertEquals(0, after.filledQuantity().compareTo(BigDecimal.TEN));
    assertEquals(List.of(), ledger().orders().open(account));
    assertEquals(1, ledger().holdings().find(account, "QQQ").orElseThrow().revision());

    assertFalse(ledger().orders().post(posting));
    assertEquals(Optional.of(after), ledger().orders().find(order.clientOrderId()));
    assertEquals(1, ledger().holdings().find(account, "QQQ").orElseThrow().revision());
    assertEquals(List.of(trade), ledger().holdings().trades(account, T0, T0.plusNanos(1)));
  }

  @Test
  void aPostingThatMeetsANewerHoldingWritesNothing() {
    OrderRecord order = stored("one", OrderStatus.ACCEPTED, T0);
    ledger().holdings().update(samples.holding(account, "QQQ", 0));
    for (long stale : new long[] {0, 2}) {
      assertNothingIsPosted(order, order, samples.holding(account, "QQQ", stale));
    }
  }

  @Test
  void aPostingThatMeetsANewerOrderWritesNothing() {
    OrderRecord order = stored("one", OrderStatus.INTENDED, T0);
    OrderRecord newer =
        ledger().orders().update(order.with(OrderStatus.ACCEPTED, Optional.empty(), "", T0));
    assertNothingIsPosted(
        newer,
        order.with(OrderStatus.FILLED, Optional.empty(), "", T0),
        samples.holding(account, "TQQQ", 0));
    assertEquals(Optional.empty(), ledger().holdings().find(account, "TQQQ"));
  }

  @Test
  void anOrderFilledInPartStaysOpenAndItsFillsComeOldestFirst() {
    OrderRecord order = stored("one", OrderStatus.ACCEPTED, T0);
    String id = order.clientOrderId();
    for (int i = 0; i < 3; i++) {
      OrderRecord current = ledger().orders().find(id).orElseThrow();
      assertTrue(
          ledger()
              .orders()
              .post(
                  new FillPosting(
                      samples.fill("fill-" + i, id, T0.minusSeconds(i)),
                      current.with(OrderStatus.PARTIALLY_FILLED, Optional.empty(), "", T0),
                      samples.holding(account, "QQQ", i),
                      Optional.empty())));
    }
    assertEquals(
        List.of("fill-2", "fill-1", "fill-0"),
        ledger().orders().fills(id).stream().map(Fill::id).toList());
    assertEquals(3, ledger().orders().open(account).getFirst().revision());
    assertEquals(List.of(), ledger().orders().fills("none"));
    assertEquals(List.of(), ledger().holdings().trades(account, Instant.EPOCH, Instant.MAX));
  }

  @Test
  void aFillAfterACancelIsPosted() {
    OrderRecord order = stored("one", OrderStatus.CANCELED, T0);
    Fill fill = samples.fill("late", order.clientOrderId(), T0);
    assertTrue(
        ledger()
            .orders()
            .post(
                new FillPosting(
                    fill, order, samples.holding(account, "QQQ", 0), Optional.empty())));
    assertEquals(List.of(), ledger().orders().open(account));
    assertEquals(List.of(fill), ledger().orders().fills(order.clientOrderId()));
  }

  private void assertNothingIsPosted(OrderRecord stored, OrderRecord posted, Holding holding) {
    Optional<Holding> before = ledger().holdings().find(account, holding.symbol());
    Fill fill = samples.fill("fill", posted.clientOrderId(), T0);
    Trade trade = samples.trade("fill", account, T0);
    assertThrows(
        ConcurrentUpdateException.class,
        () -> ledger().orders().post(new FillPosting(fill, posted, holding, Optional.of(trade))));
    assertEquals(List.of(), ledger().orders().fills(posted.clientOrderId()));
    assertEquals(List.of(stored), ledger().orders().open(account));
    assertEquals(before, ledger().holdings().find(account, holding.symbol()));
    assertEquals(List.of(), ledger().holdings().trades(account, Instant.EPOCH, Instant.MAX));
  }
}
