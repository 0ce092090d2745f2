package io.bellwether.market.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HashSet;
import java.util.Set;

/** The rules of CloudWatch's embedded metric format, of its specification and its JSON schema. */
public final class EmfRules {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();
  private static final Set<String> UNITS =
      Set.of("Seconds", "Microseconds", "Milliseconds", "Percent", "Count", "None");

  private EmfRules() {}

  /** Reads a line and holds it against the rules; one without metrics has only to be flat. */
  public static JsonNode check(String line) {
    assertFalse(line.contains("\n"), "one line");
    assertTrue(line.length() <= 256 * 1024, "CloudWatch cuts a longer line");
    JsonNode root;
    try {
      root = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + line, e);
    }
    assertTrue(root.isObject());
    if (root.has("_aws")) {
      checkMetadata(root, root.get("_aws"));
    }
    return root;
  }

  private static void checkMetadata(JsonNode root, JsonNode aws) {
    assertTrue(aws.path("Timestamp").isIntegralNumber(), "milliseconds since the epoch");
    assertTrue(aws.path("Timestamp").longValue() > 0);
    assertTrue(aws.path("CloudWatchMetrics").isArray());
    for (JsonNode directive : aws.path("CloudWatchMetrics")) {
      String namespace = directive.path("Namespace").asText();
      assertTrue(namespace.matches("[A-Za-z0-9._#/:-]{1,256}"), namespace);
      assertFalse(namespace.startsWith("AWS/"), "reserved");
      assertTrue(!directive.path("Dimensions").isEmpty(), "at least one dimension set");
      for (JsonNode set : directive.path("Dimensions")) {
        assertTrue(set.isArray() && set.size() <= 30);
        set.forEach(name -> assertTrue(root.path(name.asText()).isTextual(), name::asText));
      }
      assertTrue(directive.path("Metrics").isArray());
      assertTrue(directive.path("Metrics").size() <= 100);
      Set<String> names = new HashSet<>();
      for (JsonNode metric : directive.path("Metrics")) {
        checkMetric(root, metric, names);
      }
    }
  }

  private static void checkMetric(JsonNode root, JsonNode metric, Set<String> names) {
    String name = metric.path("Name").asText();
    assertTrue(!name.isBlank() && name.length() <= 1024);
    assertTrue(names.add(name), "declared twice: " + name);
    assertTrue(UNITS.contains(metric.path("Unit").asText("None")), metric::toString);
    JsonNode value = root.get(name);
    assertNotNull(value, "a metric without a value: " + name);
    if (value.isArray()) {
      assertTrue(!value.isEmpty() && value.size() <= 100, "1 to 100 values");
      value.forEach(number -> assertTrue(number.isNumber(), number::toString));
    } else {
      assertTrue(value.isNumber(), value::toString);
    }
    assertEquals(value, root.get(name));
  }
}
