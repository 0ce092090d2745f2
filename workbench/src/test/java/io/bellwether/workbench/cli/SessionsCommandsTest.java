package io.bellwether.workbench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.market.Timeframe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionsCommandsTest {
  @TempDir private Path folder;
  private Path bars;
  private Path vix;
  private Path state;

  @BeforeEach
  void writeBars() {
    LocalDate from = LocalDate.of(2022, 1, 3);
    LocalDate to = LocalDate.of(2022, 12, 30);
    bars = SampleBars.write(folder.resolve("a.csv"), SampleBars.of("AAA", Timeframe.DAY, from, to));
    vix = SampleBars.write(folder.resolve("v.csv"), SampleBars.of("VIX", Timeframe.DAY, from, to));
    state = folder.resolve("state");
  }

  private Cli.Run sessions(String command, String... more) {
    List<String> arguments = new ArrayList<>(List.of("sessions", command, "--strategy", "rsi2"));
    arguments.addAll(Arrays.asList(more));
    return Cli.run(arguments.toArray(new String[0]));
  }

  private Cli.Run build(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("--symbols", "AAA", "--bars", "AAA=" + bars, "--costs", "bps:1"));
    arguments.addAll(List.of("--vix", vix.toString(), "--state", state.toString()));
    arguments.addAll(Arrays.asList(more));
    return sessions("build", arguments.toArray(new String[0]));
  }

  @Test
  void sessionsAreBuiltOnceAndFound() {
    Cli.Run built = build();
    assertEquals(ExitCode.OK, built.code(), built::toString);
    String line = built.out().replaceAll("\\s+", " ");
    assertTrue(
        line.startsWith(
            "251 sessions of rsi2 from 2022-01-03 to 2022-12-30, 251 of them written; the analyst"
                + " remembers 251 up to then."),
        line);
    assertTrue(build().out().contains(" 0 of them written"), "a second time there is no news");

    Cli.Run found =
        sessions("similar", "--date", "2022-11-15", "--count", "3", "--state", state.toString());
    assertTrue(found.out().startsWith("Session 2022-11-15: "), found.out());
    List<String> dates = found.lines().stream().filter(row -> row.startsWith("2022-")).toList();
    assertEquals(3, dates.size(), found.out());
    dates.forEach(row -> assertTrue(row.compareTo("2022-11-15") < 0, row));
    assertTrue(found.out().contains("earlier sessions of the same trend"), found.out());
    assertTrue(
        sessions("similar", "--state", state.toString()).out().startsWith("Session 2022-12-30: "));
  }

  @Test
  void otherParametersReplaceTheSessionsOfABacktest() {
    build("--to", "2022-03-31");
    assertTrue(build("--set", "entry-rsi=5").out().contains("251 of them written"));
  }

  @Test
  void theReportIsPrintedAndWritten() throws IOException {
    Path output = folder.resolve("report");
    String[] arguments = {
      "--symbols",
      "AAA",
      "--bars",
      "AAA=" + bars,
      "--costs",
      "bps:1",
      "--vix",
      vix.toString(),
      "--neighbours",
      "5",
      "--start-up",
      "100",
      "--draws",
      "3",
      "--resamples",
      "100",
      "--output",
      output.toString()
    };
    Cli.Run run = sessions("report", arguments);
    assertEquals(ExitCode.OK, run.code(), run::toString);
    run.lines().stream()
        .filter(line -> !line.startsWith("Results are in "))
        .forEach(line -> assertTrue(line.length() <= TextTable.WIDTH, line));
    assertTrue(run.out().contains("market, week"), run.out());
    List<String> csv = Files.readAllLines(output.resolve("retrieval.csv"));
    assertEquals(13, csv.size());
    assertTrue(csv.getFirst().startsWith("method,target,horizon_sessions,"), csv.getFirst());
    assertEquals(
        12,
        new ObjectMapper()
            .readTree(output.resolve("retrieval.json").toFile())
            .get("skills")
            .size());
    assertEquals(run.out(), sessions("report", arguments).out(), "the same seed, the same report");
  }

  @Test
  void whatIsMissingIsNamed() {
    sessions("similar", "--state", state.toString())
        .failsInOneLine(ExitCode.USAGE, "--state", "sessions build");
    assertEquals(ExitCode.OK, build("--to", "2022-03-31").code());
    sessions("similar", "--date", "2022-12-30", "--state", state.toString())
        .failsInOneLine(ExitCode.USAGE, "no session of rsi2 on 2022-12-30");
    sessions("similar", "--count", "0", "--state", state.toString())
        .failsInOneLine(ExitCode.USAGE, "--count");
    sessions("report", "--symbols", "AAA", "--bars", "AAA=" + bars, "--costs", "bps:1")
        .failsInOneLine(ExitCode.DATA, "too few", "--start-up");
    build("--vix", folder.resolve("none.csv").toString()).failsWithUsage("--vix");
  }
}
