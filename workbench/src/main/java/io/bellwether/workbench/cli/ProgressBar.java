package io.bellwether.workbench.cli;

import io.bellwether.workbench.replay.ReplayListener;
import java.io.Console;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import java.util.function.Supplier;

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
  @SuppressWarnings("SystemConsoleNull") // The annotated JDK of the null checker says it may be.
  static ProgressBar of(PrintWriter err, String title) {
    Console console = System.console();
    // Since JDK 22 there is a console without a terminal, too.
    boolean terminal = console != null && console.isTerminal();
    return new ProgressBar(err, title, terminal);
  }

  /** A bar that knows whether it is on a terminal. */
  static ProgressBar of(PrintWriter err, String title, boolean terminal) {
    return new ProgressBar(err, title, terminal);
  }

  @Override
  public void sessionOver(LocalDate date, int done, int total, BigDecimal equity, int orders) {
    show(
        done,
        total,
        () -> String.format(Locale.ROOT, "%-14s %s", title, date),
        () -> String.format(Locale.ROOT, "  %,14.2f USD  %5d orders", equity, orders));
  }

  /** Shows how far a search has come, and how fast. */
  void searched(int done, int total, double seconds) {
    show(
        done,
        total,
        () -> String.format(Locale.ROOT, "%-12s", title),
        () -> {
          double perSecond = done / Math.max(seconds, 1e-3);
          return String.format(
              Locale.ROOT, " %,10.0f/s %,6.0f s left", perSecond, (total - done) / perSecond);
        });
  }

  private void show(int done, int total, Supplier<String> before, Supplier<String> after) {
    int step = (int) ((long) done * (terminal ? 100 : LINES_WITHOUT_TERMINAL) / total);
    if (step == shown && done != total) {
      return;
    }
    shown = step;
    int filled = (int) ((long) done * WIDTH / total);
    String line =
        String.format(
            Locale.ROOT,
            "%s [%s%s] %3d%%%s",
            before.get(),
            "#".repeat(filled),
            ".".repeat(WIDTH - filled),
            (long) done * 100 / total,
            after.get());
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
