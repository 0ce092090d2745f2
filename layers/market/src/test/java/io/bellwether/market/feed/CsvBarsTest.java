package io.bellwether.market.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Provenance;
import io.bellwether.market.RealData;
import io.bellwether.market.Timeframe;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CsvBarsTest {
  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path directory;

  @Test
  void datesAreDailyBarsStampedWithMidnightNewYork() throws IOException {
    Bars bars = read("2024-11-01,1,2,0.5,1.5,100\n2024-11-04,2,3,1.5,2.5,200\n");
    assertEquals(Timeframe.DAY, bars.timeframe());
    assertEquals(Instant.parse("2024-11-01T04:00:00Z"), bars.start(0));
    assertEquals(Instant.parse("2024-11-04T05:00:00Z"), bars.start(1));
    assertEquals(0.5, bars.low()[0]);
    assertEquals(200, bars.volume()[1]);
    assertEquals(new Provenance("csv:bars.csv", PriceBasis.RAW), bars.provenance());
  }

  @Test
  void oneDateIsEnoughForADailySeriesAndTheZoneMayBeAnother() throws IOException {
    Path file = write(CsvText.HEADER + "2024-11-01,1,1,1,1,0\n");
    Bars bars = CsvBars.read(file, "BTCUSDT", PriceBasis.RAW, ZoneOffset.UTC);
    assertEquals(Timeframe.DAY, bars.timeframe());
    assertEquals(Instant.parse("2024-11-01T00:00:00Z"), bars.start(0));
  }

  /** Nights and gaps are longer than the timeframe, a stray bar may be nearer. */
  @Test
  void theMostFrequentDistanceIsTheTimeframe() throws IOException {
    Bars bars =
        read(
            """
            2024-07-02T13:30:00Z,1,1,1,1,1
            2024-07-02T13:35:00Z,1,1,1,1,1
            2024-07-02T13:36:00Z,1,1,1,1,1
            2024-07-02T13:45:00Z,1,1,1,1,1
            2024-07-02T13:50:00Z,1,1,1,1,1
            2024-07-03T13:30:00Z,1,1,1,1,1
            """);
    assertEquals(Timeframe.parse("5m"), bars.timeframe());
    assertEquals(6, bars.size());
  }

  @Test
  void ofEquallyFrequentDistancesTheSmallestIsTheTimeframe() throws IOException {
    Bars bars =
        read(
            """
            2024-07-02T13:30:00Z,1,1,1,1,1
            2024-07-02T17:30:00Z,1,1,1,1,1
            2024-07-03T13:30:00Z,1,1,1,1,1
            """);
    assertEquals(Timeframe.parse("4h"), bars.timeframe());
  }

  @ParameterizedTest
  @CsvSource({
    "QQQ_1m_raw.csv.gz, QQQ, 1m, 29998", "QQQ_5m_raw.csv.gz, QQQ, 5m, 79340",
    "TQQQ_10m_split.csv.gz, TQQQ, 10m, 13067", "SPY_1h_raw.csv.gz, SPY, 1h, 18862",
    "QQQ_4h_raw.csv.gz, QQQ, 4h, 7523", "VIX_1d.csv, VIX, 1d, 8772",
    "BTCUSDT_1m_binance-spot.csv.gz, BTCUSDT, 1m, 243443"
  })
  void realFiles(String file, String symbol, String timeframe, int rows) {
    Bars bars = RealData.bars(file, symbol);
    assertEquals(rows, bars.size());
    assertEquals(Timeframe.parse(timeframe), bars.timeframe());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2024-07-02,1,1,1,1|3|6 fields",
        "2024-07-02,1,1,1,1,1,1|3|6 fields",
        "2024-07-02,1,x,1,1,1|3|high 'x'",
        "2024-07-02,1,1,NaN,1,1|3|low 'NaN'",
        "2024-07-02,1,1,1,Infinity,1|3|close",
        "2024-07-02,1,1,1,1e999,1|3|close",
        "2024-07-02,1,1,1,1d,1|3|close '1d'",
        "2024-07-02,1,1,1,,1|3|close ''",
        "2024-07-02,0,1,1,1,1|3|positive",
        "2024-07-02,1,1,-1,1,1|3|low -1",
        "2024-07-02,1,1,1,1,-5|3|volume -5",
        "2024-07-01,1,1,1,1,1|3|duplicate",
        "2024-06-30,1,1,1,1,1|3|goes back",
        "02.07.2024,1,1,1,1,1|3|02.07.2024",
        "2024-07-02T13:30:00Z,1,1,1,1,1|3|expected a date"
      })
  void aLineThatBreaksARuleIsNamed(String line, int number, String what) throws IOException {
    String message = messageOf(write(CsvText.HEADER + "2024-07-01,1,1,1,1,1\n" + line + "\n"));
    assertTrue(message.contains("bars.csv, line " + number + ": "), message);
    assertTrue(message.contains(what), message);
    assertTrue(message.contains("expected"), message);
    assertFalse(message.contains("\n"), message);
  }

  @Test
  void filesWithoutBarsAreRefused() throws IOException {
    assertTrue(messageOf(write("")).contains("empty"));
    assertTrue(messageOf(write("date,open,high,low,close,volume\n")).contains("line 1"));
    assertTrue(messageOf(write("timestamp,open\n")).contains("line 1"));
    assertTrue(messageOf(write(CsvText.HEADER)).contains("at least two"));
    String oneInstant = CsvText.HEADER + "2024-07-02T13:30:00Z,1,1,1,1,1\n";
    assertTrue(messageOf(write(oneInstant)).contains("at least two"));
    assertTrue(messageOf(directory.resolve("absent.csv")).contains("absent.csv"));
  }

  @Test
  void damagedBytesAreRefused() throws IOException {
    Path notZipped = Files.writeString(directory.resolve("bars.csv.gz"), CsvText.HEADER);
    assertTrue(messageOf(notZipped).contains("cannot be read"));
    Path truncated = directory.resolve("truncated.csv.gz");
    byte[] whole = zipped(CsvText.HEADER + "2024-07-01,1,1,1,1,1\n".repeat(1000));
    Files.write(truncated, Arrays.copyOf(whole, whole.length - 12));
    assertFalse(messageOf(truncated).isEmpty());
    Path latin1 = directory.resolve("latin1.csv");
    String umlaut = CsvText.HEADER + "2024-07-0\u00e4,1,1,1,1,1\n";
    Files.writeString(latin1, umlaut, StandardCharsets.ISO_8859_1);
    assertTrue(messageOf(latin1).contains("latin1.csv"));
  }

  private byte[] zipped(String text) throws IOException {
    Path file = directory.resolve("whole.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return Files.readAllBytes(file);
  }

  private Path write(String text) throws IOException {
    return Files.writeString(directory.resolve("bars.csv"), text);
  }

  private Bars read(String rows) throws IOException {
    return CsvBars.read(write(CsvText.HEADER + rows), "QQQ", PriceBasis.RAW);
  }

  private static String messageOf(Path file) {
    return String.valueOf(
        assertThrows(CsvBarsException.class, () -> CsvBars.read(file, "QQQ", PriceBasis.RAW))
            .getMessage());
  }
}
