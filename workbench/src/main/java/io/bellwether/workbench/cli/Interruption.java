package io.bellwether.workbench.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Lets a long command end in its own way when someone presses Ctrl-C. */
final class Interruption implements AutoCloseable {
  private static final int SECONDS_TO_END = 10;

  private final AtomicBoolean asked = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook =
      new Thread(
          () -> {
            asked.set(true);
            awaitEnd();
          },
          "interruption");

  private Interruption() {}

  /** From now on, Ctrl-C waits for this to be closed, a few seconds at most. */
  static Interruption listen() {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /** Whether the command is to come to its end. */
  boolean asked() {
    return asked.get();
  }

  private void awaitEnd() {
    try {
      if (!ended.await(SECONDS_TO_END, TimeUnit.SECONDS)) {
        // The process ends all the same, without what the command had left to say.
        asked.set(true);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already; the hook has seen that the command has.
      asked.set(true);
    }
  }
}
