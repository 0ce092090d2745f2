package io.bellwether.workbench.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bellwether strategies shadow}: a version beside the active one. */
@Command(
    name = "shadow",
    description = {
      "Has a version of a strategy decide beside the active one at every tick, without orders.",
      "Without --version and --off it reports where the two wanted different things, and what each"
          + " would have made alone, by the backtest after costs.",
      "Without --stage it is about a folder of this machine, in which nothing ticks."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the state is in use or cannot be written; the stage does not answer",
      "2:wrong command line; no such strategy, version or shadow"
    },
    footer = {
      "",
      "Examples:",
      "  bellwether strategies shadow rsi2 --version 3 --stage dev",
      "  bellwether strategies shadow rsi2 --stage dev",
      "  bellwether strategies shadow rsi2 --off --stage dev"
    })
final class StrategiesShadowCommand implements Runnable {
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;
  @Mixin private StateOptions state;
  @Mixin private AuthorOptions author;

  /** Its own, because here {@code --version} names one of the strategy's. */
  @SuppressWarnings("UnusedVariable") // picocli reads the option, not its value.
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  private boolean help;

  @Parameters(paramLabel = "NAME", description = "The strategy, such as rsi2.")
  private String name;

  @Option(
      names = "--version",
      paramLabel = "VERSION",
      description = "The version that runs in the shadow from now on.")
  private Optional<Integer> version;

  @Option(names = "--off", description = "No version runs in the shadow any more.")
  private boolean off;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command.
  StrategiesShadowCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    ObjectNode payload = StateOptions.payload("shadow", name);
    version.ifPresent(number -> payload.put("version", number).put("author", author.name()));
    if (off) {
      payload.put("off", true);
    }
    JsonNode answer = state.ask(payload, surroundings.clock());
    PrintWriter out = spec.commandLine().getOut();
    ShadowSheet.lines(answer).forEach(out::println);
    if (payload.has("version")) {
      state
          .folder()
          .map(
              "That is in %s, on this machine, where nothing ticks: no stage was changed."
                  ::formatted)
          .ifPresent(out::println);
    }
  }
}
