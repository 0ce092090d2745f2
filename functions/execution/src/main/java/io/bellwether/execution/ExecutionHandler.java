package io.bellwether.execution;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.cloud.lambda.JsonFunction;
import io.bellwether.market.metric.Metric;
import io.bellwether.market.time.Deadline;
import io.bellwether.trading.broker.BrokerException;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.execution.ExecutionService;
import io.bellwether.trading.ledger.SessionRecord;
import io.bellwether.trading.risk.RiskState;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Executes.
 *
 * <p>Payloads: records of the FIFO signal queue, answered with the failed ones (after a failure the
 * later records of the same account are failed too, to keep their order); {@code {"action":
 * "follow-up"}} and {@code {"action": "daily-summary"}} from schedules, where the schedule may add
 * its {@code scheduledTime}; {@code {"action": "kill", "reason": TEXT}} from a person, after which
 * no invocation adds exposure until {@code {"action": "enable"}}, both for every account or for the
 * one named by {@code account}.
 */
public final class ExecutionHandler extends JsonFunction {
  private static final Logger LOG = LoggerFactory.getLogger("execution");
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Set<String> KEYS = Set.of("action", "scheduledTime", "account", "reason");

  private final ExecutionWiring wiring;

  /** For Lambda: wired from the environment. */
  public ExecutionHandler() {
    this(ExecutionWiring.fromEnvironment());
  }

  public ExecutionHandler(ExecutionWiring wiring) {
    super(wiring.clock(), wiring.metrics());
    this.wiring = wiring;
  }

  @Override
  protected ObjectNode handle(ObjectNode payload, Deadline deadline) {
    if (payload.has("Records")) {
      wiring.metrics().note("outcome", "signals");
      return signals(payload.get("Records"), deadline);
    }
    allowOnly(payload, KEYS);
    String action = payload.path("action").asText("");
    wiring.metrics().note("outcome", action);
    return switch (action) {
      case "follow-up" -> followUp(deadline);
      case "daily-summary" -> dailySummary(deadline);
      case "kill" -> switchTrading(payload, state -> state.kill(reason(payload)));
      case "enable" -> switchTrading(payload, RiskState::enable);
      default ->
          throw new IllegalArgumentException(
              "unknown action '"
                  + action
                  + "'; known are follow-up, daily-summary, kill and enable");
    };
  }

  private ObjectNode signals(JsonNode records, Deadline deadline) {
    ObjectNode answer = answer();
    ArrayNode failures = answer.putArray("batchItemFailures");
    Set<String> failedGroups = new HashSet<>();
    for (JsonNode record : records) {
      String group = record.path("attributes").path("MessageGroupId").asText("");
      if (failedGroups.contains(group) || !take(record, deadline)) {
        failedGroups.add(group);
        failures.addObject().put("itemIdentifier", record.path("messageId").asText());
      }
    }
    return answer;
  }

  private boolean take(JsonNode record, Deadline deadline) {
    try {
      JsonNode body = JSON.readTree(record.path("body").asText());
      String account = body.path("account").asText();
      String signal = body.path("signalId").asText();
      wiring.execution(wiring.owner(account)).onSignal(signal, deadline);
      return true;
    } catch (JsonProcessingException | RuntimeException e) {
      LOG.atError()
          .addKeyValue("messageId", record.path("messageId").asText())
          .setCause(e)
          .log("the signal was not taken over; the queue delivers it again");
      return false;
    }
  }

  private ObjectNode followUp(Deadline deadline) {
    ObjectNode answer = answer();
    ArrayNode accounts = answer.putArray("accounts");
    RuntimeException failure = null;
    for (StrategyVersion version : wiring.enabled()) {
      String account = version.account().id();
      try {
        int resent = wiring.outbox().resend(account);
        ExecutionService.Progress progress = wiring.execution(version).followUp(deadline);
        int missed = wiring.tickWatch().check(version).size();
        if (missed > 0) {
          wiring.metrics().add(Metric.MISSED_TICKS, missed);
        }
        wiring.metrics().note("account", account);
        accounts
            .addObject()
            .put("account", account)
            .put("resent", resent)
            .put("openPlans", progress.openPlans())
            .put("busy", progress.busy());
      } catch (RuntimeException e) {
        LOG.atError()
            .addKeyValue("account", account)
            .setCause(e)
            .log(
                "the follow-up failed; orders and stops at the broker stand, the next one retries");
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
    return answer;
  }

  private ObjectNode switchTrading(ObjectNode payload, UnaryOperator<RiskState> change) {
    String only = payload.path("account").asText("");
    if (!only.isEmpty()) {
      wiring.owner(only);
    }
    ObjectNode answer = answer();
    ArrayNode accounts = answer.putArray("accounts");
    for (StrategyVersion version : wiring.enabled()) {
      String account = version.account().id();
      if (only.isEmpty() || only.equals(account)) {
        RiskState state = wiring.risk().update(change.apply(wiring.risk().of(account)));
        LOG.atWarn()
            .addKeyValue("account", account)
            .addKeyValue("killed", state.killed())
            .addKeyValue("disabled", state.disabled())
            .log("trading switched by hand: " + state.reason());
        accounts
            .addObject()
            .put("account", account)
            .put("killed", state.killed())
            .put("disabled", state.disabled());
      }
    }
    return answer;
  }

  private static String reason(ObjectNode payload) {
    String reason = payload.path("reason").asText("");
    if (reason.isBlank()) {
      throw new IllegalArgumentException("a kill needs a 'reason', for those who find it later");
    }
    return reason;
  }

  private ObjectNode dailySummary(Deadline deadline) {
    ObjectNode answer = answer();
    ArrayNode accounts = answer.putArray("accounts");
    IllegalStateException failure = null;
    for (StrategyVersion version : wiring.enabled()) {
      String account = version.account().id();
      wiring.metrics().note("account", account);
      // Also on days without a session, and also 0: the daily sign of life.
      wiring.metrics().add(Metric.MISSED_TICKS, wiring.tickWatch().check(version).size());
      try {
        wiring
            .summary(version)
            .close(deadline)
            .ifPresent(day -> describe(day, accounts.addObject()));
      } catch (BrokerException | RuntimeException e) {
        LOG.atError()
            .addKeyValue("account", account)
            .setCause(e)
            .log("the day was not summed up; the retry does it");
        failure = new IllegalStateException("the day of " + account + " was not summed up", e);
      }
    }
    if (failure != null) {
      throw failure;
    }
    return answer;
  }

  private static void describe(SessionRecord day, ObjectNode node) {
    node.put("account", day.account())
        .put("date", day.date().toString())
        .put("equity", day.equity())
        .put("trades", day.trades());
  }
}
