package io.bellwether.workbench.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the demonstration leaves behind: every file that is promised, and no key in any of them. */
@Tag("integration")
class DemoOutputTest {
  private static final List<String> PROMISED =
      List.of(
          "trades.csv",
          "orders.csv",
          "signals.csv",
          "equity.csv",
          "summary.json",
          "chart.svg",
          "report.html");

  /** The key pair that the simulated exchange wants in every request. */
  private static final List<String> KEYS = List.of("SIMULATED", "simulated-secret");

  @TempDir private Path directory;

  @Test
  void everyPromisedFileIsThereAndNoneHoldsAKey() throws IOException {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Path output = directory.resolve("demo");

    int code =
        Main.run(
            new String[] {
              "demo", "--from", "2025-07-01", "--to", "2025-07-02", "--output", output.toString()
            },
            new PrintWriter(out, true),
            new PrintWriter(err, true));

    assertEquals(ExitCode.OK, code, err::toString);
    for (String name : PROMISED) {
      for (String place : List.of("", "ema-crossover/", "rsi2/")) {
        assertTrue(Files.size(output.resolve(place + name)) > 0, place + name);
      }
    }
    assertTrue(Files.size(output.resolve("rsi2/functions.log")) > 0, "functions.log");
    try (Stream<Path> files = Files.walk(output)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertHoldsNoKey(file.toString(), Files.readString(file));
      }
    }
    assertHoldsNoKey("the terminal", out.toString() + err);
  }

  private static void assertHoldsNoKey(String where, String text) {
    assertAll(KEYS.stream().map(key -> () -> assertFalse(text.contains(key), where)));
  }
}
