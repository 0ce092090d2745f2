package io.bellwether.trading.ledger;

import io.bellwether.trading.signal.Signal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Signals, kept for good. */
public interface SignalStore {
  /** Stores a signal; false if one with its id is stored already, which is then left as it is. */
  boolean create(Signal signal);

  Optional<Signal> find(String signalId);

  /** The signal of the latest bar of a strategy in an account. */
  Optional<Signal> latest(String account, String strategy);

  /** Signals that execution has not been told of, oldest bar first. */
  List<Signal> undispatched(String account);

  /** Records that execution has been told, or that it need not be. Doing so twice is harmless. */
  void markDispatched(String signalId);

  /** Signals of an account with {@code from <= bar < to}, in order of their bars. */
  List<Signal> between(String account, Instant from, Instant to);
}
