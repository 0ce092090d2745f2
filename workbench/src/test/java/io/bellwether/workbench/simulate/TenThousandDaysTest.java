package io.bellwether.workbench.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.workbench.cli.SimulationText;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand simulated days under every fault there is, on all processors. What it prints is what
 * {@code bellwether simulate --seeds 500 --days 20 --coverage} does.
 */
@Tag("integration")
class TenThousandDaysTest {
  private static final SeedRange SEEDS = new SeedRange(1, 500);
  private static final int DAYS = 20;

  @Test
  void everyPromiseIsKeptAndEveryFaultHappens() throws InterruptedException {
    SimulationText.silenceLogs();
    int threads = Runtime.getRuntime().availableProcessors();
    long begun = System.nanoTime();

    SimulationResult result =
        new Simulation(DAYS, threads, SeedRun.MEMORY).run(SEEDS, (done, all) -> {});

    double seconds = (System.nanoTime() - begun) / 1e9;
    SimulationText.of(SEEDS, result, seconds).forEach(System.out::println);
    assertEquals(List.of(), result.failures());
    assertEquals((long) SEEDS.count() * DAYS, result.figures().days());
    assertEquals(List.of(), result.coverage().gaps());
    assertEquals(List.of(), result.coverage().surprises());
    assertTrue(result.figures().fills() > 1_000, result.figures()::toString);
    assertTrue(
        Arrays.stream(Step.values()).filter(step -> result.coverage().of(step) > 0).count() > 20,
        "a simulation that does nothing breaks nothing");
  }
}
