package io.bellwether.workbench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** A promise that does not hold is heard by whoever reads exit codes alone. */
final class GateStudyCommandTest {
  /** A record that no market of a year has: the gate lets nothing pass. */
  private static Cli.Run study(String subject) {
    return Cli.run(
        "gate",
        "study",
        "--case",
        subject,
        "--seeds",
        "1",
        "--years",
        "1",
        "--threads",
        "1",
        "--quiet",
        "--limits",
        "minimum-sessions=100000");
  }

  GateStudyCommandTest() {}

  @Test
  void edgesThatDoNotPassBreakThePromise() {
    Cli.Run run = study("edge-rsi2");
    assertEquals(5, run.code(), run::err);
    assertTrue(run.out().contains("DOES NOT HOLD"), run::out);
  }

  @Test
  void noiseThatDoesNotPassKeepsIt() {
    Cli.Run run = study("noise-ema");
    assertEquals(0, run.code(), run::err);
    assertTrue(run.out().contains("holds"), run::out);
  }
}
