package io.bellwether.workbench.cli;

import io.bellwether.analyst.AnalysisService;
import io.bellwether.analyst.AnalystBounds;
import io.bellwether.analyst.AnalystUnavailableException;
import io.bellwether.analyst.Dossier;
import io.bellwether.analyst.Inquiry;
import io.bellwether.analyst.Recollection;
import io.bellwether.analyst.Study;
import io.bellwether.analyst.retrieval.SessionIndex;
import io.bellwether.analyst.session.SessionBuilder;
import io.bellwether.market.time.Deadline;
import io.bellwether.research.search.ParameterSpace;
import io.bellwether.strategy.StrategyCatalog;
import io.bellwether.trading.analysis.Analysis;
import io.bellwether.trading.analysis.SessionDocument;
import io.bellwether.trading.analysis.StoredTexts;
import io.bellwether.trading.config.Activation;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.config.VersionDesk;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.ledger.StrategyStore;
import io.bellwether.workbench.cloud.LocalState;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bellwether analyze}: from a strategy's past to a proposal, its evidence, a decision. */
@Command(
    name = "analyze",
    mixinStandardHelpOptions = true,
    version = Main.VERSION,
    description = {
      "Studies how a strategy has done on bars from files, finds sessions like the last one, asks"
          + " an analyst for other parameters, tests each proposal out of sample and prints"
          + " proposal, evidence and decision: what the analysis function does after the close.",
      "Claude is asked if ANTHROPIC_API_KEY is set, which costs money; without it a bounded search"
          + " around the parameters in force stands in, and says so.",
      "Versions, analyses and what models cost are kept in the folder of --state. An analysis of a"
          + " session is made once; the same command shows it again."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:failed, or no analyst answers",
      "2:wrong command line",
      "3:wrong data"
    },
    footer = {
      "",
      "Examples:",
      "  bellwether analyze --strategy rsi2 --bars TQQQ=tqqq.csv --bars SQQQ=sqqq.csv",
      "  bellwether analyze --strategy rsi2 --bars TQQQ=tqqq.csv --to 2020-12-31 \\",
      "      --bounds entry-rsi=10..40:5 --state output/study"
    })
final class AnalyzeCommand implements Callable<Integer> {
  private static final String STAGE = "local";
  private static final Duration LIMIT = Duration.ofMinutes(30);

  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Mixin private RunOptions run;

  @Mixin private ExecutionOptions execution;

  @Mixin private StrategyJars jars;

  @Mixin private AnalystOptions analysts;

  @Mixin private VixOption vix;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      defaultValue = "output/state",
      description = "Where versions and analyses are kept. Default: output/state.")
  private Path state;

  @Option(
      names = "--bounds",
      paramLabel = "NAME=VALUES",
      description = {
        "A parameter that may be proposed and its values, as --param of sweep has them. May be"
            + " repeated. Default: the strategy's own bounds."
      })
  private List<String> bounds = List.of();

  @Option(
      names = "--trigger",
      paramLabel = "NAME",
      defaultValue = "by-hand",
      description = "Another name is another analysis of the same session. Default: by-hand.")
  private String trigger;

  @Option(names = "--threads", paramLabel = "N", description = "Default: all processors.")
  private Optional<Integer> threads;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command.
  AnalyzeCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException {
    run.use(jars.catalog());
    int atATime = threads.orElseGet(() -> Runtime.getRuntime().availableProcessors());
    StudySetup setup =
        StudySetup.of(run, execution, atATime, version -> bounds(run.catalog(), version));
    run.warn(setup.study().market().settings().costs(), spec.commandLine().getErr());
    try (LocalState opened = StateOptions.open(state)) {
      return analyze(opened, setup.study());
    }
  }

  private int analyze(LocalState opened, Study files) {
    PrintWriter out = spec.commandLine().getOut();
    Ledger ledger = opened.ledger();
    StrategyVersion version = inForce(ledger.strategies(), files.version());
    Study study = new Study(version, bounds(run.catalog(), version), files.market(), files.sweep());
    List<SessionDocument> documents = SessionBuilder.of(study, vix.bars());
    SessionDocument session = documents.getLast();
    List<Recollection> similar =
        SessionIndex.of(documents.subList(0, documents.size() - 1), run.market().calendar())
            .similar(session, Dossier.SIMILAR_SESSIONS);
    AnalysisSheet.session(session, similar).forEach(out::println);
    out.println();
    AnalysisService service =
        new AnalysisService(
            STAGE,
            ledger,
            new StoredTexts(opened.texts()),
            new VersionDesk(ledger.strategies(), run.catalog(), surroundings.clock()),
            analysts.analyst(surroundings, ledger.analysis().spend()),
            analysts.gate()::examine,
            analysts.policy(),
            event -> {},
            surroundings.clock());
    Instant asked = surroundings.clock().instant();
    try {
      Analysis analysis =
          service.analyze(
              new Inquiry(study, session, similar, List.of(), trigger),
              Deadline.after(surroundings.clock(), LIMIT));
      AnalysisSheet.analysis(analysis, study.parameters(Map.of())).forEach(out::println);
      if (analysis.startedAt().isBefore(asked)) {
        out.println();
        out.println("Begun at " + analysis.startedAt() + "; the options given now changed");
        out.println("nothing that was done before. Another --trigger makes another analysis.");
      }
      AnalysisSheet.next(analysis, state).ifPresent(out::println);
      return ExitCode.OK;
    } catch (AnalystUnavailableException e) {
      throw InputException.unavailable(String.valueOf(e.getMessage()));
    }
  }

  private ParameterSpace bounds(StrategyCatalog catalog, StrategyVersion version) {
    return RunOptions.orUsage(
        "--bounds",
        () ->
            AnalystBounds.of(
                catalog,
                version.strategy(),
                version.timeframe(),
                version.parameters(),
                bounds.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                        bounds.stream()
                            .map(range -> version.strategy() + "." + range)
                            .collect(Collectors.joining("\n")))));
  }

  /** The version in force in the state, on the symbols asked for; the one asked for if none is. */
  private StrategyVersion inForce(StrategyStore store, StrategyVersion asked) {
    Optional<StrategyVersion> active = store.active(asked.strategy());
    if (active.isEmpty()) {
      StrategyVersion first = asked.stored();
      store.create(first);
      store.activate(Activation.first(first));
      return first;
    }
    if (!run.request().parameters().isEmpty()
        && !active.get().parameters().equals(asked.parameters())) {
      throw InputException.usage(
          "--set: version %d of %s, which is in force in %s, has other parameters; leave --set away, or name another folder with --state"
              .formatted(active.get().version(), asked.strategy(), state));
    }
    return onSymbolsOf(asked, active.get());
  }

  private static StrategyVersion onSymbolsOf(StrategyVersion asked, StrategyVersion active) {
    return new StrategyVersion(
        asked.strategy(),
        active.version(),
        active.parent(),
        asked.enabled(),
        asked.account(),
        asked.symbols(),
        asked.timeframe(),
        asked.basis(),
        asked.feeds(),
        active.parameters(),
        active.author(),
        active.createdAt(),
        false,
        active.evidence());
  }
}
