package io.bellwether.workbench.simulate;

import io.bellwether.cloud.dynamo.Condition;
import io.bellwether.cloud.dynamo.ItemStore;
import io.bellwether.cloud.dynamo.Key;
import io.bellwether.cloud.dynamo.Write;
import io.bellwether.trading.ledger.LedgerException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A store that throttles, loses answers, repeats writes and meets other transactions. */
final class FaultyStore implements ItemStore {
  private final ItemStore store;
  private final Processes processes;
  private final Consumer<List<Write>> written;

  /**
   * @param written is told of the writes that were made, whether or not that is known to who made
   *     them
   */
  FaultyStore(ItemStore store, Processes processes, Consumer<List<Write>> written) {
    this.store = store;
    this.processes = processes;
    this.written = written;
  }

  @Override
  public String name() {
    return store.name();
  }

  @Override
  public Optional<Map<String, AttributeValue>> get(Key key) {
    return read(() -> store.get(key));
  }

  @Override
  public Batch batchGet(List<Key> keys) {
    return read(() -> store.batchGet(keys));
  }

  @Override
  public Page query(Query query) {
    return read(() -> store.query(query));
  }

  @Override
  public Outcome put(Write.Put put) {
    return write(List.of(put), () -> store.put(put));
  }

  @Override
  public Outcome transact(List<Write> writes) {
    return write(writes, () -> store.transact(writes));
  }

  private <R> R read(Supplier<R> call) {
    Optional<FaultKind> fault = processes.enter(Step.STORE_READ);
    if (fault.equals(Optional.of(FaultKind.THROTTLED))) {
      throw failure("throttled");
    }
    R answer = call.get();
    processes.leave(fault);
    return answer;
  }

  private Outcome write(List<Write> writes, Supplier<Outcome> plainly) {
    Supplier<Outcome> call =
        () -> {
          Outcome outcome = plainly.get();
          if (outcome instanceof Outcome.Written) {
            written.accept(writes);
          }
          return outcome;
        };
    Optional<FaultKind> fault = processes.enter(step(writes));
    if (fault.isEmpty()) {
      return call.get();
    }
    return switch (fault.get()) {
      case THROTTLED -> throw failure("throttled");
      case WRITE_CONFLICT -> conflict(writes);
      case WRITE_ANSWER_LOST -> {
        Outcome unknown = call.get();
        throw failure("no answer to " + unknown.getClass().getSimpleName());
      }
      case WRITE_REPEATED -> {
        Outcome first = call.get();
        yield first instanceof Outcome.Written ? call.get() : first;
      }
      default -> {
        Outcome outcome = call.get();
        processes.leave(fault);
        yield outcome;
      }
    };
  }

  private static Outcome conflict(List<Write> writes) {
    List<Obstacle> obstacles = new ArrayList<>();
    obstacles.add(new Obstacle.Conflict());
    while (obstacles.size() < writes.size()) {
      obstacles.add(new Obstacle.None());
    }
    return new Outcome.Refused(obstacles);
  }

  private static LedgerException failure(String why) {
    return new LedgerException("the store failed", new IllegalStateException(why));
  }

  /** What a write is for, by the item that leads it. */
  private static Step step(List<Write> writes) {
    Step found = Step.WRITE_OTHER;
    for (Write write : writes) {
      Step step = step(write);
      if (step == Step.WRITE_FILL) {
        return step;
      }
      if (found == Step.WRITE_OTHER) {
        found = step;
      }
    }
    return found;
  }

  private static Step step(Write write) {
    if (write instanceof Write.Check) {
      return Step.WRITE_OTHER;
    }
    String pk = write.key().pk();
    if (pk.startsWith("ORDER#")) {
      if (pk.endsWith("#FILLS")) {
        return Step.WRITE_FILL;
      }
      boolean isNew = write instanceof Write.Put put && put.condition() instanceof Condition.Free;
      return isNew ? Step.WRITE_INTENT : Step.WRITE_ORDER;
    }
    if (pk.startsWith("PLAN#")) {
      return Step.WRITE_PLAN;
    }
    if (pk.startsWith("SIGNAL#")) {
      return Step.WRITE_SIGNAL;
    }
    if (pk.endsWith("#HOLDINGS")) {
      return Step.WRITE_HOLDING;
    }
    if (pk.endsWith("#RISK")) {
      return Step.WRITE_RISK;
    }
    return pk.endsWith("#LEASE") ? Step.WRITE_LEASE : Step.WRITE_OTHER;
  }
}
