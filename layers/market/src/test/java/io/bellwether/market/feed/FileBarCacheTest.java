package io.bellwether.market.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Timeframe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileBarCacheTest {
  private static final BarCache.Key KEY =
      new BarCache.Key("alpaca/iex", "TQQQ", Timeframe.parse("5m"), PriceBasis.SPLIT);

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path directory;

  private final Bars bars = BarFeedKit.series("TQQQ", Timeframe.parse("5m"), 300);

  @Test
  void returnsWhatWasStoredLast() {
    FileBarCache cache = new FileBarCache(directory.resolve("made/when/needed"));
    assertEquals(Optional.empty(), cache.load(KEY));
    cache.store(KEY, entry(bars.prefix(100)));
    cache.store(KEY, entry(bars));
    BarCache.Entry loaded = cache.load(KEY).orElseThrow();
    BarFeedKit.assertSameBars(bars, loaded.bars());
    assertEquals(bars.provenance(), loaded.bars().provenance());
    assertEquals(entry(bars).from(), loaded.from());
    assertEquals(entry(bars).to(), loaded.to());
  }

  @Test
  void aFileIsReadOnItsOwn() throws IOException {
    new FileBarCache(directory).store(KEY, entry(bars));
    Path file;
    try (Stream<Path> files = Files.list(directory)) {
      file = files.findFirst().orElseThrow();
    }
    Bars read = FileBarCache.read(file);
    BarFeedKit.assertSameBars(bars, read);
    assertEquals(bars.symbol(), read.symbol());
    assertEquals(bars.provenance(), read.provenance());
    Path text = Files.writeString(directory.resolve("text.bars"), "timestamp,open\n");
    assertThrows(CsvBarsException.class, () -> FileBarCache.read(text));
  }

  @Test
  void keysAreKeptApart() {
    FileBarCache cache = new FileBarCache(directory);
    List<BarCache.Key> others =
        List.of(
            new BarCache.Key("alpaca-iex", "TQQQ", KEY.timeframe(), KEY.basis()),
            new BarCache.Key("alpaca/iex", "QQQ", KEY.timeframe(), KEY.basis()),
            new BarCache.Key("alpaca/iex", "TQQQ", Timeframe.DAY, KEY.basis()),
            new BarCache.Key("alpaca/iex", "TQQQ", KEY.timeframe(), PriceBasis.RAW));
    cache.store(KEY, entry(bars));
    for (BarCache.Key other : others) {
      assertEquals(Optional.empty(), cache.load(other), other.toString());
    }
  }

  /** Any byte may be wrong and the file may end anywhere: never an exception, never wrong bars. */
  @Test
  void damagedFilesAreAMiss() throws IOException {
    FileBarCache cache = new FileBarCache(directory);
    cache.store(KEY, entry(bars));
    Path file = onlyFile();
    byte[] sound = Files.readAllBytes(file);
    long seed = 7;
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      byte[] damaged = sound.clone();
      int at = random.nextInt(damaged.length);
      damaged[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, damaged);
      assertEquals(Optional.empty(), cache.load(KEY), "byte " + at + ", seed " + seed);
    }
    for (int length : new int[] {0, 1, 7, 8, 9, 15, 16, 40, sound.length / 2, sound.length - 1}) {
      Files.write(file, Arrays.copyOf(sound, length));
      assertEquals(Optional.empty(), cache.load(KEY), "length " + length);
    }
    Files.write(file, sound);
    assertTrue(cache.load(KEY).isPresent());
  }

  @Test
  void nothingIsLeftBesideTheFile() throws IOException {
    FileBarCache cache = new FileBarCache(directory);
    for (int i = 0; i < 5; i++) {
      cache.store(KEY, entry(bars));
    }
    onlyFile();
  }

  @Test
  void aDirectoryThatCannotBeWrittenStopsNothing() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "in the way");
    FileBarCache cache = new FileBarCache(file);
    cache.store(KEY, entry(bars));
    assertEquals(Optional.empty(), cache.load(KEY));
  }

  private Path onlyFile() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> all = files.toList();
      assertEquals(1, all.size(), all.toString());
      return all.getFirst();
    }
  }

  private static BarCache.Entry entry(Bars bars) {
    return new BarCache.Entry(
        bars.start(0).minus(Duration.ofDays(1)), bars.lastStart().plusMillis(1), bars);
  }
}
