package io.bellwether.trading.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bellwether.market.Timeframe;
import io.bellwether.trading.ledger.SignalStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private static final Instant NOW = Instant.parse("2026-11-20T19:30:00Z");

  private final Signals signals = new Signals();
  private final Queue queue = new Queue();
  private final Outbox outbox = new Outbox(signals, queue, InstantSource.fixed(NOW));

  @Test
  void aSignalIsSentAndThenMarked() {
    Signal signal = stored("one", NOW);
    outbox.dispatch(signal);
    assertEquals(List.of("paper-1/one"), queue.sent);
    assertEquals(List.of(), signals.undispatched("paper-1"));
  }

  @Test
  void whatCouldNotBeSentIsNotMarked() {
    Signal signal = stored("one", NOW);
    queue.failing = "one";
    assertThrows(IllegalStateException.class, () -> outbox.dispatch(signal));
    assertEquals(List.of(signal), signals.undispatched("paper-1"));
  }

  @Test
  void onlyWhatIsNotMarkedIsSentAgainInOrder() {
    stored("late", NOW.minusSeconds(60));
    stored("early", NOW.minusSeconds(7200));
    outbox.dispatch(stored("sent", NOW.minusSeconds(3600)));
    queue.sent.clear();
    assertEquals(2, outbox.resend("paper-1"));
    assertEquals(List.of("paper-1/early", "paper-1/late"), queue.sent);
    assertEquals(0, outbox.resend("paper-1"));
    assertEquals(2, queue.sent.size());
  }

  @Test
  void anExpiredSignalIsSentToo() {
    Signal expired = stored("old", NOW.minusSeconds(1_000_000));
    assertEquals(-1, expired.validUntil().compareTo(NOW));
    assertEquals(1, outbox.resend("paper-1"));
  }

  @Test
  void otherAccountsAreLeftAlone() {
    stored("one", NOW);
    assertEquals(0, outbox.resend("paper-2"));
    assertEquals(List.of(), queue.sent);
  }

  @Test
  void aSignalOfTheFutureWaitsForTheClock() {
    stored("ahead", NOW.plusSeconds(1));
    assertEquals(0, outbox.resend("paper-1"));
    assertEquals(1, signals.undispatched("paper-1").size());
  }

  /** A later signal must not overtake one that could not be sent. */
  @Test
  void aFailureStopsWhatComesAfterIt() {
    stored("first", NOW.minusSeconds(7200));
    stored("second", NOW.minusSeconds(3600));
    stored("third", NOW);
    queue.failing = "second";
    assertThrows(IllegalStateException.class, () -> outbox.resend("paper-1"));
    assertEquals(List.of("paper-1/first"), queue.sent);
    assertEquals(
        List.of("second", "third"),
        signals.undispatched("paper-1").stream().map(Signal::id).toList());
    queue.failing = "";
    assertEquals(2, outbox.resend("paper-1"));
  }

  private Signal stored(String id, Instant decidedAt) {
    Signal signal =
        new Signal(
            id,
            "paper-1",
            "test",
            1,
            Timeframe.HOUR,
            decidedAt.minusSeconds(3600),
            decidedAt,
            decidedAt,
            decidedAt.plusSeconds(3600),
            false,
            List.of(),
            Map.of(),
            false);
    signals.create(signal);
    return signal;
  }

  /** Refuses one signal, if told to. */
  private static final class Queue implements SignalQueue {
    final List<String> sent = new ArrayList<>();
    String failing = "";

    @Override
    public void send(String account, String signalId) {
      if (signalId.equals(failing)) {
        throw new IllegalStateException("no connection to the queue");
      }
      sent.add(account + "/" + signalId);
    }
  }

  /** Signals in memory. */
  private static final class Signals implements SignalStore {
    private final Map<String, Signal> stored = new LinkedHashMap<>();
    private final List<String> dispatched = new ArrayList<>();

    @Override
    public boolean create(Signal signal) {
      return stored.putIfAbsent(signal.id(), signal) == null;
    }

    @Override
    public Optional<Signal> find(String signalId) {
      return Optional.ofNullable(stored.get(signalId));
    }

    @Override
    public List<Signal> undispatched(String account) {
      return stored.values().stream()
          .filter(signal -> signal.account().equals(account))
          .filter(signal -> !dispatched.contains(signal.id()))
          .sorted(Comparator.comparing(Signal::bar))
          .toList();
    }

    @Override
    public void markDispatched(String signalId) {
      assertFalse(find(signalId).isEmpty());
      dispatched.add(signalId);
    }

    @Override
    public Optional<Signal> latest(String account, String strategy) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Signal> between(String account, Instant from, Instant to) {
      throw new UnsupportedOperationException();
    }
  }
}
