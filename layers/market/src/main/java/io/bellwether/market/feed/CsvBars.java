package io.bellwether.market.feed;

import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Provenance;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.feed.CsvLine.FaultException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/**
 * Reads a file of bars: {@code timestamp,open,high,low,close,volume}, plain or gzipped ({@code
 * .gz}), ascending. Timestamps are plain dates, which are daily bars, or ISO-8601 instants such as
 * {@code 2024-10-31T13:30:00Z}; a file has one of the two kinds. Prices are positive, volumes not
 * negative, all of them finite decimals, read to the nearest double. Lines end with a line feed,
 * with or without a carriage return. Nothing is repaired: a file that breaks a rule is refused.
 */
public final class CsvBars {
  private CsvBars() {}

  /**
   * What can be read of a file, and what cannot.
   *
   * @param bars the lines that follow one another
   * @param faults the lines left out, in their order
   */
  public record Inspection(Bars bars, List<CsvFault> faults) {
    public Inspection {
      faults = List.copyOf(faults);
    }
  }

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
    try (InputStream stream = Files.newInputStream(file)) {
      return read(stream, file, symbol, basis, zone);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** Reads a file from a stream of its bytes, to their end. */
  static Bars read(InputStream stream, Path file, String symbol, PriceBasis basis, ZoneId zone)
      throws IOException {
    return read(
        stream,
        file,
        symbol,
        basis,
        zone,
        fault -> {
          throw fault;
        });
  }

  /**
   * Reads what can be read of a file: lines that cannot be a bar, or do not follow the bar before,
   * are left out and told.
   *
   * @throws CsvBarsException if the file cannot be read, is no text, has another header, or has too
   *     few bars left to know the timeframe
   */
  public static Inspection inspect(Path file, String symbol, PriceBasis basis, ZoneId zone) {
    List<CsvFault> faults = new ArrayList<>();
    try (InputStream stream = Files.newInputStream(file)) {
      Bars bars =
          read(stream, file, symbol, basis, zone, (FaultException e) -> faults.add(e.fault()));
      return new Inspection(bars, faults);
    } catch (CsvBarsException e) {
      // Of a file whose lines are all wrong, what is wrong with the first says most.
      throw faults.isEmpty() ? e : new CsvBarsException(file + ", " + faults.getFirst(), e);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static Bars read(
      InputStream stream,
      Path file,
      String symbol,
      PriceBasis basis,
      ZoneId zone,
      Consumer<FaultException> faults)
      throws IOException {
    CsvBarRows rows = rows(stream, file, zone, faults);
    if (!rows.headerSeen()) {
      throw new CsvBarsException(
          file + ": empty; expected a header " + String.join(",", CsvLine.HEADER) + " and bars");
    }
    return rows.toBars(symbol, timeframe(file, rows), provenance(file, basis));
  }

  private static CsvBarRows rows(
      InputStream stream, Path file, ZoneId zone, Consumer<FaultException> faults)
      throws IOException {
    CsvBarRows rows = new CsvBarRows(zone, faults);
    try {
      boolean zipped = file.toString().endsWith(".gz");
      InputStream text = zipped ? new GZIPInputStream(stream, 1 << 16) : stream;
      rows.read(text, zipped ? unzippedBytes(file) : Files.size(file));
      return rows;
    } catch (FaultException e) {
      throw new CsvBarsException(file + ", " + e.fault());
    }
  }

  /**
   * The number of the first line whose bar no market can have made: its open or its close is not
   * between its low and its high. Reading takes such bars as they are, so that a check of their
   * quality sees them.
   *
   * @throws CsvBarsException if the file cannot be read
   */
  public static OptionalLong impossibleLine(Path file, ZoneId zone) {
    try (InputStream stream = Files.newInputStream(file)) {
      return rows(stream, file, zone, fault -> {}).impossibleLine();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  static Provenance provenance(Path file, PriceBasis basis) {
    return new Provenance("csv:" + file.getFileName(), basis);
  }

  /** The length that a gzip file ends with (RFC 1952); a wrong one costs time, nothing else. */
  private static long unzippedBytes(Path file) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
      bytes.seek(Math.max(0, bytes.length() - Integer.BYTES));
      return bytes.length() < Integer.BYTES
          ? 0
          : Integer.toUnsignedLong(Integer.reverseBytes(bytes.readInt()));
    }
  }

  private static Timeframe timeframe(Path file, CsvBarRows rows) {
    long spacing =
        rows.spacingMillis()
            .orElseThrow(
                () ->
                    new CsvBarsException(
                        file + ": no two bars; expected at least two, to know the timeframe"));
    if (spacing % 60_000 != 0) {
      throw new CsvBarsException(file + ": bars " + spacing + " ms apart; expected whole minutes");
    }
    try {
      return new Timeframe(Math.toIntExact(spacing / 60_000));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new CsvBarsException(
          file + ": bars " + spacing / 60_000 + " minutes apart: " + e.getMessage(), e);
    }
  }

  static CsvBarsException unreadable(Path file, IOException e) {
    String reason =
        e instanceof CharacterCodingException
            ? "not UTF-8"
            : e.getClass().getSimpleName() + ": " + e.getMessage();
    return new CsvBarsException(file + ": cannot be read: " + reason, e);
  }
}
