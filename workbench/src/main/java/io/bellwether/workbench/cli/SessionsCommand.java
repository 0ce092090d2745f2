package io.bellwether.workbench.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bellwether sessions}: what the analyst remembers of trading days. */
@Command(
    name = "sessions",
    mixinStandardHelpOptions = true,
    version = Main.VERSION,
    description = "The trading days the analyst remembers, and whether remembering them helps.",
    subcommands = {
      SessionsBuildCommand.class,
      SessionsSimilarCommand.class,
      SessionsReportCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "2:wrong command line"},
    footer = {
      "",
      "Examples:",
      "  bellwether sessions build --strategy rsi2 --bars TQQQ=tqqq.csv \\",
      "      --bars SQQQ=sqqq.csv --vix vix.csv",
      "  bellwether sessions similar --strategy rsi2 --date 2020-03-12"
    })
final class SessionsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the field before it runs the command.
  SessionsCommand() {}

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
