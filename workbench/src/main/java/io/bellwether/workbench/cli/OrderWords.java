package io.bellwether.workbench.cli;

import io.bellwether.research.engine.OrderPlan;
import io.bellwether.research.engine.OrderPlan.EntryOrder;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** An order plan in words. */
final class OrderWords {
  /** Fractions were percentages on the command line: digits beyond are those of the division. */
  private static final MathContext DIGITS = new MathContext(12);

  private OrderWords() {}

  /** Such as {@code entries: limit 2 % below the close, for 3 bars; stop-loss 5 %}. */
  static String of(OrderPlan plan) {
    List<String> words = new ArrayList<>();
    words.add("entries: " + entry(plan.entry()));
    plan.stopLoss().ifPresent(stop -> words.add("stop-loss " + percent(stop.fraction())));
    plan.takeProfit().ifPresent(target -> words.add("take-profit " + percent(target.fraction())));
    plan.trailingStop()
        .ifPresent(
            distance -> words.add("trailing stop " + percent(distance) + " behind the best"));
    return String.join("; ", words);
  }

  /** Of a purchase; a short sale is the mirror image. */
  private static String entry(EntryOrder entry) {
    return switch (entry) {
      case EntryOrder.Market() -> "at the next open";
      case EntryOrder.Limit(double offset, int bars) ->
          "limit %s below the close, %s".formatted(percent(offset), rests(bars));
      case EntryOrder.Stop(double offset, int bars) ->
          "stop %s above the close, %s".formatted(percent(offset), rests(bars));
      case EntryOrder.StopLimit(double offset, double limit, int bars) ->
          "stop %s and limit %s above the close, %s"
              .formatted(percent(offset), percent(limit), rests(bars));
    };
  }

  private static String rests(int bars) {
    return "for " + (bars == 1 ? "1 bar" : bars + " bars") + " (short: mirrored)";
  }

  private static String percent(double fraction) {
    return BigDecimal.valueOf(fraction)
            .movePointRight(2)
            .round(DIGITS)
            .stripTrailingZeros()
            .toPlainString()
        + " %";
  }
}
