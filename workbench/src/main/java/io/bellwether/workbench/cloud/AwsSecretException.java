package io.bellwether.workbench.cloud;

/** A secret on AWS cannot be read. The message says why and what to do, and holds none of it. */
public final class AwsSecretException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Whose turn it is. */
  public enum Reason {
    /** There is no such secret. */
    ABSENT,
    /** No credentials or no region, or credentials that AWS does not take. */
    NOT_SIGNED_IN,
    /** AWS does not give it, or could not be reached. */
    REFUSED
  }

  AwsSecretException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
