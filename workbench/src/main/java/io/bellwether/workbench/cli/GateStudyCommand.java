package io.bellwether.workbench.cli;

import io.bellwether.analyst.gate.GateLimits;
import io.bellwether.research.sweep.SweepListener;
import io.bellwether.workbench.gate.GateStudy;
import io.bellwether.workbench.gate.GateStudy.Outcome;
import io.bellwether.workbench.gate.StudyCase;
import io.bellwether.workbench.gate.TrueSharpe;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bellwether gate study}: how much noise passes the gate, and how much of what is real. */
@Command(
    name = "study",
    mixinStandardHelpOptions = true,
    version = Main.VERSION,
    description = {
      "Shows the gate proposals on made-up markets of which the truth is known, and counts what"
          + " passes. Each proposal is the best of all sets that may be proposed, chosen in sample,"
          + " and all of them are counted as trials.",
      "On noise at most 2 %% are to pass, of edges with a true annual Sharpe ratio of 1 more than 80"
          + " %%. Both numbers are printed with their 95 %% confidence intervals."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:both hold",
      "1:failed",
      "2:wrong command line",
      "5:one of them does not hold"
    },
    footer = {
      "",
      "Examples:",
      "  bellwether gate study",
      "  bellwether gate study --case noise-rsi2 --case edge-rsi2 --seeds 50",
      "  bellwether gate study --case all --seed 50001"
    })
final class GateStudyCommand implements Callable<Integer> {
  private static final int MOST_SEEDS = 100_000;
  private static final int MOST_YEARS = 50;
  private static final int MOST_THREADS = 1024;

  /** Markets that a true Sharpe ratio is computed of; no study looks at them. */
  private static final int TRUTH_MARKETS = 200;

  private static final long TRUTH_SEED = 1_000_000_000;
  private static final String ALL = "all";

  @Spec private CommandSpec spec;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "200",
      description = "How many markets of each case. Default: 200.")
  private int seeds;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "50001",
      description = "The first market's seed; the limits were chosen below 5000. Default: 50001.")
  private long seed;

  @Option(
      names = "--years",
      paramLabel = "N",
      defaultValue = "10",
      description = "How long each market is. Default: 10.")
  private int years;

  @Option(
      names = "--case",
      paramLabel = "NAME",
      description = "A case, or all; may be repeated. Default: those that a promise is given of.")
  private @Nullable List<String> names;

  @Option(
      names = "--limits",
      paramLabel = "LIMITS",
      defaultValue = "",
      description = "The gate's limits that are not to have their defaults: search-luck=0.01,...")
  private String limits;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Markets at a time; results do not depend on it. Default: all processors.")
  private @Nullable Integer threads;

  @Option(names = "--quiet", description = "Print the results and nothing else.")
  private boolean quiet;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command.
  GateStudyCommand() {}

  @Override
  public Integer call() {
    List<StudyCase> cases = cases();
    GateLimits demanded = RunOptions.orUsage("--limits", () -> GateLimits.parse(limits));
    GateStudy study = new GateStudy(demanded, years, threads());
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        TextTable.paragraph(
            SearchSheet.format(
                "%,d markets of %d years each, seeds %d to %d.",
                seeds, years, seed, seed + seeds - 1),
            0));
    List<Outcome> outcomes = new ArrayList<>();
    try (Interruption interruption = Interruption.listen()) {
      for (StudyCase one : cases) {
        Outcome outcome = study.run(one, seed, seeds, progress(one), interruption::asked);
        outcomes.add(outcome);
        out.println();
        GateStudySheet.lines(outcome, truth(study, one)).forEach(out::println);
        out.flush();
      }
    } catch (CancellationException e) {
      out.println();
      out.println("Stopped before all cases were studied.");
      return ExitCode.FAILURE;
    }
    out.println();
    GateStudySheet.summary(outcomes).forEach(out::println);
    return outcomes.stream().allMatch(Outcome::holds) ? ExitCode.OK : ExitCode.BROKEN;
  }

  private static TrueSharpe truth(GateStudy study, StudyCase one) {
    return TrueSharpe.of(one, study.years(), TRUTH_SEED, TRUTH_MARKETS, study.threads());
  }

  private SweepListener progress(StudyCase one) {
    return SearchProgress.of(spec.commandLine().getErr(), one.name(), quiet);
  }

  private int threads() {
    return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
  }

  /** The cases that are asked for; everything that is wrong with the command line is said first. */
  private List<StudyCase> cases() {
    List<String> wrong = new ArrayList<>();
    within("--seeds", 1, MOST_SEEDS, seeds, wrong);
    within("--years", 1, MOST_YEARS, years, wrong);
    within("--threads", 1, MOST_THREADS, threads(), wrong);
    if (seed < 0 || seed > TRUTH_SEED - MOST_SEEDS) {
      wrong.add("--seed must be at least 0 and at most %d".formatted(TRUTH_SEED - MOST_SEEDS));
    }
    List<String> known = StudyCase.all().stream().map(StudyCase::name).toList();
    List<String> asked = names == null ? List.of() : names;
    asked.stream()
        .filter(name -> !name.equals(ALL) && !known.contains(name))
        .forEach(
            name ->
                wrong.add(
                    "--case: there is no '%s', only %s and all"
                        .formatted(name, String.join(", ", known))));
    if (!wrong.isEmpty()) {
      throw InputException.usage(String.join("; ", wrong));
    }
    return StudyCase.all().stream()
        .filter(
            one ->
                asked.isEmpty()
                    ? one.truth().isPromised()
                    : asked.contains(ALL) || asked.contains(one.name()))
        .toList();
  }

  private static void within(String option, int least, int most, int value, List<String> wrong) {
    if (value < least || value > most) {
      wrong.add(
          "%s must be at least %d and at most %d, not %d".formatted(option, least, most, value));
    }
  }
}
