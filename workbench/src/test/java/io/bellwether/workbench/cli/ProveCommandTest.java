package io.bellwether.workbench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.market.Timeframe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProveCommandTest {
  @TempDir private static Path directory;

  private static String example = "";

  @BeforeAll
  static void makeJar() throws IOException {
    example = StrategyJar.example(directory).toString();
  }

  @Test
  void aBuiltInStrategyIsProvenOnGivenAndMadeUpBars() {
    Path bars = directory.resolve("tqqq.csv");
    SampleBars.write(
        bars,
        SampleBars.of(
            "TQQQ", new Timeframe(30), LocalDate.of(2024, 1, 2), LocalDate.of(2024, 2, 15)));

    Cli.Run run =
        Cli.run(
                "prove",
                "ema-crossover",
                "--bars",
                "TQQQ=" + bars,
                "--series",
                "1",
                "--set",
                "fast=5")
            .succeeds();

    assertTrue(
        run.out().startsWith("ema-crossover on 1h bars of TQQQ, fast=5: PROVEN\n"), run.out());
    assertTrue(run.out().contains("\nthe bars given "), run.out());
    assertTrue(run.out().contains("\nrandom walk, seed "), run.out());
    assertTrue(run.out().contains("\nEma[source=CLOSE, period=20] of TQQQ "), run.out());
    assertTrue(run.out().contains("Forming bars: at 240 instants"), run.out());
    assertTrue(run.out().contains("Not proven"), run.out());
  }

  @Test
  void aStrategyFromAJarIsProven() {
    Cli.Run run =
        Cli.run("prove", "example-average", "--strategy-jar", example, "--series", "2").succeeds();

    assertTrue(run.out().startsWith("example-average on 1d bars of QQQ: PROVEN\n"), run.out());
    assertTrue(run.out().contains("its decisions alone were"), run.out());
  }

  @Test
  void aStrategyFromAJarIsBacktested() {
    Path bars = directory.resolve("qqq.csv");
    SampleBars.write(
        bars,
        SampleBars.of("QQQ", Timeframe.DAY, LocalDate.of(2023, 1, 3), LocalDate.of(2023, 12, 29)));

    Cli.Run run =
        Cli.run(
            "backtest",
            "--strategy",
            "example-average",
            "--strategy-jar",
            example,
            "--bars",
            "QQQ=" + bars,
            "--costs",
            "none",
            "--report",
            "summary");

    assertEquals(ExitCode.OK, run.code(), run::toString);
    assertTrue(run.out().contains("example-average"), run.out());
  }

  @Test
  void aStrategyThatSeesTheFutureIsDisproved() {
    Cli.Run run = Cli.run("prove", "example-chikou", "--strategy-jar", example, "--series", "1");

    assertEquals(ExitCode.DISPROVED, run.code(), run::toString);
    run.fitsTerminal();
    assertTrue(run.out().startsWith("example-chikou on 1d bars of QQQ: DISPROVED\n"), run.out());
    assertTrue(run.out().contains("\nThe decision depends on later bars.\n"), run.out());
    assertTrue(run.out().matches("(?s).*\nbar +\\d+, 20.*"), run.out());
    assertTrue(run.out().contains("decision for QQQ ("), run.out());
  }

  @Test
  void jsonSaysTheSame() throws IOException {
    Cli.Run run =
        Cli.run("prove", "example-chikou", "--strategy-jar", example, "--series", "1", "--json");
    JsonNode disproved = new ObjectMapper().readTree(run.out());
    JsonNode proven =
        new ObjectMapper()
            .readTree(Cli.run("prove", "ema-crossover", "--series", "1", "--json").out());

    assertFalse(disproved.get("proven").asBoolean());
    assertEquals("decision", disproved.at("/findings/0/kind").asText());
    assertTrue(proven.get("proven").asBoolean());
    assertEquals(300, proven.at("/warmUp/liveBars").asInt());
    assertTrue(proven.at("/coverage/0/values").asLong() > 1_000);
  }

  @Test
  void whatIsWrongIsSaidInOneLine() throws IOException {
    Path text = Files.writeString(directory.resolve("text.jar"), "no jar");
    Path empty = Files.createDirectories(directory.resolve("empty"));
    Path nothing = StrategyJar.of(directory.resolve("nothing.jar"), empty, "com.example.Missing");

    Cli.run("prove", "rsi3").failsInOneLine(ExitCode.USAGE, "rsi3", "did you mean 'rsi2'?");
    Cli.run("prove", "rsi2", "--set", "entry-rsi=x").failsInOneLine(ExitCode.USAGE, "entry-rsi");
    Cli.run("prove", "rsi2", "--series", "0").failsInOneLine(ExitCode.USAGE, "--series");
    Cli.run("prove", "x", "--strategy-jar", directory + "/none.jar")
        .failsInOneLine(ExitCode.USAGE, "none.jar", "no such file");
    Cli.run("prove", "x", "--strategy-jar", text.toString())
        .failsInOneLine(ExitCode.DATA, "text.jar", "not a jar");
    Cli.run("prove", "x", "--strategy-jar", nothing.toString())
        .failsInOneLine(ExitCode.DATA, "nothing.jar", "com.example.Missing");
    Cli.run("prove", "rsi2", "--strategy-jar", example, "--strategy-jar", example, "--series", "1")
        .succeeds();
  }
}
