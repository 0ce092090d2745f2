package io.bellwether.workbench.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.market.Timeframe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code sweep}, {@code optimize} and {@code walk-forward} as people start them. */
class SearchCommandsTest {
  @TempDir private Path directory;
  private String bars;

  @BeforeEach
  void writeBars() {
    Path file =
        SampleBars.write(
            directory.resolve("tqqq.csv"),
            SampleBars.of(
                "TQQQ", Timeframe.DAY, LocalDate.of(2019, 1, 2), LocalDate.of(2021, 12, 31)));
    bars = "TQQQ=" + file;
  }

  private Cli.Run run(String command, String output, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(command, "--strategy", "rsi2", "--bars", bars, "--costs", "none", "--quiet"));
    arguments.addAll(List.of("--output", directory.resolve(output).toString()));
    arguments.addAll(List.of(more));
    return Cli.run(arguments.toArray(String[]::new));
  }

  private byte[] file(String output, String name) throws IOException {
    return Files.readAllBytes(directory.resolve(output).resolve(name));
  }

  @Test
  void aSweepWritesARowPerSetAndWeighsTheBest() throws IOException {
    Cli.Run run =
        run(
            "sweep",
            "one",
            "--param",
            "entry-rsi=10..30:10",
            "--param",
            "exit-rsi=70,80",
            "--min-trades",
            "5",
            "--permutations",
            "5");
    assertEquals(ExitCode.OK, run.code(), run::toString);
    for (String word :
        List.of(
            "Deflated Sharpe",
            "Record needed",
            "PBO",
            "Loss elsewhere",
            "Reality check p",
            "Plateau",
            "Permutation p",
            "seed 1")) {
      assertTrue(run.out().contains(word), run.out());
    }
    run.lines().stream()
        .filter(line -> !line.startsWith("Results are in "))
        .forEach(line -> assertTrue(line.length() <= TextTable.WIDTH, line));
    List<String> rows = Files.readAllLines(directory.resolve("one/sweep.csv"));
    assertEquals(1 + 6, rows.size());
    assertTrue(rows.getFirst().startsWith("set,entry-rsi,exit-rsi,final_equity,"));
    assertTrue(rows.get(1).startsWith("0,10,70,"));
    JsonNode best = new ObjectMapper().readTree(file("one", "best.json"));
    assertEquals("rsi2", best.get("strategy").asText());
    assertEquals(6, best.get("luck").get("trials").get("value").asInt());
    assertEquals(64, best.get("data").get(0).get("sha256").asText().length());
    assertTrue(new String(file("one", "heatmap.svg"), "UTF-8").endsWith("</svg>\n"));

    run(
        "sweep",
        "two",
        "--param",
        "exit-rsi=70,80",
        "--param",
        "entry-rsi=10..30:10",
        "--min-trades",
        "5",
        "--permutations",
        "5",
        "--threads",
        "1");
    assertArrayEquals(file("one", "sweep.csv"), file("two", "sweep.csv"));
    assertArrayEquals(file("one", "best.json"), file("two", "best.json"));
  }

  @Test
  void anOptimizationDependsOnItsSeedAlone() throws IOException {
    String[] options = {
      "--param",
      "entry-rsi=5..45:1",
      "--param",
      "exit-rsi=50..95:1",
      "--min-trades",
      "5",
      "--evaluations",
      "60",
      "--permutations",
      "0",
      "--seed",
      "9",
      "--threads",
      "1"
    };
    assertEquals(ExitCode.OK, run("optimize", "one", options).code());
    options[options.length - 1] = "3";
    assertEquals(ExitCode.OK, run("optimize", "two", options).code());
    assertArrayEquals(file("one", "optimize.csv"), file("two", "optimize.csv"));
    assertArrayEquals(file("one", "best.json"), file("two", "best.json"));
    assertEquals(61, Files.readAllLines(directory.resolve("one/optimize.csv")).size());
  }

  /** What a backtest writes into the directory that all commands write into by default. */
  private List<String> filesOfABacktest() throws IOException {
    List<String> names = List.of("report.html", "report.pdf", "tax-lots-2019.csv", "equity.csv");
    Files.createDirectories(directory.resolve("one"));
    for (String name : names) {
      Files.writeString(directory.resolve("one").resolve(name), "of a backtest");
    }
    return names;
  }

  @Test
  void theFilesOfOtherCommandsAreLeftAlone() throws IOException {
    List<String> others = filesOfABacktest();
    Files.writeString(directory.resolve("one/heatmap.svg"), "of an earlier sweep");
    String[] sweep = {"--param", "entry-rsi=30", "--min-trades", "3", "--permutations", "0"};
    assertEquals(ExitCode.OK, run("sweep", "one", sweep).code());
    assertFalse(Files.exists(directory.resolve("one/heatmap.svg")));
    String[] walk = {
      "--param", "entry-rsi=10..30:10", "--min-trades", "3", "--train", "1y", "--test", "6m"
    };
    assertEquals(ExitCode.OK, run("walk-forward", "one", walk).code());
    for (String name : others) {
      assertEquals("of a backtest", new String(file("one", name), StandardCharsets.UTF_8), name);
    }
  }

  @Test
  void aWalkForwardJoinsItsTests() throws IOException {
    Cli.Run run =
        run(
            "walk-forward",
            "one",
            "--param",
            "entry-rsi=10..30:10",
            "--train",
            "1y",
            "--test",
            "6m",
            "--min-trades",
            "3");
    assertEquals(ExitCode.OK, run.code(), run::toString);
    assertTrue(run.out().contains("Efficiency"), run.out());
    List<String> windows = Files.readAllLines(directory.resolve("one/windows.csv"));
    assertEquals(1 + 4, windows.size());
    List<String> days = Files.readAllLines(directory.resolve("one/walk-forward-equity.csv"));
    assertTrue(days.get(1).startsWith("2020-01-02,"), days.get(1));
    assertTrue(days.getLast().startsWith("2021-12-31,"), days.getLast());
  }

  @Test
  void strategiesOfAJarAreSearchedToo() throws IOException {
    String jar = StrategyJar.example(directory).toString();
    String qqq = bars.replace("TQQQ=", "QQQ=");
    for (String threads : List.of("1", "2")) {
      Cli.Run run =
          Cli.run(
              "sweep",
              "--strategy",
              "example-average",
              "--strategy-jar",
              jar,
              "--bars",
              qqq,
              "--costs",
              "none",
              "--quiet",
              "--param",
              "period=5..45:5",
              "--min-trades",
              "5",
              "--permutations",
              "3",
              "--threads",
              threads,
              "--output",
              directory.resolve(threads).toString());
      assertEquals(ExitCode.OK, run.code(), run::toString);
    }
    assertEquals(1 + 9, Files.readAllLines(directory.resolve("1/sweep.csv")).size());
    assertArrayEquals(file("1", "sweep.csv"), file("2", "sweep.csv"));
    assertArrayEquals(file("1", "best.json"), file("2", "best.json"));
    run(
            "walk-forward",
            "none",
            "--strategy-jar",
            "absent.jar",
            "--param",
            "entry-rsi=10,20",
            "--train",
            "1y",
            "--test",
            "6m")
        .failsInOneLine(ExitCode.USAGE, "absent.jar: there is no such file");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sweep | --param entry-rsi=10..30:10 --objective sharp | did you mean 'sharpe'",
        "sweep | --param entry-rsi=10..30:10 --objective profit | profit-factor",
        "sweep | --param entry-rs=10..30:10 | did you mean 'entry-rsi'",
        "sweep | --param entry-rsi=10..30 | needs a step",
        "sweep | --param entry-rsi=80,90 --param exit-rsi=70 | refuses every set",
        "sweep | --param entry-rsi=10,20 --set entry-rsi=15 | both name entry-rsi",
        "sweep | --param entry-rsi=10,20 --capital 5 | Entries of 2 sets were too small",
        "sweep | --param entry-rsi=10,20 --min-trades 5000 | lower --min-trades",
        "sweep | --param entry-rsi=1..99:0.01 --param exit-rsi=1..99:0.01 | are too many",
        "sweep | --param entry-rsi=10,20 --heatmap rsi-period,entry-rsi | is not searched",
        "sweep | --param entry-rsi=10,20 --threads 0 | --threads",
        "sweep | --param entry-rsi=10,20 --random 0 | --random",
        "sweep | --param entry-rsi=10,20 --permutations -1 | --permutations",
        "sweep | --param entry-rsi=10,20 --trials-before -1 | --trials-before",
        "optimize | --param entry-rsi=10,20 --method genetic | evolution or random",
        "optimize | --param entry-rsi=10,20 --evaluations 0 | --evaluations",
        "walk-forward | --param entry-rsi=10,20 --train 20y --test 1y | do not reach",
        "walk-forward | --param entry-rsi=10,20 --train long --test 1y | is no span",
        "walk-forward | --param entry-rsi=10,20 --train 1y --test 5d --embargo 9 | leave nothing",
      })
  void mistakesAreNamedAndNothingIsWritten(String command, String options, String named) {
    run(command, "none", options.split(" ")).failsInOneLine(ExitCode.USAGE, named);
    assertFalse(Files.exists(directory.resolve("none")));
  }
}
