package io.bellwether.workbench.simulate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What came of a range of seeds, as JSON that can be read again. */
public final class SimulationJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private SimulationJson() {}

  /**
   * A range that was run, and by what.
   *
   * @param seeds the range
   * @param days of each run
   * @param commit of the code, as {@code git describe --always --dirty} has it
   * @param jvm that ran it
   * @param result what came of it
   */
  public record Document(
      SeedRange seeds, int days, String commit, String jvm, SimulationResult result) {}

  /** Writes a range. */
  public static String write(Document document) {
    ObjectNode root = JSON.createObjectNode();
    root.put("firstSeed", document.seeds().first()).put("seeds", document.seeds().count());
    root.put("daysOfEach", document.days());
    root.put("commit", document.commit()).put("jvm", document.jvm());
    Figures figures = document.result().figures();
    root.put("days", figures.days()).put("invocations", figures.invocations());
    root.put("steps", figures.steps()).put("faults", figures.faults());
    root.put("orders", figures.orders()).put("fills", figures.fills());
    root.put("hash", figures.hashText());
    root.put("violations", document.result().broken());
    ArrayNode failures = root.putArray("failures");
    for (Failure failure : document.result().failures()) {
      Violation violation = failure.violation();
      failures
          .addObject()
          .put("seed", failure.seed())
          .put("day", failure.day())
          .put("invariant", violation.invariant())
          .put("time", violation.time().toString())
          .put("message", violation.message());
    }
    Coverage coverage = document.result().coverage();
    ObjectNode taken = root.putObject("stepsTaken");
    ObjectNode kinds = root.putObject("faultsByKind");
    for (Step step : Step.values()) {
      taken.put(step.label(), coverage.of(step));
    }
    for (FaultKind kind : FaultKind.values()) {
      ObjectNode row = kinds.putObject(kind.label());
      for (Step step : Step.values()) {
        if (coverage.of(kind, step) > 0) {
          row.put(step.label(), coverage.of(kind, step));
        }
      }
    }
    return root.toPrettyString() + "\n";
  }

  /**
   * Reads what was written.
   *
   * @throws IllegalArgumentException if it was not, or not by this version
   */
  public static Document read(String text) {
    JsonNode root = parsed(text);
    Figures figures =
        new Figures(
            number(root, "seeds"),
            number(root, "days"),
            number(root, "invocations"),
            number(root, "steps"),
            number(root, "faults"),
            number(root, "orders"),
            number(root, "fills"),
            hash(root));
    SimulationResult result =
        new SimulationResult(
            figures, coverage(root), number(root, "violations"), failures(root.path("failures")));
    return new Document(
        new SeedRange(number(root, "firstSeed"), Math.toIntExact(figures.seeds())),
        Math.toIntExact(number(root, "daysOfEach")),
        text(root, "commit"),
        text(root, "jvm"),
        result);
  }

  private static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static Coverage coverage(JsonNode root) {
    Coverage coverage = new Coverage();
    for (Step step : Step.values()) {
      coverage.passed(step, number(root.path("stepsTaken"), step.label()));
    }
    JsonNode kinds = root.path("faultsByKind");
    for (FaultKind kind : FaultKind.values()) {
      JsonNode row = kinds.path(kind.label());
      row.fieldNames()
          .forEachRemaining(name -> coverage.count(kind, step(name), number(row, name)));
    }
    return coverage;
  }

  private static Step step(String label) {
    return Step.valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  private static List<Failure> failures(JsonNode nodes) {
    List<Failure> failures = new ArrayList<>();
    for (JsonNode node : nodes) {
      try {
        Violation violation =
            new Violation(
                text(node, "invariant"), Instant.parse(text(node, "time")), text(node, "message"));
        failures.add(
            new Failure(number(node, "seed"), Math.toIntExact(number(node, "day")), violation));
      } catch (DateTimeException e) {
        throw new IllegalArgumentException("a failure at no time: " + e.getMessage(), e);
      }
    }
    return failures;
  }

  private static long hash(JsonNode root) {
    return Long.parseUnsignedLong(text(root, "hash"), 16);
  }

  private static long number(JsonNode node, String name) {
    JsonNode value = node.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new IllegalArgumentException("'" + name + "' should be a whole number");
    }
    return value.longValue();
  }

  private static String text(JsonNode node, String name) {
    JsonNode value = node.path(name);
    if (!value.isTextual()) {
      throw new IllegalArgumentException("'" + name + "' should be a text");
    }
    return value.textValue();
  }
}
