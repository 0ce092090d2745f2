package io.bellwether.market.quality;

import io.bellwether.market.Bars;
import io.bellwether.market.quality.BarQualityGate.Findings;
import io.bellwether.market.quality.QualityIssue.Kind;
import io.bellwether.market.quality.QualityIssue.Severity;

/** Whether each bar, on its own, can be a bar. */
final class BarCheck {
  private BarCheck() {}

  /** Whether every price can be computed with. */
  static boolean run(Bars bars, Findings findings) {
    boolean sound = true;
    for (int i = 0; i < bars.size(); i++) {
      double open = bars.open()[i];
      double high = bars.high()[i];
      double low = bars.low()[i];
      double close = bars.close()[i];
      double volume = bars.volume()[i];
      if (!isPrice(open) || !isPrice(high) || !isPrice(low) || !isPrice(close)) {
        sound = false;
        String message = "a price is not positive and finite: " + prices(bars, i);
        report(bars, i, Kind.BAD_PRICE, message, findings);
      } else if (high < Math.max(open, close) || low > Math.min(open, close)) {
        String message = "open or close is out of range: " + prices(bars, i);
        report(bars, i, Kind.INCONSISTENT_RANGE, message, findings);
      }
      if (!(volume >= 0 && volume < Double.POSITIVE_INFINITY)) {
        report(bars, i, Kind.BAD_VOLUME, "the volume is " + volume, findings);
      }
    }
    return sound;
  }

  private static String prices(Bars bars, int i) {
    return "open "
        + bars.open()[i]
        + ", high "
        + bars.high()[i]
        + ", low "
        + bars.low()[i]
        + ", close "
        + bars.close()[i];
  }

  private static boolean isPrice(double value) {
    return value > 0 && value < Double.POSITIVE_INFINITY;
  }

  private static void report(Bars bars, int i, Kind kind, String message, Findings findings) {
    findings.add(kind, Severity.BLOCKING, bars.start(i), message + "; have the feed checked");
  }
}
