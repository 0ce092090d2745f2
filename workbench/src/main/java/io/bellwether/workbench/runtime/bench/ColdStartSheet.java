package io.bellwether.workbench.runtime.bench;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Results laid out: medians with least and most, and each variant against the first. */
public final class ColdStartSheet {
  private final PrintWriter out;

  public ColdStartSheet(PrintWriter out) {
    this.out = out;
  }

  /** Prints all variants; the first is what the others are compared with. */
  public void print(String function, String commit, Map<Variant, List<ColdStart>> results) {
    Variant first = results.keySet().iterator().next();
    List<ColdStart> baseline = results.getOrDefault(first, List.of());
    double total = total(baseline);
    out.printf(
        Locale.ROOT,
        "%s, %d starts each, in turn; milliseconds, median (least to most)%n",
        function,
        baseline.size());
    out.println(machine());
    out.println("commit " + commit);
    results.forEach(
        (variant, starts) -> {
          out.println();
          out.println(variant.name());
          row("init", starts, start -> Stream.of(millis(start.init())));
          row("first invocation", starts, start -> Stream.of(millis(start.first())));
          row("total", starts, start -> Stream.of(millis(start.total())));
          row("processor time", starts, start -> Stream.of(millis(start.processor())));
          row(
              "warm invocation",
              starts,
              start -> start.warm().stream().map(ColdStartSheet::millis));
          row("  own time", starts, start -> start.warmOwn().stream().map(ColdStartSheet::millis));
          row("  processor time", starts, start -> Stream.of(millis(start.warmProcessor())));
          row("peak memory, MB", starts, start -> Stream.of(start.peakKilobytes() / 1024.0));
          if (!variant.equals(first)) {
            out.printf(
                Locale.ROOT,
                "  %-20s %8.0f %% of %s%n",
                "total",
                100 * total(starts) / total,
                first.name());
          }
        });
    out.flush();
  }

  private void row(
      String name, List<ColdStart> starts, Function<ColdStart, Stream<Double>> values) {
    List<Double> all = starts.stream().flatMap(values).toList();
    if (!all.isEmpty()) {
      Spread spread = Spread.of(all);
      out.printf(
          Locale.ROOT,
          "  %-20s %8.1f   (%.1f to %.1f)%n",
          name,
          spread.median(),
          spread.least(),
          spread.most());
    }
  }

  private static double total(List<ColdStart> starts) {
    return Spread.of(starts.stream().map(start -> millis(start.total())).toList()).median();
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }

  private static String machine() {
    var system = ManagementFactory.getOperatingSystemMXBean();
    return String.format(
        Locale.ROOT,
        "%s %s, %d processors, load %.1f; %s %s",
        system.getName(),
        system.getArch(),
        system.getAvailableProcessors(),
        system.getSystemLoadAverage(),
        System.getProperty("java.vm.name"),
        Runtime.version());
  }
}
