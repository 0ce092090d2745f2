package io.bellwether.market.feed;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What the file system says of a file's content without reading it.
 *
 * @param size its length in bytes
 * @param modifiedNanos when its content was last written, in nanoseconds since the epoch; programs
 *     that copy files may set it
 * @param changedNanos when it was last changed in any way, which only the system sets; where a file
 *     system has no such time, the same as {@code modifiedNanos}
 */
record FileStamp(long size, long modifiedNanos, long changedNanos) {
  private static final String UNIX = "unix";

  static FileStamp of(Path file) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains(UNIX)) {
      Map<String, Object> attributes =
          Files.readAttributes(file, UNIX + ":size,lastModifiedTime,ctime");
      if (attributes.get("size") instanceof Long size
          && attributes.get("lastModifiedTime") instanceof FileTime modified
          && attributes.get("ctime") instanceof FileTime changed) {
        return new FileStamp(size, nanos(modified), nanos(changed));
      }
    }
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    long modified = nanos(attributes.lastModifiedTime());
    return new FileStamp(attributes.size(), modified, modified);
  }

  private static long nanos(FileTime time) {
    return time.to(TimeUnit.NANOSECONDS);
  }

  static FileStamp readFrom(DataInput in) throws IOException {
    return new FileStamp(in.readLong(), in.readLong(), in.readLong());
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeLong(size);
    out.writeLong(modifiedNanos);
    out.writeLong(changedNanos);
  }

  /**
   * Whether the file was left alone for so long before another was written that a later change must
   * have given it another time; clocks of file systems tick, in the worst case every two seconds.
   */
  boolean isSettledBefore(FileStamp later) {
    return Math.max(modifiedNanos, changedNanos) + TimeUnit.SECONDS.toNanos(2)
        < later.modifiedNanos;
  }
}
