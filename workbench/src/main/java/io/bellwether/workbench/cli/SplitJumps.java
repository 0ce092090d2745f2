package io.bellwether.workbench.cli;

import io.bellwether.market.Bars;
import io.bellwether.market.CorporateActions;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.market.quality.QualityIssue;
import io.bellwether.market.quality.QualityLimits;
import io.bellwether.market.quality.SplitCheck;
import java.util.List;
import java.util.function.UnaryOperator;

/** Refuses to trade through jumps that look like splits and are not said to be any. */
final class SplitJumps {
  private SplitJumps() {}

  /**
   * Refuses bars that a split nobody spoke of runs through: half the price would be a loss of half
   * the money. Pairs of currencies have no splits and are not looked at.
   *
   * @param traded bars of regular sessions
   * @param files the file of a symbol's bars
   * @throws InputException naming the file, the date and the ratio
   */
  static void refuse(
      List<Bars> traded, CorporateActions actions, MarketKind market, UnaryOperator<String> files) {
    if (market == MarketKind.CRYPTO) {
      return;
    }
    TradingCalendar calendar = market.calendar();
    for (Bars bars : traded) {
      List<QualityIssue> jumps =
          SplitCheck.unexplained(
              bars, actions.splits(bars.symbol()), calendar, QualityLimits.DEFAULT);
      if (!jumps.isEmpty()) {
        throw InputException.data(message(bars, jumps, calendar, files));
      }
    }
  }

  private static String message(
      Bars bars, List<QualityIssue> jumps, TradingCalendar calendar, UnaryOperator<String> files) {
    QualityIssue first = jumps.getFirst();
    String more = jumps.size() == 1 ? "" : " (and %d more)".formatted(jumps.size() - 1);
    String cure =
        bars.provenance().basis() == PriceBasis.RAW
            ? "name the splits of raw bars by --splits FILE, or use adjusted bars"
            : "if these are raw bars, say --basis raw --splits FILE";
    return "%s: %s %s: %s%s; %s; --allow-jumps goes on all the same"
        .formatted(
            files.apply(bars.symbol()),
            bars.symbol(),
            calendar.dateAt(first.time()),
            first.message(),
            more,
            cure);
  }
}
