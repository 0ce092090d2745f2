package io.bellwether.trading.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.trading.order.TimeInForce;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionWindowTest {
  private final SubmissionWindow window = new SubmissionWindow(new NyseCalendar());

  @ParameterizedTest
  @CsvSource({
    // The auction takes orders from 09:00 New York until three minutes before the open.
    "2024-07-02T12:59:59.999Z, NONE, NONE",
    "2024-07-02T13:00:00Z, OPG, DAY",
    "2024-07-02T13:26:59.999Z, OPG, DAY",
    "2024-07-02T13:27:00Z, NONE, NONE",
    "2024-07-02T13:29:59.999Z, NONE, NONE",
    // The session, its close excluded; an early one.
    "2024-07-02T13:30:00Z, DAY, DAY",
    "2024-07-02T19:59:59.999Z, DAY, DAY",
    "2024-07-02T20:00:00Z, NONE, NONE",
    "2024-07-03T16:59:59.999Z, DAY, DAY",
    "2024-07-03T17:00:00Z, NONE, NONE",
    // A holiday, a Saturday.
    "2024-07-04T13:15:00Z, NONE, NONE",
    "2024-07-04T15:00:00Z, NONE, NONE",
    "2024-07-06T15:00:00Z, NONE, NONE",
    // The Mondays after the clocks change.
    "2024-03-11T13:00:00Z, OPG, DAY",
    "2024-11-04T13:30:00Z, NONE, NONE",
    "2024-11-04T14:00:00Z, OPG, DAY",
    // Tomorrow in UTC, still today in New York.
    "2024-07-03T01:00:00Z, NONE, NONE"
  })
  void timeInForce(Instant now, String whole, String fractional) {
    assertEquals(expected(whole), window.timeInForce(now, new BigDecimal("10")));
    assertEquals(expected(fractional), window.timeInForce(now, new BigDecimal("10.5")));
  }

  /** Quantities come with trailing zeros from brokers and from sizing. */
  @ParameterizedTest
  @ValueSource(strings = {"1", "10.000000000", "1E+2"})
  void wholeHoweverWritten(BigDecimal quantity) {
    Instant beforeOpen = Instant.parse("2024-07-02T13:10:00Z");
    assertEquals(Optional.of(TimeInForce.OPG), window.timeInForce(beforeOpen, quantity));
  }

  @ParameterizedTest
  @CsvSource({
    "2024-07-02T13:29:59Z, false",
    "2024-07-02T13:30:00Z, true",
    "2024-07-02T19:59:59Z, true",
    "2024-07-02T20:00:00Z, false",
    "2024-07-04T15:00:00Z, false"
  })
  void open(Instant now, boolean open) {
    assertEquals(open, window.isOpen(now));
  }

  private static Optional<TimeInForce> expected(String name) {
    return name.equals("NONE") ? Optional.empty() : Optional.of(TimeInForce.valueOf(name));
  }
}
