package io.bellwether.infrastructure;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A function and its layers stay small: a cold start fetches and unpacks them. */
final class SizesTest {
  private static final long MEGABYTE = 1_000_000;
  private static final long LIMIT = 30 * MEGABYTE;

  /** Lambda's own, for the function and its layers unpacked. */
  private static final long UNPACKED_LIMIT = 250 * 1024 * 1024;

  private static final Artifacts ARTIFACTS = new Artifacts(Templates.PROJECT);

  @ParameterizedTest
  @EnumSource(FunctionSpec.class)
  void aFunctionWithItsLayersIsAtMostThirtyMegabytes(FunctionSpec function) throws IOException {
    assumeTrue(
        ARTIFACTS.missing().isEmpty(), "nothing is packaged yet; make test packages it first");
    List<Path> files =
        List.of(
            ARTIFACTS.function(function), ARTIFACTS.layer("dependencies"), ARTIFACTS.layer("core"));
    long zipped = 0;
    long unpacked = 0;
    for (Path file : files) {
      zipped += Files.size(file);
      unpacked += unpacked(file);
    }
    long size = zipped;

    assertTrue(size > MEGABYTE, () -> function + " weighs " + size + " bytes");
    assertTrue(size <= LIMIT, () -> function + " weighs " + size + " bytes");
    assertTrue(unpacked <= UNPACKED_LIMIT, function + " unpacks to more than Lambda takes");
  }

  private static long unpacked(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return zip.stream().mapToLong(entry -> Math.max(0, entry.getSize())).sum();
    }
  }
}
