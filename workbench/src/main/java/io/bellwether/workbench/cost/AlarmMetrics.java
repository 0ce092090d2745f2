package io.bellwether.workbench.cost;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.workbench.cost.StackTemplate.Resource;
import java.util.Locale;

/**
 * The metrics that an alarm is billed for: each one that it reads, not the expressions on them.
 *
 * @param highResolution whether one of them is looked at more often than once a minute
 */
record AlarmMetrics(int count, boolean highResolution) {
  private static final int MINUTE = 60;

  /**
   * Those of one alarm.
   *
   * @throws CostException if it asks for metrics by a query, whose number only AWS knows
   */
  static AlarmMetrics of(Resource alarm) {
    JsonNode metrics = alarm.property("Metrics");
    if (!metrics.isArray()) {
      return new AlarmMetrics(1, alarm.property("Period").asInt(MINUTE) < MINUTE);
    }
    int count = 0;
    int shortest = MINUTE;
    for (JsonNode metric : metrics) {
      String expression = metric.path("Expression").asText("").toUpperCase(Locale.ROOT);
      if (expression.contains("SELECT") || expression.contains("SEARCH(")) {
        throw new CostException(
            "alarm %s asks for metrics by a query; name them, or it cannot be priced"
                .formatted(alarm.id()));
      }
      if (expression.contains("ANOMALY_DETECTION_BAND")) {
        // The band's two edges are billed beside the metric.
        count += 2;
      }
      JsonNode stat = metric.path("MetricStat");
      if (!stat.isMissingNode()) {
        count++;
        shortest = Math.min(shortest, stat.path("Period").asInt(MINUTE));
      }
    }
    return new AlarmMetrics(count, shortest < MINUTE);
  }
}
