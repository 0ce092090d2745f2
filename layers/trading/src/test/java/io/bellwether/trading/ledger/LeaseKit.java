package io.bellwether.trading.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.trading.config.Activation;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.order.Fill;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.OrderStatus;
import io.bellwether.trading.plan.Plan;
import io.bellwether.trading.signal.Signal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The part of {@link LedgerKit} about leases, and about what is written under them. */
abstract class LeaseKit extends LimitKit {
  private static final Instant T60 = T0.plusSeconds(60);
  private static final Instant T120 = T0.plusSeconds(120);

  private Lease acquired(Instant now, Instant until) {
    return ledger().leases().acquire(account, now, until).orElseThrow();
  }

  @Test
  void oneHoldsALeaseUntilItsEnd() {
    Lease first = acquired(T0, T60);
    assertEquals(account, first.account());
    assertEquals(T60, first.until());
    assertEquals(Optional.empty(), ledger().leases().acquire(account, T0, T120));
    assertEquals(Optional.empty(), ledger().leases().acquire(account, T60.minusNanos(1), T120));
    assertTrue(ledger().leases().acquire(account + "-other", T0, T60).isPresent());

    Lease second = acquired(T60, T120);
    assertTrue(second.token() > first.token());
    assertEquals(T120, second.until());
  }

  @Test
  void aRenewedLeaseKeepsItsTokenAndEndsLater() {
    Lease first = acquired(T0, T60);
    Lease renewed = ledger().leases().renew(first, T120);
    assertEquals(first.token(), renewed.token());
    assertEquals(T120, renewed.until());
    assertEquals(Optional.empty(), ledger().leases().acquire(account, T60, T120));
    Lease again = ledger().leases().renew(first, T120.plusSeconds(60));
    assertEquals(first.token(), again.token(), "what was renewed unknown to its holder");
    assertTrue(again.revision() > renewed.revision());
  }

  @Test
  void anEndedLeaseIsRenewedUntilItIsTakenOver() {
    Lease first = acquired(T0, T60);
    Lease renewed = ledger().leases().renew(first, T0.plusSeconds(1));
    assertEquals(T0.plusSeconds(1), renewed.until());
    Lease second = acquired(T0.plusSeconds(1), T120);
    for (Lease lost : List.of(first, renewed)) {
      assertThrows(LeaseLostException.class, () -> ledger().leases().renew(lost, T120));
    }
    assertEquals(T120, ledger().leases().renew(second, T120).until());
  }

  @Test
  void aReleasedLeaseIsFreeAtOnceAndItsTokenIsWorthNothing() {
    Lease first = acquired(T0, T60);
    ledger().leases().renew(first, T120);
    ledger().leases().release(first);
    assertThrows(LeaseLostException.class, () -> ledger().leases().renew(first, T120));
    Ledger late = ledger().under(first);
    assertThrows(
        LeaseLostException.class, () -> late.holdings().update(samples.holding(account, "QQQ", 0)));
    Lease second = acquired(T0, T60);
    assertTrue(second.token() > first.token());
  }

  @Test
  void releasingWhatAnotherHoldsChangesNothing() {
    Lease first = acquired(T0, T60);
    Lease second = acquired(T60, T120);
    ledger().leases().release(first);
    ledger().leases().release(first);
    assertEquals(Optional.empty(), ledger().leases().acquire(account, T60, T120));
    ledger().leases().release(second);
    ledger().leases().release(second);
    ledger().leases().release(first);
    assertTrue(ledger().leases().acquire(account, T0, T60).isPresent());
  }

  /** What every kind of write does under a lease, with what tells whether it was made. */
  private record FencedWrite(String name, Executable write, BooleanSupplier made) {}

  @Test
  void everyWriteIsMadeUnderACurrentLeaseAndNoneUnderALostOne() throws Throwable {
    Lease lost = acquired(T0, T60);
    Lease current = acquired(T60, T120);
    int round = 0;
    for (Lease lease : List.of(lost, current)) {
      Ledger fenced = ledger().under(lease);
      for (FencedWrite each : writes(fenced, account + "-" + round++)) {
        assertFalse(each.made.getAsBoolean(), each.name);
        if (lease.equals(lost)) {
          assertThrows(LeaseLostException.class, each.write, each.name);
        } else {
          each.write.execute();
        }
        assertEquals(lease.equals(current), each.made.getAsBoolean(), each.name);
      }
    }
  }

  private List<FencedWrite> writes(Ledger fenced, String name) {
    Ledger plain = ledger();
    List<FencedWrite> writes = new ArrayList<>();
    Signal signal = samples.signal(name + "-signal", name, name, T0, false);
    writes.add(
        new FencedWrite(
            "create a signal",
            () -> fenced.signals().create(signal),
            () -> plain.signals().find(signal.id()).isPresent()));
    Signal told = samples.signal(name + "-told", name, name, T0, false);
    assertTrue(plain.signals().create(told));
    writes.add(
        new FencedWrite(
            "mark a signal",
            () -> fenced.signals().markDispatched(told.id()),
            () -> plain.signals().find(told.id()).orElseThrow().dispatched()));
    Plan plan = samples.plan(name + "-plan", name, true, T0);
    writes.add(
        new FencedWrite(
            "create a plan",
            () -> fenced.plans().create(plan),
            () -> plain.plans().find(plan.signalId()).isPresent()));
    Plan open = samples.plan(name + "-open", name, true, T0);
    assertTrue(plain.plans().create(open));
    writes.add(
        new FencedWrite(
            "update a plan",
            () -> fenced.plans().update(open),
            () -> plain.plans().find(open.signalId()).orElseThrow().revision() == 1));
    Plan closing = samples.plan(name + "-closing", name, true, T0);
    assertTrue(plain.plans().create(closing));
    writes.add(
        new FencedWrite(
            "close a plan",
            () -> fenced.plans().update(withRevision(closing, false, 0)),
            () -> !plain.plans().find(closing.signalId()).orElseThrow().open()));
    writes.addAll(orderWrites(fenced, name));
    writes.add(
        new FencedWrite(
            "update the risk state",
            () -> fenced.risk().update(samples.risk(name, 0)),
            () -> plain.risk().of(name).revision() == 1));
    writes.add(
        new FencedWrite(
            "update a holding",
            () -> fenced.holdings().update(samples.holding(name, "A", 0)),
            () -> plain.holdings().find(name, "A").isPresent()));
    writes.add(
        new FencedWrite(
            "create a version",
            () -> fenced.strategies().create(samples.version(name, 1)),
            () -> !plain.strategies().versions(name).isEmpty()));
    StrategyVersion next = samples.version(name + "-active", 1);
    assertTrue(plain.strategies().create(next));
    writes.add(
        new FencedWrite(
            "activate a version",
            () -> fenced.strategies().activate(Activation.first(next)),
            () -> plain.strategies().active(name + "-active").isPresent()));
    writes.addAll(journalWrites(fenced, name));
    writes.addAll(reconciliationWrites(fenced, name));
    return writes;
  }

  private List<FencedWrite> orderWrites(Ledger fenced, String name) {
    Ledger plain = ledger();
    OrderRecord order = samples.order(name + "-order", name, name, OrderStatus.INTENDED, T0);
    OrderRecord open = stored(name + "-o", OrderStatus.ACCEPTED, T0);
    OrderRecord filled = stored(name + "-f", OrderStatus.ACCEPTED, T0);
    FillPosting posting =
        new FillPosting(
            samples.fill("fill", filled.clientOrderId(), T0),
            filled,
            samples.holding(name, "QQQ", 0),
            Optional.of(samples.trade("fill", name, T0)));
    OrderRecord told = stored(name + "-t", OrderStatus.ACCEPTED, T0);
    Fill fill = samples.fill("told", told.clientOrderId(), T0);
    Holding holding = samples.holding(name, "BRK.B", 0);
    assertTrue(plain.orders().post(new FillPosting(fill, told, holding, Optional.empty())));
    return List.of(
        new FencedWrite(
            "create an order",
            () -> fenced.orders().create(order),
            () -> plain.orders().find(order.clientOrderId()).isPresent()),
        new FencedWrite(
            "update an order",
            () -> fenced.orders().update(open),
            () -> plain.orders().find(open.clientOrderId()).orElseThrow().revision() == 1),
        new FencedWrite(
            "post a fill",
            () -> fenced.orders().post(posting),
            () -> !plain.holdings().trades(name, T0, T120).isEmpty()),
        new FencedWrite(
            "mark a fill",
            () -> fenced.orders().markAnnounced(account, fill),
            () -> !plain.orders().unannounced(account).contains(fill)));
  }

  private List<FencedWrite> journalWrites(Ledger fenced, String name) {
    Ledger plain = ledger();
    LocalDate date = LocalDate.of(2026, 11, 20);
    Alert alert = samples.alert("alert", name, T0);
    return List.of(
        new FencedWrite(
            "record a tick",
            () -> fenced.journal().record(samples.tick(name, T0)),
            () -> !plain.journal().ticks(name, T0, T120).isEmpty()),
        new FencedWrite(
            "record the equity",
            () -> fenced.journal().record(samples.equity(name, T0)),
            () -> !plain.journal().equity(name, T0, T120).isEmpty()),
        new FencedWrite(
            "record a session",
            () -> fenced.journal().record(samples.session(name, name, date)),
            () -> !plain.journal().sessions(name, date, date).isEmpty()),
        new FencedWrite(
            "create an alert",
            () -> fenced.alerts().create(alert),
            () -> plain.alerts().find(name, T0, "alert").isPresent()),
        new FencedWrite(
            "update a repetition",
            () -> fenced.alerts().update(new Repetition(name, "subject", T0, "alert", 0, 0)),
            () -> plain.alerts().repetition(name, "subject").isPresent()),
        new FencedWrite(
            "create a review",
            () -> fenced.reviews().create(samples.review(name, name, T0)),
            () -> plain.reviews().find(name).isPresent()));
  }

  private List<FencedWrite> reconciliationWrites(Ledger fenced, String name) {
    ReconciliationStore plain = ledger().reconciliation();
    LocalDate date = LocalDate.of(2026, 11, 20);
    AppliedSplit split = samples.split(name, "QQQ", date, 0);
    AppliedSplit other = samples.split(name + "-other", "QQQ", date, 0);
    assertTrue(plain.apply(other, Optional.empty()));
    Trade trade = samples.trade("fraction", other.account(), T0);
    return List.of(
        new FencedWrite(
            "update a mark",
            () -> fenced.reconciliation().update(samples.mark(name, 0)),
            () -> plain.mark(name).isPresent()),
        new FencedWrite(
            "update a finding",
            () ->
                fenced
                    .reconciliation()
                    .update(samples.finding(name + "-f", Finding.Kind.CASH, "cash", 0)),
            () -> !plain.findings(name + "-f").isEmpty()),
        new FencedWrite(
            "settle a finding",
            () ->
                fenced
                    .reconciliation()
                    .settle(
                        samples.finding(name, Finding.Kind.POSITION, "TQQQ", 0),
                        samples.holding(name, "TQQQ", 0)),
            () -> !plain.findings(name).isEmpty()),
        new FencedWrite(
            "apply a split",
            () -> fenced.reconciliation().apply(split, Optional.empty()),
            () -> !plain.splits(name).isEmpty()),
        new FencedWrite(
            "pay a fraction",
            () ->
                fenced
                    .reconciliation()
                    .payFraction(
                        plain.splits(other.account()).getFirst(),
                        samples.holding(other.account(), "QQQ", 0),
                        trade),
            () -> ledger().holdings().find(other.account(), "QQQ").isPresent()),
        new FencedWrite(
            "record a refusal",
            () -> fenced.journal().record(samples.refusal(name, name, "rule", T0)),
            () -> !ledger().journal().refusals(name, T0, T120).isEmpty()));
  }

  /** A run that lost its lease is told so, whatever else would have refused its write. */
  @Test
  void aLostLeaseIsToldFirst() {
    Lease lost = acquired(T0, T60);
    Lease current = acquired(T60, T120);
    OrderRecord order = stored("one", OrderStatus.ACCEPTED, T0);
    OrderRecord stale = ledger().orders().update(order);
    Ledger fenced = ledger().under(lost);
    assertThrows(LeaseLostException.class, () -> fenced.orders().create(order));
    assertThrows(LeaseLostException.class, () -> fenced.orders().update(order));

    Ledger held = ledger().under(current);
    assertFalse(held.orders().create(order));
    assertThrows(ConcurrentUpdateException.class, () -> held.orders().update(order));
    assertEquals(2, held.orders().update(stale).revision());
  }

  @Test
  void aRenewalLeavesTheLedgerUnderTheLeaseAsItIs() {
    Lease lease = acquired(T0, T60);
    Ledger fenced = ledger().under(lease);
    ledger().leases().renew(lease, T120);
    assertEquals(1, fenced.holdings().update(samples.holding(account, "QQQ", 0)).revision());
    assertEquals(fenced.holdings().of(account), ledger().holdings().of(account), "reads are free");
  }

  @Test
  void oneOfTwoWhoAcquireAtOnceHolds() throws Exception {
    for (int i = 0; i < 10; i++) {
      Instant now = T0.plusSeconds(60L * i);
      assertEquals(
          Set.of(true, false),
          together(() -> ledger().leases().acquire(account, now, now.plusSeconds(60)).isPresent()));
    }
  }
}
