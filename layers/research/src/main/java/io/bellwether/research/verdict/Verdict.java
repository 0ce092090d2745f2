package io.bellwether.research.verdict;

import io.bellwether.research.metrics.Conventions;
import io.bellwether.research.overfit.BacktestOverfitting;
import io.bellwether.research.overfit.BlockLength;
import io.bellwether.research.overfit.BootstrapIntervals;
import io.bellwether.research.overfit.DeflatedSharpe;
import io.bellwether.research.overfit.PlateauScore;
import io.bellwether.research.overfit.ProbabilisticSharpe;
import io.bellwether.research.overfit.RealityCheck;
import io.bellwether.research.overfit.ReturnMoments;
import io.bellwether.research.overfit.TrialBlocks;
import io.bellwether.research.overfit.TrialSummary;
import io.bellwether.research.search.ParameterSpace;
import io.bellwether.research.sweep.Objective;
import io.bellwether.research.sweep.ReturnRow;
import io.bellwether.research.sweep.SweepResult;
import io.bellwether.research.sweep.Trial;
import io.bellwether.research.sweep.TrialMetrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;

/**
 * What the best of a search is worth, given that it is the best of a search.
 *
 * @param findings in the order in which they are to be read
 */
public record Verdict(List<Finding> findings) {
  /** The nearest sets that stand for neighbours where sets were drawn at random. */
  private static final int NEAREST = 8;

  /** Fewer days than this tell nothing of luck. */
  private static final int FEWEST_DAYS = 60;

  /** Of the reality check: each trial takes time in proportion. */
  private static final int RESAMPLES = 500;

  private static final double CONFIDENCE = 0.95;

  public Verdict {
    findings = List.copyOf(findings);
  }

  /**
   * What a verdict is made from.
   *
   * @param result all trials
   * @param best the one that was chosen
   * @param returns its daily returns
   * @param space the space that was searched
   * @param grid whether all of the space was tried; if not, the nearest sets stand for neighbours
   * @param trialsBefore how many sets were tried on the same data before this search
   * @param conventions periods in a year
   * @param permuted the same on markets without foresight, if they were run
   * @param seed of the bootstrap
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed over, read and dropped.
  public record Evidence(
      SweepResult result,
      Trial best,
      double[] returns,
      ParameterSpace space,
      boolean grid,
      long trialsBefore,
      Conventions conventions,
      Optional<PermutedMarkets> permuted,
      long seed) {
    long trials() {
      return result.trials().size() + trialsBefore;
    }

    double perYear() {
      return Math.sqrt(conventions.periodsPerYear());
    }
  }

  /** Weighs the evidence. */
  public static Verdict of(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    findings.add(trials(evidence));
    if (evidence.returns.length < FEWEST_DAYS) {
      findings.add(
          Finding.missing(
              "deflated_sharpe",
              "Deflated Sharpe",
              format(
                  "%d days are too few to tell skill from luck; %d is the least.",
                  evidence.returns.length, FEWEST_DAYS)));
    } else {
      findings.addAll(deflated(evidence));
      findings.add(trackRecord(evidence));
      findings.addAll(overfitting(evidence));
      findings.add(realityCheck(evidence));
    }
    findings.add(plateau(evidence));
    if (evidence.returns.length >= FEWEST_DAYS) {
      findings.add(bootstrap(evidence));
    }
    evidence.permuted.ifPresent(permuted -> findings.add(permutation(evidence, permuted)));
    return new Verdict(findings);
  }

  private static Finding trials(Evidence evidence) {
    String before =
        evidence.trialsBefore == 0
            ? " Sets tried on these bars earlier count too: --trials-before."
            : format(" %,d of them in earlier searches.", evidence.trialsBefore);
    return new Finding(
        "trials",
        "Trials",
        (double) evidence.trials(),
        format("%,d", evidence.trials()),
        "The best was chosen from this many sets." + before);
  }

  private static List<Finding> deflated(Evidence evidence) {
    double deviation = sharpeDeviation(evidence);
    ReturnMoments moments = ReturnMoments.of(evidence.returns);
    double trials = (double) evidence.trials();
    Optional<DeflatedSharpe> counted = DeflatedSharpe.of(moments, trials, deviation);
    if (counted.isEmpty()) {
      return List.of(
          Finding.missing(
              "deflated_sharpe", "Deflated Sharpe", "The best set's returns have no spread."));
    }
    TrialSummary summary = new TrialSummary(evidence.returns.length);
    rows(evidence).forEach(row -> summary.add(row.returns()));
    // How alike earlier sets were is not known: they count in full.
    double effective =
        summary.effectiveTrials(evidence.result.trials().size()) + evidence.trialsBefore;
    double independent =
        DeflatedSharpe.of(moments, effective, deviation).orElseThrow().probability();
    double luck = counted.get().expectedMaximum() * evidence.perYear();
    double probability = counted.get().probability();
    return List.of(
        new Finding(
            "expected_maximum_sharpe",
            "Sharpe of luck",
            luck,
            format("%.2f", luck),
            format(
                "Of %,d sets tried on noise, the best would show a Sharpe of %.2f; yours shows"
                    + " %.2f.",
                evidence.trials(), luck, counted.get().sharpe() * evidence.perYear())),
        new Finding(
            "deflated_sharpe",
            "Deflated Sharpe",
            probability,
            percent(probability),
            format(
                "The chance that the true Sharpe is above that of luck; 95 %% is the usual demand."
                    + " The sets correlate by %.2f: counted as %,.0f independent ones, it is %s.",
                summary.averageCorrelation(), effective, percent(independent))));
  }

  /** Of all trials, per period; one that did nothing has a Sharpe ratio of 0. */
  private static double sharpeDeviation(Evidence evidence) {
    if (evidence.result.trials().size() < 2) {
      return 0;
    }
    return new StandardDeviation()
        .evaluate(
            evidence.result.trials().stream()
                .map(Trial::metrics)
                .mapToDouble(TrialMetrics::sharpe)
                .map(sharpe -> Double.isNaN(sharpe) ? 0 : sharpe / evidence.perYear())
                .toArray());
  }

  /** Kept rows of the run's days; sets that need fewer symbols may have other days. */
  private static List<ReturnRow> rows(Evidence evidence) {
    return evidence.result.sample().stream()
        .filter(row -> row.returns().length == evidence.returns.length)
        .toList();
  }

  private static Finding trackRecord(Evidence evidence) {
    OptionalDouble needed =
        ProbabilisticSharpe.minimumTrackRecord(ReturnMoments.of(evidence.returns), 0, CONFIDENCE);
    if (needed.isEmpty()) {
      return Finding.missing(
          "minimum_track_record_days",
          "Record needed",
          "No record of such returns is long enough: their Sharpe is not above 0.");
    }
    double days = Math.ceil(needed.getAsDouble());
    return new Finding(
        "minimum_track_record_days",
        "Record needed",
        days,
        format("%,.0f days", days),
        format(
            "So many days of such returns show at 95 %% that the true Sharpe is above 0, were this"
                + " the only set ever tried; there are %,d.",
            evidence.returns.length));
  }

  private static List<Finding> overfitting(Evidence evidence) {
    List<ReturnRow> rows = rows(evidence);
    if (rows.size() < 2) {
      return List.of(
          Finding.missing(
              "pbo", "PBO", "It takes at least two sets to tell whether the best stays ahead."));
    }
    int days = evidence.returns.length;
    TrialBlocks blocks = new TrialBlocks(days, TrialBlocks.blocksFor(days));
    rows.forEach(row -> blocks.add(row.returns()));
    BacktestOverfitting overfitting = BacktestOverfitting.of(blocks);
    return List.of(
        new Finding(
            "pbo",
            "PBO",
            overfitting.probability(),
            percent(overfitting.probability()),
            format(
                "The probability of backtest overfitting: in %s of %,d ways to halve history, the"
                    + " best of one half was no better than the middle in the other; luck alone"
                    + " gives 50 %%.%s",
                percent(overfitting.probability()),
                overfitting.halvings(),
                rows.size() < evidence.result.trials().size()
                    ? format(" By a random sample of %,d sets.", rows.size())
                    : "")),
        new Finding(
            "probability_of_loss",
            "Loss elsewhere",
            overfitting.probabilityOfLoss(),
            percent(overfitting.probabilityOfLoss()),
            "In so many of these ways the best of one half had a Sharpe below 0 in the other."));
  }

  /** Against cash, the best among the sets even if it was not drawn for the sample. */
  private static Finding realityCheck(Evidence evidence) {
    double cash = evidence.conventions.annualRiskFreeRate() / evidence.conventions.periodsPerYear();
    RealityCheck check =
        new RealityCheck(
            evidence.returns.length,
            RESAMPLES,
            BlockLength.stationary(evidence.returns),
            evidence.seed);
    check.add(less(evidence.returns, cash));
    long sets = 1;
    for (ReturnRow row : rows(evidence)) {
      if (row.trial().set() != evidence.best.set()) {
        check.add(less(row.returns(), cash));
        sets++;
      }
    }
    return new Finding(
        "reality_check_p",
        "Reality check p",
        check.whitePValue(),
        format("%.3f", check.whitePValue()),
        format(
            "How often the best of %,d sets would beat cash by as much as the best does if none had"
                + " merit (White); 0.05 is the most to accept. By Hansen's test, which hopeless"
                + " sets do not blunt, %.3f.%s",
            sets,
            check.superiorPredictiveAbilityPValue(),
            sets < evidence.trials()
                ? format(
                    " %,d more were tried and are not in it: both are too low.",
                    evidence.trials() - sets)
                : ""));
  }

  private static double[] less(double[] returns, double cash) {
    return Arrays.stream(returns).map(one -> one - cash).toArray();
  }

  private static Finding plateau(Evidence evidence) {
    Objective objective = evidence.result.selection().objective();
    long[] indices = evidence.result.trials().stream().mapToLong(Trial::set).toArray();
    double[] figures =
        evidence.result.trials().stream()
            .mapToDouble(trial -> objective.orWithoutMerit(trial.metrics()))
            .toArray();
    PlateauScore.Results results = new PlateauScore.Results(evidence.space, indices, figures);
    PlateauScore score = PlateauScore.of(results, evidence.best.set());
    PlateauScore.Neighbours neighbours =
        evidence.grid ? score.box() : PlateauScore.nearest(results, evidence.best.set(), NEAREST);
    if (neighbours.meanRatio().isEmpty()) {
      return Finding.missing(
          "plateau",
          "Plateau",
          "The best set has no neighbours that were tried, or no merit to compare with theirs.");
    }
    double ratio = neighbours.meanRatio().getAsDouble();
    String edge =
        score.edges().isEmpty()
            ? ""
            : " It lies at the edge of "
                + String.join(", ", score.edges())
                + ": the best may lie beyond.";
    return new Finding(
        "plateau",
        "Plateau",
        ratio,
        percent(ratio),
        format(
            "Its %d neighbours keep this much of its %s on average: near 100 %% is a plateau, near"
                + " 0 %% a needle.%s",
            neighbours.count(), objective.label(), edge));
  }

  private static Finding bootstrap(Evidence evidence) {
    Optional<BootstrapIntervals> intervals =
        BootstrapIntervals.of(
            evidence.returns,
            evidence.conventions,
            BootstrapIntervals.Settings.withSeed(evidence.seed));
    if (intervals.isEmpty()) {
      return Finding.missing(
          "sharpe_interval", "Sharpe, 95 %", "The best set's returns have no spread.");
    }
    BootstrapIntervals.Estimate sharpe = intervals.get().sharpe();
    return new Finding(
        "sharpe_interval_low",
        "Sharpe, 95 %",
        sharpe.low(),
        format("%.2f..%.2f", sharpe.low(), sharpe.high()),
        format(
            "Had history come in another order of blocks (%.1f days on average), the Sharpe of %.2f"
                + " would have been in this range 19 times in 20.%s",
            intervals.get().blockLength(),
            sharpe.value(),
            sharpe.low() <= 0 ? " 0 is in it." : ""));
  }

  private static Finding permutation(Evidence evidence, PermutedMarkets permuted) {
    if (permuted.figures().isEmpty()) {
      return Finding.missing(
          "permutation_p", "Permutation p", "No permuted market was run to the end.");
    }
    Objective objective = evidence.result.selection().objective();
    String mean =
        objective.isFraction() ? percent(permuted.mean()) : format("%.2f", permuted.mean());
    String what =
        permuted.searched()
            ? "the same search, repeated on %,d markets of shuffled bars, finds %s on average."
            : "the chosen set, run on %,d markets of shuffled bars, shows %s on average; that it"
                + " was chosen does not count here (--permute-search).";
    return new Finding(
        "permutation_p",
        "Permutation p",
        permuted.pValue(),
        format("%.3f", permuted.pValue()),
        format(
            "How often luck does at least as well: by %s, " + what,
            objective.label(),
            permuted.figures().size(),
            mean));
  }

  private static String percent(double fraction) {
    return format("%.1f %%", fraction * 100);
  }

  @SuppressWarnings("AnnotateFormatMethod") // Its annotation would be a dependency of its own.
  private static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
