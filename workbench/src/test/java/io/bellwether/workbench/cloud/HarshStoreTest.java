package io.bellwether.workbench.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bellwether.cloud.dynamo.AttemptTokens;
import io.bellwether.cloud.dynamo.DynamoLedger;
import io.bellwether.trading.ledger.Holding;
import io.bellwether.trading.ledger.Lease;
import io.bellwether.trading.ledger.LeaseLostException;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.ledger.LedgerKit;
import io.bellwether.trading.ledger.LedgerSamples;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The kit against a store that makes everything hard: nobody notices. */
final class HarshStoreTest extends LedgerKit {
  private static final Instant T0 = Instant.parse("2026-11-20T14:30:00Z");
  private static final Runnable NOTHING = () -> {};

  private final MemoryItemStore memory = new MemoryItemStore("memory");
  private final AtomicReference<Runnable> whileLost = new AtomicReference<>(NOTHING);
  private final Ledger ledger =
      new DynamoLedger(
          new HarshItemStore(memory, () -> whileLost.getAndSet(NOTHING).run()),
          AttemptTokens.of("test"));

  @Override
  protected Ledger ledger() {
    return ledger;
  }

  /** The write was made while the lease was current; its repetition finds it, and the new lease. */
  @Test
  void aWriteIsMadeThoughTheLeaseIsLostBeforeItsRepetition() {
    Ledger another = new DynamoLedger(memory, AttemptTokens.of("another"));
    Lease lease = ledger.leases().acquire("lost", T0, T0.plusSeconds(60)).orElseThrow();
    Ledger fenced = ledger.under(lease);
    whileLost.set(
        () ->
            another
                .leases()
                .acquire("lost", T0.plusSeconds(60), T0.plusSeconds(120))
                .orElseThrow());

    Holding stored = fenced.holdings().update(new LedgerSamples(1).holding("lost", "QQQ", 0));

    assertEquals(1, stored.revision());
    assertEquals(Optional.of(stored), another.holdings().find("lost", "QQQ"));
    assertThrows(LeaseLostException.class, () -> fenced.holdings().update(stored));
    assertEquals(Optional.of(stored), another.holdings().find("lost", "QQQ"));
  }

  /** Of a renewal that was made but not answered, the repetition is of the same lease. */
  @Test
  void aLeaseThatIsTakenOverWhileItsRenewalIsLostStaysTakenOver() {
    Ledger another = new DynamoLedger(memory, AttemptTokens.of("another"));
    Lease lease = ledger.leases().acquire("renewed", T0, T0.plusSeconds(60)).orElseThrow();
    whileLost.set(
        () ->
            another
                .leases()
                .acquire("renewed", T0.plusSeconds(90), T0.plusSeconds(120))
                .orElseThrow());
    assertThrows(LeaseLostException.class, () -> ledger.leases().renew(lease, T0.plusSeconds(90)));
  }
}
