package io.bellwether.market.feed;

import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Provenance;
import io.bellwether.market.calendar.NyseCalendar;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.time.ZoneId;
import java.util.Optional;
import java.util.zip.CheckedInputStream;

/**
 * Reads files of bars as {@link CsvBars} does, and keeps what was read beside each: {@code
 * .NAME.bars} beside {@code NAME}. The next time the file itself is not opened if its size and
 * times are those it had; if only its times differ it is hashed, and read again unless the hash is
 * the same. A cache that is damaged, of another version, or of another file is written anew. Where
 * none can be written, files are read as if there were no cache. Thread-safe.
 */
public final class CachedCsvBars {
  /** Files of fewer bytes are read as fast as a cache would be. */
  static final long LEAST_BYTES = 1 << 16;

  private CachedCsvBars() {}

  /**
   * What is known of the file that a cache was made of.
   *
   * @param zone the zone of its plain dates
   */
  record Source(FileStamp stamp, long hash, String zone) {
    byte[] toBytes() throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      stamp.writeTo(out);
      out.writeLong(hash);
      out.writeUTF(zone);
      return bytes.toByteArray();
    }

    static Source of(byte[] bytes) throws IOException {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
      return new Source(FileStamp.readFrom(in), in.readLong(), in.readUTF());
    }
  }

  /**
   * Reads a file whose plain dates are New York's.
   *
   * @see CsvBars#read(Path, String, PriceBasis)
   */
  public static Bars read(Path file, String symbol, PriceBasis basis) {
    return read(file, symbol, basis, NyseCalendar.ZONE);
  }

  /**
   * Reads a file, or its cache if that was made of the file as it is now.
   *
   * @see CsvBars#read(Path, String, PriceBasis, ZoneId)
   * @throws CsvBarsException if the file cannot be read or breaks a rule
   */
  public static Bars read(Path file, String symbol, PriceBasis basis, ZoneId zone) {
    try {
      FileStamp stamp = FileStamp.of(file);
      if (stamp.size() < LEAST_BYTES) {
        return CsvBars.read(file, symbol, basis, zone);
      }
      Provenance provenance = CsvBars.provenance(file, basis);
      Optional<Bars> cached = load(file, stamp, symbol, provenance, zone);
      return cached.isPresent() ? cached.get() : parse(file, stamp, symbol, basis, zone);
    } catch (IOException e) {
      throw CsvBars.unreadable(file, e);
    }
  }

  /** The file that holds the bars of another. */
  static Path cacheOf(Path file) {
    return file.resolveSibling("." + file.getFileName() + ".bars");
  }

  private static Optional<Bars> load(
      Path file, FileStamp stamp, String symbol, Provenance provenance, ZoneId zone)
      throws IOException {
    Path cache = cacheOf(file);
    Source source;
    Bars bars;
    boolean unchanged;
    try (BarCodec.Reader reader = BarCodec.open(cache)) {
      source = Source.of(reader.header());
      if (source.stamp().size() != stamp.size() || !source.zone().equals(zone.getId())) {
        return Optional.empty();
      }
      unchanged = source.stamp().equals(stamp) && stamp.isSettledBefore(FileStamp.of(cache));
      bars = reader.bars(symbol, provenance);
    } catch (IOException | IllegalArgumentException e) {
      // None there, or not one of ours: the file itself will do.
      return Optional.empty();
    }
    if (unchanged) {
      return Optional.of(bars);
    }
    if (ContentHash.of(file) != source.hash()) {
      return Optional.empty();
    }
    store(file, new Source(stamp, source.hash(), source.zone()), bars);
    return Optional.of(bars);
  }

  private static Bars parse(
      Path file, FileStamp stamp, String symbol, PriceBasis basis, ZoneId zone) throws IOException {
    try (CheckedInputStream in = ContentHash.reading(Files.newInputStream(file))) {
      Bars bars = CsvBars.read(in, file, symbol, basis, zone);
      store(file, new Source(stamp, ContentHash.ofAll(in), zone.getId()), bars);
      return bars;
    }
  }

  private static void store(Path file, Source source, Bars bars) {
    try {
      // A file that was being written while it was read is not what its stamp says.
      if (isWritable(file.resolveSibling("").toAbsolutePath())
          && FileStamp.of(file).equals(source.stamp())) {
        BarCodec.write(cacheOf(file), source.toBytes(), bars);
      }
    } catch (IOException e) {
      // Without a cache the next run takes longer; nothing else is lost.
    }
  }

  /** A directory that its owner made read-only is left as it is, by an administrator too. */
  private static boolean isWritable(Path directory) throws IOException {
    PosixFileAttributeView view =
        Files.getFileAttributeView(directory, PosixFileAttributeView.class);
    return Files.isWritable(directory)
        && (view == null
            || view.readAttributes().permissions().contains(PosixFilePermission.OWNER_WRITE));
  }
}
