package io.bellwether.workbench.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.workbench.cloud.stage.StageException;
import io.bellwether.workbench.cloud.stage.StageFunctions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bellwether enable}: allows new exposure again. */
@Command(
    name = "enable",
    mixinStandardHelpOptions = true,
    version = Main.VERSION,
    description = {
      "Allows new exposure in a deployed stage again, after a kill and after an emergency stop"
          + " alike.",
      "It shows what had stopped it and asks first. After an emergency stop the drawdown counts"
          + " anew from the equity there is."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:new exposure is allowed",
      "1:it is not: declined, or the stage did not do it",
      "2:wrong command line; no credentials or region for AWS"
    },
    footer = {
      "",
      "Examples:",
      "  bellwether enable --stage prod",
      "  bellwether enable --stage dev --account alpaca-paper --yes"
    })
final class EnableCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private StageOptions stage;

  @Option(
      names = "--account",
      paramLabel = "ACCOUNT",
      description = "One account only. Default: all accounts of the enabled strategies.")
  private Optional<String> account;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command.
  EnableCommand() {}

  @Override
  public Integer call() throws IOException {
    try (StageFunctions functions = new StageFunctions(stage.access())) {
      return enable(functions);
    } catch (StageException e) {
      throw StageOptions.explained(e);
    }
  }

  private int enable(StageFunctions functions) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    JsonNode before = status(functions);
    ExecutionAction.printStatus(before, out);
    out.println();
    if (before.path("accounts").isEmpty()) {
      throw InputException.usage(
          account
              .map(name -> "no enabled strategy owns account " + name)
              .orElse("no strategy is enabled: there is nothing to enable"));
    }
    boolean stopped =
        StreamSupport.stream(before.path("accounts").spliterator(), false)
            .anyMatch(ExecutionAction::isStopped);
    if (!stopped) {
      out.println("Nothing is stopped; nothing was changed.");
      return ExitCode.OK;
    }
    if (!yes && !confirmed(out)) {
      out.println("Nothing was changed.");
      return ExitCode.FAILURE;
    }
    ExecutionAction.invoke(functions, ExecutionAction.payload("enable", account));
    out.println("New exposure is allowed:");
    ExecutionAction.printStatus(status(functions), out);
    return ExitCode.OK;
  }

  /** How the accounts that are asked about stand: none, if the one named is nobody's. */
  private JsonNode status(StageFunctions functions) {
    ObjectNode asked = JsonNodeFactory.instance.objectNode();
    ArrayNode accounts = asked.putArray("accounts");
    ExecutionAction.invoke(functions, ExecutionAction.payload("status", Optional.empty()))
        .path("accounts")
        .forEach(
            one -> {
              if (account.isEmpty() || account.get().equals(one.path("account").asText())) {
                accounts.add(one);
              }
            });
    return asked;
  }

  private static boolean confirmed(PrintWriter out) throws IOException {
    out.print("Is the cause mended? Allow new exposure? [y/N] ");
    out.flush();
    // Not closed: standard input is not this command's.
    BufferedReader input = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    String line = input.readLine();
    if (line == null) {
      out.println();
      return false;
    }
    return line.strip().equalsIgnoreCase("y") || line.strip().equalsIgnoreCase("yes");
  }
}
