package io.bellwether.workbench.cli;

import io.bellwether.market.Bars;
import io.bellwether.market.Instrument;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.market.feed.CachedCsvBars;
import io.bellwether.market.feed.CsvBars;
import io.bellwether.market.feed.CsvBarsException;
import io.bellwether.market.feed.FileBarCache;
import java.io.EOFException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.zip.ZipException;

/** Reads the files named by {@code --bars SYMBOL=FILE}. */
final class BarFiles {
  /** Set to {@code off}, files are read without a cache beside them, and none is written. */
  private static final String CACHE = "BELLWETHER_BAR_CACHE";

  /** How the files of the feeds' cache end. */
  private static final String CACHED = ".bars";

  private BarFiles() {}

  /** Reads them all, in the order given; plain dates are New York's. */
  static List<Bars> read(List<String> arguments, PriceBasis basis) {
    return read(arguments, basis, NyseCalendar.ZONE);
  }

  /**
   * Reads them all, in the order given.
   *
   * @param zone whose midnights begin the plain dates of daily bars
   */
  static List<Bars> read(List<String> arguments, PriceBasis basis, ZoneId zone) {
    List<Bars> all = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String argument : arguments) {
      Bars bars = read(argument, basis, zone);
      requireNew(seen, argument, bars);
      all.add(bars);
    }
    return all;
  }

  /**
   * Reads a file of an index that is not traded. Of its bars the closes are used, so that a close
   * beyond a bar's range, which old files of indices have, does no harm.
   *
   * @param option whose value the file is
   */
  static Bars index(String option, Path file, String symbol) {
    requireFile(option + " " + file, file);
    Bars bars = read(file, symbol, PriceBasis.UNKNOWN, NyseCalendar.ZONE);
    if (bars.isEmpty()) {
      throw InputException.data(file + ": no bars in it");
    }
    return bars;
  }

  /** Fails if an earlier argument was of the same series. */
  static void requireNew(Set<String> seen, String argument, Bars bars) {
    if (!seen.add(bars.symbol() + " " + bars.timeframe())) {
      throw InputException.usage(
          "--bars "
              + argument
              + ": there is a file of "
              + bars.timeframe()
              + " bars of "
              + bars.symbol()
              + " already");
    }
  }

  /** A file and the symbol of its bars, as an argument names them. */
  record Named(String symbol, Path file) {}

  private static Bars read(String argument, PriceBasis basis, ZoneId zone) {
    Named named = named(argument);
    Bars bars = read(named.file(), named.symbol(), basis, zone);
    if (bars.isEmpty()) {
      throw InputException.data(named.file() + ": no bars in it");
    }
    requireRanges(named.file(), bars, zone);
    return bars;
  }

  /** A fill beyond a bar's own range would be a gift or a loss that no market made. */
  private static void requireRanges(Path file, Bars bars, ZoneId zone) {
    double[] open = bars.open();
    double[] high = bars.high();
    double[] low = bars.low();
    double[] close = bars.close();
    for (int i = 0; i < bars.size(); i++) {
      if (high[i] < Math.max(open[i], close[i]) || low[i] > Math.min(open[i], close[i])) {
        throw InputException.data(
            "%s: bar of %s: open %s or close %s is not between low %s and high %s; repair the file"
                .formatted(place(file, zone), bars.start(i), open[i], close[i], low[i], high[i]));
      }
    }
  }

  /** The file and, of one that has lines, the line of its first impossible bar. */
  private static String place(Path file, ZoneId zone) {
    OptionalLong line = isCached(file) ? OptionalLong.empty() : CsvBars.impossibleLine(file, zone);
    return line.isPresent() ? file + ", line " + line.getAsLong() : file.toString();
  }

  /** Fails if a series has bars of dates of which the calendar does not know the sessions. */
  static void requireKnownDates(Bars bars, TradingCalendar calendar) {
    if (!bars.isEmpty()
        && (calendar.dateAt(bars.start(0)).isBefore(calendar.firstDate())
            || calendar.dateAt(bars.lastStart()).isAfter(calendar.lastDate()))) {
      throw unknownDates(bars, calendar);
    }
  }

  /** What is said of bars of dates that the calendar does not know. */
  static InputException unknownDates(Bars bars, TradingCalendar calendar) {
    return InputException.data(
        "%s, %s: bars from %s to %s, but the calendar knows %s to %s: cut the file"
            .formatted(
                bars.symbol(),
                bars.provenance().feed(),
                calendar.dateAt(bars.start(0)),
                calendar.dateAt(bars.lastStart()),
                calendar.firstDate(),
                calendar.lastDate()));
  }

  /**
   * The file that {@code SYMBOL=FILE} names.
   *
   * @throws InputException if it names none that is there
   */
  static Named named(String argument) {
    int equals = argument.indexOf('=');
    if (equals <= 0 || equals == argument.length() - 1) {
      throw InputException.usage(
          "--bars '" + argument + "' must be SYMBOL=FILE, such as TQQQ=tqqq_5m.csv.gz");
    }
    String symbol = argument.substring(0, equals);
    try {
      Instrument.requireSymbol(symbol);
    } catch (IllegalArgumentException e) {
      throw InputException.usage("--bars " + argument + ": " + e.getMessage());
    }
    Path file = Path.of(argument.substring(equals + 1));
    requireFile("--bars " + argument, file);
    return new Named(symbol, file);
  }

  /** Fails if an argument's file is not one. */
  static void requireFile(String argument, Path file) {
    if (Files.isDirectory(file)) {
      throw InputException.data(argument + ": this is a directory; name a file in it");
    }
    if (!Files.isRegularFile(file)) {
      throw InputException.data(
          argument + ": there is no such file; check the path for typing errors");
    }
  }

  /** Reads all of a file that can be read, never from its cache, and tells what cannot. */
  static CsvBars.Inspection inspect(Named named, PriceBasis basis, ZoneId zone) {
    if (isCached(named.file())) {
      return new CsvBars.Inspection(cached(named.file(), named.symbol()), List.of());
    }
    return explained(
        named.file(), () -> CsvBars.inspect(named.file(), named.symbol(), basis, zone));
  }

  private static boolean isCached(Path file) {
    return file.toString().endsWith(CACHED);
  }

  /** A series that {@code data fetch} has kept: symbol and basis are written in it. */
  private static Bars cached(Path file, String symbol) {
    Bars bars = FileBarCache.read(file);
    if (!bars.symbol().equals(symbol)) {
      throw InputException.data(file + ": these are bars of " + bars.symbol() + ", not " + symbol);
    }
    return bars;
  }

  private static Bars read(Path file, String symbol, PriceBasis basis, ZoneId zone) {
    if (isCached(file)) {
      return cached(file, symbol);
    }
    return explained(
        file,
        () ->
            "off".equals(System.getenv(CACHE))
                ? CsvBars.read(file, symbol, basis, zone)
                : CachedCsvBars.read(file, symbol, basis, zone));
  }

  /** What the decoders say of a file that holds something else is put into words. */
  private static <T> T explained(Path file, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (CsvBarsException e) {
      for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
        if (cause instanceof CharacterCodingException) {
          throw InputException.data(
              file + ": not a text file; expected CSV, with a name in .gz if it is compressed");
        }
        if (cause instanceof ZipException || cause instanceof EOFException) {
          throw InputException.data(
              file + ": not a complete gzip file, as its name says; fetch or compress it again");
        }
      }
      throw e;
    }
  }
}
