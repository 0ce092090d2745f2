package io.bellwether.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Timeframe;
import io.bellwether.strategy.parameter.ParameterSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StrategyCatalogTest {
  private static final StrategyCatalog CATALOG = StrategyCatalog.standard();

  private static String errorOf(
      String name, List<String> symbols, Timeframe timeframe, Map<String, String> parameters) {
    return String.valueOf(
        assertThrows(
                IllegalArgumentException.class,
                () -> CATALOG.create(name, symbols, timeframe, parameters))
            .getMessage());
  }

  @Test
  void everyStrategyCanBeMadeOfItsDefaults() {
    assertEquals(
        List.of("ema-crossover", "rsi2", "williams-trend", "moving-average"), CATALOG.names());
    for (String name : CATALOG.names()) {
      StrategyDefinition definition = CATALOG.definition(name);
      assertFalse(definition.description().isBlank());
      for (Timeframe timeframe : List.of(new Timeframe(5), Timeframe.HOUR, Timeframe.DAY)) {
        Map<String, String> defaults = CATALOG.defaults(name, timeframe);
        Strategy strategy = CATALOG.create(name, definition.defaultSymbols(), timeframe, Map.of());
        assertEquals(name, strategy.name());
        assertEquals(timeframe, strategy.timeframe());
        assertEquals(definition.defaultSymbols(), strategy.symbols());
        // Saying the defaults is the same as saying nothing.
        assertEquals(
            strategy, CATALOG.create(name, definition.defaultSymbols(), timeframe, defaults));
        assertEquals(
            CATALOG.parameters(name, timeframe).stream().map(ParameterSpec::name).toList(),
            List.copyOf(defaults.keySet()));
      }
    }
  }

  @Test
  void theDefaultsAreThoseOfTheSpecification() {
    assertEquals(
        Map.of("fast", "10", "slow", "20", "weight", "0.95"),
        CATALOG.defaults("ema-crossover", Timeframe.HOUR));
    assertEquals(Timeframe.HOUR, CATALOG.definition("ema-crossover").defaultTimeframe());
    assertEquals(List.of("TQQQ"), CATALOG.definition("ema-crossover").defaultSymbols());

    Map<String, String> rsi2 = CATALOG.defaults("rsi2", Timeframe.DAY);
    assertEquals("30", rsi2.get("entry-rsi"));
    assertEquals("75", rsi2.get("exit-rsi"));
    assertEquals("0.05", rsi2.get("stop-loss"));
    assertEquals("intrabar", rsi2.get("stop-trigger"));
    assertEquals("0.90", rsi2.get("weight"));
    assertEquals("on", rsi2.get("hedge"));
    assertEquals("0.30", rsi2.get("hedge-weight"));
    assertEquals("90", rsi2.get("hedge-entry-rsi"));
    assertEquals("60", rsi2.get("hedge-exit-rsi"));
    assertEquals("immediate", rsi2.get("reentry-after-stop"));
    assertEquals("off", rsi2.get("vwap-filter"));
    assertEquals("on", CATALOG.defaults("rsi2", Timeframe.HOUR).get("vwap-filter"));
    assertEquals(Timeframe.DAY, CATALOG.definition("rsi2").defaultTimeframe());
    assertEquals(List.of("TQQQ", "SQQQ"), CATALOG.definition("rsi2").defaultSymbols());
  }

  @Test
  void soAreThoseOfWilliamsTrendAndMovingAverage() {
    StrategyDefinition williams = CATALOG.definition("williams-trend");
    assertEquals(new Timeframe(5), williams.defaultTimeframe());
    assertEquals(List.of("QQQ"), williams.defaultSymbols());
    assertEquals(
        Map.of(
            "trend-period", "200",
            "williams-period", "10",
            "entry-williams", "-80",
            "exit-williams", "-20",
            "atr-period", "14",
            "atr-multiple", "10",
            "risk", "0.02",
            "leverage", "1.0"),
        CATALOG.defaults("williams-trend", williams.defaultTimeframe()));

    StrategyDefinition average = CATALOG.definition("moving-average");
    assertEquals(new Timeframe(1), average.defaultTimeframe());
    assertEquals(List.of("BTCUSDT", "ETHUSDT"), average.defaultSymbols());
    assertEquals(
        Map.of(
            "period", "60",
            "threshold", "0.001",
            "decide-every", "15",
            "stop-loss", "0.02",
            "take-profit", "0.04",
            "margin", "0.50",
            "leverage", "10",
            "minimum-turnover", "500000"),
        CATALOG.defaults("moving-average", average.defaultTimeframe()));
  }

  @Test
  void everyParameterOfRsi2ReachesIt() {
    Map<String, String> other =
        Map.ofEntries(
            Map.entry("rsi-period", "3"),
            Map.entry("entry-rsi", "25"),
            Map.entry("exit-rsi", "70"),
            Map.entry("stop-loss", "0.07"),
            Map.entry("stop-trigger", "close"),
            Map.entry("weight", "0.5"),
            Map.entry("reentry-after-stop", "after-reset"),
            Map.entry("vwap-filter", "on"),
            Map.entry("vwap-period", "11"),
            Map.entry("session-zone", "UTC"),
            Map.entry("trend-filter", "on"),
            Map.entry("trend-period", "12"),
            Map.entry("volume-filter", "on"),
            Map.entry("minimum-volume", "1000"),
            Map.entry("bollinger-filter", "on"),
            Map.entry("bollinger-period", "13"),
            Map.entry("bollinger-width", "1.5"),
            Map.entry("hedge", "off"),
            Map.entry("hedge-weight", "0.2"),
            Map.entry("hedge-entry-rsi", "85"),
            Map.entry("hedge-exit-rsi", "55"));
    assertEachChangesTheStrategy("rsi2", other);
  }

  @Test
  void everyParameterOfTheOthersReachesThem() {
    assertEachChangesTheStrategy(
        "ema-crossover", Map.of("fast", "7", "slow", "30", "weight", "0.5"));
    assertEachChangesTheStrategy(
        "williams-trend",
        Map.of(
            "trend-period", "100",
            "williams-period", "14",
            "entry-williams", "-90.5",
            "exit-williams", "-10",
            "atr-period", "10",
            "atr-multiple", "2.5",
            "risk", "0.01",
            "leverage", "2"));
    assertEachChangesTheStrategy(
        "moving-average",
        Map.of(
            "period", "30",
            "threshold", "0",
            "decide-every", "5",
            "stop-loss", "0",
            "take-profit", "0",
            "margin", "2",
            "leverage", "3",
            "minimum-turnover", "0"));
  }

  private static void assertEachChangesTheStrategy(String name, Map<String, String> other) {
    StrategyDefinition definition = CATALOG.definition(name);
    Timeframe timeframe = definition.defaultTimeframe();
    List<String> symbols = definition.defaultSymbols();
    Strategy standard = CATALOG.create(name, symbols, timeframe, Map.of());
    assertEquals(CATALOG.defaults(name, timeframe).keySet(), other.keySet());
    other.forEach(
        (parameter, value) ->
            assertFalse(
                standard.equals(CATALOG.create(name, symbols, timeframe, Map.of(parameter, value))),
                parameter + " changes nothing"));
  }

  @Test
  void allThatIsWrongIsReportedAtOnce() {
    assertEquals(
        """
        strategy 'ema-crossover' cannot be configured:
        - it takes 1 symbols, such as TQQQ, not 2
        - 'qqq' is no symbol: capital letters, digits and dots, at most 15
        - there is no parameter 'fasst'; did you mean 'fast'? Known: fast, slow, weight
        - weight must be a number such as 0.5, above 0 and at most 1, not '0,9'
        - fast must be less than slow, but 50 is not less than 20""",
        errorOf(
            "ema-crossover",
            List.of("TQQQ", "qqq"),
            Timeframe.HOUR,
            Map.of("fasst", "7", "weight", "0,9", "fast", "50")));
  }

  @Test
  void aRejectedValueIsNotBlamedTwice() {
    // The default 20 stands in for slow while the rest is checked; 50 < 20 is not the user's fault.
    assertEquals(
        """
        strategy 'ema-crossover' cannot be configured:
        - slow must be a whole number, at least 2 and at most 10000, not 'sixty'""",
        errorOf(
            "ema-crossover",
            List.of("TQQQ"),
            Timeframe.HOUR,
            Map.of("fast", "50", "slow", "sixty")));
  }

  @Test
  void anUnknownStrategyIsGuessed() {
    assertEquals(
        "there is no strategy 'rsi-2'; did you mean 'rsi2'? Known: ema-crossover, rsi2,"
            + " williams-trend, moving-average",
        errorOf("rsi-2", List.of(), Timeframe.DAY, Map.of()));
    assertEquals(
        "there is no strategy 'momentum'. Known: ema-crossover, rsi2, williams-trend,"
            + " moving-average",
        errorOf("momentum", List.of(), Timeframe.DAY, Map.of()));
  }

  @Test
  void contradictionsAndBoundsAreFound() {
    String error =
        errorOf(
            "rsi2",
            List.of("TQQQ", "TQQQ"),
            Timeframe.DAY,
            Map.of(
                "entry-rsi", "80",
                "hedge-exit-rsi", "95",
                "stop-loss", "1",
                "hedge", "yes",
                "reentry-after-stop", "never",
                "session-zone", "Mars/Olympus",
                "trend-period", "0"));
    for (String expected :
        List.of(
            "a symbol is given twice",
            "entry-rsi must be less than exit-rsi, but 80 is not less than 75",
            "hedge-exit-rsi must be less than hedge-entry-rsi, but 95 is not less than 90",
            "stop-loss must be a number such as 0.5, at least 0 and below 1, not '1'",
            "hedge must be on or off, not 'yes'",
            "reentry-after-stop must be one of immediate, after-reset, not 'never'",
            "session-zone must be a time zone such as America/New_York or UTC",
            "trend-period must be a whole number, at least 1 and at most 10000, not '0'")) {
      assertTrue(error.contains("\n- " + expected), () -> expected + " is missing in " + error);
    }
    assertEquals(8, error.lines().count() - 1);
  }

  @Test
  void aNameIsTakenOnce() {
    StrategyDefinition again = CATALOG.definition("rsi2");
    assertThrows(IllegalArgumentException.class, () -> CATALOG.with(again));
  }
}
