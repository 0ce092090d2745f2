package io.bellwether.workbench.drift;

import static io.bellwether.workbench.drift.DriftDays.dateOf;
import static io.bellwether.workbench.drift.DriftDays.reports;
import static io.bellwether.workbench.drift.DriftDays.trades;
import static io.bellwether.workbench.drift.DriftDays.watch;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.strategy.ExitReason;
import io.bellwether.trading.analysis.DriftFinding;
import io.bellwether.trading.analysis.DriftFinding.Kind;
import io.bellwether.trading.analysis.DriftReport;
import io.bellwether.trading.config.AccountSettings;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.ledger.RiskStore;
import io.bellwether.trading.ledger.Trade;
import io.bellwether.workbench.golden.Replays;
import io.bellwether.workbench.replay.LiveDays;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What kept live from doing what the backtest does is on record, and nobody is alarmed by it. */
@Tag("integration")
class DriftExplanationsTest {
  private static final NyseCalendar CALENDAR = new NyseCalendar();

  /** Stopped in one evening and allowed again in the next: only the refusals tell of it. */
  @Test
  void anEntryThatAPersonStoppedIsExplainedEvenAfterTradingWasAllowedAgain() {
    LocalDate entered = dateOf(trades(Traded.daily()).getFirst().entryTime());
    LocalDate before = CALENDAR.previousSession(entered).date();
    LiveDays traded =
        Traded.days(
            Traded.daily().version(),
            entered,
            (date, evening) -> {
              RiskStore risk = evening.ledger().risk();
              if (date.equals(before)) {
                risk.update(risk.of(Traded.daily().version().account().id()).kill("holiday"));
              } else if (date.equals(entered)) {
                risk.update(risk.of(Traded.daily().version().account().id()).enable());
              }
            },
            tick -> true);
    assertEquals(List.of(), trades(traded));
    assertExplained(
        List.of(watch(traded.ledger()).examine(traded.version(), traded.market(), entered)),
        "the risk rule 'kill-switch' refused it");
  }

  /**
   * The backtest has the limit too, and sells; afterwards the refusals tell why live does not buy.
   */
  @Test
  void anEmergencyStopIsExplained() {
    LiveDays traded =
        Traded.days(
            limited("rsi2", Map.of("drawdown", "0.01")),
            Traded.TO_DAILY,
            (date, evening) -> {
              for (int reading = 0; reading < 3; reading++) {
                evening.clock().of(Duration.ofMinutes(1));
                evening.functions().followUp();
              }
            },
            tick -> true);
    Trade sold =
        trades(traded).stream()
            .filter(trade -> trade.exitReason() == ExitReason.RISK)
            .findFirst()
            .orElseThrow();
    assertExplained(reports(traded, traded.ledger()), "the risk rule 'disabled' refused it");
    // By a version whose account has no such limit, nobody decided to sell.
    DriftReport unlimited =
        watch(traded.ledger())
            .examine(Traded.daily().version(), traded.market(), dateOf(sold.exitTime()));
    assertExplained(List.of(unlimited), "a loss limit, or a person, closed it");
  }

  /** Held over night, and split two for one: on the ex-date's bars nothing is other than live. */
  @Test
  void aSplitOfTheDayIsNoDifference() {
    Trade held =
        trades(Traded.daily()).stream()
            .filter(trade -> dateOf(trade.entryTime()).isBefore(dateOf(trade.exitTime())))
            .findFirst()
            .orElseThrow();
    LocalDate eve = dateOf(held.entryTime());
    LocalDate exDate = CALENDAR.nextSession(eve).date();
    List<Bars> adjusted = Traded.daily().bars();
    List<Bars> asTraded =
        adjusted.stream()
            .map(bars -> bars.symbol().equals(held.symbol()) ? doubled(bars, exDate) : bars)
            .toList();
    List<DriftReport> reports = new ArrayList<>();
    LiveDays.trade(
        Traded.daily().version(),
        asTraded,
        Traded.FROM,
        dateOf(held.exitTime()),
        BigDecimal.ZERO,
        (date, evening) -> {
          List<Bars> known = date.isBefore(exDate) ? asTraded : adjusted;
          reports.add(
              watch(evening.ledger())
                  .examine(Traded.daily().version(), Traded.daily().market(known), date));
          if (date.equals(eve)) {
            evening
                .exchange()
                .accountEvents()
                .split(held.symbol(), BigDecimal.TWO, BigDecimal.ONE, true);
          }
        },
        tick -> true);
    for (DriftReport report : reports) {
      assertEquals(List.of(), report.alerts());
      assertFalse(report.exposed(), report::toString);
    }
    assertTrue(reports.getLast().executions() > 0, "it was left after the split");
  }

  private static void assertExplained(List<DriftReport> reports, String why) {
    for (DriftReport report : reports) {
      assertEquals(List.of(), report.alerts());
      assertFalse(report.exposed());
    }
    List<DriftFinding> explained =
        reports.stream()
            .flatMap(report -> report.findings().stream())
            .filter(finding -> finding.kind() == Kind.EXPLAINED)
            .toList();
    assertTrue(
        explained.stream().anyMatch(finding -> finding.cause().contains(why)), explained::toString);
  }

  private static StrategyVersion limited(String strategy, Map<String, String> limits) {
    StrategyVersion version = Replays.version(strategy, Optional.empty());
    AccountSettings account = version.account();
    return new StrategyVersion(
        version.strategy(),
        version.version(),
        version.parent(),
        true,
        new AccountSettings(
            account.id(),
            account.broker(),
            account.mode(),
            account.concentrate(),
            account.fractional(),
            account.margin(),
            account.riskProfile(),
            account.cashReserve(),
            account.minimumNotional(),
            account.unexplained(),
            limits),
        version.symbols(),
        version.timeframe(),
        version.basis(),
        version.feeds(),
        version.parameters(),
        version.author(),
        version.createdAt(),
        false);
  }

  /** The bars as they were traded before a split two for one. */
  private static Bars doubled(Bars bars, LocalDate exDate) {
    Instant from = CALENDAR.startOfDay(exDate);
    Bars.Builder doubled = Bars.builder(bars.symbol(), bars.timeframe(), bars.provenance());
    for (int i = 0; i < bars.size(); i++) {
      int factor = bars.start(i).isBefore(from) ? 2 : 1;
      doubled.add(
          bars.startMillis()[i],
          factor * bars.open()[i],
          factor * bars.high()[i],
          factor * bars.low()[i],
          factor * bars.close()[i],
          bars.volume()[i] / factor);
    }
    return doubled.build();
  }
}
