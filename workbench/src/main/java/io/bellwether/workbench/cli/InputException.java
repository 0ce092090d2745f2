package io.bellwether.workbench.cli;

/**
 * Ends a command for a reason the user can do something about: wrong input, or something outside
 * that is not to be had. The message is one line: what, where, and what to do.
 */
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

  /** A server or a disk does not do its part. */
  static InputException unavailable(String message) {
    return new InputException(ExitCode.FAILURE, message);
  }

  int exitCode() {
    return exitCode;
  }
}
