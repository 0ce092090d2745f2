package io.bellwether.market.feed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Provenance;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.feed.CachedCsvBars.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CachedCsvBarsTest {
  private static final long SEED = 11;

  /** So long ago that whatever is written now has another time, however coarse the clock. */
  private static final FileTime WRITTEN = FileTime.from(Instant.parse("2020-01-02T00:00:00Z"));

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path directory;

  private final Bars bars = BarFeedKit.series("TQQQ", Timeframe.parse("5m"), 2000);
  private Path file = Path.of("");
  private byte[] text = {};

  @BeforeEach
  void write() throws IOException {
    text = CsvText.of(bars).getBytes(StandardCharsets.UTF_8);
    assertTrue(text.length > CachedCsvBars.LEAST_BYTES, "too small to be cached");
    file = Files.write(directory.resolve("bars.csv"), text);
    Files.setLastModifiedTime(file, WRITTEN);
  }

  @Test
  void theSecondReadIsOfTheSameBars() throws IOException {
    BarFeedKit.assertSameBars(bars, read());
    assertTrue(files().contains(CachedCsvBars.cacheOf(file)));
    BarFeedKit.assertSameBars(bars, read());
    trustStamp();
    BarFeedKit.assertSameBars(bars, read());
  }

  /** A cache with the file's stamp, other bars and a wrong hash tells who looks at what. */
  @Test
  void aSettledFileIsNotOpenedAndAnotherIsHashed() throws IOException {
    Source source = new Source(FileStamp.of(file), 0, NyseCalendar.ZONE.getId());
    BarCodec.write(CachedCsvBars.cacheOf(file), source.toBytes(), bars.prefix(7));
    trustStamp();
    assertEquals(7, read().size());
    Files.setLastModifiedTime(CachedCsvBars.cacheOf(file), Files.getLastModifiedTime(file));
    assertEquals(bars.size(), read().size());
  }

  @Test
  void symbolAndBasisAreTheReadersNotTheCaches() throws IOException {
    read();
    Bars other = CachedCsvBars.read(file, "QQQ", PriceBasis.SPLIT);
    assertEquals("QQQ", other.symbol());
    assertEquals(new Provenance("csv:bars.csv", PriceBasis.SPLIT), other.provenance());
    assertArrayEquals(bars.close(), other.close());
  }

  /** The zone decides where a day starts. */
  @Test
  void aCacheOfAnotherZoneIsNotUsed() throws IOException {
    StringBuilder days = new StringBuilder(CsvText.HEADER);
    for (int day = 0; day < 4000; day++) {
      days.append(LocalDate.of(2000, 1, 1).plusDays(day)).append(",1,1,1,1,1\n");
    }
    Files.writeString(file, days);
    Bars newYork = read();
    Bars utc = CachedCsvBars.read(file, "TQQQ", PriceBasis.RAW, ZoneOffset.UTC);
    assertEquals(Duration.ofHours(5), Duration.between(utc.start(0), newYork.start(0)));
  }

  /** Another price in the same place leaves the size, and programs put the time back. */
  @Test
  void aChangedFileIsNeverServedFromTheCache() throws IOException {
    read();
    trustStamp();
    Files.write(file, changed(text));
    assertNotEquals(bars.close()[bars.size() - 1], lastClose());
    trustStamp();
    assertNotEquals(bars.close()[bars.size() - 1], lastClose());
    Files.write(file, text);
    Files.setLastModifiedTime(file, WRITTEN);
    assertEquals(bars.close()[bars.size() - 1], lastClose());
    trustStamp();
    Files.writeString(file, CsvText.of(bars.prefix(1900)));
    assertEquals(1900, read().size());
  }

  @Test
  void aFileWithOtherTimesAndTheSameBytesIsReadFromTheCacheAndTrustedAgain() throws IOException {
    read();
    byte[] before = Files.readAllBytes(CachedCsvBars.cacheOf(file));
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L));
    BarFeedKit.assertSameBars(bars, read());
    assertFalse(Arrays.equals(before, Files.readAllBytes(CachedCsvBars.cacheOf(file))));
  }

  @Test
  void anyDamageIsAMissAndIsMended() throws IOException {
    read();
    Path cache = CachedCsvBars.cacheOf(file);
    byte[] sound = Files.readAllBytes(cache);
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 100; i++) {
      byte[] damaged = sound.clone();
      int at = i < 60 ? i : random.nextInt(damaged.length);
      damaged[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(cache, damaged);
      BarFeedKit.assertSameBars(bars, read());
    }
    for (int length : new int[] {0, 1, 8, 23, 24, 60, sound.length / 2, sound.length - 1}) {
      Files.write(cache, Arrays.copyOf(sound, length));
      BarFeedKit.assertSameBars(bars, read());
      assertEquals(sound.length, Files.size(cache));
    }
  }

  @Test
  void whereNothingCanBeWrittenFilesAreReadAllTheSame() throws IOException {
    Files.createDirectory(CachedCsvBars.cacheOf(file));
    BarFeedKit.assertSameBars(bars, read());
    Files.delete(CachedCsvBars.cacheOf(file));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      BarFeedKit.assertSameBars(bars, read());
      assertEquals(List.of(file), files());
    } finally {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void brokenAndAbsentFilesAreRefusedAsWithoutACacheAndLeaveNone() throws IOException {
    Files.write(
        file, (new String(text, StandardCharsets.UTF_8) + "x\n").getBytes(StandardCharsets.UTF_8));
    String message = messageOf(file);
    assertTrue(message.contains("bars.csv, line 2002: 1 fields"), message);
    assertEquals(List.of(file), files());
    assertTrue(messageOf(directory.resolve("absent.csv")).contains("absent.csv: cannot be read"));
  }

  @Test
  void smallFilesAreNotCached() throws IOException {
    Files.writeString(file, CsvText.of(bars.prefix(100)));
    assertEquals(100, read().size());
    assertEquals(List.of(file), files());
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  private Bars read() {
    return CachedCsvBars.read(file, "TQQQ", PriceBasis.RAW);
  }

  private double lastClose() {
    return read().close()[bars.size() - 1];
  }

  /** Makes the cache later than the file by more than any clock's tick. */
  private void trustStamp() throws IOException {
    FileStamp stamp = FileStamp.of(file);
    long later = Math.max(stamp.modifiedNanos(), stamp.changedNanos()) + 10_000_000_000L;
    Files.setLastModifiedTime(
        CachedCsvBars.cacheOf(file), FileTime.from(later, TimeUnit.NANOSECONDS));
  }

  private static byte[] changed(byte[] text) {
    byte[] changed = text.clone();
    int comma = changed.length - 1;
    while (changed[comma] != ',') {
      comma--;
    }
    int digit = comma - 1;
    changed[digit] = (byte) (changed[digit] == '1' ? '2' : '1');
    return changed;
  }

  private static String messageOf(Path file) {
    return String.valueOf(
        assertThrows(CsvBarsException.class, () -> CachedCsvBars.read(file, "TQQQ", PriceBasis.RAW))
            .getMessage());
  }
}
