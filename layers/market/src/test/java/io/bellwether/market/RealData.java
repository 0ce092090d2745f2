package io.bellwether.market;

import io.bellwether.market.feed.CsvBars;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * Real market data for tests, in the directory that the system property {@code bellwether.data}
 * names. A test that needs a file that is not there is skipped, with a message that says so.
 */
public final class RealData {
  private static final String PROPERTY = "bellwether.data";

  private RealData() {}

  /** The path of a file; skips the test if there is none. */
  public static Path require(String file) {
    String directory = System.getProperty(PROPERTY, "");
    Assumptions.assumeFalse(
        directory.isBlank(),
        "needs real data: set -D" + PROPERTY + "=<directory> to run this test");
    Path path = Path.of(directory).resolve(file);
    Assumptions.assumeTrue(
        Files.isReadable(path), "needs real data: " + path + " is not there (-D" + PROPERTY + ")");
    return path;
  }

  /** The bars of a file, whose price basis is taken from its name; skips if there is none. */
  public static Bars bars(String file, String symbol) {
    return CsvBars.read(require(file), symbol, basisOf(file));
  }

  private static PriceBasis basisOf(String file) {
    if (file.contains("_splitdiv")) {
      return PriceBasis.SPLIT_DIVIDEND;
    }
    if (file.contains("_split")) {
      return PriceBasis.SPLIT;
    }
    return file.contains("_raw") ? PriceBasis.RAW : PriceBasis.UNKNOWN;
  }
}
