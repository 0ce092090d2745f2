package io.bellwether.workbench.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.DataFileException;
import io.bellwether.workbench.cli.SimulationText;
import io.bellwether.workbench.simulate.SimulationJson.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeedRangesTest {
  private static final int DAYS = 2;

  @TempDir private Path directory;

  @BeforeAll
  static void silenceLogs() {
    SimulationText.silenceLogs();
  }

  @Test
  void rangesPutTogetherAreTheOneRun() throws Exception {
    SeedRange whole = new SeedRange(11, 5);
    SimulationResult atOnce = run(whole);
    SeedRanges kept = new SeedRanges(directory);

    for (SeedRange range : SeedRanges.cut(whole, 2)) {
      kept.write(document(range, "abc", run(range)));
    }

    SimulationResult merged = SimulationResult.none();
    for (Document document : kept.all()) {
      merged = merged.plus(document.result());
    }
    assertEquals(
        SimulationJson.write(document(whole, "abc", atOnce)),
        SimulationJson.write(document(whole, "abc", merged)));
    assertTrue(atOnce.figures().steps() > 100, atOnce.figures()::toString);
  }

  @Test
  void aLongRangeIsCutWithoutRest() {
    assertEquals(
        List.of(new SeedRange(5, 4), new SeedRange(9, 4), new SeedRange(13, 2)),
        SeedRanges.cut(new SeedRange(5, 10), 4));
    assertEquals(List.of(new SeedRange(5, 4)), SeedRanges.cut(new SeedRange(5, 4), 4));
  }

  @Test
  void onlyTheSameCommitDaysAndSeedsAreFinished() throws IOException {
    SeedRanges kept = new SeedRanges(directory);
    SeedRange range = new SeedRange(1, 2);
    Document document = document(range, "abc", broken());
    kept.write(document);

    assertEquals(
        Optional.of(SimulationJson.write(document)),
        kept.finished(range, DAYS, "abc").map(SimulationJson::write));
    assertEquals(Optional.empty(), kept.finished(range, DAYS, "abd"));
    assertEquals(Optional.empty(), kept.finished(range, DAYS + 1, "abc"));
    assertEquals(Optional.empty(), kept.finished(new SeedRange(1, 3), DAYS, "abc"));
  }

  @Test
  void aChangedTreeIsNeverTheSame() throws IOException {
    SeedRanges kept = new SeedRanges(directory);
    SeedRange range = new SeedRange(1, 2);
    kept.write(document(range, "abc-dirty", broken()));

    assertEquals(Optional.empty(), kept.finished(range, DAYS, "abc-dirty"));
  }

  @Test
  void whatIsNotOneSimulationIsNotAddedUp() throws IOException {
    SeedRanges kept = new SeedRanges(directory);
    kept.write(document(new SeedRange(1, 2), "abc", broken()));
    kept.write(document(new SeedRange(2, 2), "abc", broken()));
    assertTrue(refusal(kept).contains("overlap"));

    Files.delete(directory.resolve("seeds-0000002-0000003.json"));
    kept.write(document(new SeedRange(3, 2), "abd", broken()));
    assertTrue(refusal(kept).contains("not one simulation"));
  }

  @Test
  void aFileThatIsNoRangeIsNamed() throws IOException {
    Path file = directory.resolve("seeds-0000001-0000002.json");
    for (String text : List.of("", "{", "[]", "{\"seeds\": \"2\"}", "{\"seeds\": 1e99}")) {
      Files.writeString(file, text);

      assertTrue(refusal(new SeedRanges(directory)).startsWith(file.toString()), text);
    }
  }

  private static String refusal(SeedRanges kept) {
    return String.valueOf(assertThrows(DataFileException.class, kept::all).getMessage());
  }

  private static SimulationResult run(SeedRange range) throws InterruptedException {
    return new Simulation(DAYS, 2, SeedRun.MEMORY).run(range, (done, all) -> {});
  }

  private static Document document(SeedRange range, String commit, SimulationResult result) {
    return new Document(range, DAYS, commit, "a JVM", result);
  }

  private static SimulationResult broken() {
    Coverage coverage = new Coverage();
    coverage.count(FaultKind.HALT, Step.DAY);
    coverage.passed(Step.SUBMIT);
    Violation violation = new Violation("limits hold", Instant.EPOCH, "too \"much\"");
    return new SimulationResult(
        new Figures(2, 4, 3, 1, 1, 0, 0, -1L), coverage, 1, List.of(new Failure(1, 2, violation)));
  }
}
