package io.bellwether.research.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.research.metrics.Metric;
import java.io.UncheckedIOException;
import java.util.OptionalDouble;

/**
 * The summary for programs: fractions, not percent; {@code null} for what is not defined. The same
 * run gives the same bytes.
 */
public final class SummaryJson {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .configure(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN, true);

  private SummaryJson() {}

  /** The JSON text, ended by a line feed. */
  public static String render(TearSheet sheet, TimeFormat times) {
    RunResult run = sheet.run();
    ObjectNode root = JSON.createObjectNode();
    root.put("kind", run.kind());
    root.put("strategy", run.strategy());
    run.parameters().forEach(root.putObject("parameters")::put);
    root.put("account", run.account());
    run.symbols().forEach(root.putArray("symbols")::add);
    root.put("timeframe", run.timeframe().toString());
    root.put("feed", run.bars().provenance().feed());
    root.put("price_basis", run.bars().provenance().basis().label());
    root.put("from", run.from().toString());
    root.put("to", run.to().toString());
    root.put("bars", run.bars().size());
    root.put("sessions", sheet.daily().size());
    root.put("periods_per_year", run.conventions().periodsPerYear());
    root.put("risk_free_rate", run.conventions().annualRiskFreeRate());
    metrics(sheet, root);
    openPositions(run, times, root.putArray("open_positions"));
    ObjectNode assumptions = root.putObject("assumptions");
    assumptions.put("costs", run.assumptions().costs());
    assumptions.put("slippage", run.assumptions().slippage());
    run.assumptions().notes().forEach(assumptions.putArray("notes")::add);
    try {
      return JSON.writeValueAsString(root).replace("\r\n", "\n") + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("the summary could not be written as JSON", e);
    }
  }

  private static void metrics(TearSheet sheet, ObjectNode root) {
    ObjectNode metrics = root.putObject("metrics");
    ObjectNode formulas = root.putObject("formulas");
    for (Metric metric : Metric.values()) {
      OptionalDouble value = metric.of(sheet.performance());
      if (value.isEmpty()) {
        metrics.putNull(metric.key());
      } else if (metric.unit() == Metric.Unit.COUNT) {
        metrics.put(metric.key(), (long) value.getAsDouble());
      } else {
        metrics.put(metric.key(), value.getAsDouble());
      }
      formulas.put(metric.key(), metric.formula());
    }
  }

  private static void openPositions(RunResult run, TimeFormat times, ArrayNode positions) {
    for (OpenPosition position : run.openPositions()) {
      positions
          .addObject()
          .put("symbol", position.symbol())
          .put("side", position.direction().label())
          .put("quantity", position.quantity())
          .put("entry_time", times.format(position.entryTime()))
          .put("average_price", position.averagePrice())
          .put("last_price", position.lastPrice())
          .put("unrealized_pnl", position.unrealizedPnl());
    }
  }
}
