package io.bellwether.workbench.bench;

import java.util.Collection;
import java.util.function.Consumer;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the JMH benchmarks, each in a process of its own, in turn and several times over: what else
 * the machine does in the meantime then falls on a benchmark and on its yardstick alike.
 */
final class LoopBench {
  private static final TimeValue SHORT = TimeValue.milliseconds(300);
  private static final TimeValue LONG = TimeValue.seconds(1);

  private final Measurements measurements;
  private final Consumer<String> progress;

  LoopBench(Measurements measurements, Consumer<String> progress) {
    this.measurements = measurements;
    this.progress = progress;
  }

  /** Measures nothing in no rounds. */
  void run(int rounds) throws RunnerException {
    if (rounds == 0) {
      return;
    }
    for (int round = 1; round <= rounds; round++) {
      progress.accept("round " + round + " of " + rounds);
      measure(SingleRunBenchmark.class, SHORT, 5);
      measure(SweepBenchmark.class, LONG, 3);
    }
    progress.accept("ta4j");
    measure(Ta4jBenchmark.class, LONG, 3);
    progress.accept("scaling");
    measure(ScalingBenchmark.class, SHORT, 5);
  }

  private void measure(Class<?> benchmarks, TimeValue iteration, int iterations)
      throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + benchmarks.getName().replace(".", "\\.") + "\\.")
            .forks(1)
            .jvmArgs("-XX:+UseSerialGC", "-Xmx1g", "--sun-misc-unsafe-memory-access=allow")
            .warmupIterations(iterations)
            .warmupTime(iteration)
            .measurementIterations(iterations)
            .measurementTime(iteration)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT);
    Collection<RunResult> results = new Runner(options.build()).run();
    for (RunResult result : results) {
      String name = name(result);
      result.getBenchmarkResults().stream()
          .flatMap(fork -> fork.getIterationResults().stream())
          .map(IterationResult::getPrimaryResult)
          .forEach(one -> measurements.add(name, one.getScore()));
    }
  }

  /** Such as {@code SingleRun.rsi2} or {@code Scaling.moreBars x 4}. */
  private static String name(RunResult result) {
    String benchmark = result.getParams().getBenchmark();
    String method = benchmark.substring(benchmark.lastIndexOf('.') + 1);
    String type = benchmark.substring(0, benchmark.lastIndexOf('.'));
    String group = type.substring(type.lastIndexOf('.') + 1).replace("Benchmark", "");
    String times = result.getParams().getParam("times");
    return group + "." + method + (times == null ? "" : " x " + times);
  }
}
