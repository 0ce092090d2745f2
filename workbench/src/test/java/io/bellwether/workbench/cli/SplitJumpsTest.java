package io.bellwether.workbench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bellwether.market.Bars;
import io.bellwether.market.Timeframe;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A split that nobody spoke of is not traded through, by any command. */
class SplitJumpsTest {
  private static final LocalDate FROM = LocalDate.of(2021, 9, 1);
  private static final LocalDate TO = LocalDate.of(2022, 3, 31);
  private static final LocalDate EX_DATE = LocalDate.of(2022, 1, 13);

  @TempDir private Path directory;

  @BeforeEach
  void write() {
    SampleBars.write(file("split.csv"), halved(0.5));
    SampleBars.write(file("crash.csv"), halved(0.65));
    splits("splits.csv", "TQQQ,2022-01-13,2\n");
    splits("others.csv", "SQQQ,2022-01-13,0.2\n");
    splits("late.csv", "TQQQ,2022-01-18,2\n");
  }

  private Path file(String name) {
    return directory.resolve(name);
  }

  private void splits(String name, String rows) {
    SampleBars.write(file(name), "symbol,ex_date,new_shares_per_old_share\n" + rows);
  }

  /** Quiet days whose prices are a fraction of what they were from the ex-date on. */
  private static Bars halved(double left) {
    Bars days = SampleBars.of("TQQQ", Timeframe.DAY, FROM, TO);
    Bars.Builder bars = Bars.builder("TQQQ", Timeframe.DAY, days.provenance());
    for (int i = 0; i < days.size(); i++) {
      boolean before = SampleBars.CALENDAR.dateAt(days.start(i)).isBefore(EX_DATE);
      double factor = before ? 1 : left;
      bars.add(
          days.startMillis()[i],
          factor * days.open()[i],
          factor * days.high()[i],
          factor * days.low()[i],
          factor * days.close()[i],
          days.volume()[i]);
    }
    return bars.build();
  }

  private Cli.Run run(String command, String file, String options) {
    List<String> arguments = new ArrayList<>(List.of(command));
    if (command.equals("compare")) {
      arguments.addAll(List.of("--run", "rsi2 TQQQ=" + file(file)));
    } else {
      arguments.addAll(List.of("--strategy", "rsi2", "--bars", "TQQQ=" + file(file)));
    }
    arguments.addAll(List.of("--costs", "none", "--output", file("out").toString()));
    if (!options.isEmpty()) {
      arguments.addAll(List.of(options.replace("DIR", directory.toString()).split(" ")));
    }
    return Cli.run(arguments.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "backtest     | ''",
        "sweep        | --param entry-rsi=10,20",
        "optimize     | --param entry-rsi=10,20",
        "walk-forward | --param entry-rsi=10,20 --train 3m --test 1m",
        "compare      | ''"
      })
  void everyCommandRefuses(String command, String options) {
    for (String basis : List.of("--basis split", "--basis raw")) {
      run(command, "split.csv", (options + " " + basis).strip())
          .failsInOneLine(
              ExitCode.DATA,
              "split.csv: TQQQ 2022-01-13",
              "2 for 1",
              "--splits FILE",
              "--allow-jumps");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--basis raw --splits DIR/splits.csv", "--allow-jumps", "--to 2022-01-12"})
  void goesOnWhereTheSplitIsKnownOrNotReachedOrAllowed(String options) {
    assertEquals(ExitCode.OK, run("backtest", "split.csv", options).code());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "split.csv | others.csv | 2022-01-13: the open",
        "split.csv | late.csv   | 2022-01-13: the open",
        "crash.csv | splits.csv | 2022-01-13: the known split 2:1 of 2022-01-13 does not show"
      })
  void splitsThatDoNotFitTheBars(String bars, String splits, String complaint) {
    run("backtest", bars, "--basis raw --splits DIR/" + splits)
        .failsInOneLine(ExitCode.DATA, complaint);
  }

  @Test
  void aCrashIsNoSplit() {
    assertEquals(ExitCode.OK, run("backtest", "crash.csv", "").code());
  }
}
