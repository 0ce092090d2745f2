package io.bellwether.trading.signal;

import io.bellwether.trading.ledger.SignalStore;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The way of a signal to execution that survives a crash: stored first, sent, then marked. What was
 * stored and not marked is sent again; execution recognises what it has.
 */
public final class Outbox {
  private final SignalStore signals;
  private final SignalQueue queue;
  private final InstantSource clock;

  public Outbox(SignalStore signals, SignalQueue queue, InstantSource clock) {
    this.signals = signals;
    this.queue = queue;
    this.clock = clock;
  }

  /** Sends a stored signal. */
  public void dispatch(Signal signal) {
    queue.send(signal.account(), signal.id());
    signals.markDispatched(signal.id());
  }

  /**
   * Sends again what has not been marked, oldest bar first; a failure ends it, so that nothing
   * overtakes. An expired signal is sent too: it may still reduce. One decided later than this
   * clock's now is left to a later run.
   *
   * @return how many were sent
   */
  public int resend(String account) {
    int sent = 0;
    Instant now = clock.instant();
    for (Signal signal : signals.undispatched(account)) {
      if (!signal.decidedAt().isAfter(now)) {
        dispatch(signal);
        sent++;
      }
    }
    return sent;
  }
}
