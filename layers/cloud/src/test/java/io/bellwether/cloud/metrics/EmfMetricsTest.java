package io.bellwether.cloud.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.market.metric.EmfRules;
import io.bellwether.market.metric.Metric;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EmfMetricsTest {
  private static final Instant NOW = Instant.parse("2026-11-20T15:30:00Z");

  private final List<String> lines = new ArrayList<>();
  private final EmfMetrics metrics = new EmfMetrics("dev", () -> NOW, lines::add);

  @Test
  void anInvocationIsOneLine() {
    String answer =
        metrics.during(
            "bellwether-dev-signals",
            "request-1",
            () -> {
              metrics.add(Metric.FEED_SUCCESS, true);
              metrics.add(Metric.FEED_SUCCESS, false);
              metrics.add(Metric.DECISION_LATENCY, 1_530);
              metrics.note("outcome", "decided");
              metrics.note("strategy", "rsi2");
              metrics.note("strategy", "ema-crossover");
              metrics.note("strategy", "rsi2");
              return "done";
            });
    assertEquals("done", answer);
    assertEquals(
        List.of(
            "{\"_aws\":{\"Timestamp\":1795188600000,\"CloudWatchMetrics\":[{"
                + "\"Namespace\":\"Bellwether/dev\",\"Dimensions\":[[]],\"Metrics\":["
                + "{\"Name\":\"DecisionLatency\",\"Unit\":\"Milliseconds\"},"
                + "{\"Name\":\"FeedSuccess\",\"Unit\":\"None\"}]}]},"
                + "\"DecisionLatency\":[1530.0],\"FeedSuccess\":[1.0,0.0],"
                + "\"function\":\"bellwether-dev-signals\",\"requestId\":\"request-1\","
                + "\"coldStart\":\"true\",\"outcome\":\"decided\","
                + "\"strategy\":\"rsi2,ema-crossover\"}"),
        lines);
    EmfRules.check(lines.getFirst());
  }

  @Test
  void onlyTheFirstInvocationStartsCold() {
    metrics.during("f", "1", () -> "");
    metrics.during("f", "2", () -> "");
    assertEquals("true", EmfRules.check(lines.get(0)).path("coldStart").asText());
    assertEquals("false", EmfRules.check(lines.get(1)).path("coldStart").asText());
  }

  @Test
  void aFailureIsMeasuredToo() {
    assertThrows(
        IOException.class,
        () ->
            metrics.during(
                "f",
                "1",
                () -> {
                  metrics.add(Metric.BROKER_SUCCESS, false);
                  throw new IOException("no");
                }));
    JsonNode line = EmfRules.check(lines.getFirst());
    assertEquals("failed", line.path("outcome").asText());
    assertEquals(0, line.path("BrokerSuccess").get(0).asInt());
  }

  @Test
  void anInvocationWithinAnotherHasALineOfItsOwn() {
    metrics.during(
        "outer",
        "1",
        () -> {
          metrics.add(Metric.ORDER_FILLED, true);
          metrics.during("inner", "2", () -> "");
          metrics.add(Metric.ORDER_FILLED, false);
          return "";
        });
    assertEquals(2, lines.size());
    assertFalse(EmfRules.check(lines.get(0)).has("_aws"), "nothing was measured in it");
    assertEquals(2, EmfRules.check(lines.get(1)).path("OrderFilled").size());
  }

  @Test
  void whatIsMeasuredOutsideOfAnInvocationOrIsNoNumberIsDropped() {
    metrics.add(Metric.ORDER_FILLED, true);
    metrics.note("outcome", "none");
    metrics.during(
        "f",
        "1",
        () -> {
          metrics.add(Metric.DECISION_LATENCY, Double.NaN);
          return "";
        });
    assertEquals(1, lines.size());
    assertFalse(EmfRules.check(lines.getFirst()).has("_aws"));
  }

  /** Names are what alarms and dashboards ask for: at most eleven, each of its own. */
  @Test
  void thereAreElevenMetrics() {
    assertEquals(
        List.of(
            "DecisionLatency",
            "FeedSuccess",
            "BrokerSuccess",
            "OrderFilled",
            "SignalDirection",
            "SignalAccuracy1",
            "SignalAccuracy5",
            "SignalAccuracy20",
            "MissedTicks",
            "UnexplainedPositions",
            "DriftBps"),
        List.of(Metric.values()).stream().map(Metric::label).toList());
  }

  /** Whatever is measured, each line keeps the rules and no value is lost or counted twice. */
  @Test
  void anyMeasurementsAreWrittenWhole() {
    long seed = Long.getLong("bellwether.seed", 20_261_121L);
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 200; round++) {
      lines.clear();
      Map<Metric, List<Double>> measured = new EnumMap<>(Metric.class);
      metrics.during("f", "r\"\n\u2028" + round, () -> measure(random, measured));
      Map<Metric, List<Double>> written = new EnumMap<>(Metric.class);
      for (String line : lines) {
        JsonNode root = EmfRules.check(line);
        for (Metric metric : Metric.values()) {
          root.path(metric.label())
              .forEach(
                  value ->
                      written
                          .computeIfAbsent(metric, key -> new ArrayList<>())
                          .add(value.doubleValue()));
        }
      }
      assertEquals(measured, written);
      assertTrue(!lines.isEmpty());
    }
  }

  private String measure(SplittableRandom random, Map<Metric, List<Double>> measured) {
    for (int i = random.nextInt(600); i > 0; i--) {
      Metric metric = Metric.values()[random.nextInt(random.nextInt(10) + 1)];
      double value = random.nextBoolean() ? random.nextInt(2) : random.nextDouble() * 1e9;
      metrics.add(metric, value);
      measured.computeIfAbsent(metric, key -> new ArrayList<>()).add(value);
    }
    return "";
  }
}
