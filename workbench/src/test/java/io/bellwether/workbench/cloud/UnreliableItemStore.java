package io.bellwether.workbench.cloud;

import io.bellwether.cloud.dynamo.ItemStore;
import io.bellwether.cloud.dynamo.Key;
import io.bellwether.cloud.dynamo.Write;
import io.bellwether.trading.ledger.LedgerException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A store that fails now and then, drawn from a seed: the same calls meet the same failures. */
final class UnreliableItemStore implements ItemStore {
  private final ItemStore store;
  private final SplittableRandom random;

  UnreliableItemStore(ItemStore store, long seed) {
    this.store = store;
    this.random = new SplittableRandom(seed);
  }

  @Override
  public String name() {
    return "unreliable";
  }

  @Override
  public Optional<Map<String, AttributeValue>> get(Key key) {
    throttle();
    return store.get(key);
  }

  @Override
  public Batch batchGet(List<Key> keys) {
    throttle();
    int looked = random.nextInt(keys.size() + 1);
    return looked == 0
        ? new Batch(List.of(), keys)
        : new Batch(
            store.batchGet(keys.subList(0, looked)).items(),
            List.copyOf(keys.subList(looked, keys.size())));
  }

  @Override
  public Page query(Query query) {
    throttle();
    return store.query(random.nextInt(3) == 0 ? query.limit(random.nextInt(1, 4)) : query);
  }

  @Override
  public Outcome put(Write.Put put) {
    return write(1, () -> store.put(put));
  }

  @Override
  public Outcome transact(List<Write> writes) {
    return write(writes.size(), () -> store.transact(writes));
  }

  private void throttle() {
    if (random.nextInt(30) == 0) {
      throw failure("throttled");
    }
  }

  private Outcome write(int writes, Supplier<Outcome> write) {
    return switch (random.nextInt(15)) {
      case 0 -> throw failure("throttled");
      case 1 -> {
        Outcome lost = write.get();
        throw failure("the answer was lost: " + lost);
      }
      case 2, 3 -> write.get() instanceof Outcome.Refused refused ? refused : write.get();
      case 4, 5, 6 -> {
        List<Obstacle> obstacles =
            new ArrayList<>(Collections.nCopies(writes, new Obstacle.None()));
        obstacles.set(random.nextInt(writes), new Obstacle.Conflict());
        yield new Outcome.Refused(obstacles);
      }
      case 7 -> new Outcome.Refused(Collections.nCopies(writes, new Obstacle.Other("throttled")));
      default -> write.get();
    };
  }

  private static LedgerException failure(String why) {
    return new LedgerException("the store failed", new IllegalStateException(why));
  }
}
