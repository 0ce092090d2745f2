package io.bellwether.cloud.lambda;

/**
 * An invocation failed for a reason that may pass: the same event may well be handled when it is
 * tried again. What happened is in the log; this is only what Lambda is told, so it has neither
 * stack nor cause, and no secret.
 */
public final class InvocationFailedException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  InvocationFailedException(String message) {
    super(message);
    setStackTrace(new StackTraceElement[0]);
  }
}
