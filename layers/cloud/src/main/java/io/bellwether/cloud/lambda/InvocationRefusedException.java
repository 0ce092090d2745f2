package io.bellwether.cloud.lambda;

/**
 * An event, or what is configured for it, cannot be accepted: trying again gives the same until one
 * of them is changed. What happened is in the log; this is only what Lambda is told, so it has
 * neither stack nor cause, and no secret.
 */
public final class InvocationRefusedException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  InvocationRefusedException(String message) {
    super(message);
    setStackTrace(new StackTraceElement[0]);
  }
}
