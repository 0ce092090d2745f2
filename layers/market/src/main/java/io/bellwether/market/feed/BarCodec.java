package io.bellwether.market.feed;

import io.bellwether.market.Bars;
import io.bellwether.market.Provenance;
import io.bellwether.market.Timeframe;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * The binary form in which both caches keep a series: column after column, so that reading one is
 * copying memory. All numbers are little-endian:
 *
 * <pre>
 * long   magic and version
 * int    length of the header in bytes
 * int    timeframe in minutes
 * long   number of bars
 * bytes  header, whose meaning is its writer's
 * long   start of each bar, in milliseconds since the epoch
 * double open of each bar; then each high, low, close and volume
 * long   CRC-32C of all before
 * </pre>
 */
final class BarCodec {
  /** "BWBARS" and the version of the format. */
  private static final long MAGIC = 0x4257_4241_5253_0002L;

  private static final int PREFIX_BYTES = 24;
  private static final int BYTES_PER_BAR = 6 * Long.BYTES;
  private static final int MAX_HEADER_BYTES = 1 << 12;

  /** Small enough to stay in a processor's cache between the file and the column. */
  private static final int BUFFER_BYTES = 1 << 16;

  private BarCodec() {}

  /**
   * Writes a file, or replaces it: it is written beside its place and moved there, so that a reader
   * sees the old one or the new one.
   *
   * @param header at most 4,096 bytes, handed back by {@link Reader#header}
   */
  static void write(Path file, byte[] header, Bars bars) throws IOException {
    if (header.length > MAX_HEADER_BYTES) {
      throw new IllegalArgumentException("a header of " + header.length + " bytes");
    }
    // Of all who may be writing this file now, only this thread has this name.
    String draft = file.getFileName() + "." + ProcessHandle.current().pid();
    Path written = file.resolveSibling(draft + "-" + Thread.currentThread().threadId() + ".tmp");
    try {
      try (Writer out = new Writer(written)) {
        out.writePrefix(header.length, bars);
        out.write(header);
        out.write(bars.startMillis(), bars.size());
        out.write(bars.open(), bars.size());
        out.write(bars.high(), bars.size());
        out.write(bars.low(), bars.size());
        out.write(bars.close(), bars.size());
        out.write(bars.volume(), bars.size());
        out.writeChecksum();
      }
      Files.move(
          written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  /** Opens a file of series; the header may say that the rest need not be read. */
  static Reader open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      return new Reader(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static ByteBuffer buffer() {
    return ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static final class Writer implements AutoCloseable {
    private final FileChannel channel;
    private final ByteBuffer buffer = buffer();
    private final CRC32C checksum = new CRC32C();

    Writer(Path file) throws IOException {
      channel =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE);
    }

    void writePrefix(int headerLength, Bars bars) {
      buffer.putLong(MAGIC);
      buffer.putInt(headerLength);
      buffer.putInt(bars.timeframe().minutes());
      buffer.putLong(bars.size());
    }

    void write(byte[] bytes) throws IOException {
      flush();
      buffer.put(bytes);
    }

    void write(long[] column, int size) throws IOException {
      for (int done = 0; done < size; ) {
        flush();
        int count = Math.min(size - done, buffer.capacity() / Long.BYTES);
        buffer.asLongBuffer().put(column, done, count);
        buffer.position(count * Long.BYTES);
        done += count;
      }
    }

    void write(double[] column, int size) throws IOException {
      for (int done = 0; done < size; ) {
        flush();
        int count = Math.min(size - done, buffer.capacity() / Double.BYTES);
        buffer.asDoubleBuffer().put(column, done, count);
        buffer.position(count * Double.BYTES);
        done += count;
      }
    }

    void writeChecksum() throws IOException {
      flush();
      buffer.putLong(checksum.getValue());
      flush();
    }

    private void flush() throws IOException {
      buffer.flip();
      checksum.update(buffer.duplicate());
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      buffer.clear();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /** An open file of a series. */
  static final class Reader implements AutoCloseable {
    private final FileChannel channel;
    private final ByteBuffer buffer = buffer();
    private final CRC32C checksum = new CRC32C();
    private final int size;
    private final Timeframe timeframe;
    private final byte[] header;

    /**
     * Reads up to the columns.
     *
     * @throws IOException if the file is not of this format and version, or not complete
     */
    private Reader(FileChannel channel) throws IOException {
      this.channel = channel;
      long length = channel.size();
      fill(PREFIX_BYTES);
      if (buffer.getLong() != MAGIC) {
        throw new IOException("not a file of cached bars of this version");
      }
      int headerLength = buffer.getInt();
      int minutes = buffer.getInt();
      long count = buffer.getLong();
      boolean plausible =
          headerLength >= 0
              && headerLength <= MAX_HEADER_BYTES
              && count >= 0
              && count <= Integer.MAX_VALUE / 8
              && length == PREFIX_BYTES + headerLength + count * BYTES_PER_BAR + Long.BYTES;
      if (!plausible) {
        throw new IOException("damaged, or not complete");
      }
      size = (int) count;
      timeframe = timeframe(minutes);
      header = new byte[headerLength];
      fill(headerLength);
      buffer.get(header);
    }

    private static Timeframe timeframe(int minutes) throws IOException {
      try {
        return new Timeframe(minutes);
      } catch (IllegalArgumentException e) {
        throw new IOException("damaged: " + e.getMessage(), e);
      }
    }

    /** What the writer handed in; not verified before {@link #bars}. */
    byte[] header() {
      return header.clone();
    }

    /**
     * Reads the bars, once.
     *
     * @throws IOException if the file is damaged
     */
    Bars bars(String symbol, Provenance provenance) throws IOException {
      long[] startMillis = longs();
      double[] open = doubles();
      double[] high = doubles();
      double[] low = doubles();
      double[] close = doubles();
      double[] volume = doubles();
      long computed = checksum.getValue();
      fill(Long.BYTES);
      if (buffer.getLong() != computed) {
        throw new IOException("the checksum does not match");
      }
      return Bars.ofColumns(
          symbol, timeframe, provenance, size, startMillis, open, high, low, close, volume);
    }

    private long[] longs() throws IOException {
      long[] column = new long[size];
      for (int done = 0; done < size; ) {
        int count = Math.min(size - done, BUFFER_BYTES / Long.BYTES);
        fill(count * Long.BYTES);
        buffer.asLongBuffer().get(column, done, count);
        done += count;
      }
      return column;
    }

    private double[] doubles() throws IOException {
      double[] column = new double[size];
      for (int done = 0; done < size; ) {
        int count = Math.min(size - done, BUFFER_BYTES / Double.BYTES);
        fill(count * Double.BYTES);
        buffer.asDoubleBuffer().get(column, done, count);
        done += count;
      }
      return column;
    }

    private void fill(int bytes) throws IOException {
      buffer.clear().limit(bytes);
      while (buffer.hasRemaining()) {
        if (channel.read(buffer) < 0) {
          throw new EOFException("not complete");
        }
      }
      buffer.flip();
      checksum.update(buffer.duplicate());
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
