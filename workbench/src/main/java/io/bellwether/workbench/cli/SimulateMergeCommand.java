package io.bellwether.workbench.cli;

import io.bellwether.workbench.simulate.SeedRange;
import io.bellwether.workbench.simulate.SeedRanges;
import io.bellwether.workbench.simulate.SimulationJson.Document;
import io.bellwether.workbench.simulate.SimulationResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bellwether simulate merge}: finished ranges, put together. */
@Command(
    name = "merge",
    mixinStandardHelpOptions = true,
    version = Main.VERSION,
    description = "Adds up the finished ranges of seeds in a directory.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every promise was kept",
      "1:failed",
      "2:wrong command line",
      "3:the ranges do not belong together",
      "5:a promise was broken"
    })
final class SimulateMergeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "Where simulate --ranges keeps them.")
  private Path directory;

  @Option(
      names = "--coverage",
      description = "Show how often each kind of fault was injected at each step.")
  private boolean coverage;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command.
  SimulateMergeCommand() {}

  @Override
  public Integer call() throws IOException {
    if (!Files.isDirectory(directory)) {
      throw InputException.usage(directory + " is no directory");
    }
    List<Document> documents = new SeedRanges(directory).all();
    if (documents.isEmpty()) {
      throw InputException.data(directory + ": no finished ranges; see simulate --ranges");
    }
    SimulationResult all = SimulationResult.none();
    for (Document document : documents) {
      all = all.plus(document.result());
    }
    PrintWriter out = spec.commandLine().getOut();
    SimulationSheet.lines(words(documents), all, 0).forEach(out::println);
    out.println("commit " + documents.getFirst().commit());
    if (coverage) {
      out.println();
      new CoverageSheet(all.coverage()).lines().forEach(out::println);
    }
    if (all.broken() == 0) {
      return ExitCode.OK;
    }
    out.println();
    SimulationSheet.failures(all).forEach(out::println);
    return ExitCode.BROKEN;
  }

  /** The seeds there are, and how many are missing between them. */
  private static String words(List<Document> documents) {
    SeedRange first = documents.getFirst().seeds();
    SeedRange last = documents.getLast().seeds();
    long there = documents.stream().mapToLong(document -> document.seeds().count()).sum();
    long missing = last.last() - first.first() + 1 - there;
    String words = "%d to %d in %d ranges".formatted(first.first(), last.last(), documents.size());
    return missing == 0 ? words : words + ", without " + missing + " between them";
  }
}
