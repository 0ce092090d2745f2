package io.bellwether.trading.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.trading.analysis.Analysis;
import io.bellwether.trading.analysis.AnalysisStore;
import io.bellwether.trading.analysis.MonthlySpend;
import io.bellwether.trading.analysis.SessionDocument;
import io.bellwether.trading.analysis.SessionDocuments;
import io.bellwether.trading.analysis.SpendStore;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The part of {@link LedgerKit} about what is studied, and what that costs. */
abstract class AnalysisKit extends VersionKit {
  private static final LocalDate DATE = LocalDate.of(2026, 11, 20);

  @Test
  void aSessionHasOneDocumentWhichAnotherReplaces() {
    SessionDocuments sessions = ledger().analysis().sessions();
    SessionDocument first = samples.document(strategy, DATE);
    SessionDocument second = samples.document(strategy, DATE.plusDays(3));
    SessionDocument another = samples.document(strategy, DATE.plusDays(3));
    List.of(second, first, first, another).forEach(sessions::put);
    sessions.put(samples.document(strategy + "-other", DATE));
    assertEquals(List.of(first, another), sessions.of(strategy, DATE, DATE.plusDays(3)));
    assertEquals(List.of(first), sessions.of(strategy, DATE, DATE.plusDays(2)));
    assertEquals(List.of(another), sessions.of(strategy, DATE.plusDays(1), LocalDate.MAX));
    assertEquals(List.of(), sessions.of(strategy, DATE.plusDays(4), LocalDate.MAX));
  }

  @Test
  void anAnalysisIsBegunOnceAndGoesOnByRevision() {
    AnalysisStore analyses = ledger().analysis().analyses();
    String id = strategy + "-1";
    Analysis begun = samples.analysis(id, strategy, DATE, 0);
    assertEquals(Optional.empty(), analyses.find(id));
    assertTrue(analyses.create(begun));
    assertFalse(analyses.create(samples.analysis(id, strategy, DATE, 0)), "the id is taken");
    assertEquals(Optional.of(begun), analyses.find(id));
    Analysis announced = analyses.update(begun.in(Analysis.State.ANNOUNCED));
    assertEquals(begun.revision() + 1, announced.revision());
    assertEquals(Optional.of(announced), analyses.find(id));
    assertThrows(ConcurrentUpdateException.class, () -> analyses.update(begun));
    assertEquals(Optional.of(announced), analyses.find(id));
  }

  @Test
  void analysesAreFoundByTheirSessions() {
    AnalysisStore analyses = ledger().analysis().analyses();
    Analysis later = samples.analysis(strategy + "-0", strategy, DATE.plusDays(1), 0);
    Analysis second = samples.analysis(strategy + "-2", strategy, DATE, 0);
    Analysis first = samples.analysis(strategy + "-1", strategy, DATE, 0);
    Analysis foreign = samples.analysis(strategy + "-3", strategy + "-other", DATE, 0);
    for (Analysis each : List.of(later, second, first, foreign)) {
      assertTrue(analyses.create(each));
    }
    assertEquals(
        List.of(first, second, later), analyses.of(strategy, LocalDate.MIN, DATE.plusDays(1)));
    assertEquals(List.of(first, second), analyses.of(strategy, DATE, DATE));
    assertEquals(
        new AnalysisStore.AsRead(List.of(first, second), List.of()),
        analyses.readable(strategy, DATE, DATE));
    assertEquals(List.of(), analyses.of(strategy, DATE.plusDays(2), LocalDate.MAX));
  }

  @Test
  void aMonthsSpendIsOneItemByRevision() {
    SpendStore spends = ledger().analysis().spend();
    YearMonth month = YearMonth.of(2031, 2);
    assertEquals(MonthlySpend.none(month), spends.of(month));
    MonthlySpend first = samples.spend(month, 0);
    MonthlySpend stored = spends.update(first);
    assertEquals(1, stored.revision());
    assertEquals(stored, spends.of(month));
    assertThrows(ConcurrentUpdateException.class, () -> spends.update(first));
    MonthlySpend next = spends.update(samples.spend(month, 1));
    assertEquals(2, next.revision());
    assertEquals(next, spends.of(month));
    assertEquals(MonthlySpend.none(month.plusMonths(1)), spends.of(month.plusMonths(1)));
  }
}
