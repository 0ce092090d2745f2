package io.bellwether.market.feed;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.Checksum;

/**
 * 64 bits of a file's content: its CRC-32C and its CRC-32, two different polynomials, side by side.
 * They find a change that happened, not one made so that they do not; who could make that could
 * write the cache as well. Both together take 4 ms for 20 MB where SHA-256 took 60 to 90, in a JVM
 * that has just started.
 */
final class ContentHash implements Checksum {
  private static final int BUFFER_BYTES = 1 << 16;

  private final CRC32C castagnoli = new CRC32C();
  private final CRC32 ieee = new CRC32();

  /** The hash of a whole file. */
  static long of(Path file) throws IOException {
    try (CheckedInputStream in = reading(Files.newInputStream(file))) {
      return ofAll(in);
    }
  }

  /** A stream that hashes what is read of it. */
  static CheckedInputStream reading(InputStream stream) {
    return new CheckedInputStream(stream, new ContentHash());
  }

  /** Reads a stream to its end and returns the hash of all that was ever read of it. */
  static long ofAll(CheckedInputStream in) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    int count;
    do {
      count = in.read(buffer);
    } while (count >= 0);
    return in.getChecksum().getValue();
  }

  @Override
  public void update(int b) {
    castagnoli.update(b);
    ieee.update(b);
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    castagnoli.update(bytes, offset, length);
    ieee.update(bytes, offset, length);
  }

  @Override
  public long getValue() {
    return castagnoli.getValue() << Integer.SIZE | ieee.getValue();
  }

  @Override
  public void reset() {
    castagnoli.reset();
    ieee.reset();
  }
}
