package io.bellwether.trading.cost;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.bellwether.market.DataFileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The funding settlements of a perpetual and their rates, in order of time. A position pays at
 * every settlement it is held through: with its instant after the entry and not after the exit.
 * Immutable.
 */
public final class FundingRates {
  /** Bybit settles at least every eight hours; a longer gap is a settlement left out. */
  private static final Duration LONGEST_GAP = Duration.ofHours(8);

  private static final String HEADER = "timestamp,rate";

  private final long[] millis;
  private final double[] rates;

  private FundingRates(long[] millis, double[] rates) {
    this.millis = millis;
    this.rates = rates;
  }

  /**
   * Reads a CSV file in UTF-8 with the header {@code timestamp,rate}, ascending and without gaps of
   * more than eight hours: ISO-8601 instants such as {@code 2024-10-31T08:00:00Z}, and fractions of
   * the position's value such as {@code 0.0001}.
   *
   * @throws DataFileException if the file cannot be read or a row breaks a rule; names the file and
   *     the line
   */
  public static FundingRates read(Path file) {
    List<Row> rows = new ArrayList<>();
    // Rows of the wrong length are let through: our message for them names the line.
    CsvReader.CsvReaderBuilder format =
        CsvReader.builder().allowExtraFields(true).allowMissingFields(true);
    boolean headerSeen = false;
    try (CsvReader<CsvRecord> csv = format.ofCsvRecord(Files.newBufferedReader(file))) {
      for (CsvRecord record : csv) {
        Line line = new Line(file, record);
        if (headerSeen) {
          rows.add(line.row(rows));
        } else {
          line.requireHeader();
          headerSeen = true;
        }
      }
    } catch (NoSuchFileException e) {
      throw new DataFileException(file + ": there is no such file", e);
    } catch (CsvParseException | UncheckedIOException | IOException e) {
      throw new DataFileException(file + ": cannot be read: " + e + "; expected CSV in UTF-8", e);
    }
    if (rows.isEmpty()) {
      throw new DataFileException(
          file + ": empty; expected a header " + HEADER + " and funding rates");
    }
    return new FundingRates(
        rows.stream().mapToLong(row -> row.at().toEpochMilli()).toArray(),
        rows.stream().mapToDouble(Row::rate).toArray());
  }

  /**
   * One rate at 00:00, 08:00 and 16:00 UTC.
   *
   * @param from the first instant that may be a settlement
   * @param to no settlement is after it
   */
  public static FundingRates constant(double rate, Instant from, Instant to) {
    long gap = LONGEST_GAP.toMillis();
    long first = -Math.floorDiv(-from.toEpochMilli(), gap);
    long last = Math.floorDiv(to.toEpochMilli(), gap);
    int count = Math.toIntExact(Math.max(0, last - first + 1));
    long[] millis = new long[count];
    double[] rates = new double[count];
    for (int i = 0; i < count; i++) {
      millis[i] = (first + i) * gap;
    }
    Arrays.fill(rates, Financing.requireFunding(rate));
    return new FundingRates(millis, rates);
  }

  /** The number of settlements. */
  public int size() {
    return millis.length;
  }

  /** When settlement {@code index} takes place, in milliseconds since the epoch. */
  public long millis(int index) {
    return millis[index];
  }

  /** The rate of settlement {@code index}, a fraction; above 0 long positions pay. */
  public double rate(int index) {
    return rates[index];
  }

  /** How many settlements take place at or before an instant: the index of the first after it. */
  public int countUntil(long epochMillis) {
    int index = Arrays.binarySearch(millis, epochMillis);
    return index >= 0 ? index + 1 : -index - 1;
  }

  /** The rate of the last settlement at or before an instant; empty before the first. */
  public OptionalDouble at(Instant instant) {
    int count = countUntil(instant.toEpochMilli());
    return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(rates[count - 1]);
  }

  /**
   * Whether every settlement within a period is known. Where one is not, funding would be free.
   *
   * @param from the start of the period
   * @param to its end, not before the start
   */
  public boolean covers(Instant from, Instant to) {
    long gap = LONGEST_GAP.toMillis();
    return millis.length > 0
        && millis[0] - gap <= from.toEpochMilli()
        && to.toEpochMilli() < millis[millis.length - 1] + gap;
  }

  private record Row(Instant at, double rate) {}

  /** A line of a file, and what is said about it. */
  private record Line(Path file, CsvRecord fields) {
    void requireHeader() {
      String found = String.join(",", fields.getFields());
      String unmarked = found.startsWith("\uFEFF") ? found.substring(1) : found;
      if (!unmarked.equals(HEADER)) {
        throw wrong("header '" + unmarked + "'", HEADER);
      }
    }

    Row row(List<Row> before) {
      if (fields.getFieldCount() != 2) {
        throw wrong(fields.getFieldCount() + " fields", "2 fields, " + HEADER);
      }
      Instant at = instant();
      if (!before.isEmpty()) {
        requireFollows(before.getLast().at(), at);
      }
      return new Row(at, rate());
    }

    private void requireFollows(Instant previous, Instant at) {
      if (!at.isAfter(previous)) {
        throw wrong("timestamp " + at, "one after " + previous);
      }
      if (at.isAfter(previous.plus(LONGEST_GAP))) {
        throw wrong(
            "no rate between " + previous + " and " + at,
            "a settlement at least every " + LONGEST_GAP.toHours() + " hours");
      }
    }

    private Instant instant() {
      try {
        return Instant.parse(fields.getField(0));
      } catch (DateTimeException e) {
        throw wrong("timestamp '" + fields.getField(0) + "'", "an instant, 2024-10-31T08:00:00Z");
      }
    }

    private double rate() {
      String text = fields.getField(1);
      try {
        return Financing.requireFunding(Double.parseDouble(text));
      } catch (IllegalArgumentException e) {
        throw wrong("rate '" + text + "'", "a fraction between -0.1 and 0.1, such as 0.0001");
      }
    }

    private DataFileException wrong(String found, String expected) {
      return new DataFileException(
          "%s, line %d: %s; expected %s"
              .formatted(file, fields.getStartingLineNumber(), found, expected));
    }
  }
}
