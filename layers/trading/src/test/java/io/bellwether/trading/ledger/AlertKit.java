package io.bellwether.trading.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.trading.ledger.Alert.State;
import io.bellwether.trading.order.Fill;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.OrderStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The part of {@link LedgerKit} about what people are told, and what is judged later. */
abstract class AlertKit extends LeaseKit {
  @Test
  void anAlertIsStoredOnceAndChangesByRevision() {
    AlertStore alerts = ledger().alerts();
    Alert first = samples.alert("fill-1", account, T0);
    assertTrue(alerts.create(first));
    assertFalse(alerts.create(samples.alert("fill-1", account, T0)));
    assertEquals(Optional.of(first), alerts.find(account, T0, "fill-1"));
    assertEquals(Optional.empty(), alerts.find(account, T0, "fill-2"));
    assertEquals(Optional.empty(), alerts.find(account, T0.plusNanos(1), "fill-1"));

    Alert told = alerts.update(first.in(State.TOLD));
    assertEquals(State.TOLD, told.state());
    assertEquals(1, told.revision());
    assertThrows(ConcurrentUpdateException.class, () -> alerts.update(first.in(State.SUPPRESSED)));
    assertEquals(Optional.of(told), alerts.find(account, T0, "fill-1"));
  }

  @Test
  void alertsBetweenTwoInstantsExcludeTheLaterOne() {
    AlertStore alerts = ledger().alerts();
    Alert second = samples.alert("b", account, T0.plusNanos(1));
    Alert first = samples.alert("c", account, T0);
    alerts.create(second);
    alerts.create(first);
    alerts.create(samples.alert("a", account, T0.plusSeconds(1)));
    alerts.create(samples.alert("a", account + "-other", T0));
    assertEquals(List.of(first, second), alerts.between(account, T0, T0.plusSeconds(1)));
  }

  @Test
  void aRepetitionBeginsWithRevisionZeroAndHasOneWriterAtATime() {
    AlertStore alerts = ledger().alerts();
    assertEquals(Optional.empty(), alerts.repetition(account, "a#b"));
    Repetition none = new Repetition(account, "a#b", T0, "event-1", 0, 0);
    Repetition first = alerts.update(none);
    assertEquals(new Repetition(account, "a#b", T0, "event-1", 0, 1), first);
    assertThrows(ConcurrentUpdateException.class, () -> alerts.update(none));
    assertEquals(2, alerts.update(first).revision());
    assertThrows(ConcurrentUpdateException.class, () -> alerts.update(first));
  }

  @Test
  void reviewsAreOpenUntilTheyAreClosed() {
    ReviewStore reviews = ledger().reviews();
    SignalReview late = samples.review(account + "-late", account, T0.plusSeconds(1));
    SignalReview early = samples.review(account + "-early", account, T0);
    assertTrue(reviews.create(late));
    assertTrue(reviews.create(early));
    assertFalse(reviews.create(samples.review(early.signalId(), account, T0)));
    assertEquals(List.of(early, late), reviews.open(account));

    SignalReview closed =
        new SignalReview(
            early.signalId(),
            account,
            early.symbol(),
            early.expected(),
            early.bar(),
            List.of(new SignalReview.Verdict(1, true), new SignalReview.Verdict(5, false)),
            false,
            0);
    assertEquals(1, reviews.update(closed).revision());
    assertEquals(List.of(late), reviews.open(account));
    assertEquals(closed.verdicts(), reviews.find(early.signalId()).orElseThrow().verdicts());
    assertThrows(ConcurrentUpdateException.class, () -> reviews.update(early));
  }

  @Test
  void aPostedFillIsUnannouncedUntilItIsMarked() {
    OrderRecord order = stored("one", OrderStatus.ACCEPTED, T0);
    Fill second = fill("b", order, 0, T0.plusSeconds(1));
    Fill first = fill("a", ledger().orders().find(order.clientOrderId()).orElseThrow(), 1, T0);
    assertEquals(List.of(first, second), ledger().orders().unannounced(account));

    ledger().orders().markAnnounced(account, first);
    ledger().orders().markAnnounced(account, first);
    assertEquals(List.of(second), ledger().orders().unannounced(account));
    assertEquals(
        List.of(first, second), ledger().orders().fills(order.clientOrderId()), "kept for good");
  }

  private Fill fill(String id, OrderRecord order, long holdingRevision, Instant time) {
    Fill fill = samples.fill(account + "-" + id, order.clientOrderId(), time);
    Holding holding = samples.holding(account, "QQQ", holdingRevision);
    assertTrue(ledger().orders().post(new FillPosting(fill, order, holding, Optional.empty())));
    return fill;
  }
}
