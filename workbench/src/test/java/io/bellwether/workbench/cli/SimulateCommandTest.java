package io.bellwether.workbench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.workbench.simulate.Failure;
import io.bellwether.workbench.simulate.FaultKind;
import io.bellwether.workbench.simulate.InjectedFault;
import io.bellwether.workbench.simulate.Investigation;
import io.bellwether.workbench.simulate.SimulationJson;
import io.bellwether.workbench.simulate.Step;
import io.bellwether.workbench.simulate.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulateCommandTest {
  /** A range in which every promise is kept. */
  private static final String[] RANGE = {"simulate", "--seed=24", "--seeds=2", "--days=1"};

  @TempDir private Path directory;

  @Test
  void aRangeIsSummedUpWithItsHash() throws IOException {
    Path json = directory.resolve("result.json");

    Cli.Run run = simulate("--quiet", "--coverage", "--json", json.toString()).succeeds();

    assertTrue(run.out().contains("24 to 25 (2)"), run.out());
    assertTrue(run.out().contains("cannot occur"), run.out());
    SimulationJson.Document written = SimulationJson.read(Files.readString(json));
    assertEquals(2, written.result().figures().days());
    assertTrue(run.out().contains(written.result().figures().hashText()), run.out());
  }

  @Test
  void finishedRangesAreNotRunAgainAndAddUp() throws IOException {
    Path ranges = directory.resolve("ranges");
    String[] options = {"--quiet", "--commit=abc", "--ranges=" + ranges};
    String first = hash(simulate(options).succeeds());
    Path file = ranges.resolve("seeds-0000024-0000025.json");
    String written = Files.readString(file);
    Files.writeString(file, written.replaceAll("\"hash\" : \"\\w+\"", "\"hash\" : \"123\""));

    assertEquals("0000000000000123", hash(simulate(options).succeeds()));
    Files.writeString(file, written);
    assertEquals(first, hash(Cli.run("simulate", "merge", ranges.toString()).succeeds()));
    assertEquals(first, hash(simulate("--quiet").succeeds()));
  }

  @Test
  void theTraceTellsWhatHappened() {
    Cli.Run run = Cli.run("simulate", "--seed=24", "--days=1", "--trace", "--quiet");

    assertEquals(ExitCode.OK, run.code());
    assertTrue(run.out().contains("  follow-up "), run.out());
    assertTrue(run.out().contains("event hash"), run.out());
  }

  @ParameterizedTest
  @CsvSource({
    "--days=0, --days",
    "--days=251, --days",
    "--days=-5, --days",
    "--seed=-1, --seed",
    "--seed=9223372036854775807, --seed",
    "--seeds=0, --seeds",
    "--seeds=-2147483648, --seeds",
    "--threads=0, --threads",
    "--threads=99999, --threads",
    "--to=0, --to",
    "--to=9223372036854775807, --to",
    "--seeds=2 --to=3, not both",
    "--seeds=2 --trace, one seed",
  })
  void aWrongCommandLineIsRefused(String arguments, String named) {
    Cli.run(("simulate " + arguments).split(" ")).failsInOneLine(ExitCode.USAGE, named);
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() {
    Cli.run("simulate", "--days=0", "--threads=0", "--seeds=0")
        .failsInOneLine(ExitCode.USAGE, "--days", "--threads", "--seeds");
  }

  @ParameterizedTest
  @CsvSource({"--seed=x", "--seeds=1.5", "--days=99999999999", "--to="})
  void whatIsNoNumberIsRefused(String argument) {
    Cli.run("simulate", argument).failsWithUsage(argument.substring(0, argument.indexOf('=')));
  }

  @Test
  void whatCannotBeMergedIsNamed() throws IOException {
    Cli.run("simulate", "merge", directory.resolve("none").toString())
        .failsInOneLine(ExitCode.USAGE, "none");
    Cli.run("simulate", "merge", directory.toString())
        .failsInOneLine(ExitCode.DATA, "no finished ranges");
    Files.writeString(directory.resolve("seeds-1-2.json"), "{");
    Cli.run("simulate", "merge", directory.toString())
        .failsInOneLine(ExitCode.DATA, "seeds-1-2.json");
  }

  @Test
  void whatWasLookedIntoFitsATerminal() {
    Instant time = Instant.parse("2024-03-05T14:31:00Z");
    String message = "bw-2j7ptfmcjpz2cdizkodqrkyosl was accepted beside another one ".repeat(4);
    Investigation found =
        new Investigation(
            new Failure(14, 3, new Violation("one order per intent", time, message)),
            List.of(
                new InjectedFault(
                    "delivery 2024-03-05T14:31 message-26 again",
                    17,
                    Step.SUBMIT,
                    FaultKind.SERVER_ERROR_AFTER)),
            412,
            3,
            38,
            true,
            List.of(time + "  follow-up 2024-03-05T14:31", time + "  > " + message));

    List<String> lines =
        SimulationSheet.lines(found).stream().flatMap(line -> line.lines()).toList();

    lines.forEach(line -> assertTrue(line.length() <= TextTable.WIDTH, line));
    assertTrue(lines.contains("1 of 412 faults are left after 38 reruns, each of them needed:"));
  }

  private static Cli.Run simulate(String... further) {
    String[] all = new String[RANGE.length + further.length];
    System.arraycopy(RANGE, 0, all, 0, RANGE.length);
    System.arraycopy(further, 0, all, RANGE.length, further.length);
    return Cli.run(all);
  }

  private static String hash(Cli.Run run) {
    return run.lines().stream()
        .filter(line -> line.startsWith("event hash"))
        .map(line -> line.substring("event hash".length()).strip())
        .findFirst()
        .orElseThrow();
  }
}
