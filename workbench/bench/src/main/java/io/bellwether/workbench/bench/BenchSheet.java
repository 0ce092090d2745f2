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
    out.println();
    line(out, "One backtest of %,d five-minute bars, medians in ms", Workload.BARS);
    line(out, "%-18s%8s%12s%8s%8s%10s%10s", "", "plain", "Bellwether", "ratio", "goal", "ta4j", "");
    single(out, "ema-crossover", "emaCrossover", "EmaCrossover", 1.3);
    single(out, "rsi2", "rsi2", "Rsi2", 1.3);
    single(out, "williams-trend", "williamsTrend", "WilliamsTrend", 1.5);
    out.println();
    sweep(out);
    out.println();
    scaling(out);
    out.println();
    processes(out);
    out.flush();
  }

  private void single(PrintWriter out, String title, String method, String plain, double goal) {
    String engine = "SingleRun." + method;
    line(
        out,
        "%-18s%8.2f%12.2f%8.2f%8.2f%10.1f%9.0fx",
        title,
        measured.median("SingleRun.plain" + plain),
        measured.median(engine),
        measured.ratio(engine, "SingleRun.plain" + plain),
        goal,
        measured.median("Ta4j." + method),
        measured.ratio("Ta4j." + method, engine));
  }

  private void sweep(PrintWriter out) {
    String one = "Sweep.sweep";
    line(out, "Sweep of %,d sets of rsi2 over one RSI column, medians in ms", SweepBenchmark.SETS);
    line(
        out,
        "%-18s%8.0f%12.0f%8.2f%8.2f",
        "one thread",
        measured.median("Sweep.plainSweep"),
        measured.median(one),
        measured.ratio(one, "Sweep.plainSweep"),
        1.37);
    line(
        out,
        "%-18s%8s%12.0f   %.2f times as fast as one; goal 1.8",
        "two threads",
        "",
        measured.median("Sweep.sweepOnTwoThreads"),
        measured.ratio(one, "Sweep.sweepOnTwoThreads"));
  }

  private void scaling(PrintWriter out) {
    line(out, "%-18s%8s%12s%8s", "Time, of the least", "1x", "4x", "16x");
    scaling(out, "bars", "Scaling.moreBars");
    scaling(out, "parameter sets", "Scaling.moreSets");
  }

  private void scaling(PrintWriter out, String title, String name) {
    line(
        out,
        "%-18s%8.2f%12.2f%8.2f",
        title,
        1.0,
        measured.ratio(name + " x 4", name + " x 1"),
        measured.ratio(name + " x 16", name + " x 1"));
  }

  private void processes(PrintWriter out) {
    line(out, "Whole process, %,d rows, medians", Workload.BARS);
    line(out, "%-30s%10s%10s%10s", "", "seconds", "ratio", "MB");
    process(out, "plain Java, from CSV", ProcessBench.PLAIN);
    process(out, "bellwether --version", ProcessBench.VERSION);
    process(out, "bellwether backtest, CSV", ProcessBench.FROM_CSV);
    process(out, "bellwether backtest, cache", ProcessBench.FROM_CACHE);
  }

  private void process(PrintWriter out, String title, String name) {
    line(
        out,
        "%-30s%10.2f%10.2f%10.0f",
        title,
        measured.median(name) / 1000,
        measured.ratio(name, ProcessBench.PLAIN),
        measured.median(name + ProcessBench.MEGABYTES));
  }

  @SuppressWarnings("AnnotateFormatMethod") // Its annotation would be a dependency of its own.
  private static void line(PrintWriter out, String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values).stripTrailing());
  }
}
