package io.bellwether.workbench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.trading.cost.SlippageText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "data",
        "data check",
        "data fetch",
        "invoke",
        "prove",
        "simulate",
        "strategies",
        "strategies list",
        "strategies show",
        "sessions",
        "sessions build",
        "sessions similar",
        "sessions report",
        "cost",
        "sweep",
        "optimize",
        "walk-forward"
      })
  void everyCommandExplainsItself(String command) {
    Cli.Run run = Cli.run((command + " --help").split(" ")).succeeds();

    assertTrue(run.out().startsWith("Usage: bellwether " + command + " "), run.out());
    assertTrue(run.out().contains("Exit codes:\n"), run.out());
    assertTrue(run.out().matches("(?s).*\nExamples?:\n  bellwether " + command + ".*"), run.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"backtest", "sweep", "optimize", "walk-forward", "compare"})
  void everyFormOfSlippageIsNamed(String command) {
    Cli.Run run = Cli.run(command, "--help").succeeds();

    // Lines may end anywhere.
    assertTrue(squeezed(run.out()).contains(squeezed(SlippageText.FORMS)), command);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "data", "strategies"})
  void withoutASubcommandThereIsHelp(String command) {
    String[] arguments = command.isEmpty() ? new String[0] : new String[] {command};

    Cli.Run run = Cli.run(arguments).succeeds();

    assertTrue(run.out().contains("Commands:\n"), run.out());
  }

  private static String squeezed(String text) {
    return text.replaceAll("\\s", "");
  }

  @Test
  void theHelpListsEveryExitCode() {
    Cli.Run run = Cli.run("--help").succeeds();

    for (int code = ExitCode.OK; code <= ExitCode.BROKEN; code++) {
      assertTrue(run.out().contains("\n  " + code + "   "), run.out());
    }
  }

  @Test
  void everyCommandKnowsItsVersion() {
    assertEquals(Main.VERSION + "\n", Cli.run("--version").out());
    assertEquals(Main.VERSION + "\n", Cli.run("data", "fetch", "--version").out());
    assertEquals(Main.VERSION + "\n", Cli.run("strategies", "show", "--version").out());
  }
}
