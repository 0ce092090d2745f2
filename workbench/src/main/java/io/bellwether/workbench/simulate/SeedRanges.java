package io.bellwether.workbench.simulate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bellwether.market.DataFileException;
import io.bellwether.research.report.ReportDirectory;
import io.bellwether.workbench.simulate.SimulationJson.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A directory of finished ranges of seeds, one file each. A simulation that was broken off goes on
 * where it was; what several machines ran can be put together.
 */
public final class SeedRanges {
  /** What {@code git describe --dirty} marks a tree with that is not what was committed. */
  private static final String DIRTY = "-dirty";

  private static final Pattern FILE = Pattern.compile("seeds-\\d+-\\d+\\.json");

  private final Path directory;

  public SeedRanges(Path directory) {
    this.directory = directory;
  }

  /** The ranges that a long one is cut into, the last perhaps shorter. */
  public static List<SeedRange> cut(SeedRange seeds, int most) {
    List<SeedRange> ranges = new ArrayList<>();
    for (long first = seeds.first(); first <= seeds.last(); first += most) {
      ranges.add(new SeedRange(first, (int) Math.min(most, seeds.last() - first + 1)));
    }
    return ranges;
  }

  /**
   * What came of a range, if it was run already, by the same commit. Of a changed tree nobody knows
   * that it is the same.
   *
   * @throws DataFileException if there is a file of it that is none of ours
   */
  public Optional<Document> finished(SeedRange seeds, int days, String commit) throws IOException {
    Path file = directory.resolve(name(seeds));
    if (commit.endsWith(DIRTY) || !Files.exists(file)) {
      return Optional.empty();
    }
    return Optional.of(read(file))
        .filter(
            document ->
                document.commit().equals(commit)
                    && document.days() == days
                    && document.seeds().equals(seeds));
  }

  /** Keeps a finished range, in the place of what was known of it. */
  public void write(Document document) throws IOException {
    byte[] json = SimulationJson.write(document).getBytes(UTF_8);
    ReportDirectory.write(Map.of(name(document.seeds()), json), directory);
  }

  /**
   * All finished ranges, by their seeds.
   *
   * @throws DataFileException if one cannot be read, two share seeds, or they are not of one commit
   *     and one number of days: then they are not one simulation
   */
  public List<Document> all() throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(directory)) {
      files =
          found
              .filter(file -> FILE.matcher(file.getFileName().toString()).matches())
              .sorted()
              .toList();
    }
    List<Document> documents = new ArrayList<>();
    for (Path file : files) {
      documents.add(read(file));
    }
    documents.sort(Comparator.comparing(Document::seeds));
    for (int i = 1; i < documents.size(); i++) {
      requireTogether(documents.get(i - 1), documents.get(i));
    }
    return documents;
  }

  private void requireTogether(Document one, Document other) {
    if (one.seeds().overlaps(other.seeds())) {
      throw new DataFileException(
          "%s: seeds %s and %s overlap; remove one of the files"
              .formatted(directory, one.seeds(), other.seeds()));
    }
    if (!one.commit().equals(other.commit()) || one.days() != other.days()) {
      throw new DataFileException(
          "%s: seeds %s are %d days of commit %s, seeds %s are %d days of %s: not one simulation"
              .formatted(
                  directory,
                  one.seeds(),
                  one.days(),
                  one.commit(),
                  other.seeds(),
                  other.days(),
                  other.commit()));
    }
  }

  private static Document read(Path file) throws IOException {
    try {
      return SimulationJson.read(Files.readString(file));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new DataFileException(
          file + ": no finished range: " + e.getMessage() + "; remove the file", e);
    }
  }

  private static String name(SeedRange seeds) {
    return String.format("seeds-%07d-%07d.json", seeds.first(), seeds.last());
  }
}
