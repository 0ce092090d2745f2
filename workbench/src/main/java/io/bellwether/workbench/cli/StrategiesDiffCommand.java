package io.bellwether.workbench.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bellwether strategies diff}: in what two versions differ. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    version = Main.VERSION,
    description = "Shows in what two versions of a strategy differ, side by side.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the state is in use or cannot be read; the stage does not answer",
      "2:wrong command line; no such strategy or version"
    },
    footer = {
      "",
      "Examples:",
      "  bellwether strategies diff rsi2 1 2",
      "  bellwether strategies diff rsi2 2 3 --stage dev"
    })
final class StrategiesDiffCommand implements Runnable {
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;
  @Mixin private StateOptions state;

  @Parameters(index = "0", paramLabel = "NAME", description = "The strategy, such as rsi2.")
  private String name;

  @Parameters(index = "1", paramLabel = "VERSION", description = "The one version.")
  private int from;

  @Parameters(index = "2", paramLabel = "VERSION", description = "The other.")
  private int to;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command.
  StrategiesDiffCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    JsonNode diff =
        state.ask(
            StateOptions.payload("diff", name).put("from", from).put("to", to),
            surroundings.clock());
    VersionSheet.diff(diff).forEach(spec.commandLine().getOut()::println);
  }
}
