package io.bellwether.research.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Timeframe;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportDirectoryTest {
  private static final List<String> FILES =
      List.of(
          "report.html",
          "chart.svg",
          "summary.txt",
          "summary.json",
          "trades.csv",
          "orders.csv",
          "signals.csv",
          "equity.csv",
          "years.csv",
          "months.csv",
          "drawdowns.csv",
          "tax-lots-2010.csv");

  @TempDir private Path directory;

  @Test
  void allFilesAreThereAndNothingElseIsLeft() throws IOException {
    Path target = directory.resolve("runs/one");
    List<Path> written = write(target, 60);
    assertEquals(FILES.stream().map(target::resolve).toList(), written);
    assertEquals(FILES.stream().sorted().toList(), names(target));
    for (Path file : written) {
      assertTrue(Files.size(file) > 0, file.toString());
    }
  }

  @Test
  void anotherRunReplacesTheFilesAndLeavesOthersAlone() throws IOException {
    Path target = directory.resolve("one");
    write(target, 60);
    Files.writeString(target.resolve("notes.md"), "mine");
    String before = Files.readString(target.resolve("equity.csv"));
    write(target, 90);
    assertTrue(Files.readString(target.resolve("equity.csv")).length() > before.length());
    assertEquals("mine", Files.readString(target.resolve("notes.md")));
  }

  @Test
  void whatAnEarlierRunHadAndThisOneHasNotIsRemoved() throws IOException {
    Path target = directory.resolve("one");
    write(target, 60);
    Files.writeString(target.resolve("tax-lots-1999.csv"), "of an earlier run");
    Files.writeString(target.resolve("report.pdf"), "of an earlier run");
    TearSheet sheet = TearSheet.of(SampleRuns.of(Timeframe.DAY, 60, 7));
    ReportDirectory.write(sheet, target, TimeFormat.of(sheet.run()), false);
    assertEquals(
        FILES.stream().filter(name -> !name.equals("report.html")).sorted().toList(),
        names(target));
    byte[] other = {1, 2, 3};
    List<Path> written =
        ReportDirectory.write(
            sheet, target, TimeFormat.of(sheet.run()), true, Map.of("report.pdf", other));
    assertEquals(target.resolve("report.pdf"), written.getLast());
    assertArrayEquals(other, Files.readAllBytes(written.getLast()));
  }

  @Test
  void theSameRunGivesTheSameBytes() throws IOException {
    write(directory.resolve("one"), 200);
    write(directory.resolve("two"), 200);
    for (String name : FILES) {
      assertEquals(
          Files.readString(directory.resolve("one").resolve(name)),
          Files.readString(directory.resolve("two").resolve(name)),
          name);
    }
  }

  @Test
  void whereADirectoryIsInTheWayNothingIsWritten() throws IOException {
    Path target = directory.resolve("one");
    Files.createDirectories(target.resolve("trades.csv"));
    Files.writeString(target.resolve("summary.txt"), "of an earlier run");
    FileSystemException e = assertThrows(FileSystemException.class, () -> write(target, 60));
    assertEquals(target.resolve("trades.csv").toString(), e.getFile());
    assertEquals(List.of("summary.txt", "trades.csv"), names(target));
    assertEquals("of an earlier run", Files.readString(target.resolve("summary.txt")));
  }

  @Test
  void aDirectoryIsNoFileOfAnEarlierRun() throws IOException {
    Path target = directory.resolve("one");
    Files.createDirectories(target.resolve("report.pdf/inside"));
    write(target, 60);
    assertTrue(names(target).containsAll(List.of("report.pdf", "report.html")));
  }

  private static List<Path> write(Path target, int bars) throws IOException {
    TearSheet sheet = TearSheet.of(SampleRuns.of(Timeframe.DAY, bars, 7));
    return ReportDirectory.write(sheet, target, TimeFormat.of(sheet.run()), true);
  }

  private static List<String> names(Path target) throws IOException {
    try (Stream<Path> files = Files.list(target)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
