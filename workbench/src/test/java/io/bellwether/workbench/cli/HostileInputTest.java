package io.bellwether.workbench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Timeframe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong input costs a line or two that say what, where and what to do; nothing is written. */
class HostileInputTest {
  @TempDir private Path directory;

  private Path good;
  private List<Path> before;

  @BeforeEach
  void prepare() throws IOException {
    LocalDate day = LocalDate.of(2024, 10, 31);
    good =
        SampleBars.write(
            directory.resolve("good.csv"), SampleBars.of("TQQQ", Timeframe.parse("5m"), day, day));
    SampleBars.write(directory.resolve("empty.csv"), "");
    SampleBars.write(directory.resolve("header.csv"), SampleBars.HEADER);
    SampleBars.write(
        directory.resolve("old.csv"),
        SampleBars.HEADER + "1987-10-19,1,1,1,1,1\n1987-10-20,1,1,1,1,1\n");
    SampleBars.write(directory.resolve("prose.csv"), "Dear \u0007all,\nno bars here.\n");
    SampleBars.write(directory.resolve("rubbish.csv"), SampleBars.HEADER + "a,b,c\nd,e,f\n");
    SampleBars.write(directory.resolve("endless.csv"), "x".repeat(1_000_000));
    byte[] binary = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, (byte) 0xff};
    Files.write(directory.resolve("binary.csv"), binary);
    Files.write(directory.resolve("binary.csv.gz"), binary);
    byte[] zipped =
        Files.readAllBytes(
            SampleBars.write(directory.resolve("whole.csv.gz"), Files.readString(good)));
    Files.write(directory.resolve("cut.csv.gz"), Arrays.copyOf(zipped, zipped.length / 2));
    before = files();
  }

  @AfterEach
  void nothingIsWritten() throws IOException {
    assertEquals(before, files());
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "empty.csv     | empty; expected a header",
        "header.csv    | at least two",
        "old.csv       | the calendar knows 1999-01-01",
        "prose.csv     | line 1: header 'Dear ?all,'",
        "rubbish.csv   | line 2: 3 fields; expected 6 fields",
        "endless.csv   | expected timestamp,open",
        "binary.csv    | not a text file",
        "binary.csv.gz | not a complete gzip file",
        "cut.csv.gz    | not a complete gzip file",
        "absent.csv    | there is no such file",
        "\"\"          | this is a directory"
      })
  void filesThatHoldNoBars(String file, String complaint) {
    Path path = directory.resolve(file);

    Cli.Run run = Cli.run("data", "check", "--bars", "TQQQ=" + path);

    run.failsInOneLine(ExitCode.DATA, file, complaint);
    assertTrue(run.err().length() < 1_000, "a line too long for a terminal");
    assertTrue(run.err().strip().chars().noneMatch(Character::isISOControl), run.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"TQQQ", "=file.csv", "TQQQ=", "tqqq=file.csv", "T QQ=file.csv", "="})
  void argumentsThatAreNoSymbolAndFile(String argument) {
    Cli.run("data", "check", "--bars", argument).failsInOneLine(ExitCode.USAGE, "--bars", argument);
  }

  @Test
  void theSameSeriesTwice() {
    Cli.run("data", "check", "--bars", "TQQQ=" + good, "--bars", "TQQQ=" + good)
        .failsInOneLine(ExitCode.USAGE, "5m bars of TQQQ already");
  }

  @Test
  void longerBarsCannotBeCut() {
    Cli.run("data", "check", "--bars", "TQQQ=" + good, "--timeframe", "1m")
        .failsInOneLine(ExitCode.DATA, "good.csv", "1m bars cannot be made of 5m bars");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--timeframe | 5x         | '5x' is no timeframe; write 1m",
        "--timeframe | 99999999m  | is no timeframe",
        "--basis     | adjusted   | 'adjusted' is no price basis; write raw",
        "--basis     | unknown    | is no price basis",
        "--limit     | many       | --limit",
        "--colour    | red        | Unknown option"
      })
  void optionsOfCheck(String option, String value, String complaint) {
    Cli.run("data", "check", "--bars", "TQQQ=" + good, option, value).failsWithUsage(complaint);
  }

  @Test
  void aNegativeLimit() {
    Cli.run("data", "check", "--bars", "TQQQ=" + good, "--limit", "-1")
        .failsInOneLine(ExitCode.USAGE, "--limit must be 0 or more, not -1");
  }

  @Test
  void missingOptions() {
    Cli.run("data", "check").failsWithUsage("--bars");
    Cli.run("data", "fetch").failsWithUsage("--symbol", "--output");
    Cli.run("data", "fetch", "--symbol").failsWithUsage("--symbol");
    Cli.run("strategies", "show").failsWithUsage("NAME");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "rsi      | did you mean 'rsi2'?",
        "emacross | ema-crossover",
        "\"\"     | ema-crossover, rsi2"
      })
  void strategiesThatDoNotExist(String name, String complaint) {
    Cli.run("strategies", "show", name)
        .failsInOneLine(ExitCode.USAGE, "there is no strategy '" + name + "'", complaint);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dat", "--verbose", "\u0007"})
  void commandsThatDoNotExist(String command) {
    Cli.Run run = Cli.run(command);

    assertEquals(ExitCode.USAGE, run.code());
    assertEquals(2, run.err().lines().count(), run.err());
    assertEquals("", run.out());
  }
}
