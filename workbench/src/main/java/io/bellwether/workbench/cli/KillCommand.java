package io.bellwether.workbench.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.workbench.cloud.stage.StageAccess;
import io.bellwether.workbench.cloud.stage.StageException;
import io.bellwether.workbench.cloud.stage.StageException.Reason;
import io.bellwether.workbench.cloud.stage.StageFunctions;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bellwether kill}: stops new exposure in a deployed stage. */
@Command(
    name = "kill",
    mixinStandardHelpOptions = true,
    version = Main.VERSION,
    description = {
      "Stops all new exposure in a deployed stage, until `enable`. Positions, their stops and exits"
          + " go on.",
      "It invokes the stage's execution function with the credentials and the region that the AWS"
          + " CLI uses. Doing it twice is harmless."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:new exposure is stopped",
      "1:IT IS NOT, or not in every account: what else stops it is printed",
      "2:wrong command line; no credentials or region for AWS: IT IS NOT"
    },
    footer = {
      "",
      "Examples:",
      "  bellwether kill --stage prod --reason \"the feed shows prices nobody traded at\"",
      "  bellwether kill --stage dev --account alpaca-paper --reason \"trying it out\""
    })
final class KillCommand implements Callable<Integer> {
  /** A lost answer is no reason to leave it at that: killing twice is killing once. */
  private static final int TRIES = 3;

  @Spec private CommandSpec spec;
  @Mixin private StageOptions stage;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why, for those who find it later.")
  private String reason;

  @Option(
      names = "--account",
      paramLabel = "ACCOUNT",
      description = "One account only. Default: all accounts of the enabled strategies.")
  private Optional<String> account;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command.
  KillCommand() {}

  @Override
  public Integer call() {
    if (reason.isBlank()) {
      throw InputException.usage("--reason is blank");
    }
    StageAccess access = stage.access();
    ObjectNode payload = ExecutionAction.payload("kill", account).put("reason", reason.strip());
    try (StageFunctions functions = new StageFunctions(access)) {
      kill(functions, payload);
      PrintWriter out = spec.commandLine().getOut();
      out.println("New exposure is stopped; positions, stops and exits go on.");
      show(functions, out);
      return ExitCode.OK;
    } catch (StageException e) {
      notStopped(access, e);
      return e.reason() == Reason.NOT_SIGNED_IN ? ExitCode.USAGE : ExitCode.FAILURE;
    }
  }

  private static void kill(StageFunctions functions, ObjectNode payload) {
    for (int tries = 1; ; tries++) {
      try {
        ExecutionAction.invoke(functions, payload);
        return;
      } catch (StageException e) {
        boolean mayHelp = e.reason() == Reason.UNANSWERED || e.reason() == Reason.FUNCTION_FAILED;
        if (!mayHelp || tries == TRIES) {
          throw e;
        }
      }
    }
  }

  /** How the accounts stand now; that it cannot be asked changes nothing. */
  private void show(StageFunctions functions, PrintWriter out) {
    try {
      ExecutionAction.printStatus(
          ExecutionAction.invoke(functions, ExecutionAction.payload("status", account)), out);
    } catch (StageException e) {
      out.println(
          TextTable.paragraph(
              "How the accounts stand could not be asked: "
                  + ExecutionAction.cell(String.valueOf(e.getMessage())),
              0));
    }
  }

  private void notStopped(StageAccess access, StageException e) {
    PrintWriter err = spec.commandLine().getErr();
    String function = access.function("execution");
    TextTable why = TextTable.of(TextTable.Column.text(""));
    why.row(
        "bellwether: NOT STOPPED, not everywhere at least. "
            + ExecutionAction.cell(String.valueOf(e.getMessage())));
    why.lines().forEach(err::println);
    List.of(
            "",
            "Until it is, orders that add exposure may be sent. What stops them:",
            "1. This command again, once what it says above is mended.",
            "2. Keep the function from running. Then nobody looks after exits and",
            "   stops either; orders at the broker stand:",
            "     aws lambda put-function-concurrency --function-name \\",
            "       " + function + " --reserved-concurrent-executions 0",
            "   and later, to undo it: aws lambda delete-function-concurrency",
            "3. At the broker: suspend trading in the account's settings, and cancel the",
            "   open orders that are not stops.",
            "Disabling the schedules is not enough: signals in the queue are executed.")
        .forEach(err::println);
    if (e.reason() == Reason.FUNCTION_FAILED || e.reason() == Reason.FUNCTION_REFUSED) {
      err.println();
      try (StageFunctions functions = new StageFunctions(access)) {
        show(functions, err);
      }
    }
  }
}
