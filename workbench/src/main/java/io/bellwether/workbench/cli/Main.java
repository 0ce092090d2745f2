package io.bellwether.workbench.cli;

import io.bellwether.market.feed.CsvBarsException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code bellwether}. */
@Command(
    name = "bellwether",
    mixinStandardHelpOptions = true,
    version = "bellwether 0.1.0",
    description = "Runs trading days through the real functions, on this machine.",
    subcommands = {
      ReplayCommand.class,
      CommandLine.HelpCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:failed for a reason the input is not to blame for",
      "2:the command line is wrong",
      "3:the data is unreadable, malformed or not fit to trade on"
    })
public final class Main implements Runnable {
  /** Set to see stack traces. */
  private static final String DEBUG = "BELLWETHER_DEBUG";

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the field before it runs the command.
  public Main() {}

  public static void main(String[] arguments) {
    // Threads of the embedded parts may linger; the command is over all the same.
    System.exit(
        run(arguments, new PrintWriter(System.out, true), new PrintWriter(System.err, true)));
  }

  /** Runs a command and returns its exit code. */
  static int run(String[] arguments, PrintWriter out, PrintWriter err) {
    Logs.silence();
    CommandLine line = new CommandLine(new Main());
    line.setOut(out);
    line.setErr(err);
    line.setUsageHelpAutoWidth(false);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler((e, command, parsed) -> explain(e, err));
    line.setParameterExceptionHandler(
        (e, unused) -> {
          err.println("bellwether: " + oneLine(e.getMessage()));
          err.println("Try '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
          return ExitCode.USAGE;
        });
    return line.execute(arguments);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private static int explain(Exception e, PrintWriter err) {
    if (System.getenv(DEBUG) != null) {
      e.printStackTrace(err);
    }
    err.println("bellwether: " + oneLine(String.valueOf(e.getMessage())));
    return switch (e) {
      case InputException input -> input.exitCode();
      case CsvBarsException csv -> ExitCode.DATA;
      default -> {
        err.println(
            "This is not your input's fault. Set " + DEBUG + "=1 to see where it happened.");
        yield ExitCode.FAILURE;
      }
    };
  }

  private static String oneLine(String message) {
    return message.strip().replaceAll("\\s*\\R\\s*", "; ");
  }
}
