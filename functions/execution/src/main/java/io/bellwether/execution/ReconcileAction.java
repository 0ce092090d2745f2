package io.bellwether.execution;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.cloud.lambda.Payloads;
import io.bellwether.market.Instrument;
import io.bellwether.market.time.Deadline;
import io.bellwether.trading.broker.BrokerException;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.execution.Difference;
import io.bellwether.trading.execution.ReconciliationDesk;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The payloads {@code reconcile} and {@code acknowledge}. */
final class ReconcileAction {
  private static final Logger LOG = LoggerFactory.getLogger("execution");

  private final ExecutionWiring wiring;

  ReconcileAction(ExecutionWiring wiring) {
    this.wiring = wiring;
  }

  /**
   * Reconciles every account, or the one named, and answers what broker and ledger differ on; with
   * {@code dryRun} nothing is written.
   *
   * @throws IllegalStateException if an account could not be read, the others were; or if the
   *     stored strategies cannot be, and nothing was done
   */
  ObjectNode reconcile(ObjectNode payload, Deadline deadline) {
    boolean dryRun = Payloads.flag(payload, "dryRun");
    List<StrategyVersion> versions = wiring.storedAccounts(Payloads.text(payload, "account"));
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode accounts = answer.putArray("accounts");
    Attempts attempts = new Attempts();
    for (StrategyVersion version : versions) {
      String account = version.account().id();
      ReconciliationDesk desk = wiring.execution(version).reconciliation();
      attempts.at(
          account,
          "not reconciled; send it again",
          () ->
              accounts.add(
                  described(
                      account,
                      "differences",
                      dryRun ? desk.differences(deadline) : desk.reconcile(deadline))));
    }
    attempts
        .failure()
        .ifPresent(
            failure -> {
              throw failure;
            });
    return answer;
  }

  /** Takes a person's word for what the broker has of one symbol. */
  ObjectNode acknowledge(ObjectNode payload, Deadline deadline) {
    String account = required(payload, "account");
    String symbol = Instrument.requireSymbol(required(payload, "symbol"));
    StrategyVersion version = wiring.storedAccounts(account).getFirst();
    List<Difference> acknowledged;
    try {
      acknowledged = wiring.execution(version).reconciliation().acknowledge(symbol, deadline);
    } catch (BrokerException e) {
      throw new IllegalStateException(
          "not acknowledged, for the broker could not be read; send it again: " + e.getMessage(),
          e);
    }
    LOG.atWarn()
        .addKeyValue("account", account)
        .addKeyValue("symbol", symbol)
        .addKeyValue("differences", acknowledged.size())
        .log("acknowledged by hand: the ledger has what the broker has");
    return described(account, "acknowledged", acknowledged);
  }

  private static String required(ObjectNode payload, String field) {
    String text = Payloads.text(payload, field);
    if (text.isBlank()) {
      throw new IllegalArgumentException("an acknowledgement needs '" + field + "'");
    }
    return text;
  }

  private static ObjectNode described(String account, String name, List<Difference> differences) {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("account", account);
    ArrayNode array = node.putArray(name);
    for (Difference difference : differences) {
      array
          .addObject()
          .put("kind", difference.kind().label())
          .put("symbol", difference.symbol())
          .put("ledger", difference.ledger().toPlainString())
          .put("broker", difference.broker().toPlainString())
          .put("explained", difference.explained())
          .put("remedy", difference.remedy());
    }
    return node;
  }
}
