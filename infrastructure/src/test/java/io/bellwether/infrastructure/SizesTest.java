package io.bellwether.infrastructure;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A function and its layers stay small: a cold start fetches and unpacks them. */
final class SizesTest {
  private static final long MEGABYTE = 1_000_000;
  private static final long LIMIT = 30 * MEGABYTE;

  /** Of a function that studies: nobody waits for its cold start. */
  private static final long LIMIT_WITH_RESEARCH = 80 * MEGABYTE;

  /** Lambda's own, for the function and its layers unpacked. */
  private static final long UNPACKED_LIMIT = 250 * 1024 * 1024;

  private static final Artifacts ARTIFACTS = new Artifacts(Templates.PROJECT);

  @ParameterizedTest
  @EnumSource(FunctionSpec.class)
  void aFunctionWithItsLayersIsSmall(FunctionSpec function) throws IOException {
    assumeTrue(
        ARTIFACTS.missing().isEmpty(), "nothing is packaged yet; make test packages it first");
    List<Path> files = new ArrayList<>(List.of(ARTIFACTS.function(function)));
    function.layers().forEach(layer -> files.add(ARTIFACTS.layer(layer)));
    long limit = function.layers().contains("research") ? LIMIT_WITH_RESEARCH : LIMIT;
    long zipped = 0;
    long unpacked = 0;
    for (Path file : files) {
      zipped += Files.size(file);
      unpacked += unpacked(file);
    }
    long size = zipped;

    assertTrue(size > MEGABYTE, () -> function + " weighs " + size + " bytes");
    assertTrue(size <= limit, () -> function + " weighs " + size + " bytes");
    assertTrue(
        unpacked <= UNPACKED_LIMIT / 2,
        function + " unpacks to more than half of what Lambda takes");
  }

  private static long unpacked(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return zip.stream().mapToLong(entry -> Math.max(0, entry.getSize())).sum();
    }
  }
}
