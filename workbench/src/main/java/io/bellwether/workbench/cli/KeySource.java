package io.bellwether.workbench.cli;

import io.bellwether.cloud.SecretDocument;
import io.bellwether.cloud.SecretKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where keys are stored on this machine. No message shows one. */
final class KeySource {
  private static final Set<PosixFilePermission> OWNERS =
      Set.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private KeySource() {}

  /** The environment: each key under its name in capitals, Alpaca's also as its clients read it. */
  static SecretDocument environment(Map<String, String> environment) {
    Map<SecretKey, String> values = new EnumMap<>(SecretKey.class);
    for (SecretKey key : SecretKey.values()) {
      String alias =
          switch (key) {
            case ALPACA_KEY_ID -> FeedKeys.ALPACA_ID;
            case ALPACA_SECRET_KEY -> FeedKeys.ALPACA_SECRET;
            default -> key.name();
          };
      String value = environment.getOrDefault(key.name(), environment.getOrDefault(alias, ""));
      if (!value.isBlank()) {
        values.put(key, value.strip());
      }
    }
    return new SecretDocument(values, List.of());
  }

  /**
   * A file with the JSON object that the secret would hold.
   *
   * @throws InputException if it cannot be read, or others can read it
   */
  static SecretDocument file(Path file) {
    requirePrivate(file);
    try {
      return SecretDocument.parse(Files.readString(file), "file " + file);
    } catch (IOException e) {
      throw InputException.usage(
          "--file " + file + " cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  private static void requirePrivate(Path file) {
    try {
      if (!OWNERS.containsAll(Files.getPosixFilePermissions(file))) {
        throw InputException.usage(
            "--file " + file + " is open to others, so nothing of it was read: chmod 600 " + file);
      }
    } catch (UnsupportedOperationException e) {
      // A file system without such permissions.
    } catch (IOException e) {
      throw InputException.usage("--file " + file + ": there is no such file");
    }
  }
}
