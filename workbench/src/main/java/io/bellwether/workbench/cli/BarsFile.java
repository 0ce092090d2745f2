package io.bellwether.workbench.cli;

import io.bellwether.market.Bars;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.market.feed.CsvBars;
import io.bellwether.market.feed.CsvBarsException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPOutputStream;

/** Writes files of bars in the format that {@link CsvBars} reads, with every price as it was. */
final class BarsFile {
  private static final String PLAIN = ".csv";
  private static final String ZIPPED = ".csv.gz";

  private BarsFile() {}

  /** Fails before any work if bars could not be written there. */
  static void requireWritable(Path file) {
    String option = "--output " + file;
    if (!file.toString().endsWith(PLAIN) && !file.toString().endsWith(ZIPPED)) {
      throw InputException.usage(option + ": must end in .csv or .csv.gz");
    }
    if (Files.isDirectory(file)) {
      throw InputException.usage(option + ": this is a directory; name a file");
    }
    Path parent = parent(file);
    if (!Files.isDirectory(parent)) {
      throw InputException.usage(option + ": there is no directory " + parent + "; make it first");
    }
    if (!Files.isWritable(parent)) {
      throw InputException.usage(option + ": the directory cannot be written to; choose another");
    }
  }

  /**
   * Writes a file, or replaces it: it is written beside its place, read back, and moved there.
   *
   * @throws InputException if it cannot be written, or does not read as the bars it was made of; an
   *     earlier file is then as it was
   */
  static void write(Path file, Bars bars, TradingCalendar calendar) {
    boolean zipped = file.toString().endsWith(ZIPPED);
    try {
      Path draft = Files.createTempFile(parent(file), ".draft-", zipped ? ZIPPED : PLAIN);
      try {
        writeText(draft, zipped, bars, calendar);
        requireReadable(draft, bars, calendar);
        Files.move(
            draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw InputException.unavailable(
          "--output " + file + ": cannot be written (" + e + "); is the disk full?");
    }
  }

  private static Path parent(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file.toAbsolutePath() : parent;
  }

  private static void writeText(Path file, boolean zipped, Bars bars, TradingCalendar calendar)
      throws IOException {
    try (OutputStream stream = Files.newOutputStream(file);
        OutputStream bytes = zipped ? new GZIPOutputStream(stream, 1 << 16) : stream;
        Writer out = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
      out.write("timestamp,open,high,low,close,volume\n");
      for (int i = 0; i < bars.size(); i++) {
        out.write(line(bars, i, calendar));
      }
    }
  }

  private static String line(Bars bars, int i, TradingCalendar calendar) {
    return String.join(
            ",",
            Stamps.of(bars.start(i), bars.timeframe(), calendar),
            text(bars.open()[i]),
            text(bars.high()[i]),
            text(bars.low()[i]),
            text(bars.close()[i]),
            text(bars.volume()[i]))
        + "\n";
  }

  /** The shortest decimal that reads back as the same number, without an exponent. */
  private static String text(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  /** The timeframe is not in the file but in the distances of its bars, which may be too few. */
  private static void requireReadable(Path file, Bars bars, TradingCalendar calendar) {
    String problem;
    try {
      Bars read = CsvBars.read(file, bars.symbol(), bars.provenance().basis(), calendar.zone());
      if (read.timeframe().equals(bars.timeframe()) && read.size() == bars.size()) {
        return;
      }
      problem = "it would read as bars of " + read.timeframe();
    } catch (CsvBarsException e) {
      problem = String.valueOf(e.getMessage()).replace(file + ": ", "");
    }
    throw InputException.data(
        "a file of these "
            + bars.size()
            + " "
            + bars.timeframe()
            + " bars could not be read again: "
            + problem
            + "; nothing is written, choose a longer range or another timeframe");
  }
}
