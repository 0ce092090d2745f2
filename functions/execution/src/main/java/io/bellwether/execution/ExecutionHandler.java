package io.bellwether.execution;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.cloud.lambda.JsonFunction;
import io.bellwether.cloud.lambda.Payloads;
import io.bellwether.market.metric.Metric;
import io.bellwether.market.time.Deadline;
import io.bellwether.trading.broker.BrokerException;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.execution.ExecutionService;
import io.bellwether.trading.ledger.ConcurrentUpdateException;
import io.bellwether.trading.ledger.DamagedItemException;
import io.bellwether.trading.ledger.SessionRecord;
import io.bellwether.trading.risk.RiskState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Executes.
 *
 * <p>Payloads: records of the FIFO signal queue, answered with the failed ones (after a failure the
 * later records of the same account are failed too, to keep their order; what can never be handled
 * goes to the dead letters with its reason instead); {@code {"action": "follow-up"}} and {@code
 * {"action": "daily-summary"}} from schedules, where the schedule may add its {@code
 * scheduledTime}; {@code {"action": "kill", "reason": TEXT}} from a person, after which no
 * invocation adds exposure until {@code {"action": "enable"}}, both for every account or for the
 * one named by {@code account}; {@code {"action": "rebase"}}, after which losses count anew, for
 * after a deposit or withdrawal; {@code {"action": "status"}}, which changes nothing and says what
 * has stopped trading, and what is under way; {@code {"action": "reconcile"}}, with {@code
 * "dryRun": true} without writing anything, and {@code {"action": "acknowledge", "account": NAME,
 * "symbol": SYMBOL}}, after which the ledger has the broker's position in that symbol.
 */
public final class ExecutionHandler extends JsonFunction {
  private static final Logger LOG = LoggerFactory.getLogger("execution");
  private static final Set<String> KEYS =
      Set.of("action", "scheduledTime", "account", "reason", "dryRun", "symbol");

  /** How often a person's word may meet another run's change of the same account. */
  private static final int MAXIMUM_CONFLICTS = 10;

  private final ExecutionWiring wiring;

  /** For Lambda: wired from the environment. */
  public ExecutionHandler() {
    this(ExecutionWiring.fromEnvironment());
    allowSnapshots(
        () -> new ExecutionHandler(ExecutionWiring.fromEnvironment()),
        () -> new ExecutionHandler(ExecutionWiring.rehearsal()),
        "{\"action\": \"follow-up\"}");
  }

  public ExecutionHandler(ExecutionWiring wiring) {
    super(wiring.clock(), wiring.metrics());
    this.wiring = wiring;
  }

  @Override
  protected ObjectNode handle(ObjectNode payload, Deadline deadline) {
    if (payload.has("Records")) {
      wiring.metrics().note("outcome", "signals");
      allowOnly(payload, Set.of("Records"));
      return new SignalBatch(wiring, deadline).take(payload.get("Records"));
    }
    allowOnly(payload, KEYS);
    String action = Payloads.text(payload, "action");
    wiring.metrics().note("outcome", action);
    return switch (action) {
      case "follow-up" -> followUp(deadline);
      case "daily-summary" -> dailySummary(deadline);
      case "kill" -> {
        String reason = reason(payload);
        yield switchTrading(
            payload, state -> state.kill(reason), killed -> carryOut(killed, deadline));
      }
      case "enable" -> switchTrading(payload, RiskState::enable, enabled -> {});
      case "rebase" -> switchTrading(payload, RiskState::rebase, rebased -> {});
      case "status" -> status(payload);
      case "reconcile" -> new ReconcileAction(wiring).reconcile(payload, deadline);
      case "acknowledge" -> new ReconcileAction(wiring).acknowledge(payload, deadline);
      default ->
          throw new IllegalArgumentException(
              "unknown action '"
                  + action
                  + "'; known are follow-up, daily-summary, kill, enable, rebase, status,"
                  + " reconcile and acknowledge");
    };
  }

  private ObjectNode followUp(Deadline deadline) {
    ObjectNode answer = answer();
    ArrayNode accounts = answer.putArray("accounts");
    Attempts attempts = new Attempts();
    for (StrategyVersion version : wiring.enabled()) {
      String account = version.account().id();
      wiring.metrics().note("account", account);
      ObjectNode entry = accounts.addObject().put("account", account);
      // Stops, exits and the drawdown watch first: they do not depend on the queue or the bus.
      attempts.at(
          account,
          "the follow-up failed; orders and stops at the broker stand, the next one retries",
          () ->
              unlessDamaged(
                  version,
                  entry,
                  () -> describe(wiring.execution(version).followUp(deadline), entry)));
      attempts.at(
          account,
          "signals that were not sent could not be sent again; the next follow-up retries",
          () ->
              unlessDamaged(
                  version, entry, () -> entry.put("resent", wiring.outbox().resend(account))));
      attempts.at(
          account,
          "missed ticks could not be told of; the next follow-up retries",
          () -> watchTicks(version));
    }
    return finished(answer, attempts);
  }

  /**
   * Does something that a damaged item of the ledger keeps from being done. Trying again would find
   * it damaged, so that is no failure once people are told.
   */
  private void unlessDamaged(StrategyVersion version, ObjectNode entry, Attempts.Action action)
      throws BrokerException {
    try {
      action.run();
    } catch (DamagedItemException e) {
      entry.put("damaged", e.item());
      if (!wiring.damage().tell(version, e)) {
        throw e;
      }
      LOG.atError()
          .addKeyValue("account", version.account().id())
          .log("the account stands still: " + e.getMessage());
    }
  }

  private void watchTicks(StrategyVersion version) {
    int missed = wiring.tickWatch().check(version).size();
    if (missed > 0) {
      wiring.metrics().add(Metric.MISSED_TICKS, missed);
    }
  }

  private static ObjectNode finished(ObjectNode answer, Attempts attempts) {
    attempts
        .failure()
        .ifPresent(
            failure -> {
              throw logged(failure);
            });
    return answer;
  }

  /**
   * Switches every account, or the one named.
   *
   * @param then what is done about those that were, also if others could not be
   */
  private ObjectNode switchTrading(
      ObjectNode payload, UnaryOperator<RiskState> change, Consumer<List<StrategyVersion>> then) {
    ObjectNode answer = answer();
    ArrayNode accounts = answer.putArray("accounts");
    Attempts attempts = new Attempts();
    List<StrategyVersion> switched = new ArrayList<>();
    for (StrategyVersion version : wiring.storedAccounts(Payloads.text(payload, "account"))) {
      String account = version.account().id();
      attempts.at(
          account,
          "NOT switched; send it again",
          () -> {
            accounts.add(describe(switched(account, change)));
            switched.add(version);
          });
    }
    then.accept(switched);
    return finished(answer, attempts);
  }

  /**
   * Cancels the entries that rest at the broker, which would still add exposure. Trading is stopped
   * whether or not that works: the next follow-up does it then.
   */
  private void carryOut(List<StrategyVersion> killed, Deadline deadline) {
    for (StrategyVersion version : killed) {
      try {
        wiring.execution(version).followUp(deadline);
      } catch (RuntimeException e) {
        LOG.atWarn()
            .addKeyValue("account", version.account().id())
            .setCause(e)
            .log("trading is stopped; entries at the broker are cancelled by the next follow-up");
      }
    }
  }

  private RiskState switched(String account, UnaryOperator<RiskState> change) {
    for (int conflicts = 1; ; conflicts++) {
      try {
        RiskState state = wiring.risk().update(change.apply(wiring.risk().of(account)));
        LOG.atWarn()
            .addKeyValue("account", account)
            .addKeyValue("killed", state.killed())
            .addKeyValue("disabled", state.disabled())
            .log("trading switched by hand: " + state.reason());
        return state;
      } catch (ConcurrentUpdateException e) {
        // A follow-up stored what it saw of the equity meanwhile: switch what it left.
        if (conflicts == MAXIMUM_CONFLICTS) {
          throw e;
        }
      }
    }
  }

  private static String reason(ObjectNode payload) {
    String reason = Payloads.text(payload, "reason");
    if (reason.isBlank()) {
      throw new IllegalArgumentException("a kill needs a 'reason', for those who find it later");
    }
    return reason;
  }

  private ObjectNode dailySummary(Deadline deadline) {
    ObjectNode answer = answer();
    ArrayNode accounts = answer.putArray("accounts");
    Attempts attempts = new Attempts();
    int missed = 0;
    for (StrategyVersion version : wiring.enabled()) {
      String account = version.account().id();
      wiring.metrics().note("account", account);
      ObjectNode entry = accounts.addObject().put("account", account);
      attempts.at(
          account,
          "broker and ledger were not compared after the close; the retry does it",
          () -> wiring.execution(version).reconciliation().atClose(deadline));
      attempts.at(
          account,
          "the day was not summed up; the retry does it",
          () -> close(version, deadline, entry));
      missed += entry.path("missedTicks").asInt();
    }
    finished(answer, attempts);
    if (missed > 0) {
      wiring.metrics().add(Metric.MISSED_TICKS, missed);
    }
    // A 0 is the daily sign of life, whatever was missed; before the close it would be too early.
    if (wiring.sessionIsOver()) {
      wiring.metrics().add(Metric.MISSED_TICKS, 0);
    }
    return answer;
  }

  private void close(StrategyVersion version, Deadline deadline, ObjectNode entry)
      throws BrokerException {
    // First, so that the summary counts what no follow-up noticed.
    entry.put("missedTicks", wiring.tickWatch().checkSession(version).size());
    Optional<SessionRecord> day = wiring.summary(version).close(deadline);
    entry.put("closed", day.isPresent());
    day.ifPresent(closed -> describe(closed, entry));
  }

  private static void describe(ExecutionService.Progress progress, ObjectNode node) {
    node.put("openPlans", progress.openPlans()).put("busy", progress.busy());
  }

  private static ObjectNode describe(RiskState state) {
    return answer()
        .put("account", state.account())
        .put("killed", state.killed())
        .put("disabled", state.disabled())
        .put("closing", state.closing().isPresent());
  }

  private ObjectNode status(ObjectNode payload) {
    ObjectNode answer = answer();
    ArrayNode accounts = answer.putArray("accounts");
    for (StrategyVersion version : wiring.accounts(Payloads.text(payload, "account"))) {
      String account = version.account().id();
      ObjectNode entry = accounts.addObject().put("account", account);
      entry.put("strategy", version.strategy()).put("mode", version.account().mode().name());
      try {
        describe(wiring.status(account), entry);
      } catch (DamagedItemException e) {
        entry.put("damaged", e.item()).put("reason", e.getMessage());
      }
    }
    return answer;
  }

  private static void describe(AccountStatus status, ObjectNode node) {
    node.put("killed", status.risk().killed())
        .put("disabled", status.risk().disabled())
        .put("reason", status.risk().reason())
        .put("openPlans", status.openPlans())
        .put("openOrders", status.openOrders());
  }

  private static void describe(SessionRecord day, ObjectNode node) {
    node.put("date", day.date().toString()).put("equity", day.equity()).put("trades", day.trades());
  }
}
