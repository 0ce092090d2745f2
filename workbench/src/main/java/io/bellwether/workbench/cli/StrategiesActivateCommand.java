package io.bellwether.workbench.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bellwether strategies activate}: makes a version the active one. */
@Command(
    name = "activate",
    mixinStandardHelpOptions = true,
    version = Main.VERSION,
    description = {
      "Makes a version of a strategy the active one. With --stage the stage's next tick decides by"
          + " it; without, it is the one in a folder of this machine, and no stage is changed.",
      "It is recorded with who did it and why. Doing it twice is harmless. The new version decides"
          + " what becomes of what is held, and leaves what it does not trade."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the version is active",
      "1:the state is in use or cannot be written; the stage does not answer",
      "2:wrong command line; no such strategy or version, or one that cannot be run"
    },
    footer = {
      "",
      "Examples:",
      "  bellwether strategies activate rsi2 2 --reason \"the proposal convinces me\"",
      "  bellwether strategies activate rsi2 2 --stage dev --reason \"as tried in shadow\""
    })
final class StrategiesActivateCommand implements Runnable {
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;
  @Mixin private StateOptions state;
  @Mixin private AuthorOptions author;

  @Parameters(index = "0", paramLabel = "NAME", description = "The strategy, such as rsi2.")
  private String name;

  @Parameters(index = "1", paramLabel = "VERSION", description = "The version, such as 2.")
  private int version;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why, for those who ask later.")
  private String reason;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command.
  StrategiesActivateCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    JsonNode answer =
        state.ask(
            StateOptions.payload("activate", name)
                .put("version", version)
                .put("author", author.name())
                .put("reason", reason),
            surroundings.clock());
    PrintWriter out = spec.commandLine().getOut();
    String again =
        "bellwether strategies activate %s %d%s --reason TEXT"
            .formatted(name, version, state.again());
    out.println(VersionSheet.outcome(answer, state.folder(), again));
    if (answer.path("activation").has("previous")) {
      out.println(
          "Back: bellwether strategies rollback " + name + state.again() + " --reason TEXT");
    }
  }
}
