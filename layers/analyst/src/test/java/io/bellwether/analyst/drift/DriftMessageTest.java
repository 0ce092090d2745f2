package io.bellwether.analyst.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.calendar.Session;
import io.bellwether.trading.alert.EventMessage;
import io.bellwether.trading.analysis.DriftFinding;
import io.bellwether.trading.analysis.DriftFinding.Kind;
import io.bellwether.trading.analysis.DriftReport;
import io.bellwether.trading.analysis.SignalAccuracy;
import io.bellwether.trading.event.TradingEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DriftMessageTest {
  private static final LocalDate DATE = LocalDate.of(2026, 11, 20);
  private static final Session SESSION = new NyseCalendar().session(DATE).orElseThrow();
  private static final Instant BAR = Instant.parse("2026-11-20T05:00:00Z");

  @Test
  void whatAnOperatorReadsAtNight() {
    TradingEvent event =
        DriftMessage.event(
            report(
                true,
                List.of(
                    finding(Kind.AGREES, "decision", "", Optional.empty(), false),
                    finding(Kind.PRICE, "entry TQQQ", "", Optional.of(62.25), true),
                    finding(
                        Kind.MISSING,
                        "exit SQQQ",
                        "live decided it, and no fill is on record: look at the orders of signal s",
                        Optional.empty(),
                        true))),
            SESSION);
    EventMessage message = EventMessage.of(event, "dev", 0);
    assertEquals("[1 CRITICAL] Bellwether dev: drift found on paper-1", message.subject());
    assertEquals(
        """
        rsi2 on 2026-11-20: 2 differences to look at; 1 decision and 1 execution in both, median \
        price difference +62.3 bps
        - another price: entry TQQQ, bar 20 Nov, +62.3 bps
          live: what live did
          backtest: what the backtest does
        - MISSING LIVE: exit SQQQ, bar 20 Nov
          live: what live did
          backtest: what the backtest does
          why: live decided it, and no fill is on record: look at the orders of signal s

        What it means: The account holds what the same version in a backtest does not hold, or \
        lacks what it holds. Stops at the broker stand; nothing ends this by itself.
        What to do: Compare the position at the broker with the lines above. If the cause is not \
        plain, stop new exposure: ./bellwether kill --stage dev --reason drift.
        Look it up: aws logs tail /aws/lambda/bellwether-dev-analysis --since 1d --filter-pattern \
        '"paper-1"'""",
        message.body());
    assertEquals(
        "critical dev: drift found on paper-1: rsi2 on 2026-11-20: 2 differences to look at; 1"
            + " decision and 1 execution in both, median price difference +62.3 bps - a...",
        message.sms());
  }

  @Test
  void whatLeavesNothingOpenIsAWarning() {
    DriftFinding one = finding(Kind.DECISION_DIFFERS, "decision", "why", Optional.empty(), true);
    TradingEvent event = DriftMessage.event(report(false, List.of(one)), SESSION);
    assertEquals(TradingEvent.Severity.WARNING, event.severity());
    assertEquals(Optional.of("drift-rsi2-paper-1-2026-11-20"), event.occurrence());
    assertEquals(SESSION.close(), event.time());
  }

  /** A bad day fills no screens, and no text breaks a line. */
  @Test
  void manyFindingsAndLongWordsAreCut() {
    DriftFinding one =
        finding(Kind.SURPLUS, "decision", "a\nb\u202e" + "x".repeat(9_000), Optional.empty(), true);
    String text =
        DriftMessage.event(report(true, Collections.nCopies(400, one)), SESSION).message();
    assertEquals(1 + 10 * 4 + 1, text.lines().count());
    assertTrue(text.length() < 5_000, () -> "" + text.length());
    assertTrue(text.endsWith("and 390 more"), text);
    assertTrue(text.contains("why: a bx"), text);
  }

  @Test
  void theReportOfADayEndsWithHowRightSignalsAre() {
    List<String> text = DriftMessage.text(report(false, List.of()));
    assertEquals(
        List.of(
            "rsi2 on 2026-11-20: as in the backtest; 1 decision and 1 execution in both, median"
                + " price difference +62.3 bps",
            "signals right after 5 bars: 12 of 20, 60 % (95 % interval 39 to 78 %)"),
        text);
  }

  /** The figures of Newcombe, Statistics in Medicine 17 (1998), table I, method 3. */
  @Test
  void theIntervalIsWilsons() {
    SignalAccuracy many = Accuracy.rate(1, 81, 263);
    assertEquals(0.2553, many.low(), 1e-4);
    assertEquals(0.3662, many.high(), 1e-4);
    SignalAccuracy none = Accuracy.rate(1, 0, 20);
    assertEquals(0, none.low(), 1e-4);
    assertEquals(0.1611, none.high(), 1e-4);
    SignalAccuracy few = Accuracy.rate(1, 15, 148);
    assertEquals(0.0624, few.low(), 1e-4);
    assertEquals(0.1605, few.high(), 1e-4);
    SignalAccuracy one = Accuracy.rate(1, 1, 29);
    assertEquals(0.0061, one.low(), 1e-4);
    assertEquals(0.1718, one.high(), 1e-4);
  }

  private static DriftReport report(boolean exposed, List<DriftFinding> findings) {
    return new DriftReport(
        "rsi2",
        "paper-1",
        DATE,
        3,
        BAR,
        10_000,
        1,
        1,
        Optional.of(62.25),
        findings,
        exposed,
        List.of(Accuracy.rate(5, 12, 20)));
  }

  private static DriftFinding finding(
      Kind kind, String what, String cause, Optional<Double> bps, boolean alert) {
    return new DriftFinding(
        kind,
        what,
        BAR,
        "what live did",
        "what the backtest does",
        cause,
        bps,
        Optional.empty(),
        alert);
  }
}
