package io.bellwether.workbench.drift;

import static io.bellwether.workbench.drift.DriftDays.asks;
import static io.bellwether.workbench.drift.DriftDays.count;
import static io.bellwether.workbench.drift.DriftDays.dateOf;
import static io.bellwether.workbench.drift.DriftDays.dayOf;
import static io.bellwether.workbench.drift.DriftDays.forged;
import static io.bellwether.workbench.drift.DriftDays.holding;
import static io.bellwether.workbench.drift.DriftDays.other;
import static io.bellwether.workbench.drift.DriftDays.trades;
import static io.bellwether.workbench.drift.DriftDays.watch;
import static io.bellwether.workbench.drift.DriftDays.with;
import static io.bellwether.workbench.drift.DriftDays.withTrades;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.strategy.Direction;
import io.bellwether.strategy.ExitReason;
import io.bellwether.strategy.Target;
import io.bellwether.trading.analysis.DriftFinding;
import io.bellwether.trading.analysis.DriftFinding.Kind;
import io.bellwether.trading.analysis.DriftReport;
import io.bellwether.trading.ledger.Finding;
import io.bellwether.trading.ledger.Holding;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.ledger.Trade;
import io.bellwether.trading.risk.RiskState;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever is changed about a traded day's fills and holdings afterwards is found and named. */
@Tag("integration")
class DriftOfExecutionsTest {
  private static final double TOLERANCE_BPS = 1e-6;
  private static final NyseCalendar CALENDAR = new NyseCalendar();

  @Test
  void aFillThatWasMovedIsFoundToTheBasisPoint() {
    Trade left =
        trades(Traded.daily()).stream()
            .filter(trade -> trade.exitReason() == ExitReason.RULE)
            .findFirst()
            .orElseThrow();
    BigDecimal worse = left.exitPrice().multiply(new BigDecimal("0.9993"));
    Ledger ledger =
        withTrades(
            Traded.daily(), trade -> trade.id().equals(left.id()) ? with(trade, worse) : trade);
    DriftReport report =
        watch(ledger)
            .examine(Traded.daily().version(), Traded.daily().market(), dateOf(left.exitTime()));
    DriftFinding exit =
        report.findings().stream()
            .filter(finding -> finding.what().equals("exit " + left.symbol()))
            .findFirst()
            .orElseThrow();
    assertEquals(Kind.PRICE, exit.kind());
    assertEquals(7, exit.bps().orElseThrow(), TOLERANCE_BPS);
    assertFalse(exit.alert(), "seven basis points are no alarm");
  }

  /** What was bought is not in the ledger: told, unless a person had stopped new exposure. */
  @Test
  void anEntryThatWasNotMadeIsMissingOrExplained() {
    Trade entered = trades(Traded.daily()).getFirst();
    LocalDate date = dateOf(entered.entryTime());
    Ledger without =
        withTrades(Traded.daily(), trade -> trade.id().equals(entered.id()) ? other(trade) : trade);
    DriftReport report =
        watch(without).examine(Traded.daily().version(), Traded.daily().market(), date);
    assertTrue(count(report, Kind.MISSING) > 0, report::toString);
    assertTrue(report.exposed());

    RiskState killed = RiskState.initial(Traded.daily().version().account().id()).kill("holiday");
    Ledger stopped = Tampering.<RiskState>of(without, "risk", "of", state -> killed);
    Instant evening = date.atTime(18, 15).atZone(CALENDAR.zone()).toInstant();
    DriftReport explained =
        watch(stopped, evening).examine(Traded.daily().version(), Traded.daily().market(), date);
    assertEquals(List.of(), explained.alerts());
    assertFalse(explained.exposed());
    assertTrue(
        explained.findings().stream()
            .filter(finding -> finding.kind() == Kind.EXPLAINED)
            .anyMatch(
                finding -> finding.cause().contains("a person stopped new exposure: holiday")),
        explained::toString);

    // Examined after the next session opened: what is stopped then says nothing of the day.
    DriftReport late =
        watch(stopped).examine(Traded.daily().version(), Traded.daily().market(), date);
    assertEquals(report.alerts(), late.alerts());
  }

  /** A position the strategy never asked for is found on the day it is bought and the day after. */
  @Test
  void aPositionThatNobodyDecidedIsSurplus() {
    LocalDate date = dayOf(Traded.daily(), signal -> !asks(signal, Target.Hold.class));
    Instant open = date.atTime(9, 31).atZone(CALENDAR.zone()).toInstant();
    Ledger ledger =
        Tampering.<List<Holding>>of(
            Traded.daily().ledger(), "holdings", "of", holdings -> List.of(forged(open)));
    DriftReport report =
        watch(ledger).examine(Traded.daily().version(), Traded.daily().market(), date);
    assertTrue(
        report.alerts().stream().anyMatch(one -> one.what().equals("entry QQQ")), report::toString);
    assertTrue(report.exposed());
    DriftReport next =
        watch(ledger)
            .examine(
                Traded.daily().version(),
                Traded.daily().market(),
                CALENDAR.nextSession(date).date());
    assertTrue(
        next.alerts().stream().anyMatch(one -> one.what().equals("held QQQ")), next::toString);
  }

  /** Once it is left only the finding that its adoption closed is there to explain it. */
  @Test
  void aPositionThatWasAdoptedAndLeftIsExplained() {
    LocalDate date = dayOf(Traded.daily(), signal -> !asks(signal, Target.Hold.class));
    Instant open = date.atTime(9, 31).atZone(CALENDAR.zone()).toInstant();
    Trade left = trade(open, open.plusSeconds(3600));
    Ledger traded =
        Tampering.<List<Trade>>of(
            Traded.daily().ledger(),
            "holdings",
            "trades",
            trades -> Stream.concat(trades.stream(), Stream.of(left)).toList());
    DriftReport forged =
        watch(traded).examine(Traded.daily().version(), Traded.daily().market(), date);
    assertTrue(
        forged.alerts().stream().anyMatch(one -> one.what().equals("entry QQQ")), forged::toString);
    for (int hours : List.of(1, 48)) {
      Finding found =
          new Finding(
              left.account(),
              Finding.Kind.POSITION,
              "QQQ",
              "QQQ",
              BigDecimal.ZERO,
              BigDecimal.TEN,
              Finding.State.CLOSED,
              open.minusSeconds(3600L * hours),
              true,
              "adopted",
              2);
      Ledger ledger =
          Tampering.<List<Finding>>of(
              traded, "reconciliation", "findings", findings -> List.of(found));
      DriftReport report =
          watch(ledger).examine(Traded.daily().version(), Traded.daily().market(), date);
      assertEquals(
          hours == 1,
          report.alerts().stream().noneMatch(one -> one.what().endsWith("QQQ")),
          report::toString);
    }
  }

  private static Trade trade(Instant entry, Instant exit) {
    Trade any = trades(Traded.daily()).getFirst();
    return new Trade(
        "forged",
        any.account(),
        any.strategy(),
        "QQQ",
        Direction.LONG,
        BigDecimal.TEN,
        entry,
        BigDecimal.TEN,
        exit,
        BigDecimal.TEN,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        ExitReason.RULE);
  }

  /** Half of it is sold, the other half is left without anybody to watch it. */
  @Test
  void anExitThatIsNotWholeIsMissing() {
    Trade left =
        trades(Traded.daily()).stream()
            .filter(trade -> trade.exitReason() == ExitReason.RULE)
            .findFirst()
            .orElseThrow();
    Holding rest =
        holding(left.symbol(), left.entryTime(), left.quantity(), left.entryPrice(), "entered");
    Ledger ledger =
        Tampering.<List<Holding>>of(
            Traded.daily().ledger(), "holdings", "of", holdings -> List.of(rest));
    DriftReport report =
        watch(ledger)
            .examine(Traded.daily().version(), Traded.daily().market(), dateOf(left.exitTime()));
    DriftFinding exit =
        report.alerts().stream()
            .filter(finding -> finding.what().equals("exit " + left.symbol()))
            .findFirst()
            .orElseThrow();
    assertEquals(Kind.MISSING, exit.kind());
    assertTrue(exit.cause().contains("still held"), exit::cause);
    assertTrue(report.exposed());
  }
}
