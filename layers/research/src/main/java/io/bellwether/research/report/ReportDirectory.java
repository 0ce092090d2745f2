package io.bellwether.research.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a run's reports into a directory: {@code report.html}, {@code chart.svg}, {@code
 * summary.txt}, {@code summary.json}, {@code trades.csv}, {@code orders.csv}, {@code signals.csv},
 * {@code equity.csv}. All are written beside it first and moved into place when complete, so that
 * no reader finds half a file; files of an earlier run are replaced, others left alone.
 */
public final class ReportDirectory {
  private ReportDirectory() {}

  /**
   * Writes all files.
   *
   * @param directory made if it does not exist
   * @param times how entries, exits and bars read
   * @param html whether {@code report.html} is one of them
   * @return the files, in the order above
   * @throws IOException if one cannot be written; nothing half-written is left behind
   */
  public static List<Path> write(TearSheet sheet, Path directory, TimeFormat times, boolean html)
      throws IOException {
    return write(render(sheet, times, html), directory);
  }

  /**
   * Writes files, all or none, over those of an earlier run.
   *
   * @param files texts by name, in the order in which they are put into place
   * @param directory made if it does not exist
   * @return the files
   * @throws IOException if one cannot be written; nothing half-written is left behind
   */
  public static List<Path> write(Map<String, String> files, Path directory) throws IOException {
    Path target = directory.toAbsolutePath().normalize();
    Files.createDirectories(target);
    // Beside the files' final place: a move within one file system is atomic.
    Path draft = Files.createTempDirectory(target, ".draft-");
    try {
      for (Map.Entry<String, String> file : files.entrySet()) {
        Files.writeString(draft.resolve(file.getKey()), file.getValue());
      }
      for (String name : files.keySet()) {
        Files.move(
            draft.resolve(name),
            target.resolve(name),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      for (String name : files.keySet()) {
        Files.deleteIfExists(draft.resolve(name));
      }
      Files.deleteIfExists(draft);
    }
    return files.keySet().stream().map(directory::resolve).toList();
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
    return files;
  }
}
