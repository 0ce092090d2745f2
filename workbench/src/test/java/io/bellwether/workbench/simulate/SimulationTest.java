package io.bellwether.workbench.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.bellwether.workbench.cli.SimulationText;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulationTest {
  @TempDir private Path directory;

  @BeforeAll
  static void silenceLogs() {
    SimulationText.silenceLogs();
  }

  @Test
  void theSameSeedGivesTheSameEventsWhicheverThreadRunsIt() throws InterruptedException {
    SeedRange seeds = new SeedRange(21, 4);

    SimulationResult alone = run(seeds, 1);
    SimulationResult together = run(seeds, 3);

    assertEquals(alone.figures(), together.figures());
    assertNotEquals(alone.figures().hash(), run(new SeedRange(22, 4), 2).figures().hash());
  }

  @Test
  void aRunWithItsOwnFaultsAloneIsTheSame() {
    SeedRun whole = SeedRun.of(23, 3, fault -> true, false, SeedRun.MEMORY);
    Set<InjectedFault> faults = Set.copyOf(whole.injected());

    SeedRun again = SeedRun.of(23, 3, faults::contains, true, SeedRun.MEMORY);

    assertEquals(whole.result().figures(), again.result().figures());
    assertEquals(whole.injected(), again.injected());
  }

  @Test
  void withoutFaultsNothingIsInjected() {
    SeedRun calm = SeedRun.of(24, 2, fault -> false, false, SeedRun.MEMORY);

    assertEquals(List.of(), calm.injected());
    assertEquals(List.of(), calm.violation().stream().toList());
  }

  /** Byte for byte, whatever the machine's zone, language, hash seeds and number of threads are. */
  @Test
  @Tag("integration")
  void twoProcessesAgree() throws Exception {
    String one = inProcess("1", "UTC", "en", "US", "-XX:TieredStopAtLevel=1");
    String other = inProcess("2", "Pacific/Apia", "ar", "EG", "-XX:+UseSerialGC");

    assertEquals(one, other);
  }

  private String inProcess(
      String threads, String zone, String language, String country, String option)
      throws IOException, InterruptedException {
    Path json = directory.resolve(threads + ".json");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            option,
            "-Duser.timezone=" + zone,
            "-Duser.language=" + language,
            "-Duser.country=" + country,
            "-cp",
            System.getProperty("java.class.path"),
            "io.bellwether.workbench.cli.Main",
            "simulate",
            "--seed=31",
            "--seeds=4",
            "--days=3",
            "--quiet",
            "--threads=" + threads,
            "--json=" + json);
    File log = directory.resolve(threads + ".log").toFile();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
    boolean ended = process.waitFor(5, TimeUnit.MINUTES);
    process.destroyForcibly();
    if (!ended || !Files.exists(json)) {
      throw new IllegalStateException(
          (ended ? "it wrote no figures: " : "it does not end: ") + Files.readString(log.toPath()));
    }
    try (Stream<String> lines = Files.lines(json)) {
      return String.join("\n", lines.toList());
    }
  }

  private static SimulationResult run(SeedRange seeds, int threads) throws InterruptedException {
    return new Simulation(2, threads, SeedRun.MEMORY).run(seeds, (done, all) -> {});
  }
}
