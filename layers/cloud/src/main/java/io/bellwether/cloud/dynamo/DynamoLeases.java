package io.bellwether.cloud.dynamo;

import io.bellwether.trading.ledger.ConcurrentUpdateException;
import io.bellwether.trading.ledger.Lease;
import io.bellwether.trading.ledger.LeaseLostException;
import io.bellwether.trading.ledger.LeaseStore;
import java.time.Instant;
import java.util.Optional;

/**
 * The lease of each account: one item that stays, so that its token never begins anew. To release a
 * lease is to raise its token.
 */
final class DynamoLeases implements LeaseStore {
  /** How often a change is tried whose lease was renewed meanwhile, by a call that seemed lost. */
  private static final int TRIES = 5;

  private final Table table;

  DynamoLeases(Table table) {
    this.table = table;
  }

  @Override
  public Optional<Lease> acquire(String account, Instant now, Instant until) {
    Lease last = find(account).orElseGet(() -> new Lease(account, 0, Instant.EPOCH, 0));
    return last.until().isAfter(now)
        ? Optional.empty()
        : stored(new Lease(account, last.token() + 1, until, last.revision()));
  }

  @Override
  public Lease renew(Lease lease, Instant until) {
    return change(lease, lease.token(), until).orElseThrow(() -> new LeaseLostException(lease));
  }

  @Override
  public void release(Lease lease) {
    change(lease, lease.token() + 1, Instant.EPOCH);
  }

  /** Changes a lease as long as its token is the one handed in; empty if it is not. */
  private Optional<Lease> change(Lease lease, long token, Instant until) {
    Lease last = lease;
    for (int i = 0; i < TRIES; i++) {
      Optional<Lease> changed = stored(new Lease(last.account(), token, until, last.revision()));
      if (changed.isPresent()) {
        return changed;
      }
      Optional<Lease> found = find(last.account());
      if (found.isEmpty() || found.get().token() != lease.token()) {
        return Optional.empty();
      }
      last = found.get();
    }
    throw new ConcurrentUpdateException(Keys.lease(lease.account()).toString());
  }

  private Optional<Lease> find(String account) {
    return table.find(Keys.lease(account), Lease.class);
  }

  /** Stores the next revision; empty if another was faster. */
  private Optional<Lease> stored(Lease lease) {
    Key key = Keys.lease(lease.account());
    Write.Put write = Writes.revisionOrFirst(key, lease, lease.revision(), table.nextAttempt());
    return table.put(write).isPresent() ? Optional.empty() : Optional.of(Revisions.raised(lease));
  }
}
