package io.bellwether.workbench.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bellwether.cloud.dynamo.AttemptTokens;
import io.bellwether.cloud.dynamo.DynamoLedger;
import io.bellwether.cloud.dynamo.ItemStore;
import io.bellwether.cloud.dynamo.Key;
import io.bellwether.cloud.dynamo.Write;
import io.bellwether.trading.ledger.ConcurrentUpdateException;
import io.bellwether.trading.ledger.Lease;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.ledger.LedgerException;
import io.bellwether.trading.ledger.LedgerSamples;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.OrderStatus;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Of a store that does not get any further, the ledger says so, and does not ask it for ever. */
final class StuckStoreTest {
  private static final Instant T0 = Instant.parse("2026-11-20T14:30:00Z");
  private static final LedgerSamples SAMPLES = new LedgerSamples(1);
  private static final OrderRecord ORDER =
      SAMPLES.order("order", "account", "signal", OrderStatus.INTENDED, T0);

  private final MemoryItemStore memory = new MemoryItemStore("memory");

  private Ledger stuckAt(ItemStore.Obstacle obstacle) {
    return new DynamoLedger(new Stuck(memory, obstacle), AttemptTokens.of("stuck"));
  }

  @Test
  void aWriteThatMeetsOthersForEverIsAConcurrentUpdate() {
    Ledger ledger = stuckAt(new ItemStore.Obstacle.Conflict());
    assertThrows(ConcurrentUpdateException.class, () -> ledger.orders().create(ORDER));
    assertThrows(
        ConcurrentUpdateException.class, () -> ledger.risk().update(SAMPLES.risk("account", 0)));
    Lease lease = new Lease("account", 1, T0, 1);
    assertThrows(ConcurrentUpdateException.class, () -> ledger.under(lease).orders().create(ORDER));
    assertThrows(ConcurrentUpdateException.class, () -> ledger.leases().acquire("account", T0, T0));
    assertEquals(List.of(), memory.items());
  }

  /** Least of all is it written. */
  @Test
  void aWriteThatIsRefusedForNoReasonOrAnUnknownOneFailed() {
    for (ItemStore.Obstacle obstacle :
        List.of(new ItemStore.Obstacle.None(), new ItemStore.Obstacle.Other("throttled"))) {
      Ledger ledger = stuckAt(obstacle);
      assertThrows(LedgerException.class, () -> ledger.orders().create(ORDER));
      assertThrows(LedgerException.class, () -> ledger.risk().update(SAMPLES.risk("account", 0)));
    }
    assertEquals(List.of(), memory.items());
  }

  @Test
  void aBatchOfWhichNothingIsEverReadFailed() {
    new DynamoLedger(memory, AttemptTokens.of("free")).orders().create(ORDER);
    Ledger ledger = stuckAt(new ItemStore.Obstacle.None());
    assertEquals(Optional.of(ORDER), ledger.orders().find("order"));
    assertThrows(LedgerException.class, () -> ledger.orders().open("account"));
  }

  /** A store that looks up no batch and refuses every write for the same reason. */
  private record Stuck(ItemStore store, Obstacle obstacle) implements ItemStore {
    @Override
    public String name() {
      return "stuck";
    }

    @Override
    public Optional<Map<String, AttributeValue>> get(Key key) {
      return store.get(key);
    }

    @Override
    public Batch batchGet(List<Key> keys) {
      return new Batch(List.of(), keys);
    }

    @Override
    public Page query(Query query) {
      return store.query(query);
    }

    @Override
    public Outcome put(Write.Put put) {
      return new Outcome.Refused(List.of(obstacle));
    }

    @Override
    public Outcome transact(List<Write> writes) {
      return new Outcome.Refused(Collections.nCopies(writes.size(), obstacle));
    }
  }
}
