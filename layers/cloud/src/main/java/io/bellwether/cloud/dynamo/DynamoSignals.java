package io.bellwether.cloud.dynamo;

import io.bellwether.trading.ledger.SignalStore;
import io.bellwether.trading.signal.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Signals by id, with pointers by account: all of them by bar, and the undispatched ones. */
final class DynamoSignals implements SignalStore {
  private final Table table;

  DynamoSignals(Table table) {
    this.table = table;
  }

  @Override
  public boolean create(Signal signal) {
    Key key = Keys.signal(signal.id());
    List<Write> writes = new ArrayList<>();
    writes.add(Writes.creation(key, signal, table.nextAttempt()));
    writes.add(Writes.pointer(Keys.signalOfAccount(signal), key, signal.strategy()));
    if (!signal.dispatched()) {
      writes.add(Writes.pointer(Keys.undispatched(signal), key, signal.strategy()));
    }
    return table.commit(writes).isEmpty();
  }

  @Override
  public Optional<Signal> find(String signalId) {
    return table.find(Keys.signal(signalId), Signal.class);
  }

  @Override
  public Optional<Signal> latest(String account, String strategy) {
    return table
        .lastPointer(Keys.signals(account), strategy)
        .flatMap(key -> table.find(key, Signal.class));
  }

  @Override
  public List<Signal> undispatched(String account) {
    List<Signal> waiting =
        table.pointedAt(Keys.undispatched(account), Signal.class).stream()
            .filter(signal -> !signal.dispatched())
            .toList();
    return Integrity.ownedBy(account, waiting, Signal::account);
  }

  @Override
  public void markDispatched(String signalId) {
    Optional<Signal> stored = find(signalId).filter(signal -> !signal.dispatched());
    if (stored.isEmpty()) {
      return;
    }
    Signal signal = stored.get();
    // Nothing but this ever changes a signal, so that two runs write the same.
    table.commit(
        List.of(
            Writes.replacement(Keys.signal(signalId), dispatched(signal), table.nextAttempt()),
            new Write.Removal(Keys.undispatched(signal))));
  }

  @Override
  public List<Signal> between(String account, Instant from, Instant to) {
    return table.pointedAt(Keys.signals(account), Keys.bound(from), Keys.bound(to), Signal.class);
  }

  private static Signal dispatched(Signal signal) {
    return new Signal(
        signal.id(),
        signal.account(),
        signal.strategy(),
        signal.version(),
        signal.timeframe(),
        signal.bar(),
        signal.decidedAt(),
        signal.submitFrom(),
        signal.validUntil(),
        signal.reducingOnly(),
        signal.targets(),
        signal.closes(),
        true,
        signal.averageVolumes());
  }
}
