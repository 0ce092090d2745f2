package io.bellwether.workbench.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.workbench.cli.TextTable.Column;
import io.bellwether.workbench.cloud.stage.StageFunctions;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.regex.Pattern;

/** The actions of a stage's execution function, and its answers as people read them. */
final class ExecutionAction {
  private static final String FUNCTION = "execution";

  private static final Pattern UNBROKEN = Pattern.compile("(\\S{40})(?=\\S)");

  private ExecutionAction() {}

  /** The payload of an action, for one account or for all. */
  static ObjectNode payload(String action, Optional<String> account) {
    ObjectNode payload = JsonNodeFactory.instance.objectNode().put("action", action);
    account.ifPresent(name -> payload.put("account", name));
    return payload;
  }

  /** Does it, and returns the answer. */
  static JsonNode invoke(StageFunctions functions, ObjectNode payload) {
    return functions.invoke(FUNCTION, payload);
  }

  /** Prints how accounts stand, by the answer to {@code status}. */
  static void printStatus(JsonNode status, PrintWriter out) {
    TextTable table =
        TextTable.of(
            Column.text("account"),
            Column.text("mode"),
            Column.number("plans"),
            Column.number("orders"),
            Column.text("new exposure"));
    for (JsonNode account : status.path("accounts")) {
      table.row(
          plain(account.path("account")),
          plain(account.path("mode")),
          plain(account.path("openPlans")),
          plain(account.path("openOrders")),
          exposure(account));
    }
    table.lines().forEach(out::println);
  }

  /** Whether something keeps an account from new exposure. */
  static boolean isStopped(JsonNode account) {
    return account.path("killed").asBoolean()
        || account.path("disabled").asBoolean()
        || account.has("damaged");
  }

  /** A value in one line that cannot disturb a terminal. */
  static String plain(JsonNode value) {
    return plain(value.asText());
  }

  /** A text in one line that cannot disturb a terminal. */
  static String plain(String text) {
    return text.replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "?").strip();
  }

  /** The same for a cell of a table, where a word of any length has to be broken. */
  static String cell(String text) {
    return UNBROKEN.matcher(plain(text)).replaceAll("$1 ");
  }

  private static String exposure(JsonNode account) {
    String reason = plain(account.path("reason"));
    if (account.has("damaged")) {
      return "stopped, the ledger is damaged: " + reason;
    }
    if (!isStopped(account)) {
      return "allowed";
    }
    boolean killed = account.path("killed").asBoolean();
    boolean disabled = account.path("disabled").asBoolean();
    String by = killed && disabled ? "a person and by a limit" : killed ? "a person" : "a limit";
    return "stopped by " + by + ": " + reason;
  }
}
