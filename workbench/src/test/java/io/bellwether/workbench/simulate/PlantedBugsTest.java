package io.bellwether.workbench.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.workbench.cloud.MemoryItemStore;
import io.bellwether.workbench.simulate.planted.PlantedBug;
import io.bellwether.workbench.simulate.planted.Planting;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulation finds the bugs that it is there to find. */
class PlantedBugsTest {
  private static final int DAYS_OF_A_SEED = 20;

  private static final int MOST_DAYS = 600;

  private static final int DAYS_WITHOUT_HARM = 40;

  static Stream<PlantedBug> found() {
    return Stream.of(PlantedBug.values()).filter(bug -> bug.absorbed().isEmpty());
  }

  static Stream<PlantedBug> absorbed() {
    return Stream.of(PlantedBug.values()).filter(bug -> bug.absorbed().isPresent());
  }

  @ParameterizedTest
  @MethodSource
  void found(PlantedBug bug) {
    Search search = search(bug, MOST_DAYS);
    System.out.println(bug.label() + ": " + search);
    assertTrue(search.violation().isPresent(), () -> bug.label() + ": " + search);
  }

  /** What others make good does no harm; should it begin to, it is to be found. */
  @ParameterizedTest
  @MethodSource
  void absorbed(PlantedBug bug) {
    assertEquals(Optional.empty(), search(bug, DAYS_WITHOUT_HARM).violation(), bug::label);
  }

  /**
   * What a search came to.
   *
   * @param days how many days were simulated until something was found, or in all
   * @param seed the seed simulated last
   */
  private record Search(int days, long seed, Optional<Violation> violation) {
    @Override
    public String toString() {
      return violation
          .map(
              found ->
                  "found after %d days, by seed %d: %s".formatted(days, seed, found.invariant()))
          .orElse("not found in " + days + " days");
    }
  }

  private static Search search(PlantedBug bug, int limit) {
    try (Planting _ = new Planting(bug)) {
      int days = 0;
      for (long seed = 1; ; seed++) {
        Run run =
            new Run(seed, DAYS_OF_A_SEED, f -> true, false, new MemoryItemStore("simulation"));
        run.run();
        days += run.daysDone();
        if (run.violation().isPresent() || days >= limit) {
          return new Search(days, seed, run.violation());
        }
      }
    }
  }
}
