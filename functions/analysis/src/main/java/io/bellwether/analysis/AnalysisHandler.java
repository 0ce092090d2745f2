package io.bellwether.analysis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.cloud.lambda.JsonFunction;
import io.bellwether.cloud.lambda.Payloads;
import io.bellwether.market.time.Deadline;
import java.util.Set;
import java.util.TreeSet;

/**
 * Studies strategies after the close. Payloads, each with an {@code action}:
 *
 * <ul>
 *   <li>{@code {"action": "show", "analysis": ID}}: all that is kept of an analysis;
 *   <li>{@code {"action": "list", "strategy": NAME}}: its analyses of the last quarter, or {@code
 *       "from"} a date {@code "to"} another.
 * </ul>
 */
public final class AnalysisHandler extends JsonFunction {
  private final AnalysisWiring wiring;

  /** For Lambda: wired from the environment. */
  public AnalysisHandler() {
    this(AnalysisWiring.fromEnvironment());
    allowSnapshots(
        () -> new AnalysisHandler(AnalysisWiring.fromEnvironment()),
        () -> new AnalysisHandler(AnalysisWiring.rehearsal()),
        "{\"action\": \"list\", \"strategy\": \"rsi2\"}");
  }

  public AnalysisHandler(AnalysisWiring wiring) {
    super(wiring.clock(), wiring.metrics());
    this.wiring = wiring;
  }

  @Override
  protected ObjectNode handle(ObjectNode payload, Deadline deadline) {
    String action = Payloads.text(payload, "action");
    wiring.metrics().note("outcome", action);
    AuditActions audit = new AuditActions(wiring);
    return switch (action) {
      case "show" -> audit.show(only(payload, "analysis"));
      case "list" -> audit.list(only(payload, "strategy", "from", "to"));
      default ->
          throw new IllegalArgumentException(
              "unknown action '" + action + "'; known are show and list");
    };
  }

  private static ObjectNode only(ObjectNode payload, String... keys) {
    Set<String> known = new TreeSet<>(Set.of(keys));
    known.add("action");
    allowOnly(payload, known);
    return payload;
  }
}
