package io.bellwether.workbench.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bellwether strategies add}: a version that a person makes. */
@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    version = Main.VERSION,
    description = {
      "Adds a version of a strategy with some parameters changed. It is not active yet.",
      "`strategies show` lists the parameters and what each takes."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the version is stored",
      "1:the state is in use or cannot be written; the stage does not answer",
      "2:wrong command line; no such strategy, version or parameter, or no such value"
    },
    footer = {
      "",
      "Examples:",
      "  bellwether strategies add rsi2 --set entry-rsi=25 --set stop-loss=0.04",
      "  bellwether strategies add rsi2 --base 1 --set entry-rsi=25 --stage dev"
    })
final class StrategiesAddCommand implements Runnable {
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;
  @Mixin private StateOptions state;
  @Mixin private AuthorOptions author;

  @Parameters(paramLabel = "NAME", description = "The strategy, such as rsi2.")
  private String name;

  @Option(
      names = "--base",
      paramLabel = "VERSION",
      description = "The version it is made from. Default: the active one.")
  private Optional<Integer> base;

  @Option(
      names = "--set",
      paramLabel = "PARAMETER=VALUE",
      required = true,
      description = "A parameter and its new value; repeatable.")
  private Map<String, String> changes;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command.
  StrategiesAddCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    ObjectNode payload = StateOptions.payload("add", name).put("author", author.name());
    base.ifPresent(number -> payload.put("base", number));
    ObjectNode values = payload.putObject("changes");
    new TreeMap<>(changes).forEach(values::put);
    JsonNode added = state.ask(payload, surroundings.clock());
    String version = ExecutionAction.plain(added.path("version"));
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "%s v%s is stored, made from v%s; it is not active"
            .formatted(name, version, ExecutionAction.plain(added.path("parent"))));
    out.println(
        "To activate it: bellwether strategies activate %s %s%s --reason TEXT"
            .formatted(name, version, state.again()));
  }
}
