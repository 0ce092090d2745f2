package io.bellwether.workbench.cloud;

import io.bellwether.trading.analysis.TextArchive;
import io.bellwether.trading.ledger.LedgerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Texts as files of a folder, each under its key. */
final class FileTexts implements TextArchive {
  /** No part of a key leads out of the folder, or is of a draft. */
  private static final Pattern KEY =
      Pattern.compile("(?!.*\\.draft$)[\\w-][\\w.-]*(/[\\w-][\\w.-]*)*", Pattern.DOTALL);

  private final Path folder;

  FileTexts(Path folder) {
    this.folder = folder;
  }

  @Override
  public void put(String key, byte[] content) {
    Path file = file(key);
    try {
      Files.createDirectories(file.resolveSibling(""));
      DurableFile.replace(file, content);
    } catch (IOException e) {
      throw new LedgerException("could not write the text " + file, e);
    }
  }

  @Override
  public Optional<byte[]> find(String key) {
    Path file = file(key);
    try {
      return Optional.of(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new LedgerException("could not read the text " + file, e);
    }
  }

  private Path file(String key) {
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException(
          "the key of a text has parts of letters, digits and -._, none of which begins with a"
              + " dot, separated by '/': not '"
              + key
              + "'");
    }
    return folder.resolve(key);
  }
}
