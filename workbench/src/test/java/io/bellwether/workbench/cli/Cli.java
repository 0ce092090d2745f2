package io.bellwether.workbench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Runs the command line in a test's surroundings. */
final class Cli {
  /** A Saturday: the last session is 2024-11-29, an early close. */
  static final Instant NOW = Instant.parse("2024-11-30T12:00:00Z");

  private Cli() {}

  /**
   * What a run came to.
   *
   * @param code the exit code
   * @param out what was printed
   * @param err what was printed as an error
   */
  record Run(int code, String out, String err) {
    List<String> lines() {
      return out.lines().toList();
    }

    /** Requires an exit code, and exactly one line of error that names all of these. */
    void failsInOneLine(int expected, String... named) {
      fails(expected, 1, named);
    }

    /** Requires a complaint about the command line, with a second line that leads to the help. */
    void failsWithUsage(String... named) {
      fails(ExitCode.USAGE, 2, named);
      assertTrue(err.contains("--help'"), err);
    }

    private void fails(int expected, int lines, String... named) {
      assertEquals(expected, code, this::toString);
      assertEquals("", out);
      assertEquals(lines, err.lines().count(), err);
      assertTrue(err.startsWith("bellwether: "), err);
      for (String part : named) {
        assertTrue(err.contains(part), () -> "no '" + part + "' in: " + err);
      }
    }

    /** Requires success, and that nothing is wider than a terminal. */
    Run succeeds() {
      assertEquals(ExitCode.OK, code, this::toString);
      assertEquals("", err);
      fitsTerminal();
      return this;
    }

    /** Lines that name a whole path are as long as the path is. */
    void fitsTerminal() {
      lines().stream()
          .filter(line -> !line.startsWith("Written to "))
          .forEach(line -> assertTrue(line.length() <= TextTable.WIDTH, line));
    }
  }

  /** Runs without any environment. */
  static Run run(String... arguments) {
    return run(InstantSource.fixed(NOW), Map.of(), arguments);
  }

  static Run run(InstantSource clock, Map<String, String> environment, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Surroundings surroundings = new Surroundings(clock, environment, duration -> {});
    int code =
        Main.run(arguments, new PrintWriter(out, true), new PrintWriter(err, true), surroundings);
    return new Run(code, out.toString(), err.toString());
  }
}
