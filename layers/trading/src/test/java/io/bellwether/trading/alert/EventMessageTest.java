package io.bellwether.trading.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.event.TradingEvent.Severity;
import io.bellwether.trading.event.TradingEvent.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventMessageTest {
  private static final Instant TIME = Instant.parse("2026-11-20T20:30:00Z");
  private static final Set<Type> ALWAYS_TOLD =
      EnumSet.of(
          Type.ORDER_FILLED,
          Type.TRADE_CLOSED,
          Type.DAILY_SUMMARY,
          Type.PROPOSAL_MADE,
          Type.VERSION_ACTIVATED,
          Type.WEEKLY_DIGEST);

  private static final Set<Type> INFORM_ONLY =
      EnumSet.of(
          Type.ORDER_FILLED,
          Type.TRADE_CLOSED,
          Type.DAILY_SUMMARY,
          Type.WEEKLY_DIGEST,
          Type.SIGNAL_RAISED,
          Type.STOP_PLACED,
          Type.SPLIT_APPLIED);

  @Test
  void aFillInWords() {
    EventMessage message =
        EventMessage.of(
            event(
                Type.ORDER_FILLED,
                Severity.INFO,
                "paper-1",
                "BUY 10 TQQQ at 80",
                Map.of("order", "bw-1", "signal", "s-1")),
            "dev",
            0);
    assertEquals("[3 info] Bellwether dev: order filled, TQQQ on paper-1", message.subject());
    assertEquals("info dev: order filled, TQQQ on paper-1: BUY 10 TQQQ at 80", message.sms());
    assertEquals(
        """
        BUY 10 TQQQ at 80

        New York:    Fri 20 Nov 2026, 15:30:00
        UTC:         2026-11-20T20:30:00Z
        account:     paper-1
        strategy:    rsi2
        symbol:      TQQQ
        order:       bw-1
        signal:      s-1""",
        message.text());
  }

  @Test
  void aRefusedExitSaysWhatItMeansAndWhatToDo() {
    EventMessage message =
        EventMessage.of(
            event(
                Type.ORDER_REJECTED,
                Severity.CRITICAL,
                "live-1",
                "the broker refused to SELL 10 TQQQ: account blocked",
                Map.of("order", "bw-1")),
            "prod",
            2);
    assertEquals("[1 CRITICAL] Bellwether prod: order rejected, TQQQ on live-1", message.subject());
    assertEquals(
        """
        the broker refused to SELL 10 TQQQ: account blocked

        What it means: The position is still held, and may be without a stop.
        What to do: Look at the position at the broker now; sell it or place a stop there by hand.
        Look it up: aws logs tail /aws/lambda/bellwether-prod-execution --since 1d \
        --filter-pattern '"bw-1"'

        The same came 2 more time(s) since you were last told.""",
        message.body());
  }

  /** The command is for the account that was stopped, and for no other. */
  @Test
  void anEmergencyStopSaysHowThatAccountIsEnabledAgain() {
    String body =
        EventMessage.of(
                event(Type.RISK_BREACHED, Severity.CRITICAL, "alpaca-live-2", "text", Map.of()),
                "prod",
                0)
            .body();
    assertTrue(
        body.contains(
            "aws lambda invoke --function-name bellwether-prod-execution"
                + " --cli-binary-format raw-in-base64-out"
                + " --payload '{\"action\": \"enable\", \"account\": \"alpaca-live-2\"}'"
                + " answer.json"),
        body);
  }

  /** Whatever went wrong, people learn what it means and what to do. */
  @ParameterizedTest
  @EnumSource(Type.class)
  void everythingThatWentWrongComesWithAdvice(Type type) {
    for (Severity severity : Severity.values()) {
      String body = EventMessage.of(event(type, severity, "a", "text", Map.of()), "dev", 0).body();
      boolean advises = !INFORM_ONLY.contains(type);
      assertEquals(advises, body.contains("What it means: "), type::name);
      assertEquals(advises, body.contains("What to do: "), type::name);
      assertEquals(severity != Severity.INFO, body.contains("aws logs tail /aws/lambda/"));
    }
  }

  @Test
  void subjectsSortBySeverity() {
    List<String> subjects = new ArrayList<>();
    for (Severity severity : List.of(Severity.CRITICAL, Severity.WARNING, Severity.INFO)) {
      for (Type type : Type.values()) {
        subjects.add(EventMessage.of(event(type, severity, "a", "t", Map.of()), "d", 0).subject());
      }
    }
    List<String> sorted = new ArrayList<>(subjects);
    sorted.sort(Comparator.comparing(subject -> subject.substring(0, 3)));
    assertEquals(subjects, sorted);
  }

  /** SNS refuses a subject with a line break, a control character or more than 100 characters. */
  @ParameterizedTest
  @ValueSource(
      strings = {"Größe", "東京\n🙂\t", "a\r\nSubject: b", "\u007f\u0000", "é", "[{~|\\`^}]"})
  void theSubjectAndTheSmsAreShortAndPlain(String account) {
    for (String name : new String[] {account, account.repeat(60)}) {
      EventMessage message =
          EventMessage.of(
              event(Type.RISK_BREACHED, Severity.CRITICAL, name, name, Map.of()), "dev", 0);
      assertTrue(message.subject().matches("[\\x20-\\x7e]{1,100}"), message::subject);
      assertTrue(
          message.subject().startsWith("[1 CRITICAL] Bellwether dev: risk breached, TQQQ on "));
      assertTrue(message.text().contains(name), "the text is not cut");
      assertIsOnePart(message.sms());
    }
  }

  @Test
  void anyTextFitsOneSms() {
    long seed = Long.getLong("bellwether.seed", 20_261_121L);
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(400); length > 0; length--) {
        text.appendCodePoint(random.nextInt(random.nextBoolean() ? 0x80 : 0x3000));
      }
      assertIsOnePart(
          EventMessage.of(
                  event(Type.FAILURE, Severity.CRITICAL, "a", text.toString(), Map.of()), "dev", i)
              .sms());
    }
  }

  @ParameterizedTest
  @EnumSource(Type.class)
  void peopleAreToldOfTradesTheDayAndAllThatWentWrong(Type type) {
    for (Severity severity : Severity.values()) {
      boolean expected = severity != Severity.INFO || ALWAYS_TOLD.contains(type);
      TradingEvent event = event(type, severity, "paper-1", "text", Map.of());
      assertEquals(expected, EventMessage.isForPeople(event), severity::toString);
    }
  }

  /** One part is 160 characters of GSM-7; these are ASCII's that count once in it. */
  private static void assertIsOnePart(String sms) {
    assertTrue(sms.length() <= 160, sms);
    assertTrue(sms.chars().allMatch(c -> c >= 0x20 && c <= 0x7e), sms);
    assertFalse(sms.matches(".*[`^{}\\[\\]~|\\\\].*"), sms);
  }

  private static TradingEvent event(
      Type type, Severity severity, String account, String message, Map<String, String> details) {
    return new TradingEvent(
        type, severity, TIME, account, Optional.of("rsi2"), Optional.of("TQQQ"), message, details);
  }
}
