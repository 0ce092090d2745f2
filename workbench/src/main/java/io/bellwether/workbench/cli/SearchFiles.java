package io.bellwether.workbench.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.research.sweep.DataReference;
import io.bellwether.research.sweep.SweepTable;
import io.bellwether.research.sweep.SweepTask;
import io.bellwether.research.sweep.Trial;
import io.bellwether.research.sweep.TrialMetrics;
import io.bellwether.research.verdict.Finding;
import io.bellwether.research.verdict.Verdict;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** The best set of a search as JSON, with all it takes to run it again. */
final class SearchFiles {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private SearchFiles() {}

  /**
   * {@code best.json}: fractions, not percent; {@code null} for what is not defined.
   *
   * @param values the searched parameters of the best set
   */
  static String best(SearchSetup setup, Map<String, String> values, Trial best, Verdict verdict) {
    ObjectNode root = JSON.createObjectNode();
    SweepTask task = setup.task();
    root.put("strategy", task.strategy());
    task.symbols().forEach(root.putArray("symbols")::add);
    root.put("timeframe", task.timeframe().toString());
    root.put("from", setup.range().from().toString());
    root.put("to", setup.range().to().toString());
    root.put("objective", task.selection().objective().id());
    root.put("min_trades", task.selection().minTrades());
    root.put("seed", task.selection().seed());
    ObjectNode chosen = root.putObject("chosen");
    values.forEach(chosen::put);
    ObjectNode parameters = root.putObject("parameters");
    task.fixed().forEach(parameters::put);
    values.forEach(parameters::put);
    metrics(root.putObject("metrics"), best.metrics());
    ObjectNode findings = root.putObject("luck");
    for (Finding finding : verdict.findings()) {
      ObjectNode one = findings.putObject(finding.key());
      number(one, "value", finding.value());
      one.put("meaning", finding.meaning());
    }
    task.settings().forEach(root.putObject("settings")::put);
    data(root.putArray("data"), task.data());
    try {
      return JSON.writeValueAsString(root).replace("\r\n", "\n") + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("the best set could not be written as JSON", e);
    }
  }

  private static void metrics(ObjectNode node, TrialMetrics metrics) {
    List<String> cells = SweepTable.cells(metrics);
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      number(
          node, SweepTable.METRICS.get(i), cell.isEmpty() ? Double.NaN : Double.parseDouble(cell));
    }
  }

  private static void number(ObjectNode node, String name, double value) {
    if (Double.isNaN(value)) {
      node.putNull(name);
    } else if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      node.put(name, (long) value);
    } else {
      node.put(name, value);
    }
  }

  private static void data(ArrayNode node, List<DataReference> data) {
    for (DataReference reference : data) {
      node.addObject()
          .put("symbol", reference.symbol())
          .put("path", reference.path())
          .put("basis", reference.basis())
          .put("sha256", reference.sha256());
    }
  }
}
