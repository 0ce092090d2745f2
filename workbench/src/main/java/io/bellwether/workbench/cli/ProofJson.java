package io.bellwether.workbench.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.research.proof.Coverage;
import io.bellwether.research.proof.Finding;
import io.bellwether.research.proof.WarmUp;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.TreeMap;

/** A proof for programs. Numbers that are not defined or not finite are null. */
final class ProofJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ProofJson() {}

  static String of(ProofSheet sheet) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("strategy", sheet.strategy().name());
    root.set("symbols", MAPPER.valueToTree(sheet.strategy().symbols()));
    root.put("timeframe", sheet.strategy().timeframe().toString());
    root.set("parameters", MAPPER.valueToTree(new TreeMap<>(sheet.parameters())));
    root.put("seed", sheet.seed());
    root.put("proven", sheet.result().holds());
    root.set("columns", MAPPER.valueToTree(sheet.result().columns()));
    ArrayNode findings = root.putArray("findings");
    sheet.result().findings().forEach(finding -> add(findings.addObject(), finding));
    ArrayNode coverage = root.putArray("coverage");
    sheet.result().coverage().forEach(of -> add(coverage.addObject(), of));
    sheet.result().warmUp().ifPresent(warmUp -> add(root.putObject("warmUp"), warmUp));
    return root.toPrettyString();
  }

  private static void add(ObjectNode node, Finding finding) {
    node.put("kind", finding.kind().name().toLowerCase(Locale.ROOT));
    node.put("series", finding.series());
    node.put("subject", finding.subject());
    node.put("bar", finding.bar());
    node.put("start", finding.start().toString());
    node.put("first", finding.known());
    node.put("second", finding.hindsight());
    node.put("detail", finding.detail());
  }

  private static void add(ObjectNode node, Coverage coverage) {
    node.put("series", coverage.series());
    node.put("bars", coverage.bars());
    node.put("barsAsLast", coverage.barsAsLast());
    node.put("values", coverage.cells());
    node.put("decisions", coverage.decisions());
    node.put("wholePasts", coverage.fullPasts());
    node.put("history", coverage.history());
    node.put("trades", coverage.trades());
    node.put("formingInstants", coverage.formingInstants());
  }

  private static void add(ObjectNode node, WarmUp warmUp) {
    node.put("series", warmUp.series());
    node.put("declaredBars", warmUp.declared());
    node.put("firstDecision", warmUp.firstDecision());
    node.put("liveBars", warmUp.live());
    node.put("triedBars", warmUp.tried());
    node.put("starts", warmUp.starts());
    put(node, "sameDecisionsFrom", warmUp.decisions());
    put(node, "recommendedBars", warmUp.recommended());
    node.put("verdict", warmUp.verdict().name().toLowerCase(Locale.ROOT));
    ArrayNode columns = node.putArray("columns");
    for (WarmUp.Memory memory : warmUp.columns()) {
      ObjectNode column = columns.addObject();
      column.put("column", memory.column());
      put(column, "barsToOneMillionth", memory.toSmall());
      put(column, "barsToLastBit", memory.toLastBit());
      ArrayNode differences = column.putArray("differences");
      for (WarmUp.Difference difference : memory.differences()) {
        ObjectNode of = differences.addObject();
        of.put("history", difference.history());
        if (Double.isFinite(difference.relative())) {
          of.put("relative", difference.relative());
        } else {
          of.putNull("relative");
        }
      }
    }
  }

  private static void put(ObjectNode node, String name, OptionalInt value) {
    if (value.isPresent()) {
      node.put(name, value.getAsInt());
    } else {
      node.putNull(name);
    }
  }
}
