package io.bellwether.analyst.gate;

import io.bellwether.trading.analysis.Criterion;
import java.util.List;
import java.util.Locale;

/** Evidence held against limits, in words. A figure that is no number meets no limit. */
final class Criteria {
  private final Evidence evidence;
  private final GateLimits limits;

  private Criteria(Evidence evidence, GateLimits limits) {
    this.evidence = evidence;
    this.limits = limits;
  }

  /** All criteria in the order in which they are to be read. */
  static List<Criterion> of(Evidence evidence, GateLimits limits) {
    Criteria criteria = new Criteria(evidence, limits);
    return List.of(
        criteria.trades(),
        criteria.walkForward(),
        criteria.walkForwardLead(),
        criteria.searchLuck(),
        criteria.deflatedSharpe(),
        criteria.improvement(),
        criteria.overfitting(),
        criteria.lossElsewhere(),
        criteria.plateau(),
        criteria.drawdown());
  }

  /** That the proposal can be examined at all; the only criterion if it cannot. */
  static Criterion admission(boolean passed, String figure, String meaning) {
    return new Criterion("proposal", "Proposal", passed, figure, "within the bounds", meaning);
  }

  /** That the record is long enough to say anything; the only criterion if it is not. */
  static Criterion sessions(int sessions, GateLimits limits) {
    return new Criterion(
        "sessions",
        "Sessions",
        sessions >= limits.minimumSessions(),
        format("%,d", sessions),
        format(">= %,d", limits.minimumSessions()),
        "Days on which the candidate and the version in force are both judged.");
  }

  private Criterion trades() {
    return new Criterion(
        "trades",
        "Trades",
        evidence.trades() >= limits.minimumTrades(),
        format("%,d", evidence.trades()),
        format(">= %,d", limits.minimumTrades()),
        "Trades the candidate closed; of a few, nothing can be concluded.");
  }

  private Criterion walkForward() {
    Reselection walk = evidence.walk();
    return atLeast(
        "walk-forward",
        "Walk-forward",
        walk.probability(),
        limits.walkForward(),
        percent(walk.probability()),
        percent(limits.walkForward()),
        format(
            "The chance that choosing anew %d times by the past alone earns more than costs; it"
                + " showed a Sharpe of %s over %,d days that no choice had seen.",
            walk.windows(), ratio(walk.sharpe()), walk.days()));
  }

  private Criterion walkForwardLead() {
    Reselection walk = evidence.walk();
    return atLeast(
        "walk-forward-lead",
        "Walk-forward lead",
        walk.leadProbability(),
        limits.walkForwardLead(),
        percent(walk.leadProbability()),
        percent(limits.walkForwardLead()),
        format(
            "The chance that these choices are ahead of the version in force, which had a Sharpe of"
                + " %s on the same days.",
            ratio(walk.currentSharpe())));
  }

  private Criterion searchLuck() {
    SearchLuck luck = evidence.luck();
    return atMost(
        "search-luck",
        "Search luck",
        luck.pValue(),
        limits.searchLuck(),
        format("p %.3f", luck.pValue()),
        format("%.3f", limits.searchLuck()),
        format(
            "How often the best of %,d sets does as well where nothing can be foreseen: on %,d"
                + " permuted markets it had a Sharpe of %s on average, the candidate has %s.",
            evidence.sets(), luck.permutations(), ratio(luck.mean()), ratio(evidence.sharpe())));
  }

  private Criterion deflatedSharpe() {
    return atLeast(
        "deflated-sharpe",
        "Deflated Sharpe",
        evidence.deflated(),
        limits.deflatedSharpe(),
        percent(evidence.deflated()),
        percent(limits.deflatedSharpe()),
        format(
            "The chance that the true Sharpe is above %s, what the best of the %,d sets ever tried"
                + " would show by luck.",
            ratio(evidence.deflatedBenchmark()), evidence.trials()));
  }

  private Criterion improvement() {
    return atMost(
        "improvement",
        "Improvement",
        evidence.improvement(),
        limits.improvement(),
        format("p %.3f", evidence.improvement()),
        format("%.3f", limits.improvement()),
        format(
            "How often one of as many sets no better than the version in force would be so far"
                + " ahead of it at equal volatility; the Sharpe ratios are %s and %s.",
            ratio(evidence.sharpe()), ratio(evidence.currentSharpe())));
  }

  private Criterion overfitting() {
    return atMost(
        "overfitting",
        "Overfitting",
        evidence.overfitting(),
        limits.overfitting(),
        percent(evidence.overfitting()),
        percent(limits.overfitting()),
        "How often the best set of one half of history is below the middle in the other; luck gives"
            + " 50 %.");
  }

  private Criterion lossElsewhere() {
    return atMost(
        "loss-elsewhere",
        "Loss elsewhere",
        evidence.lossElsewhere(),
        limits.lossElsewhere(),
        percent(evidence.lossElsewhere()),
        percent(limits.lossElsewhere()),
        "How often the best set of one half of history loses money in the other.");
  }

  private Criterion plateau() {
    return atLeast(
        "plateau",
        "Plateau",
        evidence.plateau(),
        limits.plateau(),
        format("%.2f", evidence.plateau()),
        format("%.2f", limits.plateau()),
        format(
            "The mean Sharpe of the %,d sets one step away over the candidate's own.",
            evidence.neighbours()));
  }

  private Criterion drawdown() {
    double deeper = evidence.currentDrawdown() - evidence.drawdown();
    return atMost(
        "drawdown",
        "Drawdown",
        deeper,
        limits.drawdownMargin(),
        format("%+.1f points", 100 * deeper),
        format("%+.1f points", 100 * limits.drawdownMargin()),
        format(
            "How much deeper than that of the version in force it is: %s against %s.",
            percent(evidence.drawdown()), percent(evidence.currentDrawdown())));
  }

  private static Criterion atLeast(
      String key,
      String label,
      double figure,
      double limit,
      String figureText,
      String limitText,
      String meaning) {
    return new Criterion(
        key, label, figure >= limit, words(figure, figureText), ">= " + limitText, meaning);
  }

  private static Criterion atMost(
      String key,
      String label,
      double figure,
      double limit,
      String figureText,
      String limitText,
      String meaning) {
    return new Criterion(
        key, label, figure <= limit, words(figure, figureText), "<= " + limitText, meaning);
  }

  private static String words(double figure, String text) {
    return Double.isNaN(figure) ? "not known" : text;
  }

  private static String percent(double fraction) {
    return format("%.1f %%", 100 * fraction);
  }

  private static String ratio(double value) {
    return format("%.2f", value);
  }

  @SuppressWarnings("AnnotateFormatMethod") // Its annotation would be a dependency of its own.
  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
