package io.bellwether.analyst.drift;

import io.bellwether.market.calendar.BarGrid;
import io.bellwether.strategy.Direction;
import io.bellwether.strategy.ExitReason;
import io.bellwether.trading.ledger.Trade;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An entry or exit of the account, all fills of one bar together.
 *
 * @param position the position entered or left
 * @param bar the start of the bar it filled in; the time itself outside of a session
 * @param quantity how much was traded
 * @param price the average price, without fees
 * @param exit the last of the trades that left it; empty for an entry
 */
record LiveExecution(
    LivePosition position, Instant bar, double quantity, double price, Optional<Trade> exit) {
  /** The entries and exits of a day, in order of positions. */
  static List<LiveExecution> of(Day day) {
    List<LiveExecution> found = new ArrayList<>();
    for (LivePosition position : day.positions().all()) {
      if (day.contains(position.entryTime())) {
        found.add(
            new LiveExecution(
                position,
                bar(day.grid(), position.entryTime()),
                position.quantity(),
                position.price(),
                Optional.empty()));
      }
      exits(position, day).forEach((bar, trades) -> found.add(exit(position, bar, trades)));
    }
    return found;
  }

  private static Map<Instant, List<Trade>> exits(LivePosition position, Day day) {
    Map<Instant, List<Trade>> byBar = new LinkedHashMap<>();
    for (Trade trade : position.exits()) {
      if (day.contains(trade.exitTime())) {
        byBar
            .computeIfAbsent(bar(day.grid(), trade.exitTime()), key -> new ArrayList<>())
            .add(trade);
      }
    }
    return byBar;
  }

  private static LiveExecution exit(LivePosition position, Instant bar, List<Trade> trades) {
    double quantity = 0;
    double worth = 0;
    for (Trade trade : trades) {
      quantity += trade.quantity().doubleValue();
      worth += trade.quantity().doubleValue() * trade.exitPrice().doubleValue();
    }
    // Of one fill the price is exact.
    double price =
        trades.size() == 1 ? trades.getFirst().exitPrice().doubleValue() : worth / quantity;
    return new LiveExecution(position, bar, quantity, price, Optional.of(trades.getLast()));
  }

  private static Instant bar(BarGrid grid, Instant time) {
    return grid.startContaining(time).orElse(time);
  }

  String symbol() {
    return position.symbol();
  }

  boolean isEntry() {
    return exit.isEmpty();
  }

  /** Whether it bought: a long entry or a short exit. */
  boolean buys() {
    return isEntry() == (position.direction() == Direction.LONG);
  }

  /** Such as {@code entry TQQQ}. */
  String what() {
    return (isEntry() ? "entry " : "exit ") + symbol();
  }

  /** Such as {@code bought 95 at 80.12} or {@code sold 95 at 84.5, rule}. */
  String words() {
    return (buys() ? "bought " : "sold ")
        + Words.quantity(quantity)
        + " at "
        + Words.price(price)
        + exit.map(Trade::exitReason)
            .map(ExitReason::label)
            .map(reason -> ", " + reason)
            .orElse("");
  }
}
