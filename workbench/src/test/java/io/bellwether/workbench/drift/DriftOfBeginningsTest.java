package io.bellwether.workbench.drift;

import static io.bellwether.workbench.drift.DriftDays.dateOf;
import static io.bellwether.workbench.drift.DriftDays.holding;
import static io.bellwether.workbench.drift.DriftDays.other;
import static io.bellwether.workbench.drift.DriftDays.reports;
import static io.bellwether.workbench.drift.DriftDays.trades;
import static io.bellwether.workbench.drift.DriftDays.watch;
import static io.bellwether.workbench.drift.DriftDays.withTrades;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.strategy.ExitReason;
import io.bellwether.trading.analysis.DriftFinding;
import io.bellwether.trading.analysis.DriftReport;
import io.bellwether.trading.execution.TickWatch;
import io.bellwether.trading.ledger.Holding;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.ledger.SessionRecord;
import io.bellwether.trading.ledger.Tick;
import io.bellwether.trading.ledger.Trade;
import io.bellwether.trading.signal.Signal;
import io.bellwether.trading.signal.TickResult.Outcome;
import io.bellwether.workbench.golden.Replays;
import io.bellwether.workbench.replay.LiveDays;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nothing was due of a strategy before it was switched on, for the first time or again. */
@Tag("integration")
class DriftOfBeginningsTest {
  private static final NyseCalendar CALENDAR = new NyseCalendar();
  private static final LocalDate DEPLOYED = LocalDate.of(2025, 7, 2);

  /** On hourly bars, and half an hour after one has begun: what is entered at once costs more. */
  @Test
  void aStrategyThatIsDeployedInTheMiddleOfASessionIsHeldToNothingBefore() {
    for (LocalTime time : List.of(LocalTime.of(10, 40), LocalTime.of(12, 10))) {
      Instant on = DEPLOYED.atTime(time).atZone(CALENDAR.zone()).toInstant();
      List<DriftReport> reports =
          traded("ema-crossover", DEPLOYED.plusDays(1), tick -> !tick.isBefore(on));
      assertEquals(2, reports.size());
      assertQuiet(reports);
      assertTrue(reports.getFirst().executions() > 0, "nothing was entered");
      assertEquals(
          time.getHour() == 10,
          reports.getFirst().findings().stream()
              .map(DriftFinding::cause)
              .anyMatch(cause -> cause.contains("when the strategy was switched on")),
          reports::toString);
    }
  }

  /** Held over the gap: what the account has no backtest enters, and nobody is alarmed by it. */
  @Test
  void aStrategyThatIsSwitchedOnAgainIsHeldToNothingBetween() {
    LocalDate off = LocalDate.of(2025, 7, 4);
    LocalDate again = off.plusDays(14);
    List<DriftReport> reports =
        traded(
            "rsi2",
            LocalDate.of(2025, 7, 25),
            tick -> CALENDAR.dateAt(tick).isBefore(off) || !CALENDAR.dateAt(tick).isBefore(again));
    assertQuiet(reports);
    assertTrue(
        reports.stream()
            .flatMap(report -> report.findings().stream())
            .anyMatch(finding -> finding.what().equals("held SQQQ")),
        "nothing was held over the gap");
    assertTrue(reports.stream().anyMatch(report -> report.date().equals(again)));
  }

  /** Broker and data were down for a day: what should have been left is held, and that is told. */
  @Test
  void aDayOnWhichNothingWorkedIsNoPause() {
    Trade left =
        trades(Traded.daily()).stream()
            .filter(trade -> trade.exitReason() == ExitReason.RULE)
            .findFirst()
            .orElseThrow();
    LocalDate down = dateOf(left.exitTime());
    LocalDate after = CALENDAR.nextSession(down).date();
    Ledger nothing = withoutRecord(down, heldOn(left));
    for (String outcome : List.of(TickWatch.MISSED, Outcome.MISSING_BAR.label())) {
      DriftReport outage = examine(ticksEnding(nothing, down, outcome), after);
      assertTrue(
          outage.alerts().stream()
              .anyMatch(finding -> finding.what().equals("held " + left.symbol())),
          outage::toString);
      assertTrue(outage.exposed());
    }
    DriftReport pause = examine(ticksEnding(nothing, down, Outcome.CLOSED.label()), after);
    assertFalse(
        pause.alerts().stream().anyMatch(finding -> finding.what().equals("held " + left.symbol())),
        pause::toString);
  }

  /** What was held before explains fewer shares, which its money is missing for, and no more. */
  @Test
  void whatWasHeldAtTheSwitchOnExplainsNoLargerEntryWeeksLater() {
    Trade last = trades(Traded.daily()).getLast();
    Instant before = CALENDAR.startOfDay(Traded.FROM.minusDays(10));
    Holding fund = holding("VTI", before, BigDecimal.TEN, BigDecimal.TEN, "forged");
    for (String factor : List.of("0.7", "1", "10")) {
      Ledger traded =
          withTrades(
              Traded.daily(),
              trade -> trade.id().equals(last.id()) ? times(trade, new BigDecimal(factor)) : trade);
      Ledger ledger =
          Tampering.<List<Holding>>of(traded, "holdings", "of", holdings -> List.of(fund));
      DriftReport report = examine(ledger, dateOf(last.entryTime()));
      assertTrue(report.executions() > 0, report::toString);
      assertEquals(
          factor.equals("10") ? List.of("entry " + last.symbol()) : List.of(),
          report.alerts().stream().map(DriftFinding::what).toList(),
          report::toString);
      assertFalse(report.exposed(), report::toString);
    }
  }

  private static DriftReport examine(Ledger ledger, LocalDate date) {
    return watch(ledger).examine(Traded.daily().version(), Traded.daily().market(), date);
  }

  /** The ledger in which a position was not left. */
  private static Ledger heldOn(Trade left) {
    Holding held =
        holding(left.symbol(), left.entryTime(), left.quantity(), left.entryPrice(), "held");
    return Tampering.<List<Holding>>of(
        withTrades(Traded.daily(), trade -> trade.id().equals(left.id()) ? other(trade) : trade),
        "holdings",
        "of",
        holdings -> List.of(held));
  }

  private static Ledger withoutRecord(LocalDate date, Ledger ledger) {
    Ledger unclosed =
        Tampering.<List<SessionRecord>>of(
            ledger,
            "journal",
            "sessions",
            sessions -> sessions.stream().filter(one -> !one.date().equals(date)).toList());
    return Tampering.<List<Signal>>of(
        unclosed,
        "signals",
        "between",
        signals -> signals.stream().filter(one -> !dateOf(one.decidedAt()).equals(date)).toList());
  }

  private static Ledger ticksEnding(Ledger ledger, LocalDate date, String outcome) {
    return Tampering.<List<Tick>>of(
        ledger,
        "journal",
        "ticks",
        ticks -> ticks.stream().map(tick -> ending(tick, date, outcome)).toList());
  }

  private static Tick ending(Tick tick, LocalDate date, String outcome) {
    return dateOf(tick.scheduledAt()).equals(date)
        ? new Tick(tick.strategy(), tick.scheduledAt(), tick.ranAt(), outcome, Optional.empty())
        : tick;
  }

  private static Trade times(Trade trade, BigDecimal factor) {
    return new Trade(
        trade.id(),
        trade.account(),
        trade.strategy(),
        trade.symbol(),
        trade.direction(),
        trade.quantity().multiply(factor),
        trade.entryTime(),
        trade.entryPrice(),
        trade.exitTime(),
        trade.exitPrice(),
        trade.fees(),
        trade.pnl(),
        trade.exitReason());
  }

  private static List<DriftReport> traded(String strategy, LocalDate to, Predicate<Instant> on) {
    LiveDays traded =
        Traded.days(Replays.version(strategy, Optional.empty()), to, (date, evening) -> {}, on);
    return reports(traded, traded.ledger());
  }

  private static void assertQuiet(List<DriftReport> reports) {
    for (DriftReport report : reports) {
      assertEquals(List.of(), report.alerts());
      assertFalse(report.exposed(), report::toString);
    }
  }
}
