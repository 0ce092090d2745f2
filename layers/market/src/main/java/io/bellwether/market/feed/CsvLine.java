package io.bellwether.market.feed;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.bellwether.market.feed.CsvFault.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * One line of a file of bars, read with care and not with haste: what {@link CsvBarRows} cannot
 * read at once comes here, and every complaint about a line is made here.
 *
 * @param number its number
 * @param fields what stands between its commas, without quotes
 */
record CsvLine(long number, List<String> fields) {
  static final List<String> HEADER = List.of("timestamp", "open", "high", "low", "close", "volume");

  /** A line that cannot be a bar. */
  static final class FaultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient CsvFault fault;

    private FaultException(CsvFault fault) {
      super(fault.message(), null, false, false);
      this.fault = fault;
    }

    CsvFault fault() {
      return fault;
    }
  }

  /**
   * Splits a line.
   *
   * @throws CharacterCodingException if it is not UTF-8
   * @throws FaultException if it is not CSV
   */
  static CsvLine of(long number, byte[] bytes, int from, int to) throws CharacterCodingException {
    // A new decoder is strict: a byte that is not UTF-8 is an error, not a replacement character.
    String text =
        StandardCharsets.UTF_8
            .newDecoder()
            .decode(ByteBuffer.wrap(bytes, from, to - from))
            .toString();
    String unmarked = number == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text;
    try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(unmarked)) {
      return new CsvLine(
          number, csv.stream().findFirst().map(CsvRecord::getFields).orElse(List.of()));
    } catch (CsvParseException | IOException e) {
      throw fault(number, Kind.MALFORMED, "not CSV, " + e.getMessage(), String.join(",", HEADER));
    }
  }

  /** Whether there is nothing in it. */
  boolean isBlank() {
    return fields.isEmpty();
  }

  void requireHeader() {
    if (!fields.equals(HEADER)) {
      throw malformed("header '" + String.join(",", fields) + "'", String.join(",", HEADER));
    }
  }

  void requireAllFields() {
    if (fields.size() != HEADER.size()) {
      throw malformed(fields.size() + " fields", HEADER.size() + " fields");
    }
  }

  boolean isDate() {
    return fields.getFirst().length() == 10;
  }

  void requireDate(boolean date) {
    if (isDate() != date) {
      throw malformed("timestamp '" + fields.getFirst() + "'", date ? "a date" : "an instant");
    }
  }

  /** The start of the bar, in milliseconds since the epoch. */
  long startMillis(ZoneId zone) {
    String text = fields.getFirst();
    try {
      return isDate()
          ? LocalDate.parse(text).atStartOfDay(zone).toInstant().toEpochMilli()
          : Instant.parse(text).toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw malformed("timestamp '" + text + "'", "2024-10-31 or 2024-10-31T13:30:00Z");
    }
  }

  void requireLater(long start, long previous) {
    if (start <= previous) {
      boolean same = start == previous;
      throw fault(
          number,
          same ? Kind.DUPLICATE : Kind.GOES_BACK,
          "timestamp " + fields.getFirst() + (same ? " is a duplicate" : " goes back"),
          "later than the line before");
    }
  }

  double price(int field) {
    double price = number(field);
    if (price <= 0) {
      throw malformed(HEADER.get(field) + " " + fields.get(field), "a positive price");
    }
    return price;
  }

  double volume() {
    double volume = number(5);
    if (volume < 0) {
      throw malformed("volume " + fields.get(5), "zero or more");
    }
    return volume;
  }

  private double number(int field) {
    String text = fields.get(field);
    double number = isDecimal(text) ? parse(text) : Double.NaN;
    if (!Double.isFinite(number)) {
      throw malformed(HEADER.get(field) + " '" + text + "'", "a finite decimal number");
    }
    return number;
  }

  /** Java's parser also takes {@code 1d}, {@code 0x1p3} and {@code Infinity}; a file must not. */
  private static boolean isDecimal(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("0123456789.+-eE".indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static double parse(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private FaultException malformed(String found, String expected) {
    return fault(number, Kind.MALFORMED, found, expected);
  }

  static FaultException fault(long line, Kind kind, String found, String expected) {
    return new FaultException(new CsvFault(kind, line, found + "; expected " + expected));
  }
}
