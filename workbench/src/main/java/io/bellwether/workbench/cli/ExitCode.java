package io.bellwether.workbench.cli;

/** The exit codes of the command line; the help of every command lists them. */
final class ExitCode {
  static final int OK = 0;

  /** Something failed that the input is not to blame for. */
  static final int FAILURE = 1;

  /** The command line is wrong. */
  static final int USAGE = 2;

  /** The data is wrong: unreadable, malformed, or not fit to trade on. */
  static final int DATA = 3;

  /** A proof found what it was looking for: the strategy sees the future. */
  static final int DISPROVED = 4;

  /** A simulation found a promise broken. */
  static final int BROKEN = 5;

  private ExitCode() {}
}
