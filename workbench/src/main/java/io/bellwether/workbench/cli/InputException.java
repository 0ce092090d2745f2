package io.bellwether.workbench.cli;

/** Wrong input from the user. The message is one line: what, where, and what to do. */
final class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private InputException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** The command line is wrong. */
  static InputException usage(String message) {
    return new InputException(ExitCode.USAGE, message);
  }

  /** The data is wrong. */
  static InputException data(String message) {
    return new InputException(ExitCode.DATA, message);
  }

  int exitCode() {
    return exitCode;
  }
}
