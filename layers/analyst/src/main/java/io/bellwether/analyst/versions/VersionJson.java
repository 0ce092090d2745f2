package io.bellwether.analyst.versions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.strategy.Sizing;
import io.bellwether.strategy.Target;
import io.bellwether.trading.analysis.Shadow;
import io.bellwether.trading.analysis.ShadowDecision;
import io.bellwether.trading.config.Activation;
import io.bellwether.trading.config.ActivationOutcome;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.config.VersionDifference;
import io.bellwether.trading.config.VersionHistory;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Versions as JSON: numbers as numbers, times in ISO notation, what is absent left out. */
final class VersionJson {
  private static final int MOST_SHOWN = 20;

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
      case ActivationOutcome.AlreadyRolledBack(Activation activation) ->
          node.put("outcome", "already-rolled-back")
              .put("active", activation.version())
              .set("activation", of(activation));
      case ActivationOutcome.Overtaken(int expected, int active) ->
          node.put("outcome", "overtaken").put("expected", expected).put("active", active);
      case ActivationOutcome.Objected(String objection) ->
          node.put("outcome", "objected").put("objection", objection);
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

  static ObjectNode of(Shadow shadow) {
    ObjectNode node =
        object()
            .put("strategy", shadow.strategy())
            .put("version", shadow.version())
            .put("running", shadow.isRunning())
            .put("since", shadow.since().toString())
            .put("author", shadow.author());
    shadow.until().ifPresent(until -> node.put("until", until.toString()));
    return node;
  }

  /** The last differences alone: of minutes there may be thousands. */
  static ObjectNode of(ShadowReport report) {
    List<ShadowDecision> differences = report.differences();
    ObjectNode node =
        of(report.shadow())
            .put("active", report.active())
            .put("ticks", report.decisions().size())
            .put("compared", report.compared())
            .put("different", differences.size());
    ArrayNode shown = node.putArray("differences");
    for (ShadowDecision decision :
        differences.subList(Math.max(0, differences.size() - MOST_SHOWN), differences.size())) {
      shown
          .addObject()
          .put("bar", decision.bar().toString())
          .put("activeVersion", decision.activeVersion())
          .put("active", words(decision.active()))
          .put("candidate", words(decision.candidate()));
    }
    report
        .profit()
        .ifPresent(
            profit ->
                node.putObject("profit")
                    .put("from", profit.from().toString())
                    .put("bars", profit.bars())
                    .put("active", profit.active())
                    .put("candidate", profit.candidate())
                    .put("activeTrades", profit.activeTrades())
                    .put("candidateTrades", profit.candidateTrades()));
    return node;
  }

  private static String words(List<Target> targets) {
    return targets.stream().map(VersionJson::words).collect(Collectors.joining(", "));
  }

  private static String words(Target target) {
    return switch (target) {
      case Target.Hold hold ->
          "hold %s %s by %s%s"
              .formatted(
                  hold.symbol(),
                  hold.direction().label(),
                  words(hold.sizing()),
                  hold.stopLoss().map(stop -> ", stop " + percent(stop.fraction())).orElse(""));
      case Target.Flat flat -> "no " + flat.symbol();
      case Target.Keep keep -> "keep " + keep.symbol();
    };
  }

  private static String words(Sizing sizing) {
    return switch (sizing) {
      case Sizing.WeightOfEquity of -> percent(of.weight()) + " of equity";
      case Sizing.WeightOfBuyingPower of -> percent(of.weight()) + " of buying power";
      case Sizing.RiskOfEquity of -> "a risk of " + percent(of.risk());
      case Sizing.FixedMargin of -> "a margin of " + BigDecimal.valueOf(of.margin());
    };
  }

  private static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.4g %%", 100 * fraction).replaceFirst("\\.?0+ %", " %");
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
