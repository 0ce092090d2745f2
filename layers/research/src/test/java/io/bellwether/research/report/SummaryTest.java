package io.bellwether.research.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.market.Timeframe;
import io.bellwether.research.metrics.Metric;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The summary as a box and as JSON. The tests run in a German locale: points must stay points. */
class SummaryTest {
  @Test
  void theBoxIsEightyColumnsWide() {
    for (int bars : new int[] {0, 1, 60, 900}) {
      TearSheet sheet = TearSheet.of(SampleRuns.of(Timeframe.DAY, bars, 7));
      for (SummaryBox box : List.of(SummaryBox.unicode(), SummaryBox.ascii())) {
        for (String line : box.render(sheet).lines().toList()) {
          assertEquals(80, line.codePointCount(0, line.length()), line);
        }
      }
    }
  }

  @Test
  void theBoxSaysWhatTheRunIsAndRestsOn() {
    TearSheet sheet = TearSheet.of(SampleRuns.of(Timeframe.DAY, 60, 7));
    String box = SummaryBox.unicode().render(sheet);
    assertTrue(box.contains("Backtest: rsi2 on TQQQ, SQQQ, 1d"), box);
    assertTrue(box.contains("2010-03-01 to 2010-04-30"), box);
    assertTrue(box.contains("10,000.00 │ Final value"), box);
    assertTrue(box.contains("long 12.5 TQQQ at "), box);
    assertTrue(box.contains("split (simulated)"), box);
    assertTrue(box.contains("1 bp per fill"), box);
  }

  @Test
  void theAsciiBoxIsAscii() {
    TearSheet sheet =
        TearSheet.of(
            SampleRuns.withNotes(
                SampleRuns.of(Timeframe.DAY, 60, 7), List.of("Grüße – 終\u0007", "x".repeat(200))));
    String box = SummaryBox.ascii().render(sheet);
    assertTrue(box.chars().allMatch(c -> c == '\n' || (c >= ' ' && c <= '~')), box);
    assertTrue(box.contains("Gr??e ? ?"), box);
    assertFalse(SummaryBox.unicode().render(sheet).contains("\u0007"));
  }

  @Test
  void jsonHasNumbersAndNullAndNeverNaN() throws IOException {
    TearSheet sheet = TearSheet.of(SampleRuns.of(Timeframe.DAY, 1, 7));
    String text = SummaryJson.render(sheet, TimeFormat.of(sheet.run()));
    assertFalse(text.contains("NaN"), text);
    JsonNode json = new ObjectMapper().readTree(text);
    assertTrue(json.at("/metrics/sharpe").isNull());
    assertTrue(json.at("/metrics/trades").isIntegralNumber());
    assertEquals("split", json.at("/price_basis").asText());
    for (Metric metric : Metric.values()) {
      assertTrue(json.get("metrics").has(metric.key()), metric.key());
      assertEquals(metric.formula(), json.get("formulas").get(metric.key()).asText());
    }
  }

  @Test
  void jsonNamesTheOpenPositions() throws IOException {
    TearSheet sheet = TearSheet.of(SampleRuns.of(Timeframe.DAY, 60, 7));
    JsonNode json =
        new ObjectMapper().readTree(SummaryJson.render(sheet, TimeFormat.of(sheet.run())));
    assertEquals("TQQQ", json.at("/open_positions/0/symbol").asText());
    assertEquals("2010-04-24", json.at("/open_positions/0/entry_time").asText());
    assertEquals(sheet.performance().sharpe().orElseThrow(), json.at("/metrics/sharpe").asDouble());
  }

  @Test
  void numbersAreRoundedHalfUpAndZeroHasNoSign() {
    assertEquals("1,234,567.13", Numbers.money(1_234_567.125));
    assertEquals("0.00", Numbers.money(-0.001));
    assertEquals("-12.35 %", Numbers.percent(-0.12345));
    assertEquals("31.4159", Numbers.price(new BigDecimal("31.41590")));
    assertEquals("31.00", Numbers.price(new BigDecimal("31")));
    assertEquals("0.226979", Numbers.price(new BigDecimal("0.2269791")));
    assertEquals("100", Numbers.quantity(new BigDecimal("1E+2")));
  }
}
