package io.bellwether.workbench.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bellwether data}: files of bars. */
@Command(
    name = "data",
    mixinStandardHelpOptions = true,
    version = Main.VERSION,
    description = "Fetches files of bars and checks them.",
    subcommands = {DataCheckCommand.class, DataFetchCommand.class},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "2:wrong command line"},
    footer = {
      "",
      "Examples:",
      "  bellwether data check --bars TQQQ=tqqq_5m.csv.gz",
      "  bellwether data fetch --symbol TQQQ --timeframe 1h \\",
      "      --from 2023-01-03 --to 2024-12-31 --output tqqq_1h.csv.gz"
    })
final class DataCommand implements Runnable {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the field before it runs the command.
  DataCommand() {}

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
