package io.bellwether.workbench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bellwether.strategy.ExitReason;
import io.bellwether.strategy.Target;
import io.bellwether.trading.analysis.ShadowDecision;
import io.bellwether.workbench.cloud.LocalState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions from the command line, in a folder of this machine. */
final class StrategiesVersionsTest {
  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // JUnit sets the field before each test.
  StrategiesVersionsTest() {}

  /** Runs on this test's state; words in quotation marks would have spaces, so + stands for one. */
  private Cli.Run run(String line) {
    List<String> arguments = new ArrayList<>(List.of("strategies"));
    Stream.of(line.split(" ")).map(word -> word.replace('+', ' ')).forEach(arguments::add);
    arguments.add("--state");
    arguments.add(folder.toString());
    return Cli.run(arguments.toArray(String[]::new));
  }

  private String versions() {
    String shown = run("show rsi2").succeeds().out();
    return shown.substring(shown.indexOf("Versions of "));
  }

  @Test
  void fromAVersionToItsRollback() {
    assertEquals(
        """
        rsi2 v2 is stored, made from v1; it is not active
        To activate it: bellwether strategies activate rsi2 2 --state DIR --reason TEXT
        """,
        run("add rsi2 --set entry-rsi=25 --set stop-loss=0.04 --author ada")
            .out()
            .replace(folder.toString(), "DIR"));
    run("add rsi2 --base 1 --set entry-rsi=26 --author ada").out();
    assertEquals(
        """
        rsi2       v1    v2
        entry-rsi  30    25
        stop-loss  0.05  0.04
        """,
        run("diff rsi2 1 2").succeeds().out());
    assertEquals("rsi2: v2 and v2 do not differ\n", run("diff rsi2 2 2").succeeds().out());
    assertEquals(
        """
        rsi2 v2 is active in DIR, on this machine; it was v1. No stage was changed
        Back: bellwether strategies rollback rsi2 --state DIR --reason TEXT
        """,
        run("activate rsi2 2 --author ada --reason convincing")
            .out()
            .replace(folder.toString(), "DIR"));
    assertEquals(
        "rsi2 v2 was active before; nothing was changed\n",
        run("activate rsi2 2 --author ada --reason convincing").succeeds().out());
    run("activate rsi2 3 --author ada --reason even+more+convincing,+and+long+enough+to+wrap")
        .out();
    assertEquals(
        "rsi2 v2 is active in DIR, on this machine; it was v3. No stage was changed\n",
        run("rollback rsi2 --author bob --reason worse").out().replace(folder.toString(), "DIR"));
    Cli.Run repeated = run("rollback rsi2 --from 3 --author bob --reason worse");
    assertEquals(
        "rsi2 v3 was left before, by bob: v2 is active; nothing was changed\n",
        repeated.succeeds().out());
    Cli.Run other = run("rollback rsi2 --from 1 --author bob --reason worse");
    assertEquals(ExitCode.FAILURE, other.code());
    assertEquals(
        "rsi2 v2 is active and not v1: somebody was faster; nothing was changed\n", other.out());
    assertEquals(
        """
        Versions of rsi2, of which v2 is active
        version  from  made (UTC)        by        changes and evidence
        v1       -     with the release  packaged
        v2       v1    2024-11-30 12:00  ada       ACTIVE; entry-rsi 30 -> 25; stop-loss
                                                   0.05 -> 0.04
        v3       v1    2024-11-30 12:00  ada       entry-rsi 30 -> 26

        Activations
        no  version  was  time (UTC)        by        reason
         1  v1       -    with the release  packaged  the first version
         2  v2       v1   2024-11-30 12:00  ada       convincing
         3  v3       v2   2024-11-30 12:00  ada       even more convincing, and long
                                                      enough to wrap
         4  v2       v3   2024-11-30 12:00  bob       takes back no 3: worse
        """,
        versions());
    assertTrue(
        run("list").succeeds().out().contains("\nrsi2            v2             3  2024-11-30"),
        () -> run("list").out());
  }

  @Test
  void aVersionInTheShadow() throws IOException {
    run("add rsi2 --set entry-rsi=25 --author ada").out();
    run("shadow rsi2").failsInOneLine(ExitCode.USAGE, "no version of rsi2 ever ran in the shadow");
    run("shadow rsi2 --version 1").failsInOneLine(ExitCode.USAGE, "rsi2 v1 is active");
    run("shadow rsi2 --version 2 --off").failsInOneLine(ExitCode.USAGE, "give one of them");
    assertEquals(
        """
        rsi2 v2 runs in the shadow since 2024-11-30 12:00, begun by ada
        That is in DIR, on this machine, where nothing ticks: no stage was changed.
        """,
        run("shadow rsi2 --version 2 --author ada").out().replace(folder.toString(), "DIR"));
    try (LocalState state = LocalState.open(folder)) {
      for (int hour = 1; hour <= 3; hour++) {
        state
            .ledger()
            .analysis()
            .shadows()
            .record(
                new ShadowDecision(
                    "rsi2",
                    2,
                    Cli.NOW.minus(Duration.ofHours(hour)),
                    Cli.NOW,
                    "signal",
                    1,
                    List.of(new Target.Flat("TQQQ", ExitReason.RULE, ""), keep("SQQQ")),
                    hour == 3
                        ? List.of()
                        : List.of(
                            hour == 1 ? keep("TQQQ") : new Target.Flat("TQQQ", ExitReason.RULE, ""),
                            keep("SQQQ"))));
      }
    }
    assertEquals(
        """
        rsi2 v2 runs in the shadow since 2024-11-30 12:00, begun by ada
        2 ticks compared, 1 decided alike, 1 differently; at 1 it could not decide,
          for want of history

        bar (UTC)         was  the active version  v2
        2024-11-30 11:00  v1   no TQQQ, keep SQQQ  keep TQQQ, keep SQQQ

        What each would have made is not known: there are no bars since.
        """,
        run("shadow rsi2").succeeds().out());
    assertEquals(
        "rsi2 v2 ran in the shadow since 2024-11-30 12:00 until 2024-11-30 12:00\n",
        run("shadow rsi2 --off").succeeds().out());
  }

  private static Target keep(String symbol) {
    return new Target.Keep(symbol, "");
  }

  @Test
  void aShadowsProfitIsInPercent() throws IOException {
    String report =
        """
        {"strategy": "rsi2", "version": 3, "running": true, "since": "2026-11-01T10:00:00Z",
         "author": "ada", "active": 2, "ticks": 0, "compared": 0, "different": 0,
         "differences": [],
         "profit": {"from": "2026-11-02T14:30:00Z", "bars": 14, "active": 0.0123,
                    "candidate": -0.004, "activeTrades": 12, "candidateTrades": 3}}
        """;
    assertEquals(
        """
        rsi2 v3 runs in the shadow since 2026-11-01 10:00, begun by ada
        0 ticks compared, 0 decided alike, 0 differently

        By the backtest, alone and after costs, over 14 bars since 2026-11-02 14:30:
        version               made  trades
        v2, active         +1.23 %      12
        v3, in the shadow  -0.40 %       3
        """,
        String.join("\n", ShadowSheet.lines(new JsonMapper().readTree(report))) + "\n");
  }

  @Test
  void aMistakeIsNamedAndChangesNothing() {
    run("add rsi2 --set entry-rsi=25 --author ada").out();
    run("activate rsi2 7 --reason why")
        .failsInOneLine(ExitCode.USAGE, "rsi2 has no version 7", "[1, 2]");
    run("activate rsi3 1 --reason why")
        .failsInOneLine(ExitCode.USAGE, "no strategy 'rsi3'", "rsi2");
    run("activate rsi2 0 --reason why").failsInOneLine(ExitCode.USAGE, "'version'");
    run("activate rsi2 2 --reason +").failsInOneLine(ExitCode.USAGE, "the reason is blank");
    run("activate rsi2 2 --author + --reason why")
        .failsInOneLine(ExitCode.USAGE, "the author is blank");
    run("activate rsi2 2 --author ad\u001ba --reason why")
        .failsInOneLine(ExitCode.USAGE, "the author holds a control character");
    run("activate rsi2 two --reason why").failsWithUsage("two");
    run("activate rsi2 2").failsWithUsage("--reason");
    run("rollback rsi2 --reason why").failsInOneLine(ExitCode.USAGE, "none before it");
    run("diff rsi2 1 9").failsInOneLine(ExitCode.USAGE, "no version 9");
    run("add rsi2 --set entry-rsi=200 --set entry=1")
        .failsInOneLine(ExitCode.USAGE, "entry-rsi must be", "no parameter 'entry'");
    run("add rsi2 --set entry-rsi=30").failsInOneLine(ExitCode.USAGE, "nothing would change");
    run("activate rsi2 2 --stage dev --reason why").failsInOneLine(ExitCode.USAGE, "give one");
    run("activate rsi2 2 --region eu-west-1 --reason why")
        .failsInOneLine(ExitCode.USAGE, "--region");
    assertTrue(versions().contains("of which v1 is active"), versions());
  }

  /** A folder whose name is mistyped is neither made nor answered from. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "strategies show rsi2",
        "strategies list",
        "strategies diff rsi2 1 1",
        "strategies shadow rsi2",
        "strategies activate rsi2 1 --reason why",
        "strategies rollback rsi2 --reason why",
        "analysis list rsi2",
        "analysis show A-1",
        "sessions similar --strategy rsi2"
      })
  void aStateThatIsNotThereIsNotMade(String line) {
    Path missing = folder.resolve("stat");
    for (Path state : List.of(missing, folder)) {
      List<String> arguments = new ArrayList<>(List.of(line.split(" ")));
      arguments.addAll(List.of("--state", state.toString()));
      Cli.Run run = Cli.run(arguments.toArray(String[]::new));
      run.failsInOneLine(
          ExitCode.USAGE, "there is no state in " + state, "strategies add", "sessions build");
      assertEquals("", run.out());
    }
    assertTrue(Files.notExists(missing));
    assertTrue(Files.notExists(folder.resolve("items.jsonl")));
  }

  @Test
  void aStateThatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    Cli.Run run =
        Cli.run(
            "strategies",
            "add",
            "rsi2",
            "--set",
            "entry-rsi=25",
            "--state",
            file.resolve("state").toString());
    run.failsInOneLine(ExitCode.FAILURE, "--state " + file.resolve("state") + " cannot be written");
  }

  @ParameterizedTest
  @ValueSource(strings = {"activate rsi2 1 --reason why", "diff rsi2 1 1", "show rsi2", "list"})
  void aStateThatCannotBeUsedIsNamed(String line) throws IOException {
    try (LocalState held = LocalState.open(folder)) {
      assertEquals(
          List.of(),
          held.ledger().analysis().analyses().of("rsi2", LocalDate.EPOCH, LocalDate.EPOCH));
      Cli.Run run = run(line);
      assertEquals(ExitCode.FAILURE, run.code());
      assertTrue(run.err().contains("another command uses the state in " + folder), run.err());
    }
    Path items = folder.resolve("items.jsonl");
    Files.writeString(items, Files.readString(items) + "[{]\n[{}]\n");
    Cli.Run damaged = run(line);
    assertEquals(ExitCode.FAILURE, damaged.code());
    assertEquals(1, damaged.err().lines().count(), damaged.err());
    assertTrue(damaged.err().contains(items + ", line 2: not a write"), damaged.err());
  }

  @Test
  void everyCommandExplainsItself() {
    for (String command :
        List.of("add", "diff", "activate", "rollback", "shadow", "show", "list")) {
      String help = Cli.run("strategies", command, "--help").succeeds().out();
      assertTrue(help.contains("--stage") && help.contains("Examples:"), help);
    }
    String all = Cli.run("strategies", "--help").succeeds().out();
    assertEquals(
        List.of(),
        Stream.of("add", "diff", "activate", "rollback", "shadow")
            .filter(name -> !all.contains("\n  " + name))
            .collect(Collectors.toList()));
  }
}
