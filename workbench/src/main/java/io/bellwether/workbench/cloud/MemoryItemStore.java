package io.bellwether.workbench.cloud;

import io.bellwether.cloud.dynamo.Condition;
import io.bellwether.cloud.dynamo.ItemStore;
import io.bellwether.cloud.dynamo.Key;
import io.bellwether.cloud.dynamo.Write;
import io.bellwether.trading.ledger.LedgerException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A table in the memory of this process that answers as DynamoDB does, at once and always: in its
 * order, with its limits and its pages, and with what it refuses. It never throttles and no two
 * transactions meet in it; whoever wants that wraps it. For simulations, and tests of the ledger.
 */
public final class MemoryItemStore implements ItemStore {
  private static final int ITEM_BYTES = 400 * 1024;
  private static final int PARTITION_KEY_BYTES = 2048;
  private static final int SORT_KEY_BYTES = 1024;
  private static final int PAGE_BYTES = 1024 * 1024;
  private static final int BATCH_BYTES = 16 * PAGE_BYTES;
  private static final int TRANSACTION_BYTES = 4 * PAGE_BYTES;

  private static final Outcome WRITTEN = new Outcome.Written();
  private static final Obstacle NONE = new Obstacle.None();
  private static final NavigableMap<String, Stored> NOTHING =
      Collections.unmodifiableNavigableMap(new TreeMap<>());

  private final String name;
  private final Map<String, NavigableMap<String, Stored>> partitions = new HashMap<>();

  /** An empty table. */
  public MemoryItemStore(String name) {
    this.name = name;
  }

  private record Stored(Map<String, AttributeValue> item, int bytes) {}

  /** Every item, in the order of partitions and sort keys. */
  public synchronized List<Map<String, AttributeValue>> items() {
    List<Map<String, AttributeValue>> items = new ArrayList<>();
    partitions.keySet().stream()
        .sorted(MemoryItemStore::compareUtf8)
        .forEach(pk -> partition(pk).values().forEach(stored -> items.add(stored.item)));
    return items;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public synchronized Optional<Map<String, AttributeValue>> get(Key key) {
    checkKey(key);
    return Optional.ofNullable(partition(key.pk()).get(key.sk())).map(Stored::item);
  }

  @Override
  public synchronized Batch batchGet(List<Key> keys) {
    check(!keys.isEmpty() && keys.size() <= BATCH, "a batch has 1 to 100 keys");
    check(new HashSet<>(keys).size() == keys.size(), "a batch names a key once");
    List<Map<String, AttributeValue>> items = new ArrayList<>(keys.size());
    int bytes = 0;
    for (int i = 0; i < keys.size(); i++) {
      checkKey(keys.get(i));
      Stored stored = partition(keys.get(i).pk()).get(keys.get(i).sk());
      if (stored != null) {
        bytes += stored.bytes;
        if (bytes > BATCH_BYTES) {
          return new Batch(items, List.copyOf(keys.subList(i, keys.size())));
        }
        items.add(stored.item);
      }
    }
    return new Batch(items, List.of());
  }

  @Override
  public synchronized Page query(Query query) {
    NavigableMap<String, Stored> wanted = partition(query.pk());
    if (query.bounds().isPresent()) {
      Bounds bounds = query.bounds().get();
      check(compareUtf8(bounds.first(), bounds.last()) <= 0, "the bounds are the wrong way round");
      wanted = wanted.subMap(bounds.first(), true, bounds.last(), true);
    }
    if (!query.forward()) {
      wanted = wanted.descendingMap();
    }
    if (query.after().isPresent()) {
      wanted = wanted.tailMap(query.after().get(), false);
    }
    int limit = query.limit().orElse(Integer.MAX_VALUE);
    check(limit >= 1, "a page has at least one item");
    List<Map<String, AttributeValue>> items = new ArrayList<>();
    int bytes = 0;
    for (Map.Entry<String, Stored> entry : wanted.entrySet()) {
      items.add(entry.getValue().item);
      bytes += entry.getValue().bytes;
      if (items.size() == limit || bytes >= PAGE_BYTES) {
        // Even if nothing follows: like DynamoDB, it does not look.
        return new Page(items, Optional.of(entry.getKey()));
      }
    }
    return new Page(items, Optional.empty());
  }

  @Override
  public synchronized Outcome put(Write.Put put) {
    int bytes = checkedBytes(put);
    Obstacle obstacle = obstacle(put);
    if (stands(obstacle)) {
      return new Outcome.Refused(List.of(obstacle));
    }
    store(put, bytes);
    return WRITTEN;
  }

  @Override
  public synchronized Outcome transact(List<Write> writes) {
    checkTransaction(writes);
    List<Obstacle> obstacles = new ArrayList<>(writes.size());
    boolean refused = false;
    for (Write write : writes) {
      Obstacle obstacle = obstacle(write);
      obstacles.add(obstacle);
      refused |= stands(obstacle);
    }
    if (refused) {
      return new Outcome.Refused(obstacles);
    }
    for (Write write : writes) {
      switch (write) {
        case Write.Put put -> store(put, MemoryItemSize.of(put.item()));
        case Write.Removal removal -> remove(removal.key());
        case Write.Check check -> {}
      }
    }
    return WRITTEN;
  }

  private NavigableMap<String, Stored> partition(String pk) {
    return partitions.getOrDefault(pk, NOTHING);
  }

  private void store(Write.Put put, int bytes) {
    partitions
        .computeIfAbsent(put.key().pk(), pk -> new TreeMap<>(MemoryItemStore::compareUtf8))
        .put(put.key().sk(), new Stored(put.item(), bytes));
  }

  private void remove(Key key) {
    NavigableMap<String, Stored> partition = partitions.get(key.pk());
    if (partition != null && partition.remove(key.sk()) != null && partition.isEmpty()) {
      partitions.remove(key.pk());
    }
  }

  // What is refused.

  private Obstacle obstacle(Write write) {
    return switch (write) {
      case Write.Put put -> obstacle(put.key(), put.condition());
      case Write.Removal removal -> NONE;
      case Write.Check check -> obstacle(check.key(), check.condition());
    };
  }

  private Obstacle obstacle(Key key, Condition condition) {
    if (condition instanceof Condition.Anything) {
      return NONE;
    }
    Stored there = partition(key.pk()).get(key.sk());
    boolean met =
        switch (condition) {
          case Condition.Anything anything -> true;
          case Condition.Free free -> there == null;
          case Condition.Has has -> there != null && hasAll(there.item, has.attributes());
        };
    return met ? NONE : new Obstacle.Unmet(there == null ? Map.of() : there.item);
  }

  private static boolean stands(Obstacle obstacle) {
    return !(obstacle instanceof Obstacle.None);
  }

  private static boolean hasAll(
      Map<String, AttributeValue> item, Map<String, AttributeValue> wanted) {
    for (Map.Entry<String, AttributeValue> each : wanted.entrySet()) {
      AttributeValue there = item.get(each.getKey());
      if (there == null || !isEqual(there, each.getValue())) {
        return false;
      }
    }
    return true;
  }

  private static boolean isEqual(AttributeValue one, AttributeValue other) {
    return one.equals(other)
        || (one.n() != null
            && other.n() != null
            && new BigDecimal(one.n()).compareTo(new BigDecimal(other.n())) == 0);
  }

  // What is not even considered.

  private void checkTransaction(List<Write> writes) {
    check(!writes.isEmpty() && writes.size() <= BATCH, "a transaction has 1 to 100 writes");
    HashSet<Key> keys = new HashSet<>();
    int bytes = 0;
    for (Write write : writes) {
      check(keys.add(write.key()), "a transaction writes an item once");
      if (write instanceof Write.Put put) {
        bytes += checkedBytes(put);
      } else {
        checkKey(write.key());
      }
    }
    check(bytes <= TRANSACTION_BYTES, "a transaction has at most 4 megabytes");
  }

  private int checkedBytes(Write.Put put) {
    checkKey(put.key());
    check(put.key().equals(Key.of(put.item())), "an item has the attributes of its key");
    int bytes = MemoryItemSize.of(put.item());
    check(bytes <= ITEM_BYTES, "an item has at most 400 kilobytes");
    return bytes;
  }

  private void checkKey(Key key) {
    checkKey(key.pk(), PARTITION_KEY_BYTES, "a partition key has 1 to 2048 bytes");
    checkKey(key.sk(), SORT_KEY_BYTES, "a sort key has 1 to 1024 bytes");
  }

  private void checkKey(String key, int maximum, String rule) {
    // A text has at most three bytes for each of its characters.
    boolean fits = key.length() * 3 <= maximum || MemoryItemSize.utf8(key) <= maximum;
    check(!key.isEmpty() && fits, rule);
  }

  private void check(boolean kept, String rule) {
    if (!kept) {
      throw new LedgerException(
          "a call to table %s was refused".formatted(name), new IllegalArgumentException(rule));
    }
  }

  /** The order of two texts by their bytes in UTF-8, which is that of their code points. */
  private static int compareUtf8(String one, String other) {
    int length = Math.min(one.length(), other.length());
    for (int i = 0; i < length; i++) {
      char a = one.charAt(i);
      char b = other.charAt(i);
      if (a != b) {
        // A surrogate stands for a code point behind all those of one character.
        boolean pairs = Character.isSurrogate(a) != Character.isSurrogate(b);
        return pairs ? (Character.isSurrogate(a) ? 1 : -1) : Character.compare(a, b);
      }
    }
    return Integer.compare(one.length(), other.length());
  }
}
