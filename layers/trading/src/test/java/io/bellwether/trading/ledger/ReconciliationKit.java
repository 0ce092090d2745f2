package io.bellwether.trading.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The part of {@link LedgerKit} about findings, splits, and what a risk rule refused. */
abstract class ReconciliationKit extends SplitKit {
  private static final LocalDate FRIDAY = LocalDate.of(2026, 11, 20);

  private ReconciliationStore reconciliation() {
    return ledger().reconciliation();
  }

  @Test
  void aMarkBeginsWithRevisionZeroAndHasOneWriterAtATime() {
    assertEquals(Optional.empty(), reconciliation().mark(account));
    ReconciliationMark none = new ReconciliationMark(account, FRIDAY, 0);
    ReconciliationMark first = reconciliation().update(none);
    assertEquals(new ReconciliationMark(account, FRIDAY, 1), first);
    assertEquals(Optional.of(first), reconciliation().mark(account));
    assertThrows(ConcurrentUpdateException.class, () -> reconciliation().update(none));
    assertEquals(2, reconciliation().update(first).revision());
  }

  @Test
  void findingsComeByKindAndSubject() {
    Finding position = samples.finding(account, Finding.Kind.POSITION, "QQQ", 0);
    Finding order = samples.finding(account, Finding.Kind.ORDER, "QQQ", 0);
    Finding first = reconciliation().update(position);
    Finding second = reconciliation().update(order);
    assertEquals(List.of(second, first), reconciliation().findings(account));
    assertThrows(ConcurrentUpdateException.class, () -> reconciliation().update(position));
    assertEquals(2, reconciliation().update(first).revision());
    assertEquals(List.of(), reconciliation().findings("nobody"));
  }

  @Test
  void aFindingIsSettledWithItsHoldingOrNotAtAll() {
    Finding finding = samples.finding(account, Finding.Kind.POSITION, "QQQ", 0);
    Holding holding = ledger().holdings().update(samples.holding(account, "QQQ", 0));
    Holding stale = samples.holding(account, "QQQ", 0);
    assertThrows(ConcurrentUpdateException.class, () -> reconciliation().settle(finding, stale));
    assertEquals(List.of(), reconciliation().findings(account));

    Finding settled = reconciliation().settle(finding, holding);
    assertEquals(1, settled.revision());
    assertEquals(List.of(settled), reconciliation().findings(account));
    assertEquals(2, ledger().holdings().find(account, "QQQ").orElseThrow().revision());
    assertThrows(ConcurrentUpdateException.class, () -> reconciliation().settle(finding, holding));
    assertEquals(2, ledger().holdings().find(account, "QQQ").orElseThrow().revision());
  }

  @Test
  void aSplitIsAppliedOnceWithWhatItMakesOfTheHolding() {
    Holding holding = ledger().holdings().update(samples.holding(account, "QQQ", 0));
    AppliedSplit split = samples.split(account, "QQQ", FRIDAY, 0);
    AppliedSplit later = samples.split(account, "QQQ", FRIDAY.plusDays(3), 0);
    Holding stale = samples.holding(account, "QQQ", 0);
    assertThrows(
        ConcurrentUpdateException.class, () -> reconciliation().apply(split, Optional.of(stale)));
    assertEquals(List.of(), reconciliation().splits(account));

    assertTrue(reconciliation().apply(later, Optional.empty()));
    assertTrue(reconciliation().apply(split, Optional.of(holding)));
    assertFalse(reconciliation().apply(split, Optional.of(holding)));
    assertEquals(
        List.of(FRIDAY, FRIDAY.plusDays(3)),
        reconciliation().splits(account).stream().map(AppliedSplit::exDate).toList());
    assertEquals(2, ledger().holdings().find(account, "QQQ").orElseThrow().revision());
  }

  @Test
  void aFractionIsPaidWithItsHoldingAndItsTradeOrNotAtAll() {
    Holding holding = ledger().holdings().update(samples.holding(account, "QQQ", 0));
    assertTrue(reconciliation().apply(samples.split(account, "QQQ", FRIDAY, 0), Optional.empty()));
    AppliedSplit split = reconciliation().splits(account).getFirst();
    Trade trade = samples.trade("fraction", account, T0);
    Holding stale = samples.holding(account, "QQQ", 0);
    assertThrows(
        ConcurrentUpdateException.class,
        () -> reconciliation().payFraction(split.paid(), stale, trade));
    assertEquals(List.of(), ledger().holdings().trades(account, Instant.MIN, Instant.MAX));

    reconciliation().payFraction(split.paid(), holding, trade);
    assertTrue(reconciliation().splits(account).getFirst().fractionPaid());
    assertEquals(2, ledger().holdings().find(account, "QQQ").orElseThrow().revision());
    assertEquals(List.of(trade), ledger().holdings().trades(account, Instant.MIN, Instant.MAX));
    assertThrows(
        ConcurrentUpdateException.class,
        () -> reconciliation().payFraction(split.paid(), holding, trade));
  }

  @Test
  void whatARuleRefusesOfAnOrderIsRecordedOnce() {
    Journal journal = ledger().journal();
    RiskRefusal first = samples.refusal(account, "daily-loss", account, T0);
    assertEquals(first, journal.record(first));
    RiskRefusal again = samples.refusal(account, "daily-loss", account, T0.plusSeconds(60));
    assertEquals(first, journal.record(again), "the first stays");
    RiskRefusal other = samples.refusal(account, "drawdown", account, T0.plusSeconds(60));
    assertEquals(other, journal.record(other));
    assertEquals(List.of(first, other), journal.refusals(account, T0, Instant.MAX));
    assertEquals(List.of(first), journal.refusals(account, T0, T0.plusSeconds(60)));
  }
}
