package io.bellwether.trading.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.trading.analysis.DriftFinding;
import io.bellwether.trading.analysis.DriftReport;
import io.bellwether.trading.analysis.SignalAccuracy;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.order.Fill;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.OrderStatus;
import io.bellwether.trading.plan.Plan;
import io.bellwether.trading.risk.RiskState;
import io.bellwether.trading.signal.Signal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Ledger} keeps its word on. A subclass hands in a ledger, which the tests may
 * share: each works in an account and a strategy of its own.
 */
public abstract class LedgerKit extends AnalysisKit {
  // Round trips.

  @Test
  void everyRecordComesBackAsItWasStored() {
    for (int i = 0; i < 40; i++) {
      String id = account + "-" + i;
      Signal signal = samples.signal(id, account, strategy, samples.instant(), i % 2 == 0);
      assertTrue(ledger().signals().create(signal));
      assertEquals(Optional.of(signal), ledger().signals().find(id));

      Plan plan = samples.plan(id, account, i % 2 == 0, samples.instant());
      assertTrue(ledger().plans().create(plan));
      assertEquals(Optional.of(plan), ledger().plans().find(id));

      OrderStatus status = OrderStatus.values()[i % OrderStatus.values().length];
      OrderRecord order = samples.order(id, account, id, status, samples.instant());
      assertTrue(ledger().orders().create(order));
      assertEquals(Optional.of(order), ledger().orders().find(id));

      StrategyVersion version = samples.version(strategy, i + 1);
      Activations.bringIn(ledger().strategies(), version);
      assertEquals(Optional.of(version), ledger().strategies().active(strategy));

      assertEquals(samplesOf(i).risk(id, 1), ledger().risk().update(samplesOf(i).risk(id, 0)));
      assertEquals(samplesOf(i).risk(id, 1), ledger().risk().of(id));
      assertEquals(
          samplesOf(i).holding(id, "QQQ", 1),
          ledger().holdings().update(samplesOf(i).holding(id, "QQQ", 0)));
      assertEquals(
          Optional.of(samplesOf(i).holding(id, "QQQ", 1)), ledger().holdings().find(id, "QQQ"));
    }
  }

  @Test
  void aFillItsTradeAndTheJournalComeBackAsTheyWereStored() {
    for (int i = 0; i < 40; i++) {
      String id = account + "-" + i;
      Instant time = samples.instant();
      OrderRecord order = stored(id, OrderStatus.ACCEPTED, T0);
      Fill fill = samples.fill("fill", id, time);
      Trade trade = samples.trade("fill", id, time);
      Holding holding = samples.holding(id, "QQQ", 0);
      assertTrue(ledger().orders().post(new FillPosting(fill, order, holding, Optional.of(trade))));
      assertEquals(List.of(fill), ledger().orders().fills(id));
      assertEquals(List.of(trade), ledger().holdings().trades(id, Instant.EPOCH, Instant.MAX));

      Tick tick = samples.tick(id, time);
      ledger().journal().record(tick);
      assertEquals(List.of(tick), ledger().journal().ticks(id, time, time.plusNanos(1)));
      EquityPoint point = samples.equity(id, time);
      ledger().journal().record(point);
      assertEquals(List.of(point), ledger().journal().equity(id, time, time.plusNanos(1)));
      LocalDate date = LocalDate.of(2026, 11, 20);
      SessionRecord session = samples.session(id, account, date);
      ledger().journal().record(session);
      assertEquals(List.of(session), ledger().journal().sessions(id, date, date));
    }
  }

  // Signals.

  @Test
  void aSignalIsStoredOnceAndTheFirstStays() {
    Signal first = samples.signal(account, account, strategy, T0, false);
    Signal second = samples.signal(account, account, strategy, T0.plusSeconds(300), true);
    assertTrue(ledger().signals().create(first));
    assertFalse(ledger().signals().create(second));
    assertEquals(Optional.of(first), ledger().signals().find(account));
    assertEquals(List.of(first), ledger().signals().undispatched(account));
    assertEquals(List.of(first), ledger().signals().between(account, Instant.EPOCH, Instant.MAX));
    assertEquals(Optional.empty(), ledger().signals().find(account + "-other"));
  }

  @Test
  void theLatestSignalIsThatOfTheLatestBarOfItsStrategy() {
    assertEquals(Optional.empty(), ledger().signals().latest(account, strategy));
    signalAt(T0.plusSeconds(300), strategy, true);
    Signal latest = signalAt(T0.plusMillis(300_500), strategy, true);
    signalAt(T0, strategy, true);
    for (int i = 1; i <= 30; i++) {
      signalAt(T0.plusSeconds(600L * i), "another", true);
    }
    assertEquals(Optional.of(latest), ledger().signals().latest(account, strategy));
    assertEquals(Optional.empty(), ledger().signals().latest(account, "none"));
    assertEquals(Optional.empty(), ledger().signals().latest("nobody", strategy));
  }

  @Test
  void undispatchedSignalsComeOldestBarFirstAndOnlyUntilMarked() {
    Signal third = signalAt(T0.plusSeconds(600), strategy, false);
    Signal first = signalAt(T0, strategy, false);
    signalAt(T0.plusSeconds(1), strategy, true);
    Signal second = signalAt(T0.plusMillis(500), strategy, false);
    assertEquals(List.of(first, second, third), ledger().signals().undispatched(account));

    ledger().signals().markDispatched(second.id());
    ledger().signals().markDispatched(second.id());
    assertEquals(List.of(first, third), ledger().signals().undispatched(account));
    assertTrue(ledger().signals().find(second.id()).orElseThrow().dispatched());
    assertFalse(ledger().signals().create(second));
    assertEquals(List.of(first, third), ledger().signals().undispatched(account));
    assertEquals(List.of(), ledger().signals().undispatched("nobody"));
  }

  @Test
  void signalsBetweenTwoInstantsExcludeTheLaterOne() {
    Signal first = signalAt(T0, strategy, true);
    Signal second = signalAt(T0.plusNanos(1), "another", true);
    Signal third = signalAt(T0.plusSeconds(1), strategy, true);
    var signals = ledger().signals();
    assertEquals(List.of(first, second), signals.between(account, T0, T0.plusSeconds(1)));
    assertEquals(List.of(second), signals.between(account, T0.plusNanos(1), T0.plusSeconds(1)));
    assertEquals(List.of(first, second, third), signals.between(account, T0, Instant.MAX));
    assertEquals(List.of(), signals.between(account, T0, T0));
    assertEquals(List.of(), signals.between(account, T0.plusSeconds(1), T0));
  }

  // Holdings, risk, strategies, journal.

  @Test
  void holdingsComeBySymbolAndChangeFromTheirLastRevision() {
    Holding tqqq = ledger().holdings().update(samples.holding(account, "TQQQ", 0));
    Holding qqq = ledger().holdings().update(samples.holding(account, "QQQ", 0));
    assertEquals(List.of(qqq, tqqq), ledger().holdings().of(account));
    assertEquals(Optional.empty(), ledger().holdings().find(account, "SQQQ"));
    for (long stale : new long[] {0, 2}) {
      assertThrows(
          ConcurrentUpdateException.class,
          () -> ledger().holdings().update(samples.holding(account, "QQQ", stale)));
    }
    Holding next = ledger().holdings().update(samples.holding(account, "QQQ", 1));
    assertEquals(2, next.revision());
    assertEquals(List.of(next, tqqq), ledger().holdings().of(account));
    assertEquals(List.of(), ledger().holdings().of("nobody"));
  }

  @Test
  void theRiskStateIsInitialUntilStoredAndChangesFromItsLastRevision() {
    assertEquals(RiskState.initial(account), ledger().risk().of(account));
    RiskState first = ledger().risk().update(samples.risk(account, 0));
    assertEquals(1, first.revision());
    assertThrows(
        ConcurrentUpdateException.class, () -> ledger().risk().update(samples.risk(account, 0)));
    assertEquals(first, ledger().risk().of(account));
    assertEquals(2, ledger().risk().update(samples.risk(account, 1)).revision());
  }

  @Test
  void versionsFormAChainOneOfWhichIsActive() {
    StrategyStore strategies = ledger().strategies();
    List<StrategyVersion> chain = new ArrayList<>();
    for (int number : new int[] {1, 2, 10}) {
      StrategyVersion version = samples.version(strategy, number);
      assertTrue(strategies.create(version));
      assertFalse(strategies.create(samples.version(strategy, number)));
      chain.add(version);
    }
    assertEquals(chain, strategies.versions(strategy));
    assertEquals(Optional.empty(), strategies.active(strategy));
    Activations.activate(strategies, chain.get(2));
    Activations.activate(strategies, chain.get(1));
    assertEquals(Optional.of(chain.get(1)), strategies.active(strategy));
    assertThrows(
        IllegalArgumentException.class,
        () -> strategies.activate(Activations.next(strategies, samples.version(strategy, 3))));
    assertEquals(
        List.of(chain.get(1)),
        strategies.active().stream().filter(v -> v.strategy().equals(strategy)).toList());
  }

  @Test
  void aRefusalIsRecordedOncePerIntentAndRule() {
    Journal journal = ledger().journal();
    RiskRefusal first = samples.refusal(account, account + "-order", "kill-switch", T0);
    RiskRefusal again =
        samples.refusal(account, account + "-order", "kill-switch", T0.plusSeconds(60));
    RiskRefusal other = samples.refusal(account, account + "-order", "price-age", T0.minusNanos(1));
    assertEquals(first, journal.record(first));
    assertEquals(first, journal.record(again));
    assertEquals(other, journal.record(other));
    assertEquals(
        List.of(other, first), journal.refusals(account, Instant.EPOCH, T0.plusSeconds(3600)));
    assertEquals(List.of(other), journal.refusals(account, Instant.EPOCH, T0));
    assertEquals(List.of(), journal.refusals("another", Instant.EPOCH, T0.plusSeconds(3600)));
  }

  @Test
  void theJournalIsReadByRangeAndALaterEntryReplacesAnEarlier() {
    Journal journal = ledger().journal();
    Tick first = samples.tick(strategy, T0);
    Tick second = samples.tick(strategy, T0.plusMillis(1));
    journal.record(samples.tick(strategy, T0));
    journal.record(second);
    journal.record(first);
    assertEquals(List.of(first, second), journal.ticks(strategy, T0, T0.plusSeconds(1)));
    assertEquals(List.of(first), journal.ticks(strategy, T0, T0.plusMillis(1)));

    EquityPoint point = samples.equity(account, T0);
    journal.record(samples.equity(account, T0));
    journal.record(point);
    assertEquals(List.of(point), journal.equity(account, T0, T0.plusNanos(1)));
    assertEquals(List.of(), journal.equity(account, T0.plusNanos(1), Instant.MAX));
    assertEquals(List.of(), journal.equity(account, Instant.MIN, T0));

    LocalDate friday = LocalDate.of(2026, 11, 20);
    SessionRecord monday = samples.session(strategy, account, friday.plusDays(3));
    assertTrue(journal.record(monday));
    SessionRecord ended = samples.session(strategy, account, friday);
    assertTrue(journal.record(ended));
    assertFalse(journal.record(samples.session(strategy, account, friday)), "a day ends once");
    assertEquals(List.of(ended, monday), journal.sessions(strategy, friday, friday.plusDays(3)));
    assertEquals(List.of(ended), journal.sessions(strategy, friday, friday));
    assertEquals(List.of(ended), journal.sessions(strategy, LocalDate.MIN, friday));

    String later = account + "-later";
    assertEquals(Optional.of(ended), journal.firstSession(strategy, account));
    assertEquals(Optional.empty(), journal.firstSession(strategy, later));
    List<SessionRecord> elsewhere = new ArrayList<>();
    for (int day = 4; day < 24; day++) {
      elsewhere.add(samples.session(strategy, later, friday.plusDays(day)));
    }
    elsewhere.reversed().forEach(journal::record);
    assertEquals(Optional.of(elsewhere.getFirst()), journal.firstSession(strategy, later));
    assertEquals(Optional.of(ended), journal.firstSession(strategy, account));
  }

  // Concurrency.

  @Test
  void ofTwoRunsThatCreateTheSameOneWins() throws Exception {
    for (int i = 0; i < 25; i++) {
      String id = account + "-" + i;
      OrderRecord order = samples.order(id, account, id, OrderStatus.INTENDED, T0);
      assertEquals(Set.of(true, false), together(() -> ledger().orders().create(order)), id);
      Signal signal = samples.signal(id, account, strategy, T0, false);
      assertEquals(Set.of(true, false), together(() -> ledger().signals().create(signal)), id);
      Plan plan = samples.plan(id, account, true, T0);
      assertEquals(Set.of(true, false), together(() -> ledger().plans().create(plan)), id);
      StrategyVersion version = samples.version(strategy, i + 1);
      assertEquals(Set.of(true, false), together(() -> ledger().strategies().create(version)), id);
    }
  }

  @Test
  void ofTwoRunsThatUpdateTheSameOneWins() throws Exception {
    for (int i = 0; i < 25; i++) {
      Holding holding = samples.holding(account, "QQQ", i);
      assertEquals(
          Set.of(true, false), together(() -> wins(() -> ledger().holdings().update(holding))));
      RiskState risk = samples.risk(account, i);
      assertEquals(Set.of(true, false), together(() -> wins(() -> ledger().risk().update(risk))));
    }
  }

  @Test
  void ofTwoRunsThatPostTheSameFillOneWins() throws Exception {
    for (int i = 0; i < 25; i++) {
      String id = account + "-" + i;
      OrderRecord order = stored(id, OrderStatus.ACCEPTED, T0);
      FillPosting posting =
          new FillPosting(
              samples.fill("fill", order.clientOrderId(), T0),
              order,
              samples.holding(id, "QQQ", 0),
              Optional.of(samples.trade("fill", id, T0)));
      Set<Boolean> outcomes = together(() -> ledger().orders().post(posting));
      assertEquals(Set.of(true, false), outcomes);
      assertEquals(1, ledger().holdings().find(id, "QQQ").orElseThrow().revision());
      assertEquals(1, ledger().holdings().trades(id, Instant.EPOCH, Instant.MAX).size());
    }
  }

  @Test
  void aDaysDriftIsStoredOnce() {
    LocalDate date = LocalDate.of(2026, 11, 20);
    DriftReport full = drift(date, Optional.of(-0.125), List.of(FINDING, OTHER_FINDING));
    DriftReport empty = drift(date.plusDays(1), Optional.empty(), List.of());
    assertTrue(ledger().analysis().drifts().create(full));
    assertTrue(ledger().analysis().drifts().create(empty));
    assertFalse(ledger().analysis().drifts().create(drift(date, Optional.empty(), List.of())));
    assertEquals(Optional.of(full), ledger().analysis().drifts().find(strategy, account, date));
    assertEquals(
        List.of(full, empty), ledger().analysis().drifts().of(strategy, date, date.plusDays(9)));
    assertEquals(
        List.of(), ledger().analysis().drifts().of(strategy, date.plusDays(2), date.plusDays(9)));
  }

  private static final DriftFinding FINDING =
      new DriftFinding(
          DriftFinding.Kind.PRICE,
          "entry TQQQ",
          T0,
          "bought 95 at 80.1",
          "buys 95 at 80",
          "",
          Optional.of(12.5),
          Optional.of(-1.5),
          false);

  private static final DriftFinding OTHER_FINDING =
      new DriftFinding(
          DriftFinding.Kind.MISSING,
          "decision",
          T0,
          "nothing",
          "hold TQQQ",
          "no run is on record",
          Optional.empty(),
          Optional.empty(),
          true);

  private DriftReport drift(LocalDate date, Optional<Double> bps, List<DriftFinding> findings) {
    return new DriftReport(
        strategy,
        account,
        date,
        3,
        T0,
        10_000.25,
        7,
        findings.size(),
        bps,
        findings,
        !findings.isEmpty(),
        List.of(new SignalAccuracy(5, 12, 20, 0.386, 0.781)));
  }

  private static boolean wins(Runnable update) {
    try {
      update.run();
      return true;
    } catch (ConcurrentUpdateException e) {
      return false;
    }
  }

  private static LedgerSamples samplesOf(int i) {
    return new LedgerSamples(SEED + i);
  }
}
