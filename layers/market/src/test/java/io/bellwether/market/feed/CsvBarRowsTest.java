package io.bellwether.market.feed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.RealData;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.feed.CsvFault.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The quick way through a row and the careful one must not differ but in time. */
final class CsvBarRowsTest {
  private static final long SEED = 5;

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path directory;

  /** Quotes force the careful way, one field at a time. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void plainRowsReadAsTheSameRowsInQuotes(boolean zipped) throws IOException {
    List<String> rows = randomRows(5000);
    Bars plain = read(rows, "\n", zipped);
    List<String> quoted = rows.stream().map(row -> '"' + row.replace(",", "\",\"") + '"').toList();
    assertSame(read(quoted, "\n", zipped), plain);
    assertSame(plain, read(rows, "\r\n", zipped));
    assertEquals(5000, plain.size());
  }

  /** Rows of many lengths put a row across the end of the buffer in every way. */
  private static List<String> randomRows(int count) {
    SplittableRandom random = new SplittableRandom(SEED);
    List<String> rows = new ArrayList<>();
    Instant start = Instant.parse("1969-12-30T23:58:00Z");
    for (int i = 0; i < count; i++) {
      start = start.plusSeconds(60L * random.nextInt(1, 400));
      StringBuilder row = new StringBuilder(start.toString());
      for (int field = 0; field < 5; field++) {
        row.append(',').append(number(random));
      }
      rows.add(row.toString());
    }
    return rows;
  }

  private static String number(SplittableRandom random) {
    return switch (random.nextInt(8)) {
      case 0 -> Integer.toString(random.nextInt(1, 1_000_000));
      case 1 -> random.nextInt(1, 1000) + ".";
      case 2 -> "." + random.nextInt(1, 1000);
      case 3 -> Double.toString(random.nextDouble(1, 1000));
      case 4 -> random.nextInt(1, 1000) + ".0000" + random.nextLong(1L << 62) + "" + 1L;
      case 5 -> "+1." + random.nextInt(1000) + "E" + random.nextInt(-3, 4);
      default -> random.nextInt(1, 500) + "." + random.nextInt(10, 99);
    };
  }

  @Test
  void realFilesReadTheSameWayByTheCarefulReader() throws IOException {
    Path file = RealData.require("QQQ_1d_splitdiv.csv");
    Bars quick = CsvBars.read(file, "QQQ", PriceBasis.SPLIT_DIVIDEND);
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < quick.size(); i++) {
      byte[] line = lines.get(i + 1).getBytes(StandardCharsets.UTF_8);
      CsvLine fields = CsvLine.of(i + 2L, line, 0, line.length);
      assertEquals(fields.startMillis(NyseCalendar.ZONE), quick.startMillis()[i]);
      assertEquals(fields.price(1), quick.open()[i]);
      assertEquals(fields.price(2), quick.high()[i]);
      assertEquals(fields.price(3), quick.low()[i]);
      assertEquals(fields.price(4), quick.close()[i]);
      assertEquals(fields.volume(), quick.volume()[i]);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2024-02-30T13:30:00Z,1,1,1,1,1|timestamp '2024-02-30T13:30:00Z'",
        "2024-13-01T13:30:00Z,1,1,1,1,1|timestamp",
        "2024-07-02T13:60:00Z,1,1,1,1,1|timestamp",
        "2024-07-02T25:00:00Z,1,1,1,1,1|timestamp",
        "2024-07-02T13:3 :00Z,1,1,1,1,1|timestamp",
        "2024-07-02 13:31:00Z,1,1,1,1,1|timestamp",
        "2024-07-02T13:31:00Z,1,1,1,1,1,|7 fields; expected 6",
        "2024-07-02T13:31:00Z,1,1,1,1,1x|volume '1x'",
        "2024-07-02T13:31:00Z,1,1,.,1,1|low '.'",
        "2024-07-02T13:31:00Z,1,1..2,1,1,1|high '1..2'",
        "2024-07-02T13:31:00Z,1,1,1,0.000,1|close 0.000; expected a positive",
        "2024-07-02T13:31:00Z,1,1,1,1,-1|volume -1; expected zero or more",
        "2024-07-02T13:31:00Z;1;1;1;1;1|1 fields",
        "x|1 fields"
      })
  void oddRowsAreRefusedWithTheirLine(String row, String what) throws IOException {
    String good = "2024-07-02T13:29:00Z,1,1,1,1,1\n2024-07-02T13:30:00Z,1,1,1,1,1\n";
    Path file = Files.writeString(directory.resolve("odd.csv"), CsvText.HEADER + good + row + "\n");
    String message =
        String.valueOf(
            assertThrows(CsvBarsException.class, () -> CsvBars.read(file, "QQQ", PriceBasis.RAW))
                .getMessage());
    assertTrue(message.contains("odd.csv, line 4: " + what), message);
  }

  @Test
  void blankLinesByteOrderMarksOffsetsAndAMissingLastLineEndAreNoMatter() throws IOException {
    String text =
        "\uFEFF"
            + CsvText.HEADER
            + "\n2024-07-02T13:30:00Z,1,1,1,1,1\r\n\r\n2024-07-02T15:31:00.000+02:00,1,1,1,1,1\n"
            + "2024-07-02T13:32:00Z,1,1,1,1,0";
    Path file = Files.writeString(directory.resolve("odd.csv"), text);
    Bars bars = CsvBars.read(file, "QQQ", PriceBasis.RAW);
    assertEquals(3, bars.size());
    assertEquals(Instant.parse("2024-07-02T13:31:00Z"), bars.start(1));
    assertEquals(Instant.parse("2024-07-02T13:32:00Z"), bars.start(2));
  }

  @Test
  void aLineThatDoesNotEndIsRefused() throws IOException {
    Path file = directory.resolve("endless.csv");
    Files.writeString(file, CsvText.HEADER + "2024-07-02,1,1,1,1,1\n" + "1".repeat(100_000));
    String message =
        String.valueOf(
            assertThrows(CsvBarsException.class, () -> CsvBars.read(file, "QQQ", PriceBasis.RAW))
                .getMessage());
    assertTrue(message.contains("endless.csv, line 3: a line of more than"), message);
  }

  @Test
  void anInspectionGoesOnAndTellsEveryFault() throws IOException {
    String text =
        CsvText.HEADER
            + "2024-07-01,1,1,1,1,1\n2024-07-01,1,1,1,1,1\n2024-07-02,1,1,1,1,1\n"
            + "2024-06-28,1,1,1,1,1\n2024-07-03,1,x,1,1,1\n2024-07-05,2,2,2,2,2\n";
    Path file = Files.writeString(directory.resolve("faulty.csv"), text);
    CsvBars.Inspection found = CsvBars.inspect(file, "QQQ", PriceBasis.RAW, ZoneOffset.UTC);
    assertEquals(3, found.bars().size());
    assertEquals(2, found.bars().close()[2]);
    assertEquals(
        List.of(
            new CsvFault(
                Kind.DUPLICATE,
                3,
                "timestamp 2024-07-01 is a duplicate; expected later than the line before"),
            new CsvFault(
                Kind.GOES_BACK,
                5,
                "timestamp 2024-06-28 goes back; expected later than the line before"),
            new CsvFault(Kind.MALFORMED, 6, "high 'x'; expected a finite decimal number")),
        found.faults());
  }

  private Bars read(List<String> rows, String lineEnd, boolean zipped) throws IOException {
    Path file = directory.resolve(zipped ? "rows.csv.gz" : "rows.csv");
    String text = CsvText.HEADER.strip() + lineEnd + String.join(lineEnd, rows) + lineEnd;
    try (OutputStream out = Files.newOutputStream(file);
        OutputStream bytes = zipped ? new GZIPOutputStream(out) : out) {
      bytes.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return CsvBars.read(file, "QQQ", PriceBasis.RAW, ZoneOffset.UTC);
  }

  private static void assertSame(Bars expected, Bars actual) {
    assertEquals(expected.size(), actual.size());
    assertEquals(expected.timeframe(), actual.timeframe());
    int size = expected.size();
    assertArrayEquals(prefix(expected.open(), size), prefix(actual.open(), size));
    assertArrayEquals(prefix(expected.high(), size), prefix(actual.high(), size));
    assertArrayEquals(prefix(expected.low(), size), prefix(actual.low(), size));
    assertArrayEquals(prefix(expected.close(), size), prefix(actual.close(), size));
    assertArrayEquals(prefix(expected.volume(), size), prefix(actual.volume(), size));
    for (int i = 0; i < size; i++) {
      assertEquals(expected.start(i), actual.start(i));
    }
  }

  private static double[] prefix(double[] column, int size) {
    return Arrays.copyOf(column, size);
  }
}
