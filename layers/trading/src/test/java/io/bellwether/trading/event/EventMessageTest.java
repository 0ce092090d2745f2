package io.bellwether.trading.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.trading.event.TradingEvent.Severity;
import io.bellwether.trading.event.TradingEvent.Type;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventMessageTest {
  private static final Instant TIME = Instant.parse("2026-11-20T20:30:00Z");
  private static final Set<Type> ALWAYS_TOLD =
      EnumSet.of(Type.ORDER_FILLED, Type.TRADE_CLOSED, Type.DAILY_SUMMARY);

  @Test
  void aFillInWords() {
    EventMessage message =
        EventMessage.of(
            event(Type.ORDER_FILLED, Severity.INFO, "paper-1", "rsi2", "TQQQ", "bought 10 at 80"));
    assertEquals("Bellwether order filled TQQQ paper-1", message.subject());
    assertEquals("bought 10 at 80\nrsi2 on paper-1, 2026-11-20T20:30:00Z", message.text());
  }

  @Test
  void aFailureWithoutStrategyAndSymbol() {
    TradingEvent event =
        new TradingEvent(
            Type.FAILURE,
            Severity.CRITICAL,
            TIME,
            "paper-1",
            Optional.empty(),
            Optional.empty(),
            "the broker could not be read",
            Map.of());
    EventMessage message = EventMessage.of(event);
    assertEquals("Bellwether CRITICAL failure paper-1", message.subject());
    assertEquals("the broker could not be read\npaper-1, 2026-11-20T20:30:00Z", message.text());
  }

  /** SNS refuses a subject with a line break, a control character or more than 100 characters. */
  @ParameterizedTest
  @ValueSource(strings = {"Größe", "東京\n🙂\t", "a\r\nSubject: b", "\u007f\u0000", "é"})
  void theSubjectIsOneShortLineOfPlainAscii(String account) {
    for (String name : new String[] {account, account.repeat(60)}) {
      EventMessage message =
          EventMessage.of(event(Type.RISK_BREACHED, Severity.CRITICAL, name, "rsi2", "TQQQ", "text"));
      assertTrue(message.subject().matches("[\\x20-\\x7e]{1,100}"), message::subject);
      assertTrue(message.subject().startsWith("Bellwether CRITICAL risk breached TQQQ "));
      assertTrue(message.text().contains(name), "the text is not cut");
    }
  }

  @Test
  void aLongSubjectKeepsItsFirstHundredCharacters() {
    EventMessage message =
        EventMessage.of(
            event(Type.ORDER_FILLED, Severity.INFO, "x".repeat(200), "rsi2", "TQQQ", "text"));
    assertEquals(100, message.subject().length());
  }

  @ParameterizedTest
  @EnumSource(Type.class)
  void peopleAreToldOfTradesTheDayAndAllThatWentWrong(Type type) {
    for (Severity severity : Severity.values()) {
      boolean expected = severity != Severity.INFO || ALWAYS_TOLD.contains(type);
      TradingEvent event = event(type, severity, "paper-1", "rsi2", "TQQQ", "text");
      assertEquals(expected, EventMessage.isForPeople(event), severity::toString);
    }
  }

  private static TradingEvent event(
      Type type,
      Severity severity,
      String account,
      String strategy,
      String symbol,
      String message) {
    return new TradingEvent(
        type,
        severity,
        TIME,
        account,
        Optional.of(strategy),
        Optional.of(symbol),
        message,
        Map.of());
  }
}
