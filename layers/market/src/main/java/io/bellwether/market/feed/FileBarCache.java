package io.bellwether.market.feed;

import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Provenance;
import io.bellwether.market.Timeframe;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps each series in a file of a directory. Files are written beside their place and moved there,
 * so that a reader sees the old one or the new one; a file that is damaged, or of another format,
 * is a miss. A file that cannot be written is reported and forgotten: a full disk stops no
 * decision.
 */
public final class FileBarCache implements BarCache {
  private static final Logger LOG = LoggerFactory.getLogger(FileBarCache.class);

  /** "BWBARS" and the version of the format. */
  private static final long MAGIC = 0x4257_4241_5253_0001L;

  private static final int BYTES_PER_BAR = 6 * Long.BYTES;

  private final Path directory;

  /** A cache in a directory, which is created when first needed. */
  public FileBarCache(Path directory) {
    this.directory = directory;
  }

  @Override
  public Optional<Entry> load(Key key) {
    Path file = file(key);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(decode(key, Files.readAllBytes(file)));
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      LOG.atWarn()
          .addKeyValue("file", file)
          .addKeyValue("reason", e.getMessage())
          .log("cached bars are unreadable and will be fetched again");
      return Optional.empty();
    }
  }

  @Override
  public void store(Key key, Entry entry) {
    Path file = file(key);
    try {
      Files.createDirectories(directory);
      Path written = Files.createTempFile(directory, file.getFileName() + ".", ".tmp");
      try {
        Files.write(written, encode(key, entry));
        Files.move(
            written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(written);
      }
    } catch (IOException e) {
      LOG.atWarn()
          .addKeyValue("file", file)
          .addKeyValue("reason", e.toString())
          .log("bars could not be cached; is the directory writable and the disk not full?");
    }
  }

  /**
   * Feed names hold characters that file names may not: those become dashes, told apart by hash.
   */
  private Path file(Key key) {
    String feed = key.feed().replaceAll("[^A-Za-z0-9.-]", "-");
    String hash = String.format(Locale.ROOT, "%08x", key.feed().hashCode());
    return directory.resolve(
        String.join("_", key.symbol(), key.timeframe().toString(), key.basis().label(), feed, hash)
            + ".bars");
  }

  private static byte[] encode(Key key, Entry entry) throws IOException {
    Bars bars = entry.bars();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256 + bars.size() * BYTES_PER_BAR);
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeLong(MAGIC);
    out.writeUTF(key.feed());
    out.writeUTF(key.symbol());
    out.writeInt(key.timeframe().minutes());
    out.writeUTF(key.basis().name());
    out.writeUTF(bars.provenance().feed());
    out.writeUTF(bars.provenance().basis().name());
    out.writeLong(entry.from().toEpochMilli());
    out.writeLong(entry.to().toEpochMilli());
    out.writeInt(bars.size());
    for (int i = 0; i < bars.size(); i++) {
      out.writeLong(bars.startMillis()[i]);
      out.writeDouble(bars.open()[i]);
      out.writeDouble(bars.high()[i]);
      out.writeDouble(bars.low()[i]);
      out.writeDouble(bars.close()[i]);
      out.writeDouble(bars.volume()[i]);
    }
    out.writeLong(checksum(bytes.toByteArray(), bytes.size()));
    return bytes.toByteArray();
  }

  private static Entry decode(Key key, byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    if (in.readLong() != MAGIC) {
      throw new IOException("not a file of cached bars of this version");
    }
    DataInputStream end =
        new DataInputStream(new ByteArrayInputStream(bytes, bytes.length - Long.BYTES, Long.BYTES));
    if (end.readLong() != checksum(bytes, bytes.length - Long.BYTES)) {
      throw new IOException("the checksum does not match");
    }
    Key stored =
        new Key(
            in.readUTF(),
            in.readUTF(),
            new Timeframe(in.readInt()),
            PriceBasis.valueOf(in.readUTF()));
    if (!stored.equals(key)) {
      throw new IOException("it holds " + stored);
    }
    Provenance provenance = new Provenance(in.readUTF(), PriceBasis.valueOf(in.readUTF()));
    Instant from = Instant.ofEpochMilli(in.readLong());
    Instant to = Instant.ofEpochMilli(in.readLong());
    return new Entry(from, to, decodeBars(in, key, provenance));
  }

  private static Bars decodeBars(DataInputStream in, Key key, Provenance provenance)
      throws IOException {
    int size = in.readInt();
    Bars.Builder bars = Bars.builder(key.symbol(), key.timeframe(), provenance);
    for (int i = 0; i < size; i++) {
      bars.add(
          in.readLong(),
          in.readDouble(),
          in.readDouble(),
          in.readDouble(),
          in.readDouble(),
          in.readDouble());
    }
    return bars.build();
  }

  private static long checksum(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    return crc.getValue();
  }
}
