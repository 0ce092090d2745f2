package io.bellwether.workbench.cli;

import io.bellwether.workbench.simulate.SeedRange;
import io.bellwether.workbench.simulate.SimulationResult;
import java.util.ArrayList;
import java.util.List;

/** What the command does around a simulation, for tests that are one. */
public final class SimulationText {
  private SimulationText() {}

  /** Keeps the functions' logs out of a test's report: they would be gigabytes. */
  public static void silenceLogs() {
    Logs.silence();
  }

  /** What is printed of it. */
  public static List<String> of(SeedRange seeds, SimulationResult result, double seconds) {
    List<String> lines =
        new ArrayList<>(SimulationSheet.lines(SimulationSheet.words(seeds), result, seconds));
    lines.add("");
    lines.addAll(new CoverageSheet(result.coverage()).lines());
    lines.addAll(SimulationSheet.failures(result));
    return lines;
  }
}
