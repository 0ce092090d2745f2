package io.bellwether.market.feed;

/**
 * A file of bars cannot be used. The message is one line: the file, the line number where there is
 * one, what is wrong and what is expected.
 */
public final class CsvBarsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CsvBarsException(String message) {
    super(message);
  }

  CsvBarsException(String message, Throwable cause) {
    super(message, cause);
  }
}
