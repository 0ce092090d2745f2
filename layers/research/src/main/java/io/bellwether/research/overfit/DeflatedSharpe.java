package io.bellwether.research.overfit;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The Sharpe ratio of the best of many trials, judged against the best that luck alone would bring.
 *
 * <p>Source: D. Bailey and M. Lopez de Prado, "The Deflated Sharpe Ratio: Correcting for Selection
 * Bias, Backtest Overfitting and Non-Normality", Journal of Portfolio Management 40(5), 2014, the
 * {@link ProbabilisticSharpe} above the {@link ExpectedMaximumSharpe}.
 *
 * <p>The paper takes the spread of the trials' Sharpe ratios as it was found. Of one trial there is
 * none, and near-copies of one set show next to none however many others were tried before, so that
 * nothing would be deflated. The spread is therefore taken as no smaller than that of independent
 * trials without merit over a record of this length, the standard error of a Sharpe ratio whose
 * true value is 0: {@code 1 / sqrt(n - 1)} per period, by the formula of {@link
 * ProbabilisticSharpe} with SR = 0, where skewness and kurtosis drop out. Against a search among
 * trials that are alike this is strict; that they are alike is what the effective number of trials
 * is for.
 *
 * @param sharpe of the best trial, per period
 * @param trials the number of independent trials this was computed with
 * @param sharpeDeviation the standard deviation of the Sharpe ratios of all trials, per period, or
 *     that of noise if it is greater
 * @param expectedMaximum the Sharpe ratio that luck would bring, per period
 * @param probability that the true Sharpe ratio is above what luck would bring; 0.95 is the usual
 *     demand
 */
public record DeflatedSharpe(
    double sharpe,
    double trials,
    double sharpeDeviation,
    double expectedMaximum,
    double probability) {

  /**
   * Deflates the Sharpe ratio of the best trial.
   *
   * @param best moments of the returns of the trial that was chosen
   * @param trials how many independent trials it was chosen from, at least 1: as counted, which is
   *     the strict number and the one to print first, or {@link TrialSummary#effectiveTrials by
   *     their average correlation}
   * @param foundDeviation the standard deviation of the Sharpe ratios of all trials, per period; 0
   *     where it is not known
   * @return nothing if the returns have no spread
   */
  public static Optional<DeflatedSharpe> of(
      ReturnMoments best, double trials, double foundDeviation) {
    double sharpeDeviation = Math.max(foundDeviation, 1 / Math.sqrt(best.count() - 1));
    double expected = ExpectedMaximumSharpe.of(trials, sharpeDeviation);
    OptionalDouble probability = ProbabilisticSharpe.of(best, expected);
    if (probability.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new DeflatedSharpe(
            best.sharpe().orElseThrow(),
            trials,
            sharpeDeviation,
            expected,
            probability.getAsDouble()));
  }
}
