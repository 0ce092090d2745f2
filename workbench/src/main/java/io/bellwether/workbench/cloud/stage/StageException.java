package io.bellwether.workbench.cloud.stage;

/** A deployed stage did not do what it was asked. The message says why, and what to do. */
public final class StageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Whose turn it is. */
  public enum Reason {
    /** No credentials or no region, or credentials that AWS does not take. */
    NOT_SIGNED_IN,
    /** There is no such function or queue. */
    ABSENT,
    /** AWS does not let it be done. */
    REFUSED,
    /** No answer came: it may or may not have been done. */
    UNANSWERED,
    /** The function was invoked and refused what it was asked: nothing was done. */
    FUNCTION_REFUSED,
    /** The function was invoked and failed; its log says more. */
    FUNCTION_FAILED
  }

  StageException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
