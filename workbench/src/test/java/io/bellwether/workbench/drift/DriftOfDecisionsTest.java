package io.bellwether.workbench.drift;

import static io.bellwether.workbench.drift.DriftDays.asks;
import static io.bellwether.workbench.drift.DriftDays.count;
import static io.bellwether.workbench.drift.DriftDays.dayOf;
import static io.bellwether.workbench.drift.DriftDays.decision;
import static io.bellwether.workbench.drift.DriftDays.watch;
import static io.bellwether.workbench.drift.DriftDays.with;
import static io.bellwether.workbench.drift.DriftDays.withLastClose;
import static io.bellwether.workbench.drift.DriftDays.withSignals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.strategy.Target;
import io.bellwether.trading.analysis.DriftFinding;
import io.bellwether.trading.analysis.DriftFinding.Kind;
import io.bellwether.trading.analysis.DriftReport;
import io.bellwether.trading.ledger.Ledger;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever is changed about a traded day's decisions afterwards is found and named. */
@Tag("integration")
class DriftOfDecisionsTest {
  @Test
  void aBarThatChangedAfterwardsIsFoundAndNamed() {
    LocalDate date = dayOf(Traded.daily(), signal -> asks(signal, Target.Hold.class));
    double bps = 12;
    List<Bars> changed =
        Traded.daily().bars().stream().map(bars -> withLastClose(bars, date, bps)).toList();
    DriftFinding decision =
        decision(
            watch(Traded.daily().ledger())
                .examine(Traded.daily().version(), Traded.daily().market(changed), date));
    assertEquals(Kind.DATA_CHANGED, decision.kind());
    assertTrue(decision.cause().contains("+12.0 bps"), decision::cause);
    assertTrue(decision.alert());
  }

  /** So far that the decision is another one: the closes of then tell why. */
  @Test
  void aDecisionThatDiffersBecauseTheBarChangedIsSaidToDoSo() {
    LocalDate date = dayOf(Traded.daily(), signal -> asks(signal, Target.Hold.class));
    List<Bars> changed =
        Traded.daily().bars().stream().map(bars -> withLastClose(bars, date, 3000)).toList();
    DriftFinding decision =
        decision(
            watch(Traded.daily().ledger())
                .examine(Traded.daily().version(), Traded.daily().market(changed), date));
    assertEquals(Kind.DATA_CHANGED, decision.kind());
    assertTrue(decision.cause().contains("decides as live did"), decision::cause);
    assertTrue(decision.alert());
  }

  @Test
  void aSignalThatIsGoneIsMissing() {
    LocalDate date = dayOf(Traded.daily(), signal -> asks(signal, Target.Hold.class));
    Ledger ledger = withSignals(Traded.daily(), date, signal -> Stream.of());
    DriftFinding decision =
        decision(watch(ledger).examine(Traded.daily().version(), Traded.daily().market(), date));
    assertEquals(Kind.MISSING, decision.kind());
    assertEquals("nothing", decision.live());
    assertTrue(decision.alert());
  }

  @Test
  void aForgedDecisionDiffers() {
    LocalDate date = dayOf(Traded.daily(), signal -> asks(signal, Target.Hold.class));
    Ledger ledger =
        withSignals(
            Traded.daily(),
            date,
            signal -> {
              List<Target> kept =
                  signal.targets().stream()
                      .map(target -> (Target) new Target.Keep(target.symbol(), "forged"))
                      .toList();
              return Stream.of(with(signal, signal.bar(), kept));
            });
    DriftFinding decision =
        decision(watch(ledger).examine(Traded.daily().version(), Traded.daily().market(), date));
    assertEquals(Kind.DECISION_DIFFERS, decision.kind());
    assertTrue(decision.live().contains("forged"));
    assertTrue(decision.backtest().startsWith("hold TQQQ long"), decision::backtest);
    assertTrue(decision.alert());
  }

  @Test
  void aForgedSignalIsSurplus() {
    LocalDate date = LocalDate.of(2025, 7, 8);
    Ledger ledger =
        withSignals(
            Traded.hourly(),
            date,
            signal ->
                Stream.of(signal, with(signal, signal.bar().plusSeconds(600), signal.targets())));
    DriftReport report =
        watch(ledger).examine(Traded.hourly().version(), Traded.hourly().market(), date);
    assertTrue(count(report, Kind.SURPLUS) > 0);
    assertEquals(count(report, Kind.SURPLUS), report.alerts().size());
  }
}
