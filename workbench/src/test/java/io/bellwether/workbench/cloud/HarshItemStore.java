package io.bellwether.workbench.cloud;

import io.bellwether.cloud.dynamo.ItemStore;
import io.bellwether.cloud.dynamo.Key;
import io.bellwether.cloud.dynamo.Write;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A store in which everything is hard that a ledger has to cope with: each write meets another
 * transaction at first, and is then made and, its answer lost, made again; each page has one item;
 * of each batch one key is looked up, and one item in two is overlooked, as if its transaction were
 * still being made.
 */
final class HarshItemStore implements ItemStore {
  private final ItemStore store;
  private final Runnable whileLost;
  private final ThreadLocal<Boolean> undisturbed = ThreadLocal.withInitial(() -> false);

  /**
   * A harsh front of another store.
   *
   * @param whileLost runs after a write was made, before it is made again
   */
  HarshItemStore(ItemStore store, Runnable whileLost) {
    this.store = store;
    this.whileLost = whileLost;
  }

  @Override
  public String name() {
    return store.name();
  }

  @Override
  public Optional<Map<String, AttributeValue>> get(Key key) {
    return store.get(key);
  }

  @Override
  public Batch batchGet(List<Key> keys) {
    Batch first = store.batchGet(keys.subList(0, 1));
    boolean overlooked = keys.size() % 2 == 0;
    return new Batch(
        overlooked ? List.of() : first.items(), List.copyOf(keys.subList(1, keys.size())));
  }

  @Override
  public Page query(Query query) {
    return store.query(query.limit(1));
  }

  @Override
  public Outcome put(Write.Put put) {
    return write(1, () -> store.put(put));
  }

  @Override
  public Outcome transact(List<Write> writes) {
    return write(writes.size(), () -> store.transact(writes));
  }

  private Outcome write(int writes, Supplier<Outcome> write) {
    boolean meets = !undisturbed.get();
    undisturbed.set(meets);
    if (meets) {
      return new Outcome.Refused(
          Stream.<Obstacle>generate(Obstacle.Conflict::new).limit(writes).toList());
    }
    if (write.get() instanceof Outcome.Refused refused) {
      return refused;
    }
    whileLost.run();
    return write.get();
  }
}
