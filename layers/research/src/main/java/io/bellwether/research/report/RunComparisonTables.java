package io.bellwether.research.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.bellwether.research.metrics.Drawdown;
import io.bellwether.research.metrics.Metric;
import io.bellwether.research.metrics.ReturnCorrelation;
import io.bellwether.research.report.RunComparison.Measured;
import io.bellwether.research.report.RunComparison.Missing;
import io.bellwether.research.report.RunComparison.Outcome;
import io.bellwether.research.report.RunComparison.Period;
import io.bellwether.research.report.RunComparison.Subject;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A comparison for programs: fractions, not percent; an empty field or {@code null} for what is not
 * defined. The same comparison gives the same bytes.
 */
public final class RunComparisonTables {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private RunComparisonTables() {}

  /**
   * A row for each subject in each period: {@code from,to,label,kind,history_bars}, a column per
   * {@link Metric}, and {@code missing}, why there are none.
   */
  public static String csv(RunComparison comparison) {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      List<String> heads = new ArrayList<>(List.of("from", "to", "label", "kind", "history_bars"));
      for (Metric metric : Metric.values()) {
        heads.add(metric.key());
      }
      heads.add("missing");
      csv.writeRecord(heads);
      for (Period period : comparison.periods()) {
        for (int i = 0; i < comparison.subjects().size(); i++) {
          csv.writeRecord(row(comparison.subjects().get(i), period, period.outcomes().get(i)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static List<String> row(Subject subject, Period period, Outcome outcome) {
    List<String> row = new ArrayList<>();
    row.add(period.dates().from().toString());
    row.add(period.dates().to().toString());
    row.add(subject.label());
    row.add(kind(subject));
    switch (outcome) {
      case Measured measured -> {
        row.add(Integer.toString(measured.historyBars()));
        for (Metric metric : Metric.values()) {
          row.add(plain(metric, metric.of(measured.performance())));
        }
        row.add("");
      }
      case Missing missing -> {
        row.add("");
        for (Metric _ : Metric.values()) {
          row.add("");
        }
        row.add(missing.why());
      }
    }
    return row;
  }

  private static String kind(Subject subject) {
    return subject.held() ? "hold" : "run";
  }

  private static String plain(Metric metric, OptionalDouble value) {
    if (value.isEmpty()) {
      return "";
    }
    return metric.unit() == Metric.Unit.COUNT
        ? Long.toString((long) value.getAsDouble())
        : BigDecimal.valueOf(value.getAsDouble()).toPlainString();
  }

  /** The JSON text, ended by a line feed. */
  public static String json(RunComparison comparison) {
    ObjectNode root = JSON.createObjectNode();
    root.put("capital", comparison.capital());
    ArrayNode subjects = root.putArray("subjects");
    for (Subject subject : comparison.subjects()) {
      subjects
          .addObject()
          .put("label", subject.label())
          .put("kind", kind(subject))
          .put("description", subject.description());
    }
    ArrayNode periods = root.putArray("periods");
    for (Period period : comparison.periods()) {
      ObjectNode node = periods.addObject();
      node.put("from", period.dates().from().toString());
      node.put("to", period.dates().to().toString());
      ArrayNode results = node.putArray("results");
      for (int i = 0; i < comparison.subjects().size(); i++) {
        result(
            results.addObject().put("label", comparison.subjects().get(i).label()),
            period.outcomes().get(i));
      }
      best(node.putObject("best"), comparison, period);
      correlations(node.putArray("correlation_of_daily_returns"), comparison, period);
    }
    ObjectNode formulas = root.putObject("formulas");
    for (Metric metric : Metric.values()) {
      formulas.put(metric.key(), metric.formula());
    }
    try {
      return JSON.writeValueAsString(root).replace("\r\n", "\n") + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("the comparison could not be written as JSON", e);
    }
  }

  private static void result(ObjectNode node, Outcome outcome) {
    switch (outcome) {
      case Missing missing -> node.put("missing", missing.why());
      case Measured measured -> {
        node.put("history_bars", measured.historyBars());
        node.put("costs", measured.basis().costs());
        node.put("slippage", measured.basis().slippage());
        measured.basis().notes().forEach(node.putArray("notes")::add);
        measured.basis().warnings().forEach(node.putArray("warnings")::add);
        ObjectNode metrics = node.putObject("metrics");
        for (Metric metric : Metric.values()) {
          put(metrics, metric, metric.of(measured.performance()));
        }
        ArrayNode drawdowns = node.putArray("drawdowns");
        for (Drawdown drawdown : measured.performance().drawdowns().all()) {
          ObjectNode one = drawdowns.addObject();
          one.put("start", drawdown.start().toString());
          one.put("trough", drawdown.trough().toString());
          drawdown
              .recovery()
              .ifPresentOrElse(
                  date -> one.put("recovery", date.toString()), () -> one.putNull("recovery"));
          one.put("depth", drawdown.depth()).put("days", drawdown.days());
        }
      }
    }
  }

  private static void put(ObjectNode node, Metric metric, OptionalDouble value) {
    if (value.isEmpty()) {
      node.putNull(metric.key());
    } else if (metric.unit() == Metric.Unit.COUNT) {
      node.put(metric.key(), (long) value.getAsDouble());
    } else {
      node.put(metric.key(), value.getAsDouble());
    }
  }

  private static void best(ObjectNode node, RunComparison comparison, Period period) {
    for (Metric metric : Metric.values()) {
      Set<Integer> best = comparison.best(metric, period);
      if (!best.isEmpty()) {
        ArrayNode labels = node.putArray(metric.key());
        best.stream().sorted().forEach(i -> labels.add(comparison.subjects().get(i).label()));
      }
    }
  }

  /** A row for each subject, in their order, of as many numbers. */
  private static void correlations(ArrayNode node, RunComparison comparison, Period period) {
    for (Outcome outcome : period.outcomes()) {
      ArrayNode row = node.addArray();
      for (Outcome other : period.outcomes()) {
        correlation(comparison, outcome, other).ifPresentOrElse(row::add, row::addNull);
      }
    }
  }

  /** The correlation of two outcomes' daily returns; empty where there is none. */
  static OptionalDouble correlation(RunComparison comparison, Outcome outcome, Outcome other) {
    return outcome instanceof Measured mine && other instanceof Measured theirs
        ? ReturnCorrelation.of(comparison.capital(), mine.daily(), theirs.daily())
        : OptionalDouble.empty();
  }
}
