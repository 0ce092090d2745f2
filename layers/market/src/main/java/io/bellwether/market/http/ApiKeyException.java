package io.bellwether.market.http;

/**
 * There is no key to ask with, or what is stored cannot be one. No message holds any part of it.
 */
public final class ApiKeyException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public ApiKeyException(String message) {
    super(message);
  }
}
