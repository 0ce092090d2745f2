package io.bellwether.market.quality;

import java.util.ArrayList;
import java.util.List;

/**
 * Limits of {@link BarQualityGate}.
 *
 * @param decisionBars of the last so many bars of the grid, none may be missing
 * @param recentSessions in the last so many sessions, missing bars are counted together
 * @param maxMissingShare the share of bars that may be missing there, 0 to 1; beyond it blocks
 * @param volatilityWindow how many moves before a bar say what has been usual
 * @param outlierScore a move so many robust standard deviations large is an outlier
 * @param outlierMinimum and at least so large, as a fraction: quiet hours make any move look large
 * @param spikeReversal a move of which the next bar takes back at least this share is a spike
 * @param spikeScore a spike must be so many robust standard deviations large
 * @param extremeMove a fraction; an outlier so large blocks on the last bar, which nothing confirms
 *     yet, and as the distance of a high or low from both open and close
 * @param splitTolerance how far from the exact ratio a jump still looks like a split, as a fraction
 */
public record QualityLimits(
    int decisionBars,
    int recentSessions,
    double maxMissingShare,
    int volatilityWindow,
    double outlierScore,
    double outlierMinimum,
    double spikeReversal,
    double spikeScore,
    double extremeMove,
    double splitTolerance) {

  /** Limits under which the good years of QQQ and TQQQ pass, March 2020 included. */
  public static final QualityLimits DEFAULT =
      new QualityLimits(3, 5, 0.02, 60, 10, 0.02, 0.75, 15, 0.40, 0.12);

  /** These limits, but bars may be missing anywhere before the last one: for a replay of gaps. */
  public QualityLimits toleratingGaps() {
    return new QualityLimits(
        1,
        recentSessions,
        1,
        volatilityWindow,
        outlierScore,
        outlierMinimum,
        spikeReversal,
        spikeScore,
        extremeMove,
        splitTolerance);
  }

  public QualityLimits {
    List<String> errors = new ArrayList<>();
    require(decisionBars >= 1, "decisionBars must be at least 1, not " + decisionBars, errors);
    require(
        recentSessions >= 1, "recentSessions must be at least 1, not " + recentSessions, errors);
    require(
        maxMissingShare >= 0 && maxMissingShare <= 1,
        "maxMissingShare must be 0 to 1, not " + maxMissingShare,
        errors);
    require(
        volatilityWindow >= 10,
        "volatilityWindow must be at least 10, not " + volatilityWindow,
        errors);
    require(outlierScore > 0, "outlierScore must be positive, not " + outlierScore, errors);
    require(outlierMinimum > 0, "outlierMinimum must be positive, not " + outlierMinimum, errors);
    require(
        spikeReversal > 0 && spikeReversal <= 1,
        "spikeReversal must be above 0, up to 1, not " + spikeReversal,
        errors);
    require(
        spikeScore >= outlierScore,
        "spikeScore must not be below outlierScore, " + spikeScore + " < " + outlierScore,
        errors);
    require(extremeMove > 0, "extremeMove must be positive, not " + extremeMove, errors);
    require(
        splitTolerance > 0 && splitTolerance < 0.2,
        "splitTolerance must be above 0, below 0.2, not " + splitTolerance,
        errors);
    if (!errors.isEmpty()) {
      throw new IllegalArgumentException("quality limits: " + String.join("; ", errors));
    }
  }

  private static void require(boolean holds, String message, List<String> errors) {
    if (!holds) {
      errors.add(message);
    }
  }
}
