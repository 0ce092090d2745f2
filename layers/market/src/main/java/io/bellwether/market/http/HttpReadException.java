package io.bellwether.market.http;

import java.io.IOException;

/**
 * No answer was read: the connection failed, time was up, or the body was too large. The message
 * names host and path; query and headers, which may hold keys, are left out.
 */
public final class HttpReadException extends IOException {
  private static final long serialVersionUID = 1L;

  HttpReadException(String message) {
    super(message);
  }

  HttpReadException(String message, Throwable cause) {
    super(message, cause);
  }
}
