package io.bellwether.workbench.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.workbench.cli.TextTable.Column;
import io.bellwether.workbench.cloud.stage.StageException;
import io.bellwether.workbench.cloud.stage.StageFunctions;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bellwether reconcile}: where a stage's ledger and its broker differ. */
@Command(
    name = "reconcile",
    mixinStandardHelpOptions = true,
    version = Main.VERSION,
    description = {
      "Compares the ledger of a deployed stage with its broker, and prints where they differ.",
      "What can be explained is repaired, unless it is a dry run; what cannot is handled by the"
          + " account's policy. The stage does the same by itself before each plan and on schedule."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:they agree, or every difference is explained",
      "1:the stage could not compare them",
      "2:wrong command line; no credentials or region for AWS",
      "3:there is a difference that nothing explains"
    },
    footer = {
      "",
      "Examples:",
      "  bellwether reconcile --stage prod --dry-run",
      "  bellwether reconcile --stage dev --account alpaca-paper"
    })
final class ReconcileCommand implements Callable<Integer> {
  private static final int LONGEST_FIGURE = 18;

  @Spec private CommandSpec spec;
  @Mixin private StageOptions stage;

  @Option(names = "--dry-run", description = "Change nothing.")
  private boolean dryRun;

  @Option(
      names = "--account",
      paramLabel = "ACCOUNT",
      description = "One account only. Default: all accounts of the enabled strategies.")
  private Optional<String> account;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command.
  ReconcileCommand() {}

  @Override
  public Integer call() {
    ObjectNode payload = ExecutionAction.payload("reconcile", account).put("dryRun", dryRun);
    try (StageFunctions functions = new StageFunctions(stage.access())) {
      return print(ExecutionAction.invoke(functions, payload));
    } catch (StageException e) {
      throw StageOptions.explained(e);
    }
  }

  private int print(JsonNode answer) {
    PrintWriter out = spec.commandLine().getOut();
    boolean explained = true;
    for (JsonNode compared : answer.path("accounts")) {
      String name = ExecutionAction.plain(compared.path("account"));
      JsonNode differences = compared.path("differences");
      if (differences.isEmpty()) {
        out.println(name + ": ledger and broker agree");
        continue;
      }
      out.println(name + ":");
      table(differences).lines().forEach(out::println);
      for (JsonNode difference : differences) {
        explained &= difference.path("explained").asBoolean();
      }
    }
    if (dryRun && !answer.path("accounts").isEmpty()) {
      out.println("Nothing was changed.");
    }
    return explained ? ExitCode.OK : ExitCode.DATA;
  }

  private static TextTable table(JsonNode differences) {
    TextTable table =
        TextTable.of(
            Column.text("kind", LONGEST_FIGURE),
            Column.text("symbol"),
            Column.text("ledger", LONGEST_FIGURE),
            Column.text("broker", LONGEST_FIGURE),
            Column.text("what is done"));
    for (JsonNode difference : differences) {
      table.row(
          ExecutionAction.plain(difference.path("kind")),
          ExecutionAction.plain(difference.path("symbol")),
          ExecutionAction.plain(difference.path("ledger")),
          ExecutionAction.plain(difference.path("broker")),
          (difference.path("explained").asBoolean() ? "" : "UNEXPLAINED: ")
              + ExecutionAction.plain(difference.path("remedy")));
    }
    return table;
  }
}
