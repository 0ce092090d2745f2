package io.bellwether.workbench.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bellwether strategies rollback}: takes the last activation back. */
@Command(
    name = "rollback",
    mixinStandardHelpOptions = true,
    version = Main.VERSION,
    description = {
      "Takes the last activation back: the version before it is active again.",
      "Once more takes the one before that back: it goes further back and never forth. With --from"
          + " it does so only if that version is active, so that it can be repeated safely.",
      "Without --stage it is about a folder of this machine, and no stage is changed."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the version before is active, also if the same rollback was made before",
      "1:it is not: somebody was faster; the state is in use; the stage does not answer",
      "2:wrong command line; no such strategy, or nothing to go back to"
    },
    footer = {
      "",
      "Examples:",
      "  bellwether strategies rollback rsi2 --reason \"worse than before\"",
      "  bellwether strategies rollback rsi2 --from 3 --stage dev --reason \"no\""
    })
final class StrategiesRollbackCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;
  @Mixin private StateOptions state;
  @Mixin private AuthorOptions author;

  @Parameters(paramLabel = "NAME", description = "The strategy, such as rsi2.")
  private String name;

  @Option(
      names = "--from",
      paramLabel = "VERSION",
      description = "The version to be left. Default: the one that is active now.")
  private Optional<Integer> from;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why, for those who ask later.")
  private String reason;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command.
  StrategiesRollbackCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    int left = from.orElseGet(this::active);
    String again =
        "bellwether strategies rollback %s --from %d%s --reason TEXT"
            .formatted(name, left, state.again());
    JsonNode answer =
        state.ask(
            StateOptions.payload("rollback", name)
                .put("from", left)
                .put("author", author.name())
                .put("reason", reason),
            surroundings.clock(),
            again);
    spec.commandLine().getOut().println(VersionSheet.outcome(answer, state.folder(), again));
    return answer.path("outcome").asText().equals("overtaken") ? ExitCode.FAILURE : ExitCode.OK;
  }

  /** Asked first and named in the request, so that one sent twice goes back once. */
  private int active() {
    return state
        .ask(StateOptions.payload("versions", name), surroundings.clock())
        .path("active")
        .asInt();
  }
}
