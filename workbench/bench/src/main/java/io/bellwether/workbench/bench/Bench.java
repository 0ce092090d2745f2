package io.bellwether.workbench.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code make bench}: measures, and prints medians and ratios. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures the research engine against plain loops and ta4j on this machine.")
public final class Bench implements Callable<Integer> {
  @Option(
      names = "--rounds",
      defaultValue = "3",
      description = "How often each benchmark is started; 0 for none. Default: 3.")
  private int rounds;

  @Option(
      names = "--processes",
      defaultValue = "9",
      description = "How often each whole process is started; 0 for none. Default: 9.")
  private int processes;

  @Option(
      names = "--root",
      defaultValue = "${sys:bench.root:-.}",
      description = "The project's folder. Default: ${DEFAULT-VALUE}.")
  private Path root;

  @Option(
      names = "--json",
      defaultValue = "${sys:bench.json:-output/bench.json}",
      description = "Where everything measured is written. Default: ${DEFAULT-VALUE}.")
  private Path json;

  @Option(
      names = "--commit",
      defaultValue = "${sys:bench.commit:-unknown}",
      description = "What is measured. Default: ${DEFAULT-VALUE}.")
  private String commit;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command.
  private Bench() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Runs the command; its exit code. Who starts it may set {@code bench.root} and the like. */
  static int run(String... arguments) {
    return new CommandLine(new Bench()).execute(arguments);
  }

  @Override
  public Integer call() throws IOException, RunnerException {
    PrintWriter out = new PrintWriter(System.out, true, UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, UTF_8);
    Measurements measurements = new Measurements();
    Machine machine = Machine.here(commit);
    new LoopBench(measurements, err::println).run(rounds);
    Path folder = Files.createTempDirectory("bellwether-bench-");
    try {
      new ProcessBench(root.toAbsolutePath().normalize(), folder, measurements, err::println)
          .run(processes);
    } finally {
      delete(folder);
    }
    new BenchSheet(machine, measurements).print(out);
    Files.createDirectories(json.toAbsolutePath().getParent());
    Files.writeString(
        json,
        JsonMapper.builder()
            .build()
            .writerWithDefaultPrettyPrinter()
            .writeValueAsString(new Written(machine, measurements.all())));
    out.println("all measurements: " + json);
    return 0;
  }

  private record Written(Machine machine, Object millis) {}

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
