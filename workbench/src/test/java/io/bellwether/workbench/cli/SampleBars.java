package io.bellwether.workbench.cli;

import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Provenance;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.BarGrid;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.calendar.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;

/** Quiet bars on the calendar's grid, and files of them. */
final class SampleBars {
  static final NyseCalendar CALENDAR = new NyseCalendar();
  static final String HEADER = "timestamp,open,high,low,close,volume\n";

  private SampleBars() {}

  /** A bar for every place of the grid, both dates included. */
  static Bars of(String symbol, Timeframe timeframe, LocalDate from, LocalDate to) {
    return of(symbol, timeframe, from, to, start -> true);
  }

  /** A bar for those places of the grid that are kept. */
  static Bars of(
      String symbol, Timeframe timeframe, LocalDate from, LocalDate to, Predicate<Instant> kept) {
    BarGrid grid = new BarGrid(CALENDAR, timeframe);
    Bars.Builder bars = Bars.builder(symbol, timeframe, new Provenance("sample", PriceBasis.SPLIT));
    int i = 0;
    for (LocalDate date = from; !date.isAfter(to); date = date.plusDays(1)) {
      for (Session session : CALENDAR.session(date).stream().toList()) {
        for (Instant start : grid.starts(session)) {
          double open = 100 + Math.sin(i / 9.0);
          double close = 100 + Math.sin((i + 1) / 9.0);
          if (kept.test(start)) {
            bars.add(
                start.toEpochMilli(),
                open,
                Math.max(open, close) + 0.1,
                Math.min(open, close) - 0.1,
                close,
                1_000_000 + i);
          }
          i++;
        }
      }
    }
    return bars.build();
  }

  /** The text of a file of bars, written apart from the code under test. */
  static String csv(Bars bars) {
    StringBuilder text = new StringBuilder(HEADER);
    for (int i = 0; i < bars.size(); i++) {
      String start =
          bars.timeframe().isDaily()
              ? CALENDAR.dateAt(bars.start(i)).toString()
              : bars.start(i).toString();
      text.append(
          "%s,%s,%s,%s,%s,%s%n"
              .formatted(
                  start,
                  bars.open()[i],
                  bars.high()[i],
                  bars.low()[i],
                  bars.close()[i],
                  bars.volume()[i]));
    }
    return text.toString();
  }

  /** Writes a file of bars, gzipped if its name says so. */
  static Path write(Path file, Bars bars) {
    return write(file, csv(bars));
  }

  static Path write(Path file, String text) {
    try (OutputStream plain = Files.newOutputStream(file);
        OutputStream out = file.toString().endsWith(".gz") ? new GZIPOutputStream(plain) : plain) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }
}
