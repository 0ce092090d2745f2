package io.bellwether.market;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.bellwether.market.CorporateActions.Dividend;
import io.bellwether.market.CorporateActions.Split;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads the files of {@link CorporateActions}. */
final class CorporateActionFiles {
  private static final List<String> SPLITS =
      List.of("symbol", "ex_date", "new_shares_per_old_share");
  private static final List<String> DIVIDENDS =
      List.of("symbol", "ex_date", "amount_split_basis", "amount_as_paid");

  private CorporateActionFiles() {}

  static List<Split> readSplits(Path file) {
    return read(file, SPLITS, row -> new Split(row.symbol(), row.exDate(), row.positive(2)));
  }

  static List<Dividend> readDividends(Path file) {
    return read(
        file,
        DIVIDENDS,
        row -> new Dividend(row.symbol(), row.exDate(), row.positive(3), row.positive(2)));
  }

  private static <T> List<T> read(Path file, List<String> header, Function<Row, T> action) {
    List<T> actions = new ArrayList<>();
    Map<String, Long> lineOf = new HashMap<>();
    boolean headerSeen = false;
    // Rows of the wrong length are let through: our message for them names the line.
    CsvReader.CsvReaderBuilder format =
        CsvReader.builder().allowExtraFields(true).allowMissingFields(true);
    try (CsvReader<CsvRecord> csv = format.ofCsvRecord(Files.newBufferedReader(file))) {
      for (CsvRecord read : csv) {
        Row row = new Row(file, header, read);
        if (headerSeen) {
          row.requireFields();
          actions.add(action.apply(row));
          row.requireFirst(lineOf);
        } else {
          row.requireHeader();
          headerSeen = true;
        }
      }
    } catch (NoSuchFileException e) {
      throw new DataFileException(file + ": there is no such file", e);
    } catch (CsvParseException | UncheckedIOException | IOException e) {
      throw new DataFileException(file + ": cannot be read: " + e + "; expected CSV in UTF-8", e);
    }
    if (!headerSeen) {
      throw new DataFileException(file + ": empty; expected a header " + String.join(",", header));
    }
    return actions;
  }

  /** A row, and what is said about it. */
  private record Row(Path file, List<String> header, CsvRecord fields) {
    void requireHeader() {
      String found = String.join(",", fields.getFields());
      String unmarked = found.startsWith("\uFEFF") ? found.substring(1) : found;
      String expected = String.join(",", header);
      if (!unmarked.equals(expected)) {
        throw wrong("header '" + unmarked + "'", expected);
      }
    }

    void requireFields() {
      if (fields.getFieldCount() != header.size()) {
        throw wrong(
            fields.getFieldCount() + " fields",
            header.size() + " fields, " + String.join(",", header));
      }
    }

    String symbol() {
      try {
        return Instrument.requireSymbol(fields.getField(0));
      } catch (IllegalArgumentException e) {
        throw wrong("symbol '" + fields.getField(0) + "'", "capital letters, digits and dots");
      }
    }

    LocalDate exDate() {
      try {
        return LocalDate.parse(fields.getField(1));
      } catch (DateTimeException e) {
        throw wrong("ex_date '" + fields.getField(1) + "'", "a date such as 2022-01-13");
      }
    }

    double positive(int field) {
      String text = fields.getField(field);
      double value;
      try {
        value = Double.parseDouble(text);
      } catch (NumberFormatException e) {
        value = Double.NaN;
      }
      if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
        throw wrong(header.get(field) + " '" + text + "'", "a positive decimal number");
      }
      return value;
    }

    void requireFirst(Map<String, Long> lineOf) {
      String key = symbol() + " " + exDate();
      Long earlier = lineOf.put(key, fields.getStartingLineNumber());
      if (earlier != null) {
        throw wrong(
            "a second row for " + key + " after line " + earlier,
            "one row for each symbol and date");
      }
    }

    private DataFileException wrong(String found, String expected) {
      return new DataFileException(
          file
              + ", line "
              + fields.getStartingLineNumber()
              + ": "
              + found
              + "; expected "
              + expected);
    }
  }
}
