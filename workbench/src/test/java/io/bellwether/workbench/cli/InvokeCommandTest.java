package io.bellwether.workbench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class InvokeCommandTest {
  private static final Path ROOT = Path.of(System.getProperty("basedir", ".")).resolve("..");
  private static final String TICK = ROOT.resolve("events/scheduled-tick.json").toString();

  @TempDir private Path folder;

  @Test
  void whatCannotBeInvokedIsSaidBeforeAnythingStarts() throws IOException {
    Path noJson = Files.writeString(folder.resolve("no.json"), "{\"strategy\":");
    Cli.run("invoke", "signals").failsWithUsage("FUNCTION EVENT");
    Cli.run("invoke", "signals", TICK, "execution").failsInOneLine(ExitCode.USAGE, "execution");
    Cli.run("invoke", "orders", TICK).failsInOneLine(ExitCode.USAGE, "orders", "notifications");
    Cli.run("invoke", "signals", "none.json").failsInOneLine(ExitCode.DATA, "none.json");
    Cli.run("invoke", "signals", noJson.toString()).failsInOneLine(ExitCode.DATA, "no JSON");
    Cli.run("invoke", "signals", TICK, "--times", "0").failsInOneLine(ExitCode.USAGE, "--times");
  }

  @Test
  @Tag("integration")
  @EnabledOnOs(
      value = OS.LINUX,
      disabledReason = "Lambda's runtime client is native code for Linux")
  void answersErrorsAndFiguresFitATerminal() {
    String told = ROOT.resolve("events/event-order-filled.json").toString();
    String malformed = ROOT.resolve("events/event-malformed.json").toString();
    Cli.Run run =
        Cli.run(
            "invoke", "--home", ROOT.toString(), "notifications", told, "notifications", malformed);

    assertEquals(ExitCode.FAILURE, run.code(), run::toString);
    run.fitsTerminal();
    assertTrue(run.out().contains("\"told\" : true"), run.out());
    assertTrue(run.out().contains("failed: io.bellwether.cloud.lambda.Invocation"), run.out());
    assertTrue(run.out().matches("(?s).*init +\\d+ ms\nduration +\\d+ ms\nbilled .*"), run.out());
    assertTrue(run.out().matches("(?s).*memory +\\d+ MB of 512 MB\n.*"), run.out());
  }
}
