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
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps each series in a file of a directory, see {@link BarCodec}. A file that is damaged, or of
 * another format, is a miss. A file that cannot be written is reported and forgotten: a full disk
 * stops no decision.
 */
public final class FileBarCache implements BarCache {
  private static final Logger LOG = LoggerFactory.getLogger(FileBarCache.class);

  private final Path directory;

  /** A cache in a directory, which is created when first needed. */
  public FileBarCache(Path directory) {
    this.directory = directory;
  }

  /**
   * The bars of one file of such a directory, whatever its series.
   *
   * @throws CsvBarsException if it is no such file, or damaged
   */
  public static Bars read(Path file) {
    try (BarCodec.Reader reader = BarCodec.open(file)) {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(reader.header()));
      Key key = key(in);
      return entry(key, in, reader).bars();
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      throw new CsvBarsException(
          file + ": no file of cached bars, or a damaged one (" + e.getMessage() + ")", e);
    }
  }

  @Override
  public Optional<Entry> load(Key key) {
    Path file = file(key);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (BarCodec.Reader reader = BarCodec.open(file)) {
      return Optional.of(decode(key, reader));
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
      BarCodec.write(file, header(key, entry), entry.bars());
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

  private static byte[] header(Key key, Entry entry) throws IOException {
    Provenance provenance = entry.bars().provenance();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF(key.feed());
    out.writeUTF(key.symbol());
    out.writeInt(key.timeframe().minutes());
    out.writeUTF(key.basis().name());
    out.writeUTF(provenance.feed());
    out.writeUTF(provenance.basis().name());
    out.writeLong(entry.from().toEpochMilli());
    out.writeLong(entry.to().toEpochMilli());
    return bytes.toByteArray();
  }

  private static Entry decode(Key key, BarCodec.Reader reader) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(reader.header()));
    Key stored = key(in);
    if (!stored.equals(key)) {
      throw new IOException("it holds " + stored);
    }
    return entry(key, in, reader);
  }

  private static Key key(DataInputStream in) throws IOException {
    return new Key(
        in.readUTF(), in.readUTF(), new Timeframe(in.readInt()), PriceBasis.valueOf(in.readUTF()));
  }

  private static Entry entry(Key key, DataInputStream in, BarCodec.Reader reader)
      throws IOException {
    Provenance provenance = new Provenance(in.readUTF(), PriceBasis.valueOf(in.readUTF()));
    Instant from = Instant.ofEpochMilli(in.readLong());
    Instant to = Instant.ofEpochMilli(in.readLong());
    return new Entry(from, to, reader.bars(key.symbol(), provenance));
  }
}
