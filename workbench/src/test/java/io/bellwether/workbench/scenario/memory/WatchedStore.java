package io.bellwether.workbench.scenario.memory;

import io.bellwether.cloud.dynamo.ItemStore;
import io.bellwether.cloud.dynamo.Key;
import io.bellwether.cloud.dynamo.Write;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A store each of whose calls passes through the ports. */
record WatchedStore(ItemStore store, Ports ports) implements ItemStore {
  @Override
  public String name() {
    return store.name();
  }

  @Override
  public Optional<Map<String, AttributeValue>> get(Key key) {
    return ports.call("read " + key, () -> store.get(key));
  }

  @Override
  public Batch batchGet(List<Key> keys) {
    return ports.call("read " + keys, () -> store.batchGet(keys));
  }

  @Override
  public Page query(Query query) {
    return ports.call("read " + query.pk(), () -> store.query(query));
  }

  @Override
  public Outcome put(Write.Put put) {
    return ports.call("write " + put.key(), () -> store.put(put));
  }

  @Override
  public Outcome transact(List<Write> writes) {
    return ports.call("write " + writes.getFirst().key(), () -> store.transact(writes));
  }
}
