package io.bellwether.workbench.simulate;

import io.bellwether.cloud.dynamo.ItemStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Runs seeds, each for itself on one thread, several at a time. What comes of it does not depend on
 * how many threads there are, nor on which seed is run first.
 *
 * @param days of each run
 * @param threads how many runs at a time
 * @param stores makes an empty store for the state of a run
 */
public record Simulation(int days, int threads, Supplier<ItemStore> stores) {
  public Simulation {
    if (days < 1 || threads < 1) {
      throw new IllegalArgumentException(days + " days on " + threads + " threads");
    }
  }

  /** Is told how far a simulation has come. */
  @FunctionalInterface
  public interface Listener {
    /** A run is over; never called by two threads at once. */
    void progress(int doneSeeds, int allSeeds);
  }

  /**
   * Runs all seeds of a range.
   *
   * @throws InterruptedException if the waiting thread is interrupted; the runs end with their seed
   */
  public SimulationResult run(SeedRange seeds, Listener listener) throws InterruptedException {
    AtomicLong next = new AtomicLong(seeds.first());
    Progress progress = new Progress(seeds.count(), listener);
    ExecutorService workers = Executors.newFixedThreadPool(threads, Simulation::thread);
    try {
      List<Callable<SimulationResult>> shares = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        shares.add(() -> share(next, seeds.last(), progress));
      }
      SimulationResult all = SimulationResult.none();
      for (Future<SimulationResult> share : workers.invokeAll(shares)) {
        all = all.plus(share.get());
      }
      return all;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a simulation failed: " + e.getCause(), e.getCause());
    } finally {
      workers.shutdownNow();
    }
  }

  private SimulationResult share(AtomicLong next, long last, Progress progress) {
    SimulationResult mine = SimulationResult.none();
    for (long seed = next.getAndIncrement();
        seed <= last && !Thread.currentThread().isInterrupted();
        seed = next.getAndIncrement()) {
      mine = mine.plus(SeedRun.of(seed, days, fault -> true, false, stores).result());
      progress.runOver();
    }
    return mine;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "simulation");
    // Nothing is lost with it, so it keeps no process alive.
    thread.setDaemon(true);
    return thread;
  }

  /** Counts runs for the listener. */
  private static final class Progress {
    private final int all;
    private final Listener listener;
    private int done;

    Progress(int all, Listener listener) {
      this.all = all;
      this.listener = listener;
    }

    synchronized void runOver() {
      listener.progress(++done, all);
    }
  }
}
