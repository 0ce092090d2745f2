package io.bellwether.cloud.dynamo;

import io.bellwether.cloud.dynamo.ItemStore.Batch;
import io.bellwether.cloud.dynamo.ItemStore.Obstacle;
import io.bellwether.cloud.dynamo.ItemStore.Outcome;
import io.bellwether.cloud.dynamo.ItemStore.Page;
import io.bellwether.cloud.dynamo.ItemStore.Query;
import io.bellwether.trading.ledger.ConcurrentUpdateException;
import io.bellwether.trading.ledger.DamagedItemException;
import io.bellwether.trading.ledger.LedgerException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Records in an {@link ItemStore}: reads that are complete, and writes that recognise themselves
 * when they are repeated below and are tried again when they meet another transaction.
 */
class Table {
  private static final int FEW = 10;

  /** How often a write is tried that meets another transaction on one of its items. */
  private static final int TRIES_IN_CONFLICT = 5;

  /** How often a batch of keys is asked for again of which not one was looked up. */
  private static final int TRIES_IN_VAIN = 5;

  private final ItemStore store;
  private final AttemptTokens attempts;
  private final DecodedRecords decoded;

  Table(ItemStore store, AttemptTokens attempts) {
    this(store, attempts, new DecodedRecords());
  }

  /** The same table, for those who write in another way. */
  Table(Table table) {
    this(table.store, table.attempts, table.decoded);
  }

  private Table(ItemStore store, AttemptTokens attempts, DecodedRecords decoded) {
    this.store = store;
    this.attempts = attempts;
    this.decoded = decoded;
  }

  /** A write that was not made, with the item that stood in its way, empty if there is none. */
  record Refusal(Write write, Map<String, AttributeValue> found) {}

  /** Records that could be read, and what is wrong with those that could not. */
  record AsRead<T extends Record>(List<T> records, List<DamagedItemException> damaged) {}

  final String nextAttempt() {
    return attempts.next();
  }

  final <T extends Record> Optional<T> find(Key key, Class<T> type) {
    return store.get(key).map(item -> decode(item, type));
  }

  /** Every record of a partition, in order of the sort keys. */
  final <T extends Record> List<T> all(String pk, Class<T> type) {
    return decode(items(Query.all(pk)), type);
  }

  /** The records of a partition from one sort key to another, in order. */
  final <T extends Record> List<T> range(String pk, String first, String last, Class<T> type) {
    return decode(between(pk, first, last), type);
  }

  /** The records that the pointers of a partition lead to, in order of the pointers. */
  final <T extends Record> List<T> pointedAt(String pk, Class<T> type) {
    return decode(resolve(items(Query.all(pk))), type);
  }

  /** The records that the pointers from one sort key to another lead to, in their order. */
  final <T extends Record> List<T> pointedAt(String pk, String first, String last, Class<T> type) {
    return decode(resolve(between(pk, first, last)), type);
  }

  /** The same, as far as the records can be read; of the others what is wrong with them. */
  final <T extends Record> AsRead<T> readable(String pk, String first, String last, Class<T> type) {
    List<Map<String, AttributeValue>> pointers = between(pk, first, last);
    try {
      return new AsRead<>(decode(resolve(pointers), type), List.of());
    } catch (DamagedItemException e) {
      return readable(pointers, type);
    }
  }

  private <T extends Record> AsRead<T> readable(
      List<Map<String, AttributeValue>> pointers, Class<T> type) {
    List<T> records = new ArrayList<>();
    List<DamagedItemException> damaged = new ArrayList<>();
    for (Map<String, AttributeValue> each : pointers) {
      try {
        records.add(decode(required(Map.of(), pointer(each).target()), type));
      } catch (DamagedItemException e) {
        damaged.add(e);
      }
    }
    return new AsRead<>(records, damaged);
  }

  /** The first record of a partition that is wanted; mostly that is the first one. */
  final <T extends Record> Optional<T> first(String pk, Class<T> type, Predicate<T> wanted) {
    return search(Query.all(pk), item -> Optional.of(decode(item, type)).filter(wanted));
  }

  /** Where the last pointer of a partition leads that has the given label. */
  final Optional<Key> lastPointer(String pk, String label) {
    return search(
        Query.all(pk).backwards(),
        item ->
            Optional.of(pointer(item))
                .filter(pointer -> pointer.label().equals(label))
                .map(Pointer::target));
  }

  /**
   * Makes one write, or several as one transaction. Returns the first that was refused, and then
   * none was made.
   *
   * @throws ConcurrentUpdateException if other transactions keep the items busy
   */
  Optional<Refusal> commit(List<Write> writes) {
    return writes.size() == 1 && writes.getFirst() instanceof Write.Put alone
        ? put(alone)
        : commitTogether(writes).stream().findFirst();
  }

  final Optional<Refusal> commit(Write write) {
    return commit(List.of(write));
  }

  /** Commits a single item that is stored, not removed: all that some functions may do. */
  Optional<Refusal> put(Write.Put write) {
    return refusals(List.of(write), () -> store.put(write)).stream().findFirst();
  }

  /** Makes writes as one transaction, or else returns all that were refused; then none was made. */
  final List<Refusal> commitTogether(List<Write> writes) {
    return refusals(writes, () -> store.transact(writes));
  }

  /**
   * Reads a record out of an item.
   *
   * @throws DamagedItemException if it is not what this release writes there
   */
  private <T extends Record> T decode(Map<String, AttributeValue> item, Class<T> type) {
    try {
      return decoded.of(item, type, read -> decodedAnew(read, type));
    } catch (IllegalArgumentException e) {
      throw Integrity.damage(item, store.name(), e);
    }
  }

  private static <T extends Record> T decodedAnew(Map<String, AttributeValue> item, Class<T> type) {
    Integrity.requireReadable(item);
    return Integrity.checked(item, RecordCodec.decode(item, type));
  }

  private <T extends Record> List<T> decode(
      List<Map<String, AttributeValue>> items, Class<T> type) {
    return items.stream().map(item -> decode(item, type)).toList();
  }

  /** Tries until no other transaction is in the way; empty if the writes were made. */
  private List<Refusal> refusals(List<? extends Write> writes, Supplier<Outcome> attempt) {
    for (int i = 0; i < TRIES_IN_CONFLICT; i++) {
      switch (attempt.get()) {
        case Outcome.Written written -> {
          return List.of();
        }
        case Outcome.Refused(List<Obstacle> obstacles) -> {
          if (isOwn(writes, obstacles)) {
            return List.of();
          }
          List<Refusal> refusals = refusals(writes, obstacles);
          if (!obstacles.contains(new Obstacle.Conflict())) {
            return told(writes, refusals);
          }
          // Another run is writing one of these items at this moment. Nothing was written.
        }
      }
    }
    throw new ConcurrentUpdateException(writes.getFirst().key().toString());
  }

  /** Whether a repeated call met what it wrote itself: all of it, since it is all or nothing. */
  private static boolean isOwn(List<? extends Write> writes, List<Obstacle> obstacles) {
    for (int i = 0; i < obstacles.size(); i++) {
      if (obstacles.get(i) instanceof Obstacle.Unmet(Map<String, AttributeValue> found)
          && writes.get(i).isOwn(found)) {
        return true;
      }
    }
    return false;
  }

  private List<Refusal> refusals(List<? extends Write> writes, List<Obstacle> obstacles) {
    List<Refusal> refusals = new ArrayList<>();
    for (int i = 0; i < obstacles.size(); i++) {
      switch (obstacles.get(i)) {
        case Obstacle.None none -> {}
        case Obstacle.Conflict conflict -> {}
        case Obstacle.Unmet(Map<String, AttributeValue> found) ->
            refusals.add(new Refusal(writes.get(i), found));
        case Obstacle.Other(String code) -> throw failure(writes.get(i).key(), code);
      }
    }
    return refusals;
  }

  /** What was refused has to be among it, or else it would pass for written. */
  private List<Refusal> told(List<? extends Write> writes, List<Refusal> refusals) {
    if (refusals.isEmpty()) {
      throw failure(writes.getFirst().key(), "refused for no reason");
    }
    return refusals;
  }

  private LedgerException failure(Key key, String cause) {
    return new LedgerException(
        "could not write %s in table %s; nothing was written; repeating it is safe"
            .formatted(key, store.name()),
        new IllegalStateException(cause));
  }

  private List<Map<String, AttributeValue>> between(String pk, String first, String last) {
    return first.compareTo(last) > 0 ? List.of() : items(Query.between(pk, first, last));
  }

  private List<Map<String, AttributeValue>> items(Query query) {
    Page page = store.query(query);
    if (page.next().isEmpty()) {
      return page.items();
    }
    List<Map<String, AttributeValue>> items = new ArrayList<>(page.items());
    while (page.next().isPresent()) {
      page = store.query(query.after(page.next().get()));
      items.addAll(page.items());
    }
    return items;
  }

  /** The first answer that an item gives: of few items at first, then of more at a time. */
  private <R> Optional<R> search(
      Query query, Function<Map<String, AttributeValue>, Optional<R>> answer) {
    Page page = store.query(query.limit(FEW));
    while (true) {
      for (Map<String, AttributeValue> item : page.items()) {
        Optional<R> found = answer.apply(item);
        if (found.isPresent()) {
          return found;
        }
      }
      if (page.next().isEmpty()) {
        return Optional.empty();
      }
      page = store.query(query.after(page.next().get()).limit(ItemStore.BATCH));
    }
  }

  private List<Map<String, AttributeValue>> resolve(List<Map<String, AttributeValue>> pointers) {
    List<Key> targets = pointers.stream().map(item -> pointer(item).target()).toList();
    Map<Key, Map<String, AttributeValue>> found = new HashMap<>();
    for (int i = 0; i < targets.size(); i += ItemStore.BATCH) {
      List<Key> batch = targets.subList(i, Math.min(i + ItemStore.BATCH, targets.size()));
      read(batch).forEach(item -> found.put(Key.of(item), item));
    }
    return targets.stream().map(target -> required(found, target)).toList();
  }

  private Pointer pointer(Map<String, AttributeValue> item) {
    try {
      return Pointer.of(item);
    } catch (IllegalArgumentException e) {
      throw Integrity.damage(item, store.name(), e);
    }
  }

  private Map<String, AttributeValue> required(
      Map<Key, Map<String, AttributeValue>> found, Key target) {
    Map<String, AttributeValue> item = found.get(target);
    // Reads of several items may see a part of a transaction that is being made: the pointer and
    // not yet the record. The read of a single item sees all of it or nothing.
    return item != null ? item : store.get(target).orElseThrow(() -> gone(target));
  }

  private DamagedItemException gone(Key target) {
    return new DamagedItemException(
        target.toString(),
        "item %s of table %s is gone though a pointer leads to it: restore it from a backup"
            .formatted(target, store.name()),
        new IllegalStateException("dangling pointer"));
  }

  private List<Map<String, AttributeValue>> read(List<Key> keys) {
    List<Map<String, AttributeValue>> items = new ArrayList<>(keys.size());
    List<Key> left = keys;
    int inVain = 0;
    while (!left.isEmpty()) {
      Batch batch = store.batchGet(left);
      items.addAll(batch.items());
      inVain = batch.unprocessed().size() < left.size() ? 0 : inVain + 1;
      if (inVain == TRIES_IN_VAIN) {
        throw new LedgerException(
            "could not read %d items from %s on in table %s; repeating it is safe"
                .formatted(left.size(), left.getFirst(), store.name()),
            new IllegalStateException("not one key of a batch was looked up"));
      }
      left = batch.unprocessed();
    }
    return items;
  }
}
