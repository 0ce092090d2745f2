package io.bellwether.analysis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.analyst.versions.VersionActions;
import io.bellwether.cloud.lambda.JsonFunction;
import io.bellwether.cloud.lambda.Payloads;
import io.bellwether.market.time.Deadline;
import java.util.Set;
import java.util.TreeSet;

/**
 * Studies strategies after the close. Payloads, each with an {@code action}:
 *
 * <ul>
 *   <li>{@code {"action": "analyze"}} from the schedule, with its {@code scheduledTime}: every
 *       enabled strategy, each once a session; {@code "strategy": NAME} studies one, {@code
 *       "trigger": TEXT} makes it another analysis of the same session; {@code "last": true} says
 *       that no run of the session comes after it, so that people are told of what could not be
 *       studied;
 *   <li>{@code {"action": "drift"}} from the schedule: holds the decisions of the last session that
 *       had ended at its {@code scheduledTime} against those of the backtest; {@code "session":
 *       DATE} names another;
 *   <li>{@code {"action": "digest"}} from the schedule: tells of the last week that was over at its
 *       {@code scheduledTime};
 *   <li>{@code {"action": "sessions"}}: stores the documents of sessions, as analyze does too;
 *   <li>{@code {"action": "show", "analysis": ID}}: all that is kept of an analysis;
 *   <li>{@code {"action": "list", "strategy": NAME}}: its analyses of the last quarter, or {@code
 *       "from"} a date {@code "to"} another;
 *   <li>what {@link VersionActions} takes: {@code versions}, {@code diff}, {@code add}, {@code
 *       activate}, {@code rollback} and {@code shadow} of a strategy.
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
    StudyActions studies = new StudyActions(wiring, deadline);
    return switch (action) {
      case "analyze" ->
          studies.analyze(only(payload, "strategy", "scheduledTime", "trigger", "last"));
      case "drift" -> studies.drift(only(payload, "strategy", "session", "scheduledTime"));
      case "digest" -> studies.digest(only(payload, "scheduledTime"));
      case "sessions" -> studies.sessions(only(payload, "strategy", "scheduledTime"));
      case "show" -> audit.show(only(payload, "analysis"));
      case "list" -> audit.list(only(payload, "strategy", "from", "to"));
      default -> {
        if (!VersionActions.isOne(action)) {
          throw new IllegalArgumentException(
              "unknown action '"
                  + action
                  + "'; known are analyze, drift, digest, sessions, show, list, and on versions versions,"
                  + " diff, add, activate, rollback and shadow");
        }
        yield wiring.versionActions(deadline).answer(payload);
      }
    };
  }

  private static ObjectNode only(ObjectNode payload, String... keys) {
    Set<String> known = new TreeSet<>(Set.of(keys));
    known.add("action");
    allowOnly(payload, known);
    return payload;
  }
}
