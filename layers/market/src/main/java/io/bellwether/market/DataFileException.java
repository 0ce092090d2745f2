package io.bellwether.market;

/**
 * A file of market data cannot be used. The message is one line: the file, the line number where
 * there is one, what is wrong and what is expected.
 */
public class DataFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DataFileException(String message) {
    super(message);
  }

  public DataFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
