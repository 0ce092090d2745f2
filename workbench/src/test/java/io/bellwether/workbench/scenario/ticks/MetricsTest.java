package io.bellwether.workbench.scenario.ticks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.cloud.lambda.InvocationFailedException;
import io.bellwether.market.metric.EmfRules;
import io.bellwether.market.metric.Metric;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the functions measure of a few days. */
@Tag("integration")
final class MetricsTest {
  @Test
  void aStoryMeasuresAllThatTradingHas() {
    try (ScenarioSystem system =
        ScenarioSystem.emaCrossover(
            HourlyMarket.falling("2024-02-01", "2024-03-15")
                .risesFrom("2024-03-12T09:30")
                .fallsFrom("2024-03-12T12:30"),
            "2024-03-12T09:00")) {
      for (String time : List.of("2024-03-12T10:30", "2024-03-12T13:30")) {
        assertEquals("decided", system.tick(time));
        assertEquals("repeated", system.tickOf(time));
      }
      system.followUp("2024-03-12T14:11").followUp("2024-03-12T14:12");
      system.dailySummary("2024-03-12T16:30");
      system.dailySummary("2024-03-12T18:00");
      for (String time : List.of("2024-03-13T09:30", "2024-03-15T11:30", "2024-03-15T12:30")) {
        system.tick(time);
      }
      system.dailySummary("2024-03-16T16:30");

      Map<Metric, List<Integer>> measured = measured(system.metricLines());
      assertEquals(List.of(1, -1), measured.get(Metric.SIGNAL_DIRECTION));
      // The entry and the exit; what repeats a bar measures nothing.
      assertEquals(List.of(1, 1), measured.get(Metric.ORDER_FILLED));
      // Alpaca's bars are final 35 seconds after their end; that of the evening before long is.
      assertEquals(
          List.of(35_000, 35_000, 0, 35_000, 35_000), measured.get(Metric.DECISION_LATENCY));
      // The price rose for three hours after the entry was decided, then fell for days.
      assertEquals(List.of(1, 1), measured.get(Metric.SIGNAL_ACCURACY_1));
      assertEquals(List.of(0, 1), measured.get(Metric.SIGNAL_ACCURACY_5));
      assertEquals(List.of(0, 1), measured.get(Metric.SIGNAL_ACCURACY_20));
      // One found at 14:11, the rest at the close; then each day's sign of life, also on a
      // Saturday.
      assertEquals(List.of(1, 10, 0, 0, 0), measured.get(Metric.MISSED_TICKS));
      assertEquals(0, sum(measured.get(Metric.UNEXPLAINED_POSITIONS)));
      assertEquals(
          measured.get(Metric.FEED_SUCCESS).size(), sum(measured.get(Metric.FEED_SUCCESS)));
      assertEquals(
          measured.get(Metric.BROKER_SUCCESS).size(), sum(measured.get(Metric.BROKER_SUCCESS)));
      Set<Metric> trading = EnumSet.allOf(Metric.class);
      trading.remove(Metric.DRIFT_BPS);
      assertEquals(trading, measured.keySet());
    }
  }

  @Test
  void onlyASummaryThatSucceedsAfterTheCloseIsASignOfLife() {
    try (ScenarioSystem system =
        ScenarioSystem.emaCrossover(
            HourlyMarket.falling("2024-02-01", "2024-03-15"), "2024-03-12T09:00")) {
      // The run for days that close early, on a day that does not.
      system.dailySummary("2024-03-12T09:39");
      assertEquals(List.of(), missedTicks(system));

      system.exchange().close();
      assertThrows(InvocationFailedException.class, () -> system.dailySummary("2024-03-12T16:30"));
      assertEquals(List.of(), missedTicks(system));

      system.dailySummary("2024-03-16T13:30");
      assertEquals(List.of(0), missedTicks(system), "a Saturday");
    }
  }

  private static List<Integer> missedTicks(ScenarioSystem system) {
    return measured(system.metricLines()).getOrDefault(Metric.MISSED_TICKS, List.of());
  }

  private static int sum(List<Integer> values) {
    return values.stream().mapToInt(Integer::intValue).sum();
  }

  private static Map<Metric, List<Integer>> measured(List<String> lines) {
    Map<Metric, List<Integer>> measured = new EnumMap<>(Metric.class);
    for (String line : lines) {
      JsonNode root = EmfRules.check(line);
      assertTrue(root.path("function").isTextual() && root.path("outcome").isTextual(), line);
      for (Metric metric : Metric.values()) {
        for (JsonNode value : root.path(metric.label())) {
          measured.computeIfAbsent(metric, key -> new ArrayList<>()).add(value.asInt());
        }
      }
    }
    return measured;
  }
}
