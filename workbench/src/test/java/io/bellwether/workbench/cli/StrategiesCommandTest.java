package io.bellwether.workbench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Timeframe;
import io.bellwether.strategy.StrategyCatalog;
import io.bellwether.strategy.parameter.ParameterSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrategiesCommandTest {
  @Test
  void listsEveryStrategyWithItsPackagedSettings() {
    Cli.Run run = Cli.run("strategies", "list").succeeds();

    assertTrue(run.out().matches("(?s).*\nema-crossover +TQQQ +1h +yes .*"), run.out());
    assertTrue(run.out().matches("(?s).*\nrsi2 +TQQQ, SQQQ +1d +no .*"), run.out());
    assertTrue(run.out().matches("(?s).*\nwilliams-trend +QQQ +5m +no .*"), run.out());
    assertTrue(run.out().matches("(?s).*\nmoving-average +BTCUSDT.* 1m +research .*"), run.out());
    for (String name : StrategyCatalog.standard().names()) {
      assertEquals(1, run.lines().stream().filter(line -> line.startsWith(name + " ")).count());
    }
  }

  @ParameterizedTest
  @CsvSource({"rsi2,1d", "ema-crossover,1h", "williams-trend,5m", "moving-average,1m"})
  void showsEveryParameterWithItsDefaultAndDescription(String name, String timeframe) {
    Cli.Run run = Cli.run("strategies", "show", name).succeeds();

    for (ParameterSpec spec :
        StrategyCatalog.standard().parameters(name, Timeframe.parse(timeframe))) {
      String line =
          run.lines().stream()
              .filter(candidate -> candidate.startsWith(spec.name() + " "))
              .findFirst()
              .orElseThrow(() -> new AssertionError("no " + spec.name() + " in " + run.out()));
      String start = spec.defaultValue().replaceAll("/.*", "/");
      assertTrue(line.contains(" " + start + " "), line);
      String firstWord = spec.description().split(" ")[0];
      assertTrue(line.contains(firstWord), line);
    }
  }

  @Test
  void showsBoundsAsIntervals() {
    String shown = Cli.run("strategies", "show", "rsi2").succeeds().out();

    assertTrue(shown.matches("(?s).*\nrsi-period +integer +2 +\\[1,10000\\] .*"), shown);
    assertTrue(shown.matches("(?s).*\nstop-loss +number +0\\.05 +\\[0,1\\) .*"), shown);
    assertTrue(shown.matches("(?s).*\nweight +number +0\\.90 +\\(0,1\\] .*"), shown);
    assertTrue(shown.matches("(?s).*\nminimum-volume +number +0 +>= 0 .*"), shown);
  }

  @Test
  void showsAccountAndRisk() {
    String swing = Cli.run("strategies", "show", "rsi2").out();
    String concentrated = Cli.run("strategies", "show", "ema-crossover").out();

    assertTrue(swing.contains("Risk profile: swing\n"), swing);
    assertTrue(swing.contains("\nposition-weight  90 %    the most one main position"), swing);
    assertTrue(swing.contains("\nThe weight base is equity.\n"), swing);
    assertTrue(swing.contains("account            alpaca-paper-rsi2\n"), swing);
    assertTrue(
        concentrated.contains("\ndrawdown         25 %    the fall from peak"), concentrated);
    assertTrue(concentrated.contains("The weight base is buying power without margin."));
  }

  @Test
  void saysWhyAStrategyIsForResearchOnly() {
    String shown = Cli.run("strategies", "show", "moving-average").succeeds().out();
    assertTrue(shown.contains("For research only: it sells short"), shown);
    assertFalse(shown.contains("Packaged settings"), shown);
    Cli.Run replay =
        Cli.run("replay", "--strategy", "moving-average", "--bars", "BTCUSDT=no-file.csv");
    assertEquals(ExitCode.USAGE, replay.code());
    assertTrue(replay.err().contains("moving-average is for research only"), replay.err());
    assertTrue(replay.err().contains("use backtest"), replay.err());
  }

  @Test
  void defaultsFollowTheTimeframe() {
    assertTrue(
        Cli.run("strategies", "show", "rsi2").out().matches("(?s).*\nvwap-filter +switch +off .*"));
    assertTrue(
        Cli.run("strategies", "show", "rsi2", "--timeframe", "5m")
            .succeeds()
            .out()
            .matches("(?s).*\nvwap-filter +switch +on .*"));
  }
}
