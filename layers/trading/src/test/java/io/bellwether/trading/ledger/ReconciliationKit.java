package io.bellwether.trading.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.strategy.Direction;
import io.bellwether.strategy.ExitReason;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The part of {@link LedgerKit} about findings and splits. */
abstract class ReconciliationKit extends LedgerFixture {
  private static final LocalDate DATE = LocalDate.of(2026, 11, 20);

  @Test
  void aMarkBeginsWithItsFirstUpdate() {
    assertEquals(Optional.empty(), store().mark(account));
    ReconciliationMark first = new ReconciliationMark(account, DATE, Optional.empty(), 0);
    ReconciliationMark stored = store().update(first);
    assertEquals(1, stored.revision());
    ReconciliationMark closed =
        stored.at(new ReconciliationMark.Close(T0, new BigDecimal("12.30"), BigDecimal.ONE));
    store().update(closed);
    assertEquals(closed.close(), store().mark(account).orElseThrow().close());
    assertThrows(ConcurrentUpdateException.class, () -> store().update(first));
    assertThrows(ConcurrentUpdateException.class, () -> store().update(stored));
  }

  @Test
  void aFindingIsOneItemPerKindAndSubject() {
    Finding tqqq = store().update(finding("TQQQ"));
    store().update(finding("SPY"));
    assertThrows(ConcurrentUpdateException.class, () -> store().update(finding("TQQQ")));
    Finding closed = store().update(tqqq.in(Finding.State.CLOSED, "gone"));
    assertEquals(2, closed.revision());
    assertEquals(
        List.of("SPY", "TQQQ"), store().findings(account).stream().map(Finding::subject).toList());
    assertEquals(closed, store().findings(account).getLast());
  }

  @Test
  void aFindingAndItsHoldingAreWrittenTogetherOrNotAtAll() {
    Finding finding = store().update(finding("TQQQ"));
    Holding stale = ledger().holdings().update(holding("5"));
    ledger().holdings().update(stale);
    assertThrows(
        ConcurrentUpdateException.class,
        () -> store().settle(finding.in(Finding.State.CLOSED, "adopted"), stale));
    assertEquals(finding, store().findings(account).getFirst());

    Holding held = ledger().holdings().find(account, "TQQQ").orElseThrow();
    store().settle(finding.in(Finding.State.CLOSED, "adopted"), with(held, "7"));
    assertEquals(
        0, held().quantity().compareTo(new BigDecimal("7")), "the holding is the broker's");
    assertFalse(store().findings(account).getFirst().lasts());
  }

  @Test
  void aSplitIsAppliedOnce() {
    Holding before = ledger().holdings().update(holding("5"));
    AppliedSplit split = split();
    assertTrue(store().apply(split, Optional.of(with(before, "10"))));
    assertFalse(store().apply(split, Optional.of(with(held(), "20"))));
    assertEquals(0, held().quantity().compareTo(BigDecimal.TEN));
    assertEquals("2:1", store().splits(account).getFirst().ratio());
  }

  @Test
  void aSplitIsNotAppliedToAHoldingThatHasChanged() {
    Holding stale = ledger().holdings().update(holding("5"));
    ledger().holdings().update(stale);
    assertThrows(
        ConcurrentUpdateException.class,
        () -> store().apply(split(), Optional.of(with(stale, "10"))));
    assertEquals(List.of(), store().splits(account));
  }

  @Test
  void aFractionIsPaidOnce() {
    Holding before = ledger().holdings().update(holding("5"));
    store().apply(split(), Optional.of(with(before, "10.5")));
    AppliedSplit stored = store().splits(account).getFirst();
    store().payFraction(stored.paid(), with(held(), "10"), trade());
    assertThrows(
        ConcurrentUpdateException.class,
        () -> store().payFraction(stored.paid(), with(held(), "9.5"), trade()));
    assertEquals(0, held().quantity().compareTo(BigDecimal.TEN));
    assertTrue(store().splits(account).getFirst().fractionPaid());
    assertEquals(1, ledger().holdings().trades(account, T0, T0.plusSeconds(1)).size());
  }

  private ReconciliationStore store() {
    return ledger().reconciliation();
  }

  private Holding held() {
    return ledger().holdings().find(account, "TQQQ").orElseThrow();
  }

  private Holding holding(String quantity) {
    return with(Holding.none(account, "TQQQ", strategy), quantity);
  }

  private static Holding with(Holding holding, String quantity) {
    return new Holding(
        holding.account(),
        holding.symbol(),
        holding.strategy(),
        holding.signalId(),
        Direction.LONG,
        new BigDecimal(quantity),
        BigDecimal.TEN,
        BigDecimal.ZERO,
        T0,
        Optional.empty(),
        Optional.empty(),
        holding.revision());
  }

  private Finding finding(String subject) {
    return new Finding(
        account,
        Finding.Kind.POSITION,
        subject,
        subject,
        BigDecimal.ONE,
        BigDecimal.TWO,
        Finding.State.OPEN,
        T0,
        false,
        "note",
        0);
  }

  private AppliedSplit split() {
    return new AppliedSplit(
        account,
        "TQQQ",
        DATE,
        BigDecimal.TWO,
        BigDecimal.ONE,
        T0,
        new BigDecimal("5"),
        new BigDecimal("10.5"),
        false,
        0);
  }

  private Trade trade() {
    return new Trade(
        "split-TQQQ",
        account,
        strategy,
        "TQQQ",
        Direction.LONG,
        new BigDecimal("0.5"),
        T0,
        BigDecimal.TEN,
        T0,
        BigDecimal.TEN,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        ExitReason.RISK);
  }
}
