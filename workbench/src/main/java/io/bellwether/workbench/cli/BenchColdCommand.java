package io.bellwether.workbench.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bellwether.market.Bars;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.workbench.market.SimulatedMarket;
import io.bellwether.workbench.market.SimulationSettings;
import io.bellwether.workbench.runtime.FunctionPackage;
import io.bellwether.workbench.runtime.LocalDeployment;
import io.bellwether.workbench.runtime.bench.ColdStartBench;
import io.bellwether.workbench.runtime.bench.ColdStartSheet;
import io.bellwether.workbench.runtime.bench.Variant;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bellwether bench-cold}: how long a packaged function takes to start. */
@Command(
    name = "bench-cold",
    hidden = true,
    mixinStandardHelpOptions = true,
    version = Main.VERSION,
    description = {
      "Measures the start of a packaged function in Lambda's Java runtime client, in turn: started"
          + " with the JVM options that Lambda sets and nothing else (baseline), and restored from a"
          + " snapshot (snap-start).",
      "Init of the latter is what the function does after the restore; what Lambda itself needs to"
          + " bring the snapshot back is not in it."
    })
final class BenchColdCommand implements Callable<Integer> {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** In the session that the payloads in events/ are of, once the bar decided on is final. */
  private static final Instant START = Instant.parse("2026-11-20T15:30:40Z");

  private static final Map<String, String> EVENTS =
      Map.of(
          "signals", "scheduled-tick.json",
          "execution", "follow-up.json",
          "notifications", "event-order-filled.json");

  @Spec private CommandSpec spec;

  @Option(
      names = "--function",
      paramLabel = "NAME",
      defaultValue = "signals",
      description = "Which function. Default: signals.")
  private String function;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "7",
      description = "How often each variant is started. Default: 7.")
  private int runs;

  @Option(
      names = "--warm",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many invocations follow the first. Default: 20.")
  private int warm;

  @Option(
      names = "--archive",
      description =
          "Measure the start with an archive of the loaded classes too, made for this JVM. None is"
              + " deployed.")
  private boolean archive;

  @Option(
      names = "--options",
      paramLabel = "NAME=OPTIONS",
      description = "Measure further JVM options beside Lambda's own; may be repeated.")
  private Map<String, String> options = new LinkedHashMap<>();

  @Option(
      names = "--commit",
      paramLabel = "ID",
      defaultValue = "unknown",
      description = "The commit that is measured, for the record.")
  private String commit;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command.
  BenchColdCommand() {}

  @Override
  public Integer call() throws IOException {
    if (runs < 1 || warm < 0) {
      throw InputException.usage("--runs must be at least 1 and --warm at least 0");
    }
    // Small answers must not wait for more to send.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    Path root = Path.of(System.getProperty("bellwether.home", "."));
    FunctionPackage deployed =
        FunctionPackage.all(root).stream()
            .filter(candidate -> candidate.name().equals(function))
            .findFirst()
            .orElseThrow(() -> InputException.usage("there is no function '" + function + "'"));
    JsonNode event =
        JSON.readTree(Files.readAllBytes(root.resolve("events").resolve(EVENTS.get(function))));
    PrintWriter err = spec.commandLine().getErr();
    Path folder = Files.createTempDirectory("bellwether-bench-");
    try (LocalDeployment deployment = LocalDeployment.start(plan(deployed, folder))) {
      ColdStartBench bench =
          new ColdStartBench(deployment, deployed, event, folder, warm, Clock.systemUTC());
      List<Variant> variants = new ArrayList<>();
      variants.add(Variant.withOptions("baseline", ""));
      variants.add(Variant.restored("snap-start"));
      if (archive) {
        variants.add(bench.archived("archive"));
      }
      options.forEach((name, value) -> variants.add(Variant.withOptions(name, value)));
      new ColdStartSheet(spec.commandLine().getOut())
          .print(function, commit, bench.run(variants, runs, err::println));
    } finally {
      delete(folder);
    }
    return ExitCode.OK;
  }

  private static LocalDeployment.Plan plan(FunctionPackage function, Path folder) {
    TradingCalendar calendar = new NyseCalendar();
    LocalDate date = calendar.dateAt(START);
    SimulatedMarket market =
        SimulatedMarket.generate(SimulationSettings.of(7, date, date), calendar);
    List<Bars> bars = List.copyOf(market.bars().values());
    return LocalDeployment.Plan.of(
        List.of(function), folder, START, bars, calendar, Clock.systemUTC());
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
