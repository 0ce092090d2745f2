package io.bellwether.analyst.drift;

import io.bellwether.trading.analysis.SignalAccuracy;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.ledger.SignalReview;
import io.bellwether.trading.ledger.SignalReview.Verdict;
import io.bellwether.trading.signal.Signal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.WilsonScoreInterval;

/** The rate at which signals were right, by horizon. */
public final class Accuracy {
  private static final double CONFIDENCE = 0.95;

  private Accuracy() {}

  /**
   * The accuracy of the signals of a strategy on bars of some days, both inclusive. The interval is
   * Wilson's score interval (E. B. Wilson, Probable Inference, JASA 22, 1927): it holds for few
   * signals and near 0 and 1.
   *
   * @return by horizon, shortest first; none of a horizon at which nothing is judged yet
   */
  public static List<SignalAccuracy> of(
      Ledger ledger, String account, String strategy, LocalDate from, LocalDate to) {
    Map<Integer, int[]> counts = new TreeMap<>();
    for (Signal signal :
        ledger
            .signals()
            .between(
                account,
                from.atStartOfDay(ZoneOffset.UTC).toInstant(),
                to.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant())) {
      if (signal.strategy().equals(strategy)) {
        ledger
            .reviews()
            .find(signal.id())
            .map(SignalReview::verdicts)
            .ifPresent(verdicts -> verdicts.forEach(verdict -> count(counts, verdict)));
      }
    }
    List<SignalAccuracy> accuracy = new ArrayList<>();
    counts.forEach((bars, count) -> accuracy.add(rate(bars, count[0], count[1])));
    return accuracy;
  }

  private static void count(Map<Integer, int[]> counts, Verdict verdict) {
    int[] count = counts.computeIfAbsent(verdict.bars(), bars -> new int[2]);
    count[0] += verdict.right() ? 1 : 0;
    count[1]++;
  }

  /** The rate of some that were right, with its interval. */
  static SignalAccuracy rate(int bars, int right, int judged) {
    ConfidenceInterval interval =
        new WilsonScoreInterval().createInterval(judged, right, CONFIDENCE);
    return new SignalAccuracy(
        bars,
        right,
        judged,
        Math.max(0, interval.getLowerBound()),
        Math.min(1, interval.getUpperBound()));
  }
}
