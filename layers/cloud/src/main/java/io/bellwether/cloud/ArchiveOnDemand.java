package io.bellwether.cloud;

import io.bellwether.trading.analysis.TextArchive;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The archive in S3, whose classes are loaded when it is first used: most functions use none, and
 * are packaged without them.
 */
final class ArchiveOnDemand implements TextArchive {
  private final AwsClients clients;
  private final Supplier<String> bucket;

  /**
   * An archive.
   *
   * @param clients stay the caller's to close
   * @param bucket its name, first asked for when it is needed
   */
  ArchiveOnDemand(AwsClients clients, Supplier<String> bucket) {
    this.clients = clients;
    this.bucket = bucket;
  }

  @Override
  public void put(String key, byte[] content) {
    Opened.archive(clients, bucket).put(key, content);
  }

  @Override
  public Optional<byte[]> find(String key) {
    return Opened.archive(clients, bucket).find(key);
  }

  /** Apart: where S3's client is named, its classes are loaded. */
  private static final class Opened {
    private Opened() {}

    static TextArchive archive(AwsClients clients, Supplier<String> bucket) {
      return new S3TextArchive(clients::s3, bucket);
    }
  }
}
