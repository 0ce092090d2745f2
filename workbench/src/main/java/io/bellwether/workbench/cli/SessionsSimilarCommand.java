package io.bellwether.workbench.cli;

import io.bellwether.analyst.retrieval.Retrieval;
import io.bellwether.analyst.retrieval.SessionIndex;
import io.bellwether.analyst.retrieval.SessionMemory;
import io.bellwether.trading.analysis.SessionDocument;
import io.bellwether.trading.analysis.SessionDocuments;
import io.bellwether.workbench.cloud.LocalState;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bellwether sessions similar}: the past sessions that are like one. */
@Command(
    name = "similar",
    mixinStandardHelpOptions = true,
    version = Main.VERSION,
    description = {
      "Shows the stored sessions before one that are most like it, and what came after them as far"
          + " as that was known at its close."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failed", "2:wrong command line, or no such session"},
    footer = {
      "",
      "Example:",
      "  bellwether sessions similar --strategy rsi2 --date 2020-03-12 --count 5"
    })
final class SessionsSimilarCommand implements Callable<Integer> {
  private static final LocalDate FAR = LocalDate.of(9999, 1, 1);

  @Spec private CommandSpec spec;

  @Option(names = "--strategy", required = true, paramLabel = "NAME", description = "The strategy.")
  private String strategy;

  @Option(
      names = "--date",
      paramLabel = "DATE",
      description = "The session asked about. Default: the last one stored.")
  private @Nullable LocalDate date;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "10",
      description = "How many are shown. Default: 10.")
  private int count;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      defaultValue = "output/state",
      description = "The folder of the local state. Default: output/state.")
  private Path state;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command.
  SessionsSimilarCommand() {}

  @Override
  public Integer call() throws IOException {
    if (count < 1) {
      throw InputException.usage("--count must be 1 or more, not " + count);
    }
    PrintWriter out = spec.commandLine().getOut();
    try (LocalState local = StateOptions.openThere(state)) {
      SessionDocuments stored = local.ledger().analysis().sessions();
      SessionIndex index =
          new SessionMemory(stored, local.texts(), kind(local).calendar())
              .load(strategy, date == null ? FAR : date);
      SessionDocument asked = asked(stored, index);
      Retrieval found = index.find(asked, count);
      AnalysisSheet.session(asked, found.sessions()).forEach(out::println);
      if (!found.sessions().isEmpty()) {
        out.println();
        out.println("Looked for among earlier sessions of " + found.regime().label() + ".");
      }
    }
    return ExitCode.OK;
  }

  /** Sessions do not say what they were traded on; the version in force in the state does. */
  private MarketKind kind(LocalState local) {
    return local
        .ledger()
        .strategies()
        .active(strategy)
        .map(version -> MarketKind.of(version.symbols()))
        .orElse(MarketKind.EQUITIES);
  }

  private SessionDocument asked(SessionDocuments stored, SessionIndex index) {
    List<SessionDocument> found =
        date == null ? index.last().stream().toList() : stored.of(strategy, date, date);
    if (found.isEmpty()) {
      throw InputException.usage(
          "there is no session of %s%s in %s; sessions build stores them"
              .formatted(strategy, date == null ? "" : " on " + date, state));
    }
    return found.getFirst();
  }
}
