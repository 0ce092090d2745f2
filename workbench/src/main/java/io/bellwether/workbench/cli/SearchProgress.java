package io.bellwether.workbench.cli;

import io.bellwether.research.sweep.SweepListener;
import java.io.PrintWriter;

/** Shows how far a search has come, unless it is quick. */
final class SearchProgress implements SweepListener {
  /** Nobody waits for what takes less, so nothing is shown of it. */
  private static final double QUICK_SECONDS = 1;

  private static final double NANOS = 1e9;

  private final ProgressBar bar;
  private final long begun = System.nanoTime();

  private SearchProgress(ProgressBar bar) {
    this.bar = bar;
  }

  /** A listener that shows a bar, or none if the command is to be quiet. */
  static SweepListener of(PrintWriter err, String title, boolean quiet) {
    return quiet ? SweepListener.NONE : new SearchProgress(ProgressBar.of(err, title));
  }

  @Override
  public void progress(int done, int total) {
    double seconds = (System.nanoTime() - begun) / NANOS;
    if (seconds > QUICK_SECONDS) {
      bar.searched(done, total, seconds);
    }
  }
}
