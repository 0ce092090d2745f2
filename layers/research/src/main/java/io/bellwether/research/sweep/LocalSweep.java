package io.bellwether.research.sweep;

import io.bellwether.strategy.StrategyCatalog;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Runs sweeps on threads of this process. The result does not depend on how many there are.
 *
 * @param catalog makes the strategies
 * @param threads how many runs go on at a time, at least 1
 * @param mostColumnBytes how much memory indicators may take; see {@link Markets}
 */
public record LocalSweep(StrategyCatalog catalog, int threads, long mostColumnBytes) {
  /** Small enough for progress to be seen and for threads to end together. */
  private static final int MOST_SETS_IN_A_CHUNK = 32;

  private static final int CHUNKS_PER_THREAD = 8;

  public LocalSweep {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, not " + threads);
    }
  }

  /** With a quarter of the memory that the process may have for indicators. */
  public static LocalSweep on(int threads) {
    return new LocalSweep(
        StrategyCatalog.standard(), threads, Runtime.getRuntime().maxMemory() / 4);
  }

  /** Runs all of a sweep. */
  public SweepResult run(SweepRequest request, MarketSource source) {
    return run(request, source, SweepListener.NONE, () -> false);
  }

  /**
   * Runs a sweep until it is done or is cancelled.
   *
   * @param cancelled asked between pieces; what is done by then is the result
   * @throws IllegalArgumentException if the strategy refuses a set
   */
  public SweepResult run(
      SweepRequest request,
      MarketSource source,
      SweepListener listener,
      BooleanSupplier cancelled) {
    Markets markets = new Markets(source, mostColumnBytes);
    int total = request.sets().size();
    int size = Math.clamp(total / (threads * CHUNKS_PER_THREAD), 1, MOST_SETS_IN_A_CHUNK);
    int[] order = new WorkOrder(catalog, source).of(request);
    List<SweepChunk> chunks = request.split(order, size);
    Gatherer gatherer = new Gatherer(request.task().selection(), total, listener);
    AtomicInteger next = new AtomicInteger();
    Runnable work =
        () -> {
          SweepWorker worker = new SweepWorker(catalog, markets);
          for (int c = next.getAndIncrement();
              c < chunks.size() && !cancelled.getAsBoolean();
              c = next.getAndIncrement()) {
            gatherer.add(worker.run(chunks.get(c)));
          }
        };
    runOnThreads(work, next, chunks.size());
    return gatherer.result();
  }

  private void runOnThreads(Runnable work, AtomicInteger next, int end) {
    if (threads == 1) {
      work.run();
      return;
    }
    try (ExecutorService executor =
        Executors.newFixedThreadPool(threads, Thread.ofPlatform().daemon().factory())) {
      List<? extends Future<?>> running =
          IntStream.range(0, threads).mapToObj(i -> executor.submit(work)).toList();
      for (Future<?> one : running) {
        await(one, next, end);
      }
    }
  }

  /** Waits for a thread; after a failure the others begin nothing more. */
  private static void await(Future<?> running, AtomicInteger next, int end) {
    try {
      running.get();
    } catch (ExecutionException e) {
      next.set(end);
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("a sweep's thread failed", e.getCause());
    } catch (InterruptedException e) {
      next.set(end);
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the sweep was interrupted", e);
    }
  }
}
