package io.bellwether.research.engine;

import io.bellwether.strategy.StopLoss;
import io.bellwether.strategy.Strategy;
import io.bellwether.strategy.TakeProfit;
import java.util.Optional;

/**
 * Orders other than the strategy's own: how entries are sent, and what rests beside a position. A
 * stop and a target together are a bracket: what fills first cancels the other.
 *
 * @param entry how an entry is sent
 * @param stopLoss instead of the strategy's own
 * @param takeProfit instead of the strategy's own
 * @param trailingStop the distance of a trailing stop from the best price since the entry, as a
 *     fraction of that price
 */
public record OrderPlan(
    EntryOrder entry,
    Optional<StopLoss> stopLoss,
    Optional<TakeProfit> takeProfit,
    Optional<Double> trailingStop) {
  /** Market entries, and the strategy's own stop and target. */
  public static final OrderPlan STRATEGY =
      new OrderPlan(new EntryOrder.Market(), Optional.empty(), Optional.empty(), Optional.empty());

  public OrderPlan {
    if (trailingStop.filter(fraction -> !(fraction > 0 && fraction < 1)).isPresent()) {
      throw new IllegalArgumentException(
          "trailing stop must be above 0 and below 1, not " + trailingStop.get());
    }
  }

  /**
   * Checks that a strategy can be run with these orders: one whose exits follow the bars since the
   * decision to enter finds that decision in the bar before the entry, where only orders at the
   * market have it.
   *
   * @throws IllegalArgumentException if it cannot
   */
  public void requireFor(Strategy strategy) {
    if (strategy.exitsByPath() && !(entry instanceof EntryOrder.Market)) {
      throw new IllegalArgumentException(
          strategy.name()
              + " exits by the bars since its decision to enter, which a resting entry puts off:"
              + " its entries must be market");
    }
  }

  /** How an entry is sent. Offsets are fractions of the close decided on. */
  public sealed interface EntryOrder {
    /** At the next open. */
    record Market() implements EntryOrder {}

    /**
     * At a better price than the close: below it for a purchase.
     *
     * @param offset of the limit from the close, 0 or more and below 1
     * @param bars how many bars traded on the order rests before it is cancelled, at least 1
     */
    record Limit(double offset, int bars) implements EntryOrder {
      public Limit {
        requireFraction("limit", offset);
        requireBars(bars);
      }
    }

    /**
     * Once the price has gone on: above the close for a purchase.
     *
     * @param offset of the stop from the close, 0 or more and below 1
     * @param bars how many bars traded on the order rests before it is cancelled, at least 1
     */
    record Stop(double offset, int bars) implements EntryOrder {
      public Stop {
        requireFraction("stop", offset);
        requireBars(bars);
      }
    }

    /**
     * Like {@link Stop}, but at no worse a price than a limit.
     *
     * @param offset of the stop from the close, 0 or more and below 1
     * @param limit of the limit from the close, on the same side, at least {@code offset}
     * @param bars how many bars traded on the order rests before it is cancelled, at least 1
     */
    record StopLimit(double offset, double limit, int bars) implements EntryOrder {
      public StopLimit {
        requireFraction("stop", offset);
        requireFraction("limit", limit);
        requireBars(bars);
        if (limit < offset) {
          throw new IllegalArgumentException(
              "the limit, " + limit + ", must not be nearer than the stop, " + offset);
        }
      }
    }

    private static void requireFraction(String what, double offset) {
      if (!(offset >= 0 && offset < 1)) {
        throw new IllegalArgumentException(
            what + " of an entry must be at least 0 and below 1, not " + offset);
      }
    }

    private static void requireBars(int bars) {
      if (bars < 1) {
        throw new IllegalArgumentException("an entry must rest at least 1 bar, not " + bars);
      }
    }
  }
}
