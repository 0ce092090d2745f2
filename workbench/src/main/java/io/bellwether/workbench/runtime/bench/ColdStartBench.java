package io.bellwether.workbench.runtime.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.market.time.Pause;
import io.bellwether.workbench.cloud.EmbeddedCloud;
import io.bellwether.workbench.runtime.FunctionPackage;
import io.bellwether.workbench.runtime.Invocation;
import io.bellwether.workbench.runtime.LocalDeployment;
import io.bellwether.workbench.runtime.LocalLambda;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Starts a packaged function again and again, in each way in turn, so that whatever else the
 * machine does meets all of them alike. The table is the same before every invocation, and each
 * start finds an empty folder for temporary files, as in a new execution environment.
 */
public final class ColdStartBench {
  /** The variables that say where a service is. */
  private static final Pattern MEASURED =
      Pattern.compile("AWS_ENDPOINT_URL_.*|ALPACA_.*_URL|TWELVE_DATA_URL|FMP_URL");

  private final LocalDeployment deployment;
  private final FunctionPackage function;
  private final JsonNode event;
  private final Path folder;
  private final int warmInvocations;
  private final InstantSource machineClock;

  /**
   * A function and what it is to do.
   *
   * @param folder where the function is unpacked, once for each variant
   * @param warmInvocations how many invocations follow the first
   * @param machineClock the clock of this machine
   */
  public ColdStartBench(
      LocalDeployment deployment,
      FunctionPackage function,
      JsonNode event,
      Path folder,
      int warmInvocations,
      InstantSource machineClock) {
    this.deployment = deployment;
    this.function = function;
    this.event = event;
    this.folder = folder;
    this.warmInvocations = warmInvocations;
    this.machineClock = machineClock;
  }

  /**
   * Measures.
   *
   * @param rounds how often each variant is started
   * @param progress told of each start
   */
  public Map<Variant, List<ColdStart>> run(
      List<Variant> variants, int rounds, Consumer<String> progress) {
    Map<Variant, List<ColdStart>> results = new LinkedHashMap<>();
    try (CallMeter meter = new CallMeter()) {
      progress.accept("warming up");
      // What a function finds in the table, and an embedded cloud that has been used.
      measure(variants.getFirst(), meter, () -> {});
      TableState state =
          TableState.strategies(deployment.cloud().dynamoClient(), EmbeddedCloud.TABLE);
      for (int round = 1; round <= rounds; round++) {
        for (Variant variant : variants) {
          progress.accept("round " + round + " of " + rounds + ", " + variant.name());
          ColdStart start = measure(variant, meter, state::putBack);
          results.computeIfAbsent(variant, _ -> new ArrayList<>()).add(start);
        }
      }
    }
    return results;
  }

  /**
   * Starts the function, lets it load what an invocation needs, and archives that.
   *
   * @return with the archive, which only this JVM takes
   */
  public Variant archived(String name) {
    Path archive = folder.resolve(name + ".jsa");
    Variant training = Variant.withOptions(name, "-XX:ArchiveClassesAtExit=" + archive);
    try (CallMeter meter = new CallMeter();
        LocalLambda lambda = lambda(training, meter)) {
      invoke(lambda);
      invoke(lambda);
      lambda.finish();
    }
    if (!Files.exists(archive)) {
      throw new IllegalStateException("this JVM made no archive of " + function.name());
    }
    return Variant.withOptions(name, "-XX:SharedArchiveFile=" + archive);
  }

  private LocalLambda lambda(Variant variant, CallMeter meter) {
    return new LocalLambda(
        function,
        folder.resolve(variant.name()),
        () -> variables(variant, meter),
        machineClock,
        Pause.sleeping());
  }

  private ColdStart measure(Variant variant, CallMeter meter, Runnable prepare) {
    Path place = folder.resolve(variant.name());
    clear(place.resolve("tmp"));
    try (LocalLambda lambda = lambda(variant, meter)) {
      prepare.run();
      if (variant.snapStart()) {
        lambda.snapshot();
      }
      Invocation first = invoke(lambda);
      Duration processor = processorTime();
      List<Duration> warm = new ArrayList<>();
      List<Duration> own = new ArrayList<>();
      Invocation last = first;
      for (int i = 0; i < warmInvocations; i++) {
        prepare.run();
        meter.take();
        last = invoke(lambda);
        Duration duration = last.report().duration();
        warm.add(duration);
        own.add(duration.minus(meter.take()));
      }
      return new ColdStart(
          first.report().init().orElseThrow(),
          first.report().duration(),
          processor,
          warm,
          own,
          processorTime().minus(processor).dividedBy(Math.max(1, warmInvocations)),
          last.report().peakKilobytes().orElse(0L));
    }
  }

  private Invocation invoke(LocalLambda lambda) {
    Invocation invocation = lambda.invoke(event);
    if (!invocation.succeeded()) {
      throw new IllegalStateException(
          function.name()
              + " did not answer: "
              + invocation.outcome()
              + "\n"
              + String.join("\n", invocation.lines()));
    }
    return invocation;
  }

  private Map<String, String> variables(Variant variant, CallMeter meter) {
    Map<String, String> variables = new HashMap<>(deployment.environment(function.name()));
    variables.replaceAll(
        (name, value) ->
            MEASURED.matcher(name).matches() && value.startsWith("http")
                ? meter.through(value)
                : value);
    variables.putAll(variant.variables());
    return variables;
  }

  /** What the function's process, the only one there is, has used of the processors. */
  private static Duration processorTime() {
    return ProcessHandle.current()
        .children()
        .filter(ProcessHandle::isAlive)
        .flatMap(process -> process.info().totalCpuDuration().stream())
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static void clear(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be emptied", e);
    }
  }
}
