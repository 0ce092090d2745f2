package io.bellwether.cloud.dynamo;

import io.bellwether.trading.ledger.ConcurrentUpdateException;
import java.util.List;
import java.util.Optional;

/**
 * Updates of records to which a pointer leads as long as they are open. The pointer changes in the
 * transaction that opens or closes the record; an update that leaves it open is a single put.
 */
final class OpenRecords {
  private final Table table;

  OpenRecords(Table table) {
    this.table = table;
  }

  /**
   * Stores the next revision and returns it.
   *
   * @param pointer where the pointer lies while the record is open
   * @throws ConcurrentUpdateException if the stored revision is not the one handed in
   */
  <T extends Record> T update(Key key, T value, long revision, boolean open, Key pointer) {
    Write.Put write = Writes.revision(key, value, revision, open, table.nextAttempt());
    if (open) {
      Optional<Table.Refusal> refusal = table.commit(write.onlyIf(Writes.isOpenAt(revision)));
      if (refusal.isEmpty()) {
        return Revisions.raised(value);
      }
      if (!Writes.isAt(revision, refusal.get().found())) {
        throw new ConcurrentUpdateException(key.toString());
      }
    }
    if (table.commit(List.of(write, pointerChange(key, open, pointer))).isPresent()) {
      throw new ConcurrentUpdateException(key.toString());
    }
    return Revisions.raised(value);
  }

  /** What an update does to the pointer. */
  static Write pointerChange(Key key, boolean open, Key pointer) {
    return open ? Writes.pointer(pointer, key, "") : new Write.Removal(pointer);
  }
}
