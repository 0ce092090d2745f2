package io.bellwether.workbench.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.market.Bars;
import io.bellwether.market.feed.CsvFault;
import io.bellwether.market.quality.QualityIssue;
import io.bellwether.market.quality.SeriesComparison;
import io.bellwether.market.quality.SeriesComparison.Field;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What {@code data check --json} prints: all that was found, for programs. */
final class CheckJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private CheckJson() {}

  /**
   * One object with an array {@code series}, in the order of the files.
   *
   * @param comparison belongs to the only series there is then
   */
  static String of(List<SeriesCheck> checks, Optional<SeriesComparison> comparison) {
    ObjectNode root = JSON.createObjectNode();
    ArrayNode series = root.putArray("series");
    for (SeriesCheck check : checks) {
      ObjectNode node = series.addObject();
      describe(check, node);
      comparison.ifPresent(found -> describe(found, node.putObject("comparison")));
    }
    return root.toPrettyString();
  }

  private static void describe(SeriesCheck check, ObjectNode node) {
    Bars bars = check.bars();
    node.put("symbol", bars.symbol());
    node.put("source", bars.provenance().feed());
    node.put("basis", bars.provenance().basis().label());
    node.put("timeframe", bars.timeframe().toString());
    node.put("usable", check.isUsable());
    node.put("bars", bars.size());
    if (!bars.isEmpty()) {
      node.put("first", bars.start(0).toString());
      node.put("last", bars.lastStart().toString());
    }
    node.put("barsOutsideTheSession", check.leftOut());
    node.put("sessions", check.coverage().sessions());
    node.put("sessionsWithoutABar", check.coverage().absent());
    node.put("barsMissing", check.coverage().missing());
    ArrayNode faults = node.putArray("faults");
    for (CsvFault fault : check.faults()) {
      ObjectNode found = faults.addObject();
      found.put("line", fault.line());
      found.put("kind", word(fault.kind()));
      found.put("message", fault.message());
    }
    ArrayNode issues = node.putArray("issues");
    for (QualityIssue issue : check.report().issues()) {
      ObjectNode found = issues.addObject();
      found.put("severity", word(issue.severity()));
      found.put("kind", word(issue.kind()));
      found.put("time", issue.time().toString());
      found.put("message", issue.message());
    }
  }

  private static void describe(SeriesComparison comparison, ObjectNode node) {
    node.put("barsInCommon", comparison.common());
    node.put("barsOnlyHere", comparison.onlyFirst());
    node.put("barsOnlyThere", comparison.onlySecond());
    putFinite(node, "medianVolumeRatio", comparison.medianVolumeRatio());
    putFinite(node, "correlationOneBarEarlier", comparison.correlations().get(0));
    putFinite(node, "correlation", comparison.correlations().get(1));
    putFinite(node, "correlationOneBarLater", comparison.correlations().get(2));
    ObjectNode fields = node.putObject("relativeDifferences");
    for (Field field : comparison.fields()) {
      ObjectNode found = fields.putObject(field.name());
      found.put("differingShare", field.differingShare());
      found.put("p50", field.median());
      found.put("p99", field.p99());
      found.put("largest", field.largest());
      found.put("largestAt", field.largestAt().toString());
    }
  }

  /** JSON has no NaN. */
  private static void putFinite(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    } else {
      node.putNull(name);
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
