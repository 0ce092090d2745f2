package io.bellwether.workbench.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;

/** Where a command's results go. */
final class OutputDirectory {
  private OutputDirectory() {}

  /** Writes files. */
  interface Writing {
    void run() throws IOException;
  }

  /**
   * Writes results.
   *
   * @param output the value of {@code --output}
   * @throws InputException if they cannot be put there
   */
  static void write(Path output, Writing writing) throws IOException {
    try {
      writing.run();
    } catch (FileSystemException e) {
      throw InputException.usage(
          "--output %s: %s: %s; choose another directory"
              .formatted(
                  output,
                  e.getFile(),
                  Optional.ofNullable(e.getReason()).orElse(e.getClass().getSimpleName())));
    }
  }
}
