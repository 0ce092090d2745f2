package io.bellwether.cloud.dynamo;

import io.bellwether.trading.ledger.Lease;
import io.bellwether.trading.ledger.LeaseLostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A table whose writes are made as long as a lease is current. */
final class FencedTable extends Table {
  private final Lease lease;
  private final Write fence;

  FencedTable(Table table, Lease lease) {
    super(table);
    this.lease = lease;
    this.fence = Writes.fence(lease);
  }

  /**
   * {@inheritDoc}
   *
   * @throws LeaseLostException if the lease is not current
   */
  @Override
  Optional<Refusal> commit(List<Write> writes) {
    List<Write> fenced = new ArrayList<>(writes);
    fenced.add(fence);
    List<Refusal> refusals = commitTogether(fenced);
    // First of all: a run that has lost its lease is not to act on what stood in its way.
    if (refusals.stream().anyMatch(refusal -> refusal.write().equals(fence))) {
      throw new LeaseLostException(lease);
    }
    return refusals.stream().findFirst();
  }

  @Override
  Optional<Refusal> put(Write.Put write) {
    return commit(write);
  }
}
