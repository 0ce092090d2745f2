package io.bellwether.cloud.metrics;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.bellwether.market.metric.Metric;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was measured in one invocation, and how it looks in the embedded metric format: the member
 * {@code _aws} says which members are metrics, an array is as many values, and every other member
 * is a property for queries.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">the
 *     specification</a>
 */
final class Invocation {
  /** The most values of one metric that CloudWatch reads from one line. */
  static final int VALUES_PER_LINE = 100;

  private static final JsonFactory JSON = new JsonFactory();

  private final Map<String, Set<String>> properties = new LinkedHashMap<>();
  private final Map<Metric, List<Double>> values = new EnumMap<>(Metric.class);

  synchronized void note(String property, String value) {
    properties.computeIfAbsent(property, key -> new LinkedHashSet<>()).add(value);
  }

  synchronized void add(Metric metric, double value) {
    values.computeIfAbsent(metric, key -> new ArrayList<>()).add(value);
  }

  /** One line, or more if a metric has more values than a line may hold. */
  synchronized List<String> lines(String namespace, Instant time) {
    int most = values.values().stream().mapToInt(List::size).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (int from = 0; from == 0 || from < most; from += VALUES_PER_LINE) {
      lines.add(line(namespace, time, from));
    }
    return lines;
  }

  private String line(String namespace, Instant time, int from) {
    Map<Metric, List<Double>> part = new EnumMap<>(Metric.class);
    values.forEach(
        (metric, all) -> {
          if (from < all.size()) {
            part.put(metric, all.subList(from, Math.min(all.size(), from + VALUES_PER_LINE)));
          }
        });
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      if (!part.isEmpty()) {
        declare(json, namespace, time, part.keySet());
      }
      for (Map.Entry<Metric, List<Double>> metric : part.entrySet()) {
        json.writeArrayFieldStart(metric.getKey().label());
        for (double value : metric.getValue()) {
          json.writeNumber(value);
        }
        json.writeEndArray();
      }
      // Beside the metrics, not within "_aws": only there do queries find them.
      for (Map.Entry<String, Set<String>> property : properties.entrySet()) {
        json.writeStringField(property.getKey(), String.join(",", property.getValue()));
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return text.toString();
  }

  private static void declare(
      JsonGenerator json, String namespace, Instant time, Set<Metric> metrics) throws IOException {
    json.writeObjectFieldStart("_aws");
    json.writeNumberField("Timestamp", time.toEpochMilli());
    json.writeArrayFieldStart("CloudWatchMetrics");
    json.writeStartObject();
    json.writeStringField("Namespace", namespace);
    // One dimension set, the empty one: each further set would be a metric more, and be billed.
    json.writeArrayFieldStart("Dimensions");
    json.writeStartArray();
    json.writeEndArray();
    json.writeEndArray();
    json.writeArrayFieldStart("Metrics");
    for (Metric metric : metrics) {
      json.writeStartObject();
      json.writeStringField("Name", metric.label());
      json.writeStringField("Unit", metric.unit().label());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }
}
