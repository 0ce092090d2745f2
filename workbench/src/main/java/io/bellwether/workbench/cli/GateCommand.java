package io.bellwether.workbench.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bellwether gate}: the gate for proposals. */
@Command(
    name = "gate",
    mixinStandardHelpOptions = true,
    version = Main.VERSION,
    description = "Looks into the gate that a proposal has to pass.",
    subcommands = GateStudyCommand.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "2:wrong command line"},
    footer = {"", "Example:", "  bellwether gate study --seeds 50"})
final class GateCommand implements Runnable {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the field before it runs the command.
  GateCommand() {}

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
