package io.bellwether.workbench.bench;

import java.io.PrintWriter;
import java.util.Locale;

/** Medians and ratios laid out, 80 columns wide. */
final class BenchSheet {
  private final Machine machine;
  private final Measurements measured;

  BenchSheet(Machine machine, Measurements measured) {
    this.machine = machine;
    this.measured = measured;
  }

  void print(PrintWriter out) {
    line(out, "%s, %d cores, load %.1f", machine.processor(), machine.cores(), machine.load());
    line(out, "%s", machine.jvm());
    line(out, "commit %s, seed %d", machine.commit(), Workload.SEED);
    if (measured.any("SingleRun.")) {
      singleRuns(out);
    }
    if (measured.any("Sweep.")) {
      sweeps(out);
    }
    if (measured.any("Scaling.")) {
      scalings(out);
    }
    if (measured.any("Process.")) {
      processes(out);
    }
    out.flush();
  }

  private void singleRuns(PrintWriter out) {
    out.println();
    line(out, "One backtest of %,d five-minute bars, medians in ms", Workload.BARS);
    line(out, "%-22s%8s%12s%8s%8s%8s", "", "plain", "Bellwether", "ratio", "goal", "ta4j");
    single(out, "ema-crossover", "emaCrossover", "EmaCrossover", 1.3);
    single(out, "rsi2", "rsi2", "Rsi2", 1.3);
    single(out, "williams-trend", "williamsTrend", "WilliamsTrend", 1.5);
  }

  private void single(PrintWriter out, String title, String method, String plain, double goal) {
    String engine = "SingleRun." + method;
    String yardstick = "SingleRun.plain" + plain;
    String ta4j = "Ta4j." + method;
    line(
        out,
        "%-22s%8s%12s%8s%8.2f%8s%10s",
        title,
        number(2, measured.median(yardstick)),
        number(2, measured.median(engine)),
        number(2, measured.ratio(engine, yardstick)),
        goal,
        number(1, measured.median(ta4j)),
        measured.any(ta4j) ? number(0, measured.ratio(ta4j, engine)) + "x" : "");
  }

  private void sweeps(PrintWriter out) {
    out.println();
    line(out, "%,d sets of rsi2 on the same bars, medians in ms", SweepBenchmark.SETS);
    line(out, "%-22s%8s%12s%8s%8s", "", "plain", "Bellwether", "ratio", "goal");
    sweep(out, "engine alone", "Sweep.engine", "");
    sweep(out, "sweep, one thread", "Sweep.sweep", "1.37");
    sweep(out, "sweep, two threads", "Sweep.sweepOnTwoThreads", "");
    double faster = measured.ratio("Sweep.sweep", "Sweep.sweepOnTwoThreads");
    line(out, "%-42s%8s%8.2f", "  times as fast as one", number(2, faster), 1.8);
  }

  private void sweep(PrintWriter out, String title, String name, String goal) {
    String yardstick = "Sweep.plainSweep";
    line(
        out,
        "%-22s%8s%12s%8s%8s",
        title,
        number(0, measured.median(yardstick)),
        number(0, measured.median(name)),
        number(2, measured.ratio(name, yardstick)),
        goal);
  }

  private void scalings(PrintWriter out) {
    out.println();
    line(out, "%-22s%8s%12s%8s", "Time, of the least", "1x", "4x", "16x");
    scaling(out, "bars", "Scaling.moreBars");
    scaling(out, "parameter sets", "Scaling.moreSets");
  }

  private void scaling(PrintWriter out, String title, String name) {
    line(
        out,
        "%-22s%8s%12s%8s",
        title,
        number(2, measured.ratio(name + " x 1", name + " x 1")),
        number(2, measured.ratio(name + " x 4", name + " x 1")),
        number(2, measured.ratio(name + " x 16", name + " x 1")));
  }

  private void processes(PrintWriter out) {
    out.println();
    line(out, "Whole process, %,d rows, medians", Workload.BARS);
    line(out, "%-30s%8s%8s%8s%8s%8s", "", "seconds", "ratio", "goal", "MB", "goal");
    process(out, "plain Java, from CSV", ProcessBench.PLAIN, "", "");
    process(out, "bellwether --version", ProcessBench.VERSION, "", "");
    // Half a second and 0.35 s where the plain program takes 0.40 s.
    process(out, "bellwether backtest, CSV", ProcessBench.FROM_CSV, "1.25", "128");
    process(out, "bellwether backtest, cache", ProcessBench.FROM_CACHE, "0.875", "128");
  }

  private void process(
      PrintWriter out, String title, String name, String goal, String megabytesGoal) {
    line(
        out,
        "%-30s%8s%8s%8s%8s%8s",
        title,
        number(2, measured.median(name) / 1000),
        number(2, measured.ratio(name, ProcessBench.PLAIN)),
        goal,
        number(0, measured.median(name + ProcessBench.MEGABYTES)),
        megabytesGoal);
  }

  /** A dash where nothing was measured. */
  private static String number(int places, double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%." + places + "f", value);
  }

  @SuppressWarnings("AnnotateFormatMethod") // Its annotation would be a dependency of its own.
  private static void line(PrintWriter out, String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values).stripTrailing());
  }
}
