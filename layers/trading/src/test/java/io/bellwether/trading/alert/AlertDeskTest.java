package io.bellwether.trading.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.trading.alert.AlertDesk.Verdict;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.event.TradingEvent.Severity;
import io.bellwether.trading.event.TradingEvent.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AlertDeskTest {
  private static final Duration LEASE = Duration.ofSeconds(30);

  private final MemoryAlerts store = new MemoryAlerts();
  private Instant now = Instant.parse("2026-11-20T15:00:00Z");
  private final AlertDesk desk = new AlertDesk(store, () -> now);

  @Test
  void anEventThatIsDeliveredTwiceIsToldOnce() {
    TradingEvent fill = event(Type.ORDER_FILLED, Severity.INFO, Map.of(), Optional.empty());
    desk.told(tell(fill, "delivery-1"));
    assertInstanceOf(Verdict.Duplicate.class, desk.admit(fill, "delivery-1", LEASE));
    tell(fill, "delivery-2");
  }

  /** Published twice it comes in two deliveries; its own name is the same. */
  @Test
  void anOccurrenceThatIsPublishedTwiceIsToldOnce() {
    TradingEvent fill = event(Type.ORDER_FILLED, Severity.INFO, Map.of(), Optional.of("fill-1"));
    desk.told(tell(fill, "delivery-1"));
    assertInstanceOf(Verdict.Duplicate.class, desk.admit(fill, "delivery-2", LEASE));
  }

  @Test
  void whatCouldNotBeToldIsToldByTheRetry() {
    TradingEvent alert = warning();
    desk.failed(tell(alert, "delivery-1"));
    desk.told(tell(alert, "delivery-1"));
    assertInstanceOf(Verdict.Duplicate.class, desk.admit(alert, "delivery-1", LEASE));
  }

  /**
   * Nobody was told, so nothing is a repetition: neither what comes in between nor what follows.
   */
  @Test
  void whatNobodyReceivedSuppressesNothing() {
    desk.told(tell(warning(), "1"));
    assertInstanceOf(Verdict.Suppressed.class, desk.admit(warning(), "2", LEASE));
    now = now.plus(Duration.ofHours(6));
    for (int attempt = 0; attempt < 3; attempt++) {
      Verdict.Tell tell = tell(warning(), "3");
      assertEquals(1, tell.suppressed(), "attempt " + attempt);
      desk.failed(tell);
      desk.failed(tell(warning(), "in-between-" + attempt));
    }
    Verdict.Tell next = tell(warning(), "4");
    assertEquals(1, next.suppressed());
    desk.told(next);
    assertInstanceOf(Verdict.Suppressed.class, desk.admit(warning(), "5", LEASE));
  }

  /** A run that was killed reports nothing. */
  @Test
  void whatARunStoppedOverSuppressesNothing() {
    tell(warning(), "1");
    tell(warning(), "2");
  }

  /** Both were told; the store keeps one of them, and both hold against later ones. */
  @Test
  void twoAtTheSameMomentAreBothTold() {
    Verdict.Tell one = tell(warning(), "1");
    Verdict.Tell other = tell(warning(), "2");
    desk.told(one);
    desk.told(other);
    assertInstanceOf(Verdict.Suppressed.class, desk.admit(warning(), "3", LEASE));
  }

  @Test
  void oneRunTellsAndIfItStopsAnotherTakesOver() {
    TradingEvent alert = warning();
    tell(alert, "delivery-1");
    assertInstanceOf(Verdict.Busy.class, desk.admit(alert, "delivery-1", LEASE));
    now = now.plus(LEASE);
    tell(alert, "delivery-1");
  }

  @Test
  void aWarningThatRepeatsIsCountedForSixHours() {
    desk.told(tell(warning(), "1"));
    now = now.plus(Duration.ofHours(6).minusSeconds(1));
    assertInstanceOf(Verdict.Suppressed.class, desk.admit(warning(), "2", LEASE));
    assertInstanceOf(Verdict.Suppressed.class, desk.admit(warning(), "3", LEASE));
    assertInstanceOf(Verdict.Duplicate.class, desk.admit(warning(), "3", LEASE));
    now = now.plusSeconds(1);
    Verdict.Tell fourth = tell(warning(), "4");
    assertEquals(2, fourth.suppressed());
    desk.told(fourth);
    now = now.plus(Duration.ofHours(6));
    assertEquals(0, tell(warning(), "5").suppressed());
  }

  @Test
  void somethingCriticalIsToldAgainAfterAnHour() {
    TradingEvent alert =
        event(Type.ORDER_REJECTED, Severity.CRITICAL, Map.of("refusal", "OTHER"), Optional.empty());
    desk.told(tell(alert, "1"));
    now = now.plus(Duration.ofHours(1).minusSeconds(1));
    assertInstanceOf(Verdict.Suppressed.class, desk.admit(alert, "2", LEASE));
    now = now.plusSeconds(1);
    assertEquals(1, tell(alert, "3").suppressed());
  }

  @Test
  void anotherReasonOrSeverityIsNews() {
    desk.told(tell(warning(), "1"));
    tell(
        event(Type.DATA_REJECTED, Severity.WARNING, Map.of("outcome", "other"), Optional.empty()),
        "2");
    tell(
        event(
            Type.DATA_REJECTED,
            Severity.CRITICAL,
            Map.of("outcome", "missing-bar"),
            Optional.empty()),
        "3");
  }

  /** Each of these wants a person to do something else, or the same again. */
  @Test
  void criticalOrdersAndStepsOfAnotherKindOrSignalAreNews() {
    int delivery = 0;
    for (Type type : new Type[] {Type.ORDER_REJECTED, Type.STEP_SKIPPED}) {
      for (String purpose : new String[] {"PROTECTIVE_STOP", "EXIT"}) {
        for (String signal : new String[] {"signal-1", "signal-2"}) {
          Map<String, String> details =
              Map.of("refusal", "OTHER", "leg", "exit", "purpose", purpose, "signal", signal);
          TradingEvent alert = event(type, Severity.CRITICAL, details, Optional.empty());
          desk.told(tell(alert, "d" + delivery++));
          assertInstanceOf(
              Verdict.Suppressed.class, desk.admit(alert, "d" + delivery++, LEASE), "the same");
        }
      }
    }
  }

  @Test
  void anEntryRefusedForTheSameReasonIsARepetitionWhateverTheSignal() {
    Map<String, String> details = Map.of("refusal", "OTHER", "purpose", "ENTRY", "signal", "1");
    desk.told(tell(event(Type.ORDER_REJECTED, Severity.WARNING, details, Optional.empty()), "1"));
    details = Map.of("refusal", "OTHER", "purpose", "ENTRY", "signal", "2");
    assertInstanceOf(
        Verdict.Suppressed.class,
        desk.admit(
            event(Type.ORDER_REJECTED, Severity.WARNING, details, Optional.empty()), "2", LEASE));
  }

  /** Stopped, enabled, stopped again within the hour. */
  @Test
  void aSecondEmergencyStopIsTold() {
    Map<String, String> details = Map.of("rule", "maximum-drawdown");
    for (String occurrence : new String[] {"emergency-a-1", "emergency-a-2"}) {
      TradingEvent stop =
          event(Type.RISK_BREACHED, Severity.CRITICAL, details, Optional.of(occurrence));
      desk.told(tell(stop, occurrence));
      assertInstanceOf(Verdict.Duplicate.class, desk.admit(stop, "again", LEASE));
    }
  }

  @Test
  void fillsNeverRepeat() {
    for (int i = 0; i < 3; i++) {
      tell(event(Type.ORDER_FILLED, Severity.INFO, Map.of(), Optional.of("fill-" + i)), "d");
    }
  }

  @Test
  void whenTheStoreFailsPeopleAreTold() {
    desk.told(tell(warning(), "1"));
    store.broken(true);
    Verdict.Tell tell = tell(warning(), "1");
    desk.told(tell);
    desk.failed(tell);
    assertTrue(desk.first("discord-gone", "notifications"));
  }

  @Test
  void someThingsAreSaidOnceAndForAll() {
    assertTrue(desk.first("discord-gone-1", "notifications"));
    assertFalse(desk.first("discord-gone-1", "notifications"));
    assertTrue(desk.first("discord-gone-2", "notifications"));
  }

  /** Whatever the order of deliveries, repeats and pauses: every alert is told or counted, once. */
  @Test
  void everyAlertIsToldOrCountedOnce() {
    long seed = Long.getLong("bellwether.seed", 20_261_121L);
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    int delivered = 0;
    int told = 0;
    int counted = 0;
    Instant lastTold = Instant.MIN;
    for (int i = 0; i < 5_000; i++) {
      boolean again = delivered > 0 && random.nextInt(4) == 0;
      int delivery = again ? random.nextInt(delivered) : delivered++;
      TradingEvent alert = event(delivery);
      switch (desk.admit(alert, "delivery-" + delivery, LEASE)) {
        case Verdict.Tell tell -> {
          assertFalse(again, "told before");
          assertFalse(now.isBefore(lastTold.plus(Duration.ofHours(6))), "too soon");
          counted += tell.suppressed();
          told++;
          lastTold = now;
          desk.told(tell);
        }
        case Verdict.Suppressed suppressed -> assertFalse(again, "counted before");
        case Verdict.Duplicate duplicate -> assertTrue(again);
        case Verdict.Busy busy -> assertNotEquals(busy, busy, "nobody else is there");
      }
      now = now.plusSeconds(random.nextInt(3_600));
    }
    now = now.plus(Duration.ofDays(1));
    counted += tell(event(delivered), "delivery-" + delivered).suppressed();
    assertEquals(delivered, told + counted);
  }

  private Verdict.Tell tell(TradingEvent event, String delivery) {
    return assertInstanceOf(Verdict.Tell.class, desk.admit(event, delivery, LEASE));
  }

  private static TradingEvent warning() {
    return event(
        Type.DATA_REJECTED, Severity.WARNING, Map.of("outcome", "missing-bar"), Optional.empty());
  }

  private static TradingEvent event(int number) {
    return event(
        Type.TICK_MISSED,
        Severity.WARNING,
        Map.of("scheduledAt", Integer.toString(number)),
        Optional.empty());
  }

  private static TradingEvent event(
      Type type, Severity severity, Map<String, String> details, Optional<String> occurrence) {
    return new TradingEvent(
        type,
        severity,
        Instant.parse("2026-11-20T14:59:59Z"),
        "paper-1",
        Optional.of("rsi2"),
        Optional.empty(),
        "text",
        details,
        occurrence);
  }
}
