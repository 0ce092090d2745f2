package io.bellwether.analyst.retrieval;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;

/**
 * An index as bytes: a checksum of what follows, a magic number, how many files there are, and each
 * with its name and its length.
 */
final class Snapshot {
  /**
   * Of the bytes and of what is in them. Another one whenever {@link SessionTerms}, the fields of
   * the index, {@code SessionDocument} or Lucene's codec change: what was written before is then
   * not found, and the index is made anew.
   */
  static final int FORMAT = 1;

  private static final int MAGIC = 0x42575331;
  private static final int MOST_FILES = 10_000;

  private Snapshot() {}

  /** All files of an index to which nobody writes. */
  static byte[] write(Directory directory) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(body);
    out.writeInt(MAGIC);
    String[] names = directory.listAll();
    out.writeInt(names.length);
    for (String name : names) {
      try (IndexInput input = directory.openInput(name, IOContext.READONCE)) {
        byte[] content = new byte[Math.toIntExact(input.length())];
        input.readBytes(content, 0, content.length);
        out.writeUTF(name);
        out.writeInt(content.length);
        out.write(content);
      }
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    new DataOutputStream(all).writeLong(checksum(body.toByteArray()));
    body.writeTo(all);
    return all.toByteArray();
  }

  /**
   * The index of these bytes.
   *
   * @throws IOException if they are damaged, or no snapshot
   */
  static Directory read(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    long checksum = in.readLong();
    if (checksum != checksum(Arrays.copyOfRange(bytes, Long.BYTES, bytes.length))
        || in.readInt() != MAGIC) {
      throw new IOException("these bytes are not those of an index of sessions");
    }
    int files = in.readInt();
    if (files < 0 || files > MOST_FILES) {
      throw new IOException("an index of " + files + " files");
    }
    Directory directory = new ByteBuffersDirectory();
    for (int file = 0; file < files; file++) {
      String name = in.readUTF();
      int length = in.readInt();
      byte[] content = in.readNBytes(length);
      try (IndexOutput output = directory.createOutput(name, IOContext.DEFAULT)) {
        output.writeBytes(content, content.length);
      }
    }
    return directory;
  }

  private static long checksum(byte[] bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes);
    return checksum.getValue();
  }
}
