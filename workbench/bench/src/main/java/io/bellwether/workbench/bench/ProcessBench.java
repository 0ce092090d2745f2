package io.bellwether.workbench.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bellwether.market.Bars;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times whole processes, from the shell's point of view: the command line reading a file of bars
 * and backtesting, and {@link PlainProcess} doing the same with nothing around it, in turn.
 */
final class ProcessBench {
  static final String PLAIN = "Process.plain";
  static final String VERSION = "Process.version";
  static final String FROM_CSV = "Process.fromCsv";
  static final String FROM_CACHE = "Process.fromCache";

  /** Appended to a name: the most memory the process had at a time. */
  static final String MEGABYTES = " MB";

  private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
  private static final int POLL_MILLIS = 4;

  private final Path root;
  private final Path folder;
  private final Measurements measurements;
  private final Consumer<String> progress;

  ProcessBench(Path root, Path folder, Measurements measurements, Consumer<String> progress) {
    this.root = root;
    this.folder = folder;
    this.measurements = measurements;
    this.progress = progress;
  }

  /** Starts nothing in no runs. */
  void run(int runs) throws IOException {
    if (runs == 0) {
      return;
    }
    Path csv = folder.resolve("tqqq.csv");
    write(Workload.bars(Workload.BARS), csv);
    List<String> backtest =
        List.of(
            root.resolve("bellwether").toString(),
            "backtest",
            "--strategy",
            "rsi2",
            "--bars",
            "TQQQ=" + csv,
            "--set",
            "vwap-filter=off",
            "--timeframe",
            "5m",
            "--costs",
            "none",
            "--report",
            "summary");
    List<String> version = List.of(root.resolve("bellwether").toString(), "--version");
    // The first start builds what is missing and keeps its archive of classes.
    time(version);
    for (int run = 1; run <= runs; run++) {
      progress.accept("process " + run + " of " + runs);
      measure(PLAIN, plain(csv));
      measure(VERSION, version);
      forgetCache(csv);
      measure(FROM_CSV, backtest);
      if (hasCache(csv)) {
        measure(FROM_CACHE, backtest);
      }
    }
  }

  private static List<String> plain(Path csv) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-cp",
        System.getProperty("java.class.path"),
        PlainProcess.class.getName(),
        csv.toString());
  }

  /** The command line may leave a binary copy beside the file, which it reads next time. */
  private void forgetCache(Path csv) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.filter(one -> !one.equals(csv) && isBeside(csv, one)).toList()) {
        Files.delete(file);
      }
    }
  }

  private boolean hasCache(Path csv) throws IOException {
    try (var files = Files.list(folder)) {
      return files.anyMatch(one -> !one.equals(csv) && isBeside(csv, one));
    }
  }

  private static boolean isBeside(Path csv, Path file) {
    return file.getFileName().toString().contains(csv.getFileName().toString());
  }

  private void measure(String name, List<String> command) throws IOException {
    Usage usage = time(command);
    measurements.add(name, usage.millis);
    if (usage.megabytes > 0) {
      measurements.add(name + MEGABYTES, usage.megabytes);
    }
  }

  private record Usage(double millis, double megabytes) {}

  private Usage time(List<String> command) throws IOException {
    Path printed = folder.resolve("printed.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(printed.toFile());
    long start = System.nanoTime();
    Process process = builder.start();
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    double megabytes = 0;
    try {
      while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        megabytes = Math.max(megabytes, peak(status));
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + command, e);
    }
    double millis = (System.nanoTime() - start) / 1e6;
    if (process.exitValue() != 0) {
      throw new IOException(command + " failed:\n" + Files.readString(printed));
    }
    return new Usage(millis, megabytes);
  }

  /** The most memory so far; 0 where the system does not say. */
  private static double peak(Path status) {
    try {
      Matcher found = PEAK.matcher(Files.readString(status, UTF_8));
      return found.find() ? Double.parseDouble(found.group(1)) / 1024 : 0;
    } catch (IOException e) {
      // It has just ended.
      return 0;
    }
  }

  private static void write(Bars bars, Path csv) throws IOException {
    List<String> names = new ArrayList<>(List.of("timestamp", "open", "high", "low", "close"));
    names.add("volume");
    try (BufferedWriter out = Files.newBufferedWriter(csv)) {
      out.write(String.join(",", names) + "\n");
      for (int t = 0; t < bars.size(); t++) {
        out.write(
            String.format(
                Locale.ROOT,
                "%s,%s,%s,%s,%s,%.0f%n",
                bars.start(t),
                bars.open()[t],
                bars.high()[t],
                bars.low()[t],
                bars.close()[t],
                bars.volume()[t]));
      }
    }
  }
}
