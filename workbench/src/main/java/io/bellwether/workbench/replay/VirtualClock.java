package io.bellwether.workbench.replay;

import io.bellwether.market.time.Pause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A clock that stands still until it is moved, and tells those who need to know. Threads that move
 * it at the same time do so one after the other.
 */
public final class VirtualClock implements InstantSource, Pause {
  private final List<Consumer<Instant>> listeners = new ArrayList<>();
  private volatile Instant now;

  public VirtualClock(Instant start) {
    this.now = start;
  }

  @Override
  public Instant instant() {
    return now;
  }

  /** Adds a listener that is told each new time after the clock shows it. */
  public void onMove(Consumer<Instant> listener) {
    listeners.add(listener);
  }

  /**
   * Moves the clock; moving it to where it stands tells nobody.
   *
   * @throws IllegalArgumentException if the time is past
   */
  public synchronized void moveTo(Instant time) {
    if (time.isBefore(now)) {
      throw new IllegalArgumentException("time does not run backwards: " + now + " to " + time);
    }
    if (time.equals(now)) {
      return;
    }
    now = time;
    for (Consumer<Instant> listener : listeners) {
      listener.accept(time);
    }
  }

  /** Waiting moves the clock. */
  @Override
  public synchronized void of(Duration duration) {
    moveTo(now.plus(duration));
  }
}
