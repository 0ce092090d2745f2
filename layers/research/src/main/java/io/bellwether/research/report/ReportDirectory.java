package io.bellwether.research.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes a run's reports into a directory: {@code report.html}, {@code chart.svg}, {@code
 * summary.txt}, {@code summary.json}, {@code trades.csv}, {@code orders.csv}, {@code signals.csv},
 * {@code equity.csv}, {@code years.csv}, {@code months.csv}, {@code drawdowns.csv} and for each
 * year with realised lots {@code tax-lots-YEAR.csv}. All are written beside it first and moved into
 * place when complete, so that no reader finds half a file. Files of an earlier run are replaced
 * or, where this run has none of the kind, removed; others are left alone, those of other commands
 * too.
 */
public final class ReportDirectory {
  /** What a run may or may not write. */
  private static final Pattern OPTIONAL =
      Pattern.compile("report\\.(html|pdf)|tax-lots-\\d+\\.csv");

  private static final Pattern NO_FILE = Pattern.compile("(?!)");

  private ReportDirectory() {}

  /** Writes all files; see the other method. */
  public static List<Path> write(TearSheet sheet, Path directory, TimeFormat times, boolean html)
      throws IOException {
    return write(sheet, directory, times, html, Map.of());
  }

  /**
   * Writes all files.
   *
   * @param directory made if it does not exist
   * @param times how entries, exits and bars read
   * @param html whether {@code report.html} is one of them
   * @param others further files by name, such as {@code report.pdf}
   * @return the files, in the order above, then the others
   * @throws IOException if one cannot be written; nothing half-written is left behind
   */
  public static List<Path> write(
      TearSheet sheet, Path directory, TimeFormat times, boolean html, Map<String, byte[]> others)
      throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    render(sheet, times, html).forEach((name, text) -> files.put(name, text.getBytes(UTF_8)));
    files.putAll(others);
    return write(files, directory, OPTIONAL);
  }

  /** Writes files that are the same at every run; see the other method. */
  public static List<Path> write(Map<String, byte[]> files, Path directory) throws IOException {
    return write(files, directory, NO_FILE);
  }

  /**
   * Writes files, all or none, over those of an earlier run.
   *
   * @param files contents by name, in the order in which they are put into place
   * @param directory made if it does not exist
   * @param optional the names that a run of this kind may or may not write: left by an earlier run,
   *     they would be taken for this one's, so they are removed
   * @return the files
   * @throws FileSystemException if something is in the way, such as a directory of a file's name;
   *     all is then as it was
   * @throws IOException if one cannot be written; nothing half-written is left behind
   */
  public static List<Path> write(Map<String, byte[]> files, Path directory, Pattern optional)
      throws IOException {
    Path target = directory.toAbsolutePath().normalize();
    Files.createDirectories(target);
    requireFree(target, files);
    // Beside the files' final place: a move within one file system is atomic.
    Path draft = Files.createTempDirectory(target, ".draft-");
    try {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Files.write(draft.resolve(file.getKey()), file.getValue());
      }
      for (String name : files.keySet()) {
        Files.move(
            draft.resolve(name),
            target.resolve(name),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      }
      removeEarlier(target, files, optional);
    } finally {
      for (String name : files.keySet()) {
        Files.deleteIfExists(draft.resolve(name));
      }
      Files.deleteIfExists(draft);
    }
    return files.keySet().stream().map(directory::resolve).toList();
  }

  /** Once the first file has moved, it is too late to find out about the last. */
  private static void requireFree(Path target, Map<String, byte[]> files)
      throws FileSystemException {
    for (String name : files.keySet()) {
      Path file = target.resolve(name);
      if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new FileSystemException(
            file.toString(), null, "a directory is where a file is to be written");
      }
    }
  }

  private static void removeEarlier(Path target, Map<String, byte[]> files, Pattern optional)
      throws IOException {
    List<Path> earlier;
    try (Stream<Path> all = Files.list(target)) {
      earlier =
          all.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
              .filter(file -> optional.matcher(file.getFileName().toString()).matches())
              .filter(file -> !files.containsKey(file.getFileName().toString()))
              .toList();
    }
    for (Path file : earlier) {
      Files.delete(file);
    }
  }

  private static Map<String, String> render(TearSheet sheet, TimeFormat times, boolean html) {
    CsvTables tables = new CsvTables(times);
    Map<String, String> files = new LinkedHashMap<>();
    if (html) {
      files.put("report.html", HtmlReport.render(sheet, times));
    }
    files.put("chart.svg", SvgChart.render(sheet, times));
    files.put("summary.txt", SummaryBox.unicode().render(sheet));
    files.put("summary.json", SummaryJson.render(sheet, times));
    files.put("trades.csv", tables.trades(sheet.run()));
    files.put("orders.csv", tables.orders(sheet.run()));
    files.put("signals.csv", tables.signals(sheet.run()));
    files.put("equity.csv", tables.equity(sheet.run()));
    files.put("years.csv", PeriodCsv.years(sheet));
    files.put("months.csv", PeriodCsv.months(sheet));
    files.put("drawdowns.csv", PeriodCsv.drawdowns(sheet));
    files.putAll(TaxTables.byYear(sheet.run()));
    return files;
  }
}
