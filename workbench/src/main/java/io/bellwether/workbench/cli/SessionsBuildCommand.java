package io.bellwether.workbench.cli;

import io.bellwether.analyst.retrieval.SessionMemory;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.trading.analysis.SessionDocument;
import io.bellwether.trading.analysis.SessionDocument.Origin;
import io.bellwether.trading.analysis.SessionDocuments;
import io.bellwether.workbench.cloud.LocalState;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bellwether sessions build}: years of sessions from a backtest. */
@Command(
    name = "build",
    mixinStandardHelpOptions = true,
    version = Main.VERSION,
    description = {
      "Backtests a strategy and stores every session of it: the market's condition at the close,"
          + " the parameters, how the strategy did, what happened. Sessions of an account are left"
          + " as they are; those of an earlier backtest are replaced.",
      "Doing it again is harmless."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failed", "2:wrong command line", "3:wrong data"},
    footer = {
      "",
      "Example:",
      "  bellwether sessions build --strategy rsi2 --bars TQQQ=tqqq.csv \\",
      "      --bars SQQQ=sqqq.csv --vix vix.csv"
    })
final class SessionsBuildCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private SessionOptions options;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      defaultValue = "output/state",
      description = "The folder of the local state. Default: output/state.")
  private Path state;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command.
  SessionsBuildCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    SessionOptions.Sessions sessions = options.sessions();
    List<SessionDocument> made = sessions.documents();
    if (made.isEmpty()) {
      throw InputException.data("--bars: the files have no session in the range asked for");
    }
    String strategy = made.getFirst().strategy();
    LocalDate first = made.getFirst().date();
    LocalDate last = made.getLast().date();
    try (LocalState local = StateOptions.open(state)) {
      SessionDocuments stored = local.ledger().analysis().sessions();
      Map<LocalDate, SessionDocument> before =
          stored.of(strategy, first, last).stream()
              .collect(Collectors.toMap(SessionDocument::date, Function.identity()));
      List<SessionDocument> fresh =
          made.stream()
              .filter(session -> isNews(session, Optional.ofNullable(before.get(session.date()))))
              .toList();
      fresh.forEach(stored::put);
      TradingCalendar calendar = sessions.setup().kind().calendar();
      int size = new SessionMemory(stored, local.texts(), calendar).rebuild(strategy, last).size();
      out.println(
          TextTable.paragraph(
              SearchSheet.format(
                  "%,d sessions of %s from %s to %s, %,d of them written; the analyst remembers"
                      + " %,d up to then.",
                  made.size(), strategy, first, last, fresh.size(), size),
              0));
    }
    out.println("State is in " + state);
    return ExitCode.OK;
  }

  /** What an account did is worth more than what it would have done. */
  private static boolean isNews(SessionDocument session, Optional<SessionDocument> before) {
    return before.isEmpty()
        || (before.get().origin() == Origin.BACKTEST && !before.get().equals(session));
  }
}
