package io.bellwether.analysis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.analyst.Announcements;
import io.bellwether.cloud.lambda.Payloads;
import io.bellwether.trading.config.Activation;
import io.bellwether.trading.config.ActivationOutcome;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.config.VersionDesk;
import io.bellwether.trading.config.VersionDifference;
import io.bellwether.trading.config.VersionHistory;
import java.util.Map;
import java.util.Optional;

/** What a person asks and says about versions. */
final class VersionActions {
  private final AnalysisWiring wiring;
  private final VersionDesk desk;

  VersionActions(AnalysisWiring wiring) {
    this.wiring = wiring;
    this.desk = wiring.versions();
  }

  /** The versions of a strategy, and how they came into force. */
  ObjectNode versions(ObjectNode payload) {
    VersionHistory history = desk.history(Payloads.required(payload, "strategy"));
    ObjectNode answer =
        answer().put("strategy", history.strategy()).put("active", history.active());
    ArrayNode versions = answer.putArray("versions");
    history.versions().forEach(version -> describe(version, versions.addObject()));
    ArrayNode activations = answer.putArray("activations");
    history.activations().forEach(activation -> describe(activation, activations.addObject()));
    return answer;
  }

  /** In what two versions of a strategy differ. */
  ObjectNode diff(ObjectNode payload) {
    ObjectNode answer = answer();
    ArrayNode differences = answer.putArray("differences");
    for (VersionDifference difference :
        desk.diff(
            Payloads.required(payload, "strategy"),
            Payloads.number(payload, "version"),
            Payloads.number(payload, "other"))) {
      ObjectNode node = differences.addObject().put("name", difference.name());
      difference.from().ifPresent(value -> node.put("from", value));
      difference.to().ifPresent(value -> node.put("to", value));
    }
    return answer;
  }

  /** Makes a version the active one; ticks from now on decide by it. */
  ObjectNode activate(ObjectNode payload) {
    String strategy = Payloads.required(payload, "strategy");
    return told(
        strategy,
        desk.activate(
            strategy,
            Payloads.number(payload, "version"),
            Payloads.required(payload, "author"),
            Payloads.required(payload, "reason")));
  }

  /** Goes back from the version that is active to the one before it. */
  ObjectNode rollback(ObjectNode payload) {
    String strategy = Payloads.required(payload, "strategy");
    return told(
        strategy,
        desk.rollback(
            strategy,
            Payloads.number(payload, "from"),
            Payloads.required(payload, "author"),
            Payloads.required(payload, "reason")));
  }

  /**
   * Tells people of the last activation, also where it was made by a run that was killed before it
   * could: what they were told before they are not told again.
   */
  private ObjectNode told(String strategy, ActivationOutcome outcome) {
    ObjectNode answer = answer().put("strategy", strategy);
    VersionHistory history = desk.history(strategy);
    Optional<Activation> last =
        history.activations().isEmpty()
            ? Optional.empty()
            : Optional.of(history.activations().getLast());
    String account = wiring.book().get(strategy).account().id();
    last.filter(activation -> activation.version() == history.active())
        .ifPresent(
            activation -> wiring.events().publish(Announcements.activated(activation, account)));
    switch (outcome) {
      case ActivationOutcome.Activated activated -> {
        answer.put("outcome", "activated");
        describe(activated.activation(), answer.putObject("activation"));
      }
      case ActivationOutcome.AlreadyActive already ->
          answer.put("outcome", "already-active").put("active", already.version());
      case ActivationOutcome.Overtaken overtaken ->
          answer
              .put("outcome", "overtaken")
              .put("expected", overtaken.expected())
              .put("active", overtaken.active());
    }
    return answer;
  }

  private static void describe(StrategyVersion version, ObjectNode node) {
    node.put("version", version.version());
    version.parent().ifPresent(parent -> node.put("parent", parent));
    node.put("author", version.author()).put("createdAt", version.createdAt().toString());
    version.evidence().ifPresent(evidence -> node.put("evidence", evidence));
    ObjectNode parameters = node.putObject("parameters");
    version.parameters().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(parameter -> parameters.put(parameter.getKey(), parameter.getValue()));
  }

  private static void describe(Activation activation, ObjectNode node) {
    node.put("number", activation.number()).put("version", activation.version());
    activation.previous().ifPresent(previous -> node.put("previous", previous));
    node.put("author", activation.author())
        .put("automatic", activation.automatic())
        .put("reason", activation.reason());
    activation.evidence().ifPresent(evidence -> node.put("evidence", evidence));
    activation.undoes().ifPresent(number -> node.put("undoes", number));
    node.put("time", activation.time().toString());
  }

  private static ObjectNode answer() {
    return JsonNodeFactory.instance.objectNode();
  }
}
