package io.bellwether.cloud;

/** An AWS service or Discord did not do what it was asked. The message never holds a secret. */
public class CloudException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CloudException(String message) {
    super(message);
  }

  public CloudException(String message, Throwable cause) {
    super(message, cause);
  }
}
