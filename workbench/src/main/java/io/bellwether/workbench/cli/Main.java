package io.bellwether.workbench.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bellwether.market.DataFileException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code bellwether}. */
@Command(
    name = "bellwether",
    mixinStandardHelpOptions = true,
    version = Main.VERSION,
    description = "Runs trading days through the real functions, on this machine.",
    subcommands = {
      BacktestCommand.class,
      CompareCommand.class,
      SweepCommand.class,
      OptimizeCommand.class,
      WalkForwardCommand.class,
      ProveCommand.class,
      AnalyzeCommand.class,
      AnalysisCommand.class,
      ReplayCommand.class,
      DemoCommand.class,
      SimulateCommand.class,
      DataCommand.class,
      SecretsCommand.class,
      StrategiesCommand.class,
      GateCommand.class,
      SessionsCommand.class,
      CostCommand.class,
      KillCommand.class,
      EnableCommand.class,
      ReconcileCommand.class,
      DeadLettersCommand.class,
      InvokeCommand.class,
      BenchColdCommand.class,
      CommandLine.HelpCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:failed for a reason the input is not to blame for",
      "2:the command line is wrong",
      "3:the data is unreadable, malformed or not fit to trade on",
      "4:a proof found that a strategy looks ahead",
      "5:a simulation found a promise broken"
    })
public final class Main implements Runnable {
  static final String VERSION = "bellwether 0.1.0";

  /** Set to see stack traces. */
  private static final String DEBUG = "BELLWETHER_DEBUG";

  /** A file may have a line of megabytes; the middle of such a message is left out. */
  private static final int LONGEST_MESSAGE = 600;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the field before it runs the command.
  public Main() {}

  public static void main(String[] arguments) {
    // Threads of the embedded parts may linger; the command is over all the same.
    System.exit(
        run(
            arguments,
            new PrintWriter(System.out, true, UTF_8),
            new PrintWriter(System.err, true, UTF_8)));
  }

  /** Runs a command and returns its exit code. */
  static int run(String[] arguments, PrintWriter out, PrintWriter err) {
    return run(arguments, out, err, Surroundings.ofProcess());
  }

  /** Runs a command in given surroundings and returns its exit code. */
  static int run(String[] arguments, PrintWriter out, PrintWriter err, Surroundings surroundings) {
    Logs.silence();
    CommandLine line = new CommandLine(new Main(), surroundings.factory());
    Converters.register(line);
    line.setOut(out);
    line.setErr(err);
    line.setUsageHelpAutoWidth(false);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    // A mistyped option is one, not another value of the option before it.
    line.setUnmatchedOptionsAllowedAsOptionParameters(false);
    line.setExecutionExceptionHandler((e, command, parsed) -> explain(e, err));
    line.setParameterExceptionHandler(
        (e, _) -> {
          err.println("bellwether: " + oneLine(String.valueOf(e.getMessage())));
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
      case DataFileException file -> ExitCode.DATA;
      default -> {
        err.println(
            "This is not your input's fault. Set " + DEBUG + "=1 to see where it happened.");
        yield ExitCode.FAILURE;
      }
    };
  }

  /** A message on one line that cannot disturb a terminal, whatever file it quotes. */
  private static String oneLine(String message) {
    String line =
        message
            .strip()
            .replaceAll(":\\s*\\R[\\s-]*", ": ")
            .replaceAll("\\s*\\R[\\s-]*", "; ")
            .replaceAll("\\p{Cntrl}", "?");
    return line.length() <= LONGEST_MESSAGE
        ? line
        : line.substring(0, LONGEST_MESSAGE / 2)
            + " ... "
            + line.substring(line.length() - LONGEST_MESSAGE / 2);
  }
}
