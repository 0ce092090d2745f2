package io.bellwether.workbench.replay;

import io.bellwether.market.time.Pause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * A clock that stands still until it is moved, and tells those who need to know. One thread's
 * waiting moves it. Of threads that {@link #share} it the waits overlap, as those of processes do:
 * time passes only when all of them wait, and then to the earliest end.
 */
public final class VirtualClock implements InstantSource, Pause {
  private final List<Consumer<Instant>> listeners = new ArrayList<>();
  private final List<Instant> waitingUntil = new ArrayList<>();
  private int sharing;
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

  /** Before so many threads start that act at the same time; each must {@link #leave}. */
  public synchronized void share(int threads) {
    sharing += threads;
  }

  /** A thread that shared the clock has ended: the others no longer wait for it. */
  public synchronized void leave() {
    sharing--;
    notifyAll();
  }

  /**
   * Waiting moves the clock.
   *
   * @throws IllegalStateException if the thread is interrupted while others have not come so far
   */
  @Override
  public synchronized void of(Duration duration) {
    Instant end = now.plus(duration);
    if (sharing == 0) {
      moveTo(end);
      return;
    }
    waitingUntil.add(end);
    notifyAll();
    try {
      while (now.isBefore(end)) {
        if (waitingUntil.size() == sharing) {
          moveTo(Collections.min(waitingUntil));
          waitingUntil.removeIf(other -> !other.isAfter(now));
          notifyAll();
        } else {
          wait();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the clock stood at " + now, e);
    }
    waitingUntil.removeIf(other -> !other.isAfter(now));
  }
}
