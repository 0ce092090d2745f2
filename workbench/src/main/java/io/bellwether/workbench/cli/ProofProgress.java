package io.bellwether.workbench.cli;

import io.bellwether.research.proof.ProofListener;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;

/** Shows how far a proof has come, on a terminal; elsewhere it is silent. */
final class ProofProgress implements ProofListener, AutoCloseable {
  private static final int WIDTH = 60;

  private final PrintWriter err;
  private final boolean terminal;
  private String shown = "";

  private ProofProgress(PrintWriter err, boolean terminal) {
    this.err = err;
    this.terminal = terminal;
  }

  /** For this process's terminal, if it has one. */
  @SuppressWarnings("SystemConsoleNull") // The annotated JDK of the null checker says it may be.
  static ProofProgress of(PrintWriter err) {
    Console console = System.console();
    return new ProofProgress(err, console != null && console.isTerminal());
  }

  @Override
  public void progress(String stage, long done, long total) {
    String line = String.format(Locale.ROOT, "%s: %d of %d", stage, done, total);
    if (terminal && !line.equals(shown)) {
      err.print("\r" + padded(line));
      err.flush();
      shown = line;
    }
  }

  private static String padded(String line) {
    return String.format(Locale.ROOT, "%-" + WIDTH + "." + WIDTH + "s", line);
  }

  /** Clears the line. */
  @Override
  public void close() {
    if (!shown.isEmpty()) {
      err.print("\r" + padded("") + "\r");
      err.flush();
    }
  }
}
