package io.bellwether.workbench.cloud;

import io.bellwether.cloud.dynamo.AttemptTokens;
import io.bellwether.cloud.dynamo.DynamoLedger;
import io.bellwether.trading.analysis.TextArchive;
import io.bellwether.trading.ledger.Ledger;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The state of the system in a folder of this machine, as it is in a table and a bucket on AWS:
 * {@code items.jsonl} is the ledger, {@code texts} the archive, {@code lock} keeps two processes
 * from using the folder at once. To be closed.
 */
public final class LocalState implements AutoCloseable {
  private static final String ITEMS = "items.jsonl";

  /** A lock keeps processes apart and no two users of one process; these are in use by this one. */
  private static final Set<Path> IN_USE = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel lock;
  private final FileItemStore items;
  private final Ledger ledger;
  private final TextArchive texts;

  private LocalState(Path folder, FileChannel lock, FileItemStore items) {
    this.folder = folder;
    this.lock = lock;
    this.items = items;
    // Drawn, not counted: what an earlier process wrote must not be taken for this one's.
    this.ledger = new DynamoLedger(items, AttemptTokens.drawn(new SecureRandom()));
    this.texts = new FileTexts(folder.resolve("texts"));
  }

  /** Whether there is a state in a folder, one that can be read or not. */
  public static boolean isIn(Path folder) {
    return !Files.notExists(folder.resolve(ITEMS));
  }

  /**
   * Opens the state of a folder, which is made if there is none.
   *
   * @throws IOException if another process has it open, or it cannot be read and written; the
   *     message says which and what to do
   */
  public static LocalState open(Path folder) throws IOException {
    try {
      return opened(folder);
    } catch (FileSystemException e) {
      throw new IOException(
          "--state %s cannot be written (%s): choose a folder that you may write to"
              .formatted(folder, why(folder, e)),
          e);
    }
  }

  /** The file system's own message is often no more than the path. */
  static String why(Path folder, FileSystemException e) {
    String reason =
        switch (e) {
          case AccessDeniedException _ -> "permission denied";
          case NoSuchFileException _ -> "no such folder";
          case FileAlreadyExistsException _ -> "there is a file where a folder is needed";
          default -> Optional.ofNullable(e.getReason()).orElse(e.getClass().getSimpleName());
        };
    return Optional.ofNullable(e.getFile())
        .filter(file -> !file.equals(folder.toString()))
        .map(file -> reason + ": " + file)
        .orElse(reason);
  }

  private static LocalState opened(Path folder) throws IOException {
    Path real = Files.createDirectories(folder).toRealPath();
    // First: to open and close a lock's file a second time may give the lock up.
    if (!IN_USE.add(real)) {
      throw inUse(folder);
    }
    try {
      FileChannel lock = lock(folder);
      try {
        return new LocalState(real, lock, FileItemStore.open(folder.resolve(ITEMS)));
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      IN_USE.remove(real);
      throw e;
    }
  }

  /** The lock goes with the process, however that ends; the file stays. */
  private static FileChannel lock(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      channel.close();
      throw inUse(folder);
    }
    return channel;
  }

  private static IOException inUse(Path folder) {
    return new IOException(
        "another command uses the state in %s; wait until it ends, or name another folder"
            .formatted(folder));
  }

  public Ledger ledger() {
    return ledger;
  }

  public TextArchive texts() {
    return texts;
  }

  @Override
  public void close() throws IOException {
    try (lock) {
      items.close();
    } finally {
      IN_USE.remove(folder);
    }
  }
}
