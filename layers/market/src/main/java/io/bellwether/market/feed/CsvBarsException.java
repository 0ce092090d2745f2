package io.bellwether.market.feed;

import io.bellwether.market.DataFileException;

/** A file of bars cannot be used. */
public final class CsvBarsException extends DataFileException {
  private static final long serialVersionUID = 1L;

  CsvBarsException(String message) {
    super(message);
  }

  CsvBarsException(String message, Throwable cause) {
    super(message, cause);
  }
}
