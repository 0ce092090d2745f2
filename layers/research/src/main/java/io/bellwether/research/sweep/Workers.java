package io.bellwether.research.sweep;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Shares numbered tasks out among threads. */
public final class Workers {
  private Workers() {}

  /**
   * Runs the tasks 0 to {@code count - 1}, each once, begun in order, and returns when all that
   * were begun have ended. The first failure is thrown, and nothing is begun after it.
   *
   * @param threads how many run at a time; with one, all run on the caller's
   * @param cancelled asked before each task
   */
  public static void run(int threads, int count, IntConsumer task, BooleanSupplier cancelled) {
    AtomicInteger next = new AtomicInteger();
    Runnable work =
        () -> {
          int t = next.getAndIncrement();
          while (t < count && !cancelled.getAsBoolean()) {
            task.accept(t);
            t = next.getAndIncrement();
          }
        };
    if (threads == 1) {
      work.run();
      return;
    }
    try (ExecutorService executor =
        Executors.newFixedThreadPool(threads, Thread.ofPlatform().daemon().factory())) {
      List<? extends Future<?>> running =
          IntStream.range(0, threads).mapToObj(_ -> executor.submit(work)).toList();
      for (Future<?> one : running) {
        await(one, next, count);
      }
    }
  }

  private static void await(Future<?> running, AtomicInteger next, int count) {
    try {
      running.get();
    } catch (ExecutionException e) {
      next.set(count);
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("a worker's thread failed", e.getCause());
    } catch (InterruptedException e) {
      next.set(count);
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the work was interrupted", e);
    }
  }
}
