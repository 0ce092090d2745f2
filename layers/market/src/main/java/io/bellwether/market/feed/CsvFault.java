package io.bellwether.market.feed;

/**
 * A line of a file of bars that cannot be a bar of the series.
 *
 * @param kind what sort of fault
 * @param line the number of the line; the header is 1
 * @param message what was found and what was expected
 */
public record CsvFault(Kind kind, long line, String message) {
  /** Sorts of faults. */
  public enum Kind {
    /** The timestamp is that of the bar before. */
    DUPLICATE,
    /** The timestamp is before that of the bar before. */
    GOES_BACK,
    /** A field is missing or is not what its column holds. */
    MALFORMED
  }

  @Override
  public String toString() {
    return "line " + line + ": " + message;
  }
}
