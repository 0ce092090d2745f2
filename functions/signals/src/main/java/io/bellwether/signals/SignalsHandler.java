package io.bellwether.signals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.cloud.lambda.JsonFunction;
import io.bellwether.cloud.lambda.Payloads;
import io.bellwether.cloud.metrics.EmfMetrics;
import io.bellwether.market.metric.Metric;
import io.bellwether.market.time.Deadline;
import io.bellwether.strategy.Decision;
import io.bellwether.strategy.Target;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.signal.Signal;
import io.bellwether.trading.signal.TickResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Evaluates strategies.
 *
 * <p>Payloads: {@code {"strategy": NAME, "scheduledTime": INSTANT}} from the schedule; {@code {}}
 * evaluates every enabled strategy now, {@code {"strategy": NAME}} one; {@code {"asOf": INSTANT}},
 * alone or with a strategy, decides as of a past time without storing or sending anything.
 */
public final class SignalsHandler extends JsonFunction {
  private static final Logger LOG = LoggerFactory.getLogger("signals");
  private static final Set<String> KEYS = Set.of("strategy", "scheduledTime", "asOf");

  private final SignalsWiring wiring;

  /** For Lambda: wired from the environment. */
  public SignalsHandler() {
    this(SignalsWiring.fromEnvironment());
    allowSnapshots(
        () -> new SignalsHandler(SignalsWiring.fromEnvironment()),
        () -> new SignalsHandler(SignalsWiring.rehearsal()),
        "{}");
  }

  public SignalsHandler(SignalsWiring wiring) {
    super(wiring.clock(), wiring.metrics());
    this.wiring = wiring;
  }

  @Override
  protected ObjectNode handle(ObjectNode payload, Deadline deadline) {
    allowOnly(payload, KEYS);
    Instant now = wiring.clock().instant();
    Optional<Instant> asOf = Payloads.past(payload, "asOf", now);
    Instant scheduledAt = Payloads.past(payload, "scheduledTime", now).orElse(now);
    ObjectNode answer = answer();
    ArrayNode results = answer.putArray("results");
    RuntimeException failure = null;
    for (StrategyVersion version : selected(payload)) {
      try {
        TickResult result =
            asOf.isPresent()
                ? wiring.signals().explain(version, asOf.get(), deadline)
                : wiring.signals().tick(version, scheduledAt, deadline);
        log(result, scheduledAt);
        measure(result, version, scheduledAt);
        describe(result, results.addObject());
      } catch (RuntimeException e) {
        LOG.atError()
            .addKeyValue("strategy", version.strategy())
            .setCause(e)
            .log("the tick failed; nothing was decided, the retry or the next run makes it good");
        failure = e;
      }
    }
    if (failure != null) {
      throw logged(failure);
    }
    return answer;
  }

  private void measure(TickResult result, StrategyVersion version, Instant scheduledAt) {
    EmfMetrics metrics = wiring.metrics();
    metrics.note("strategy", version.strategy());
    metrics.note("account", version.account().id());
    metrics.note("outcome", result.outcome().label());
    if (result.outcome() == TickResult.Outcome.DECIDED && result.signal().isPresent()) {
      Signal signal = result.signal().get();
      metrics.add(
          Metric.DECISION_LATENCY,
          (double) Duration.between(scheduledAt, signal.decidedAt()).toMillis());
      if (signal.targets().stream().anyMatch(Target.Hold.class::isInstance)) {
        metrics.add(Metric.SIGNAL_DIRECTION, 1);
      } else if (signal.targets().stream().anyMatch(Target.Flat.class::isInstance)) {
        metrics.add(Metric.SIGNAL_DIRECTION, -1);
      }
    }
  }

  private List<StrategyVersion> selected(ObjectNode payload) {
    JsonNode name = payload.get("strategy");
    if (name == null) {
      return wiring.book().enabled();
    }
    StrategyVersion version = wiring.book().get(name.asText());
    if (version.enabled() || payload.has("asOf")) {
      return List.of(version);
    }
    LOG.atInfo().addKeyValue("strategy", name.asText()).log("not enabled: nothing done");
    return List.of();
  }

  private static void log(TickResult result, Instant scheduledAt) {
    var line =
        LOG.atInfo()
            .addKeyValue("strategy", result.strategy())
            .addKeyValue("outcome", result.outcome().label())
            .addKeyValue("scheduledAt", scheduledAt);
    if (result.signal().isPresent()) {
      Signal signal = result.signal().get();
      line =
          line.addKeyValue("signal", signal.id())
              .addKeyValue("bar", signal.bar())
              .addKeyValue("version", signal.version());
    }
    line.log(result.message());
  }

  private static void describe(TickResult result, ObjectNode node) {
    node.put("strategy", result.strategy());
    node.put("outcome", result.outcome().label());
    node.put("message", result.message());
    result.signal().map(Signal::id).ifPresent(id -> node.put("signal", id));
    result.decision().ifPresent(decision -> describe(decision, node));
  }

  private static void describe(Decision decision, ObjectNode node) {
    node.put("bar", decision.bar().toString());
    ArrayNode targets = node.putArray("targets");
    for (Target target : decision.targets()) {
      ObjectNode entry = targets.addObject().put("symbol", target.symbol());
      switch (target) {
        case Target.Hold hold -> entry.put("target", "hold");
        case Target.Flat flat -> entry.put("target", "flat").put("reason", flat.reason().label());
        case Target.Keep keep -> entry.put("target", "keep");
      }
      entry.put("why", target.why());
    }
  }
}
