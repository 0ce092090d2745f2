package io.bellwether.workbench.cli;

import io.bellwether.workbench.cli.TextTable.Column;
import io.bellwether.workbench.simulate.Failure;
import io.bellwether.workbench.simulate.Figures;
import io.bellwether.workbench.simulate.InjectedFault;
import io.bellwether.workbench.simulate.Investigation;
import io.bellwether.workbench.simulate.SeedRange;
import io.bellwether.workbench.simulate.SimulationResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What {@code simulate} prints, in 80 columns. */
final class SimulationSheet {
  private static final int NAME_WIDTH = 24;
  private static final int INDENT = 2;
  private static final int TRACE_INDENT = 6;

  private SimulationSheet() {}

  /**
   * The result.
   *
   * @param seeds the range, in words
   * @param seconds it took; 0 if nobody knows
   */
  static List<String> lines(String seeds, SimulationResult result, double seconds) {
    Figures figures = result.figures();
    TextTable table = TextTable.of(Column.text("", NAME_WIDTH), Column.text(""));
    table.row("seeds", seeds);
    table.row("simulated days", number(figures.days()));
    table.row("invocations", number(figures.invocations()));
    table.row("steps", number(figures.steps()));
    table.row("faults injected", number(figures.faults()));
    table.row("orders accepted", number(figures.orders()));
    table.row("fills", number(figures.fills()));
    if (seconds > 0) {
      double perSecond = figures.days() / seconds;
      table.row(
          "time", String.format(Locale.ROOT, "%,.1f s, %,.0f days a second", seconds, perSecond));
    }
    table.row("runs with a violation", number(result.broken()));
    table.row("event hash", figures.hashText());
    return table.lines();
  }

  /** The range in words, with how many there are. */
  static String words(SeedRange seeds) {
    return seeds.count() == 1 ? seeds.toString() : seeds + " (" + number(seeds.count()) + ")";
  }

  /** The runs that broke a promise, one below the other. */
  static List<String> failures(SimulationResult result) {
    List<String> lines = new ArrayList<>();
    for (Failure failure : result.failures()) {
      String text =
          "seed %d, day %d: %s".formatted(failure.seed(), failure.day(), failure.violation());
      lines.addAll(TextTable.wrap(text, TextTable.WIDTH));
    }
    long more = result.broken() - result.failures().size();
    if (more > 0) {
      lines.add("and " + number(more) + " runs more");
    }
    return lines;
  }

  /** One of them, looked into. */
  static List<String> lines(Investigation found) {
    List<String> lines = new ArrayList<>();
    Failure failure = found.failure();
    lines.add(
        "VIOLATION  seed %d, day %d: %s"
            .formatted(failure.seed(), failure.day(), failure.violation().invariant()));
    String what = failure.violation().time() + ": " + failure.violation().message();
    TextTable.wrap(what, TextTable.WIDTH - INDENT).forEach(line -> lines.add("  " + line));
    lines.add("");
    lines.add(
        "%d of %d faults are left after %d reruns%s:"
            .formatted(
                found.faults().size(),
                found.injected(),
                found.reruns(),
                found.complete() ? ", each of them needed" : ", perhaps not all of them needed"));
    for (InjectedFault fault : found.faults()) {
      lines.add("  " + TextTable.paragraph(fault.toString(), TRACE_INDENT));
    }
    lines.add("");
    lines.add("What happened, with these faults alone, up to the violation:");
    for (String line : found.trace()) {
      lines.add(TextTable.paragraph(line, TRACE_INDENT));
    }
    return lines;
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
