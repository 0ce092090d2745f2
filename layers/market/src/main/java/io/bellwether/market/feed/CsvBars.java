package io.bellwether.market.feed;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Provenance;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.NyseCalendar;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * Reads a file of bars: {@code timestamp,open,high,low,close,volume}, plain or gzipped ({@code
 * .gz}), ascending. Timestamps are plain dates, which are daily bars, or ISO-8601 instants such as
 * {@code 2024-10-31T13:30:00Z}; a file has one of the two kinds. Prices are positive, volumes not
 * negative, all of them finite. Nothing is repaired: a file that breaks a rule is refused.
 */
public final class CsvBars {
  private static final List<String> HEADER =
      List.of("timestamp", "open", "high", "low", "close", "volume");

  private CsvBars() {}

  /**
   * Reads a file whose plain dates are New York's.
   *
   * @see #read(Path, String, PriceBasis, ZoneId)
   */
  public static Bars read(Path file, String symbol, PriceBasis basis) {
    return read(file, symbol, basis, NyseCalendar.ZONE);
  }

  /**
   * Reads a file. The timeframe is a day for plain dates; otherwise it is the most frequent
   * distance between neighbours, the smallest if several are. The provenance is {@code csv:} and
   * the file's name.
   *
   * @param zone the zone whose midnights begin the plain dates of daily bars
   * @throws CsvBarsException if the file cannot be read or breaks a rule
   */
  public static Bars read(Path file, String symbol, PriceBasis basis, ZoneId zone) {
    Rows rows = new Rows(file, zone);
    // Rows of the wrong length are let through: our message for them names the line.
    CsvReader.CsvReaderBuilder format =
        CsvReader.builder().allowExtraFields(true).allowMissingFields(true);
    try (CsvReader<CsvRecord> csv = format.ofCsvRecord(open(file))) {
      csv.forEach(rows::accept);
    } catch (CsvParseException | UncheckedIOException | IOException e) {
      throw new CsvBarsException(file + ": cannot be read: " + rootMessage(e), e);
    }
    Provenance provenance = new Provenance("csv:" + file.getFileName(), basis);
    return rows.toBars(symbol, provenance);
  }

  private static Reader open(Path file) throws IOException {
    InputStream stream = Files.newInputStream(file);
    try {
      InputStream text =
          file.toString().endsWith(".gz") ? new GZIPInputStream(stream, 1 << 16) : stream;
      // A strict decoder: a byte that is not UTF-8 is an error, not a replacement character.
      return new InputStreamReader(
          text,
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT));
    } catch (IOException e) {
      stream.close();
      throw e;
    }
  }

  private static String rootMessage(Throwable error) {
    Throwable root = error;
    for (Throwable cause = root.getCause(); cause != null; cause = root.getCause()) {
      root = cause;
    }
    return root.getClass().getSimpleName() + ": " + root.getMessage();
  }

  /** Checks and collects the rows of one file. */
  private static final class Rows {
    private final Path file;
    private final ZoneId zone;
    private final Bars.Builder columns =
        Bars.builder("ROWS", Timeframe.DAY, new Provenance("csv", PriceBasis.UNKNOWN));
    private final Map<Long, Integer> spacings = new HashMap<>();
    private boolean headerSeen;
    private boolean dates;
    private long previous;

    Rows(Path file, ZoneId zone) {
      this.file = file;
      this.zone = zone;
    }

    void accept(CsvRecord row) {
      if (!headerSeen) {
        acceptHeader(row);
        return;
      }
      if (row.getFieldCount() != HEADER.size()) {
        throw wrong(row, row.getFieldCount() + " fields", HEADER.size() + " fields");
      }
      long start = start(row);
      double open = price(row, 1);
      double high = price(row, 2);
      double low = price(row, 3);
      double close = price(row, 4);
      double volume = number(row, 5);
      if (volume < 0) {
        throw wrong(row, "volume " + row.getField(5), "zero or more");
      }
      columns.add(start, open, high, low, close, volume);
    }

    private void acceptHeader(CsvRecord row) {
      String first = row.getField(0);
      String unmarked = first.startsWith("\uFEFF") ? first.substring(1) : first;
      boolean same =
          unmarked.equals(HEADER.getFirst())
              && row.getFields().subList(1, row.getFieldCount()).equals(HEADER.subList(1, 6));
      if (!same) {
        throw wrong(
            row, "header '" + String.join(",", row.getFields()) + "'", String.join(",", HEADER));
      }
      headerSeen = true;
    }

    private long start(CsvRecord row) {
      String text = row.getField(0);
      boolean date = text.length() == 10;
      if (columns.size() == 0) {
        dates = date;
      } else if (dates != date) {
        throw wrong(row, "timestamp '" + text + "'", dates ? "a date" : "an instant");
      }
      long start = parseStart(row, text);
      if (columns.size() > 0) {
        if (start <= previous) {
          throw wrong(
              row,
              "timestamp " + text + (start == previous ? " is a duplicate" : " goes back"),
              "later than the line before");
        }
        spacings.merge(start - previous, 1, Integer::sum);
      }
      previous = start;
      return start;
    }

    private long parseStart(CsvRecord row, String text) {
      try {
        return dates
            ? LocalDate.parse(text).atStartOfDay(zone).toInstant().toEpochMilli()
            : Instant.parse(text).toEpochMilli();
      } catch (DateTimeException e) {
        throw wrong(row, "timestamp '" + text + "'", "2024-10-31 or 2024-10-31T13:30:00Z");
      }
    }

    private double price(CsvRecord row, int field) {
      double price = number(row, field);
      if (price <= 0) {
        throw wrong(row, HEADER.get(field) + " " + row.getField(field), "a positive price");
      }
      return price;
    }

    private double number(CsvRecord row, int field) {
      String text = row.getField(field);
      double number = isDecimal(text) ? parse(text) : Double.NaN;
      if (!Double.isFinite(number)) {
        throw wrong(row, HEADER.get(field) + " '" + text + "'", "a finite decimal number");
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

    private CsvBarsException wrong(CsvRecord row, String found, String expected) {
      return new CsvBarsException(
          file + ", line " + row.getStartingLineNumber() + ": " + found + "; expected " + expected);
    }

    Bars toBars(String symbol, Provenance provenance) {
      if (!headerSeen) {
        throw new CsvBarsException(
            file + ": empty; expected a header " + String.join(",", HEADER) + " and bars");
      }
      Bars rows = columns.build();
      Bars.Builder bars = Bars.builder(symbol, timeframe(), provenance);
      for (int i = 0; i < rows.size(); i++) {
        bars.add(rows, i);
      }
      return bars.build();
    }

    private Timeframe timeframe() {
      if (columns.size() > 0 && dates) {
        return Timeframe.DAY;
      }
      long spacing =
          spacings.entrySet().stream()
              .max(
                  Map.Entry.<Long, Integer>comparingByValue()
                      .thenComparing(Map.Entry.<Long, Integer>comparingByKey().reversed()))
              .map(Map.Entry::getKey)
              .orElseThrow(
                  () ->
                      new CsvBarsException(
                          file + ": no two bars; expected at least two, to know the timeframe"));
      if (spacing % 60_000 != 0) {
        throw new CsvBarsException(
            file + ": bars " + spacing + " ms apart; expected whole minutes");
      }
      try {
        return new Timeframe(Math.toIntExact(spacing / 60_000));
      } catch (IllegalArgumentException | ArithmeticException e) {
        throw new CsvBarsException(
            file + ": bars " + spacing / 60_000 + " minutes apart: " + e.getMessage(), e);
      }
    }
  }
}
