package io.bellwether.analyst.local;

import io.bellwether.analyst.Analyst;
import io.bellwether.analyst.AnalystUnavailableException;
import io.bellwether.analyst.Consultation;
import io.bellwether.analyst.Dossier;
import io.bellwether.analyst.Study;
import io.bellwether.market.time.Deadline;
import io.bellwether.research.overfit.DeflatedSharpe;
import io.bellwether.research.overfit.ReturnMoments;
import io.bellwether.research.search.Constraint;
import io.bellwether.research.search.ParameterAxis;
import io.bellwether.research.search.ParameterSpace;
import io.bellwether.research.sweep.Objective;
import io.bellwether.research.sweep.ParameterSet;
import io.bellwether.research.sweep.ReturnRow;
import io.bellwether.research.sweep.Selection;
import io.bellwether.research.sweep.SweepListener;
import io.bellwether.research.sweep.SweepRequest;
import io.bellwether.research.sweep.SweepResult;
import io.bellwether.research.sweep.SweepTask;
import io.bellwether.research.sweep.TrialMetrics;
import io.bellwether.trading.analysis.Proposal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Asks no model: tries the sets around the one in force on the bars studied and proposes the best.
 * The same study always gives the same answer; where time runs out before all sets were tried,
 * there is none.
 *
 * <p>A set has merit if its Sharpe ratio is above that of the parameters in force and its maximum
 * drawdown is no deeper by more than a tenth. Of these the best is the one whose daily returns less
 * those of the parameters in force have the highest Sharpe ratio. Its confidence is the probability
 * that this difference is above what luck brings to the best of as many sets, the {@link
 * DeflatedSharpe} of the differences. It is fitted to the past all the same: the gate decides.
 */
public final class LocalAnalyst implements Analyst {
  /** The name in the record. */
  public static final String NAME = "local";

  /** A drawdown of this many times the present one is too deep. */
  private static final double DEEPEST_DRAWDOWN = 1.1;

  private static final int SHOWN = 10;

  private final LocalSearch search;

  public LocalAnalyst(LocalSearch search) {
    this.search = search;
  }

  @Override
  public Consultation consult(String analysis, Study study, Dossier dossier, Deadline deadline) {
    List<String> notes = new ArrayList<>();
    List<Candidate> candidates = List.of();
    int tried = 0;
    Optional<Long> center = center(study);
    if (center.isEmpty()) {
      notes.add(
          "the parameters in force are not within the bounds, so there is nothing around them");
    } else {
      List<Long> sets = admissible(study, center.get());
      Selection selection =
          new Selection(
              Objective.SHARPE, search.minTrades(), 0, search.mostSets() + 1, search.seed());
      SweepResult result = run(study, center.get(), sets, selection, deadline);
      Optional<ReturnRow> base =
          result.rows().stream().filter(row -> row.trial().set() == center.get()).findFirst();
      tried = sets.size();
      candidates = base.map(row -> candidates(study, row, result, sets.size())).orElse(List.of());
    }
    List<Proposal> proposals = proposals(candidates, tried);
    return new Consultation(
            NAME,
            question(study, tried),
            answer(candidates, tried),
            List.of(),
            proposals,
            List.copyOf(notes))
        .searching(tried);
  }

  /**
   * A set with merit.
   *
   * @param changes against the parameters in force
   * @param sharpe of the daily difference of returns, per day
   * @param confidence that it is more than luck
   */
  private record Candidate(
      long set,
      Map<String, String> changes,
      TrialMetrics metrics,
      TrialMetrics base,
      double sharpe,
      double confidence) {}

  private static Optional<Long> center(Study study) {
    try {
      return Optional.of(study.bounds().index(study.version().parameters()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private List<Long> admissible(Study study, long center) {
    ParameterSpace space = study.bounds();
    Constraint constraint =
        Constraint.ofStrategy(
            study.sweep().catalog(),
            study.version().strategy(),
            study.version().symbols(),
            study.version().timeframe(),
            study.version().parameters());
    return Neighbourhood.of(space, center, search.mostSets(), search.seed()).stream()
        .filter(set -> constraint.refusal(space.values(set)).isEmpty())
        .toList();
  }

  private static SweepResult run(
      Study study, long center, List<Long> sets, Selection selection, Deadline deadline) {
    SweepTask task = study.task(selection);
    List<ParameterSet> all =
        LongStream.concat(LongStream.of(center), sets.stream().mapToLong(Long::longValue).sorted())
            .mapToObj(
                set -> new ParameterSet(set, List.copyOf(study.bounds().values(set).values())))
            .toList();
    SweepResult result =
        study
            .sweep()
            .run(
                new SweepRequest(task, all),
                study.market(),
                SweepListener.NONE,
                () -> !deadline.allows(Duration.ofNanos(1)));
    if (result.trials().size() < all.size()) {
      // The best of some would be taken for the best of all, and the session for studied.
      throw new AnalystUnavailableException(
          "time was up after %d of %d sets around version %d of %s; nothing was changed, the next run tries all of them"
              .formatted(
                  result.trials().size(),
                  all.size(),
                  study.version().version(),
                  study.version().strategy()));
    }
    return result;
  }

  private List<Candidate> candidates(Study study, ReturnRow base, SweepResult result, int tried) {
    List<Candidate> candidates = new ArrayList<>();
    double deviation = deviation(base, result);
    for (ReturnRow row : result.rows()) {
      if (isComparable(row, base)
          && result.selection().admits(row.trial())
          && hasMerit(row.trial().metrics(), base.trial().metrics())) {
        ReturnMoments moments = ReturnMoments.of(difference(row, base));
        Optional<DeflatedSharpe> deflated = DeflatedSharpe.of(moments, tried, deviation);
        if (deflated.isPresent() && deflated.get().sharpe() > 0) {
          candidates.add(
              new Candidate(
                  row.trial().set(),
                  changes(study, row.trial().set()),
                  row.trial().metrics(),
                  base.trial().metrics(),
                  deflated.get().sharpe(),
                  deflated.get().probability()));
        }
      }
    }
    candidates.sort(
        Comparator.comparingDouble((Candidate one) -> -one.sharpe())
            .thenComparingLong(Candidate::set));
    return candidates;
  }

  /** A set that trades other symbols may have other days. */
  private static boolean isComparable(ReturnRow row, ReturnRow base) {
    return row.trial().set() != base.trial().set()
        && row.returns().length == base.returns().length
        && row.returns().length > 1;
  }

  private static boolean hasMerit(TrialMetrics metrics, TrialMetrics base) {
    return Objective.SHARPE.orWithoutMerit(metrics) > Objective.SHARPE.orWithoutMerit(base)
        && metrics.maxDrawdown() >= DEEPEST_DRAWDOWN * base.maxDrawdown();
  }

  /** Of the Sharpe ratios of all sets' differences, per day: the spread of what was tried. */
  private static double deviation(ReturnRow base, SweepResult result) {
    double[] sharpes =
        result.rows().stream()
            .filter(row -> isComparable(row, base))
            .mapToDouble(row -> ReturnMoments.of(difference(row, base)).sharpe().orElse(0))
            .toArray();
    return sharpes.length < 2 ? 0 : ReturnMoments.of(sharpes).standardDeviation();
  }

  private static double[] difference(ReturnRow row, ReturnRow base) {
    double[] difference = row.returns().clone();
    for (int day = 0; day < difference.length; day++) {
      difference[day] -= base.returns()[day];
    }
    return difference;
  }

  private static Map<String, String> changes(Study study, long set) {
    Map<String, String> changes = new TreeMap<>(study.bounds().values(set));
    changes.entrySet().removeAll(study.version().parameters().entrySet());
    return changes;
  }

  private List<Proposal> proposals(List<Candidate> candidates, int tried) {
    return candidates.stream()
        .limit(search.mostProposals())
        .map(
            one ->
                new Proposal(
                    one.changes(),
                    "The best of %d sets around the one in force on the bars studied, by the Sharpe ratio of the difference in daily returns. No model was asked."
                        .formatted(tried),
                    "In sample, after costs: Sharpe ratio %s instead of %s, maximum drawdown %s instead of %s."
                        .formatted(
                            number(one.metrics().sharpe()),
                            number(one.base().sharpe()),
                            percent(one.metrics().maxDrawdown()),
                            percent(one.base().maxDrawdown())),
                    one.confidence(),
                    tried))
        .toList();
  }

  private String question(Study study, int tried) {
    StringBuilder text = new StringBuilder();
    text.append("No model was asked. The sets around the parameters in force were tried on the")
        .append(" bars studied:\n");
    for (ParameterAxis axis : study.bounds().axes()) {
      text.append("- ")
          .append(axis.name())
          .append(" = ")
          .append(study.version().parameters().getOrDefault(axis.name(), "its default"))
          .append("; allowed: ")
          .append(String.join(", ", axis.values()))
          .append('\n');
    }
    return text.append(
            "%d sets, one and two steps along each parameter and one step along pairs; seed %d; at least %d trades.\n"
                .formatted(tried, search.seed(), search.minTrades()))
        .toString();
  }

  private static String answer(List<Candidate> candidates, int tried) {
    String found =
        "%d of %d sets have a higher Sharpe ratio than the set in force without a much deeper drawdown.\n"
            .formatted(candidates.size(), tried);
    return found
        + candidates.stream()
            .limit(SHOWN)
            .map(
                one ->
                    "%s: Sharpe ratio %s (in force %s), maximum drawdown %s, %d trades; more than luck with probability %s\n"
                        .formatted(
                            one.changes().entrySet().stream()
                                .map(change -> change.getKey() + " = " + change.getValue())
                                .collect(Collectors.joining(", ")),
                            number(one.metrics().sharpe()),
                            number(one.base().sharpe()),
                            percent(one.metrics().maxDrawdown()),
                            one.metrics().trades(),
                            number(one.confidence())))
            .collect(Collectors.joining());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * fraction);
  }
}
