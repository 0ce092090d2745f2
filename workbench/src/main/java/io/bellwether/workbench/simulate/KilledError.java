package io.bellwether.workbench.simulate;

/** The process of an invocation is gone. An error, so that no handler takes it for a failure. */
final class KilledError extends Error {
  private static final long serialVersionUID = 1L;

  KilledError(String where) {
    super(where, null, false, false);
  }
}
