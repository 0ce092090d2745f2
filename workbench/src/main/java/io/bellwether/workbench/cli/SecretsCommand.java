package io.bellwether.workbench.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bellwether secrets}: the API keys. */
@Command(
    name = "secrets",
    mixinStandardHelpOptions = true,
    version = Main.VERSION,
    description = "Looks after the API keys, without ever showing one.",
    subcommands = SecretsCheckCommand.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "2:wrong command line"},
    footer = {"", "Example:", "  bellwether secrets check trading-system/api-keys"})
final class SecretsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the field before it runs the command.
  SecretsCommand() {}

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
