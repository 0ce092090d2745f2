package io.bellwether.workbench.cli;

import io.bellwether.workbench.replay.ReplayListener;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;

/** Shows how far a replay has come: a bar on a terminal, a line per tenth elsewhere. */
final class ProgressBar implements ReplayListener {
  private static final int WIDTH = 24;
  private static final int LINES_WITHOUT_TERMINAL = 10;

  private final PrintWriter err;
  private final String title;
  private final boolean terminal;
  private int shown = -1;

  private ProgressBar(PrintWriter err, String title, boolean terminal) {
    this.err = err;
    this.title = title;
    this.terminal = terminal;
  }

  /** A bar for this process's terminal, if it has one. */
  static ProgressBar of(PrintWriter err, String title) {
    return new ProgressBar(err, title, System.console().isTerminal());
  }

  /** A bar that knows whether it is on a terminal. */
  static ProgressBar of(PrintWriter err, String title, boolean terminal) {
    return new ProgressBar(err, title, terminal);
  }

  @Override
  public void sessionOver(LocalDate date, int done, int total, BigDecimal equity, int orders) {
    int step = terminal ? done * 100 / total : done * LINES_WITHOUT_TERMINAL / total;
    if (step == shown && done != total) {
      return;
    }
    shown = step;
    int filled = done * WIDTH / total;
    String line =
        String.format(
            Locale.ROOT,
            "%-14s %s [%s%s] %3d%%  %,14.2f USD  %5d orders",
            title,
            date,
            "#".repeat(filled),
            ".".repeat(WIDTH - filled),
            done * 100 / total,
            equity,
            orders);
    if (terminal) {
      err.print("\r" + line);
      if (done == total) {
        err.println();
      }
    } else {
      err.println(line);
    }
    err.flush();
  }
}
