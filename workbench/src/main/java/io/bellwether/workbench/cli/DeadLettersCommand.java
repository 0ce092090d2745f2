package io.bellwether.workbench.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bellwether dead-letters}: what a stage could not do. */
@Command(
    name = "dead-letters",
    mixinStandardHelpOptions = true,
    version = Main.VERSION,
    description =
        "Lists what a deployed stage could not do, with the reason, and sends it again once that is"
            + " mended.",
    subcommands = {
      DeadLettersListCommand.class,
      DeadLettersShowCommand.class,
      DeadLettersRedriveCommand.class,
      DeadLettersDeleteCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "2:wrong command line"},
    footer = {
      "",
      "Examples:",
      "  bellwether dead-letters list --stage prod",
      "  bellwether dead-letters show --stage prod 8f3c1d2e",
      "  bellwether dead-letters redrive --stage prod 8f3c1d2e"
    })
final class DeadLettersCommand implements Runnable {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the field before it runs the command.
  DeadLettersCommand() {}

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
