package io.bellwether.market.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CalendarOverridesTest {
  @Test
  void readsWhatItWrites() {
    String text = "2026-12-24=closed,2027-01-04=13:00";
    CalendarOverrides overrides = CalendarOverrides.parse(text);
    assertEquals(2, overrides.changes().size());
    assertEquals(text, overrides.toString());
    assertEquals(overrides, CalendarOverrides.parse(overrides.toString()));
  }

  @Test
  void blankTextIsNoOverrides() {
    assertEquals(CalendarOverrides.NONE, CalendarOverrides.parse(" "));
  }

  @Test
  void allErrorsAreListedAtOnce() {
    String text = "2026-13-01=closed,2026-12-24,2027-01-04=25:00,2027-01-05=shut,2027-01-06=13:00";
    String message = messageFor(text + ",2027-01-06=closed");
    for (String wrong :
        List.of("2026-13-01=closed", "2026-12-24", "25:00", "shut", "2027-01-06 is given twice")) {
      assertTrue(message.contains(wrong), message);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {",", "2026-12-24=closed,", "=", "closed", "24.12.2026=closed"})
  void malformedTextIsRefused(String text) {
    assertTrue(messageFor(text).contains("expected date=closed"));
  }

  private static String messageFor(String text) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> CalendarOverrides.parse(text))
            .getMessage());
  }
}
