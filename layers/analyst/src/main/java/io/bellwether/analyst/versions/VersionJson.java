package io.bellwether.analyst.versions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.trading.config.Activation;
import io.bellwether.trading.config.ActivationOutcome;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.config.VersionDifference;
import io.bellwether.trading.config.VersionHistory;
import java.util.List;
import java.util.TreeMap;

/** Versions as JSON: numbers as numbers, times in ISO notation, what is absent left out. */
final class VersionJson {
  private VersionJson() {}

  static ObjectNode of(VersionHistory history) {
    ObjectNode answer =
        object().put("strategy", history.strategy()).put("active", history.active());
    ArrayNode versions = answer.putArray("versions");
    history
        .versions()
        .forEach(version -> versions.add(of(version, version.version() == history.active())));
    ArrayNode activations = answer.putArray("activations");
    history.activations().forEach(activation -> activations.add(of(activation)));
    return answer;
  }

  static ObjectNode of(StrategyVersion version, boolean active) {
    ObjectNode node = object().put("version", version.version());
    version.parent().ifPresent(parent -> node.put("parent", parent));
    node.put("author", version.author()).put("createdAt", version.createdAt().toString());
    version.evidence().ifPresent(evidence -> node.put("evidence", evidence));
    ObjectNode parameters = node.putObject("parameters");
    new TreeMap<>(version.parameters()).forEach(parameters::put);
    return node.put("active", active);
  }

  static ObjectNode of(Activation activation) {
    ObjectNode node =
        object().put("number", activation.number()).put("version", activation.version());
    activation.previous().ifPresent(previous -> node.put("previous", previous));
    node.put("author", activation.author())
        .put("automatic", activation.automatic())
        .put("reason", activation.reason());
    activation.evidence().ifPresent(evidence -> node.put("evidence", evidence));
    node.put("time", activation.time().toString());
    activation.undoes().ifPresent(undone -> node.put("undoes", undone));
    return node;
  }

  static ObjectNode of(String strategy, ActivationOutcome outcome) {
    ObjectNode node = object().put("strategy", strategy);
    return switch (outcome) {
      case ActivationOutcome.Activated(Activation activation) ->
          node.put("outcome", "activated")
              .put("active", activation.version())
              .set("activation", of(activation));
      case ActivationOutcome.AlreadyActive(int version) ->
          node.put("outcome", "already-active").put("active", version);
      case ActivationOutcome.Overtaken(int expected, int active) ->
          node.put("outcome", "overtaken").put("expected", expected).put("active", active);
    };
  }

  static ObjectNode of(String strategy, int from, int to, List<VersionDifference> differences) {
    ObjectNode node = object().put("strategy", strategy).put("from", from).put("to", to);
    ArrayNode all = node.putArray("differences");
    for (VersionDifference difference : differences) {
      ObjectNode one = all.addObject().put("name", difference.name());
      difference.from().ifPresent(value -> one.put("from", value));
      difference.to().ifPresent(value -> one.put("to", value));
    }
    return node;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
