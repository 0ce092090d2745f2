package io.bellwether.strategy.parameter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterTypeTest {
  private static final ParameterType FRACTION =
      new ParameterType.DecimalNumber(Interval.openClosed(0, 1));
  private static final ParameterType PERIOD = new ParameterType.WholeNumber(1, 500);

  @ParameterizedTest
  @ValueSource(strings = {"0.5", "1", "1.0", ".25", "1e-3", "5E-1", "+0.5"})
  void numbersAreAccepted(String text) {
    assertTrue(FRACTION.accepts(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "1.01",
        "-0.5",
        "0,5",
        "NaN",
        "Infinity",
        "0x1p-1",
        "0.5d",
        "5 %",
        "1e-999"
      })
  void whatIsNoNumberOrOutOfBoundsIsNot(String text) {
    assertFalse(FRACTION.accepts(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "501", "2.0", "1e2", "", "99999999999", "٣"})
  void whatIsNoWholeNumberIsNot(String text) {
    assertFalse(PERIOD.accepts(text));
  }

  @Test
  void wholeNumbersAreAcceptedUpToTheirBounds() {
    assertTrue(PERIOD.accepts("1"));
    assertTrue(PERIOD.accepts("500"));
  }

  @Test
  void switchesAreOnOrOff() {
    ParameterType onOff = new ParameterType.OnOff();
    assertTrue(onOff.accepts("on"));
    assertTrue(onOff.accepts("off"));
    assertFalse(onOff.accepts("true"));
  }

  @Test
  void boundsAreSaidInWords() {
    assertEquals("a number such as 0.5, above 0 and at most 1", FRACTION.accepted());
    assertEquals("a whole number, at least 1 and at most 500", PERIOD.accepted());
    assertEquals("at least 0", Interval.atLeast(0).toString());
    assertEquals("at least 0 and below 0.5", Interval.closedOpen(0, 0.5).toString());
  }

  @Test
  void nothingContainsNaN() {
    assertFalse(Interval.closed(0, 100).contains(Double.NaN));
    assertFalse(Interval.atLeast(0).contains(Double.POSITIVE_INFINITY));
  }

  @Test
  void aDefaultMustBeAccepted() {
    assertThrows(
        IllegalArgumentException.class,
        () -> ParameterSpec.number("weight", "2", Interval.closed(0, 1), "too much"));
  }

  @Test
  void theNearestNameIsFound() {
    List<String> names = List.of("entry-rsi", "exit-rsi", "weight", "hedge-weight");
    assertEquals(Optional.of("entry-rsi"), NearestName.of("entry-rsl", names));
    assertEquals(Optional.of("exit-rsi"), NearestName.of("exitrsi", names));
    assertEquals(Optional.of("weight"), NearestName.of("wieght", names));
    assertEquals(Optional.empty(), NearestName.of("leverage", names));
    assertEquals(Optional.empty(), NearestName.of("", names));
  }
}
