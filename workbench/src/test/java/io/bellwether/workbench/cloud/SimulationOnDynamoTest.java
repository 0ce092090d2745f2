package io.bellwether.workbench.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bellwether.cloud.dynamo.DynamoItemStore;
import io.bellwether.workbench.simulate.SeedRun;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A simulated run goes the same way on DynamoDB itself as on the store in memory. */
@Tag("integration")
class SimulationOnDynamoTest {
  private static final int DAYS = 5;

  @ParameterizedTest
  @ValueSource(longs = {102, 103})
  void theEventsAreTheSame(long seed) {
    SeedRun inMemory = SeedRun.of(seed, DAYS, fault -> true, true, SeedRun.MEMORY);

    SeedRun onDynamo;
    try (LocalDynamo dynamo = LocalDynamo.start("simulation")) {
      onDynamo =
          SeedRun.of(
              seed,
              DAYS,
              fault -> true,
              true,
              () -> new DynamoItemStore(dynamo.client(), "simulation"));
    }

    // The words first: they say where the two part.
    assertEquals(inMemory.lines(), onDynamo.lines());
    assertEquals(inMemory.result().figures(), onDynamo.result().figures());
  }
}
