package io.bellwether.cloud;

/** A message is not what its queue is for, and will not be when it is read again. */
public final class MalformedMessageException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public MalformedMessageException(String message) {
    super(message);
  }
}
