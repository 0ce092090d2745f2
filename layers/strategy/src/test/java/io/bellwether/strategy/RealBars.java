package io.bellwether.strategy;

import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Provenance;
import io.bellwether.market.Timeframe;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/** Real bars for tests, from where {@code bellwether.data} says; a test without them is skipped. */
public final class RealBars {
  public static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final LocalTime OPEN = LocalTime.of(9, 30);
  private static final LocalTime CLOSE = LocalTime.of(16, 0);

  private RealBars() {}

  /** The lines of a file beside or below the data, without its header. */
  public static List<String> lines(String file) {
    String directory = System.getProperty("bellwether.data", "");
    Path path = Path.of(directory).resolve(file).normalize();
    Assumptions.assumeTrue(
        !directory.isEmpty() && Files.exists(path),
        () -> "skipped: no " + file + "; set the system property bellwether.data");
    try (InputStream raw = Files.newInputStream(path);
        InputStream in = file.endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().skip(1).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Daily bars, stamped with midnight in New York. */
  public static Bars daily(String file, String symbol) {
    Bars.Builder builder = builder(symbol, Timeframe.DAY, file);
    for (String line : lines(file)) {
      add(builder, startOf(LocalDate.parse(line.substring(0, 10))), line);
    }
    return builder.build();
  }

  /** Intraday bars of the regular session, early closes not considered. */
  public static Bars regularSession(String file, String symbol, Timeframe timeframe) {
    Bars.Builder builder = builder(symbol, timeframe, file);
    for (String line : lines(file)) {
      Instant start = Instant.parse(line.substring(0, line.indexOf(',')));
      LocalTime time = start.atZone(NEW_YORK).toLocalTime();
      if (!time.isBefore(OPEN) && time.isBefore(CLOSE)) {
        add(builder, start, line);
      }
    }
    return builder.build();
  }

  /** All bars of an intraday file. */
  public static Bars continuous(String file, String symbol, Timeframe timeframe) {
    Bars.Builder builder = builder(symbol, timeframe, file);
    for (String line : lines(file)) {
      add(builder, Instant.parse(line.substring(0, line.indexOf(','))), line);
    }
    return builder.build();
  }

  /** Hours aligned to 09:30 New York, out of shorter bars of the regular session. */
  public static Bars hours(Bars source) {
    Bars.Builder builder = builder(source.symbol(), Timeframe.HOUR, "aggregated");
    int first = 0;
    for (int i = 1; i <= source.size(); i++) {
      if (i == source.size() || !hourOf(source, i).equals(hourOf(source, first))) {
        double high = source.high()[first];
        double low = source.low()[first];
        double volume = 0;
        for (int j = first; j < i; j++) {
          high = Math.max(high, source.high()[j]);
          low = Math.min(low, source.low()[j]);
          volume += source.volume()[j];
        }
        builder.add(
            hourOf(source, first).toEpochMilli(),
            source.open()[first],
            high,
            low,
            source.close()[i - 1],
            volume);
        first = i;
      }
    }
    return builder.build();
  }

  public static Instant startOf(LocalDate date) {
    return date.atStartOfDay(NEW_YORK).toInstant();
  }

  private static Instant hourOf(Bars bars, int i) {
    ZonedDateTime open = bars.start(i).atZone(NEW_YORK).with(OPEN);
    long minutes = (bars.start(i).getEpochSecond() - open.toEpochSecond()) / 60;
    return open.plusMinutes(minutes / 60 * 60).toInstant();
  }

  private static Bars.Builder builder(String symbol, Timeframe timeframe, String file) {
    return Bars.builder(symbol, timeframe, new Provenance("csv:" + file, PriceBasis.UNKNOWN));
  }

  private static void add(Bars.Builder builder, Instant start, String line) {
    String[] cells = line.split(",", -1);
    builder.add(
        start.toEpochMilli(),
        Double.parseDouble(cells[1]),
        Double.parseDouble(cells[2]),
        Double.parseDouble(cells[3]),
        Double.parseDouble(cells[4]),
        Double.parseDouble(cells[5]));
  }
}
