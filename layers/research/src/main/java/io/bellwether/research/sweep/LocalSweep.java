package io.bellwether.research.sweep;

import io.bellwether.strategy.StrategyCatalog;
import java.util.List;
import java.util.function.BooleanSupplier;

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

  /** The same with other strategies than the built-in ones. */
  public LocalSweep with(StrategyCatalog strategies) {
    return new LocalSweep(strategies, threads, mostColumnBytes);
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
    Workers.run(
        threads,
        chunks.size(),
        chunk -> gatherer.add(new SweepWorker(catalog, markets).run(chunks.get(chunk))),
        cancelled);
    return gatherer.result();
  }
}
