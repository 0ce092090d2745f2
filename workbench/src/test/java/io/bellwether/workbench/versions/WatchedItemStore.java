package io.bellwether.workbench.versions;

import io.bellwether.cloud.dynamo.ItemStore;
import io.bellwether.cloud.dynamo.Key;
import io.bellwether.cloud.dynamo.Write;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A store that does something before one of its calls, or after it was carried out. */
final class WatchedItemStore implements ItemStore {
  private final ItemStore store;
  private final int moment;
  private final Runnable interruption;
  private int moments;

  /**
   * A watched store.
   *
   * @param moment an even number 2n is before call n, an odd one 2n + 1 after it
   */
  WatchedItemStore(ItemStore store, int moment, Runnable interruption) {
    this.store = store;
    this.moment = moment;
    this.interruption = interruption;
  }

  /** The process ends, at once. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Whether it ever came to the moment. */
  boolean wasReached() {
    return moments > moment;
  }

  private <R> R call(Supplier<R> call) {
    pass();
    R answer = call.get();
    pass();
    return answer;
  }

  private void pass() {
    if (moments++ == moment) {
      interruption.run();
    }
  }

  @Override
  public String name() {
    return store.name();
  }

  @Override
  public Optional<Map<String, AttributeValue>> get(Key key) {
    return call(() -> store.get(key));
  }

  @Override
  public Batch batchGet(List<Key> keys) {
    return call(() -> store.batchGet(keys));
  }

  @Override
  public Page query(Query query) {
    return call(() -> store.query(query));
  }

  @Override
  public Outcome put(Write.Put put) {
    return call(() -> store.put(put));
  }

  @Override
  public Outcome transact(List<Write> writes) {
    return call(() -> store.transact(writes));
  }
}
