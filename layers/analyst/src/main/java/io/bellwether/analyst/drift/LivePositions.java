package io.bellwether.analyst.drift;

import io.bellwether.market.calendar.BarGrid;
import io.bellwether.strategy.ExitReason;
import io.bellwether.strategy.LegState;
import io.bellwether.trading.ledger.Holding;
import io.bellwether.trading.ledger.HoldingStore;
import io.bellwether.trading.ledger.Trade;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an account of one strategy has held, from the trades and holdings in the ledger: as far back
 * as it takes to come to a moment at which it held nothing.
 */
final class LivePositions {
  private static final Instant FOREVER = Instant.parse("9999-12-31T00:00:00Z");

  /** A last exit further back decides nothing any more. */
  private static final Duration MEMORY = Duration.ofDays(370);

  private final List<Trade> trades;
  private final List<LivePosition> positions;
  private final Instant flatBefore;

  private LivePositions(List<Trade> trades, List<LivePosition> positions, Instant flatBefore) {
    this.trades = trades;
    this.positions = positions;
    this.flatBefore = flatBefore;
  }

  /**
   * Reads the positions held on a day or later, and those before them that overlap, one the other.
   *
   * @param day the day's start
   * @param beyondStops whether to go on to a position that ended otherwise than by its stop,
   *     because the last exit decides about the next entry
   */
  static LivePositions load(
      HoldingStore store, String account, String strategy, Instant day, boolean beyondStops) {
    List<Holding> open =
        store.of(account).stream()
            .filter(holding -> !holding.isFlat() && holding.strategy().equals(strategy))
            .toList();
    List<Trade> trades = trades(store, account, strategy, day, FOREVER);
    Instant flat = day;
    while (true) {
      Instant start = firstEntry(trades, open, flat);
      Optional<Trade> stopped =
          beyondStops && start.equals(flat)
              ? lastStop(trades(store, account, strategy, flat.minus(MEMORY), flat))
              : Optional.empty();
      if (stopped.isPresent()) {
        start = stopped.get().entryTime();
      }
      if (!start.isBefore(flat)) {
        return new LivePositions(trades, positions(trades, open), flat);
      }
      List<Trade> earlier = trades(store, account, strategy, start, flat);
      earlier.addAll(trades);
      trades = earlier;
      flat = start;
    }
  }

  private static List<Trade> trades(
      HoldingStore store, String account, String strategy, Instant from, Instant to) {
    List<Trade> found = new ArrayList<>();
    for (Trade trade : store.trades(account, from, to)) {
      if (trade.strategy().equals(strategy) && !LivePosition.isFractionPaid(trade)) {
        found.add(trade);
      }
    }
    return found;
  }

  /** The first entry of what was held at an instant; the instant if nothing was. */
  private static Instant firstEntry(List<Trade> trades, List<Holding> open, Instant time) {
    Instant first = time;
    for (Trade trade : trades) {
      first = trade.entryTime().isBefore(first) ? trade.entryTime() : first;
    }
    for (Holding holding : open) {
      first = holding.entryTime().isBefore(first) ? holding.entryTime() : first;
    }
    return first;
  }

  private static Optional<Trade> lastStop(List<Trade> before) {
    Map<String, Trade> last = new TreeMap<>();
    before.forEach(trade -> last.put(trade.symbol(), trade));
    return last.values().stream()
        .filter(trade -> trade.exitReason() == ExitReason.STOP)
        .min(Comparator.comparing(Trade::entryTime));
  }

  private static List<LivePosition> positions(List<Trade> trades, List<Holding> open) {
    record Entry(Instant time, String symbol) {}
    Map<Entry, List<Trade>> exits =
        new TreeMap<>(Comparator.comparing(Entry::time).thenComparing(Entry::symbol));
    for (Trade trade : trades) {
      exits
          .computeIfAbsent(new Entry(trade.entryTime(), trade.symbol()), key -> new ArrayList<>())
          .add(trade);
    }
    Map<Entry, Holding> left = new HashMap<>();
    for (Holding holding : open) {
      Entry entry = new Entry(holding.entryTime(), holding.symbol());
      left.put(entry, holding);
      exits.computeIfAbsent(entry, key -> new ArrayList<>());
    }
    List<LivePosition> positions = new ArrayList<>();
    exits.forEach(
        (entry, closed) -> {
          Optional<Holding> holding = Optional.ofNullable(left.get(entry));
          positions.add(
              new LivePosition(
                  entry.symbol(),
                  holding.map(Holding::direction).orElseGet(() -> closed.getLast().direction()),
                  entry.time(),
                  // A split restates what is open, and what is closed afterwards.
                  holding
                      .map(Holding::averagePrice)
                      .orElseGet(() -> closed.getLast().entryPrice())
                      .doubleValue(),
                  List.copyOf(closed),
                  holding));
        });
    return positions;
  }

  /** In order of their entries. */
  List<LivePosition> all() {
    return positions;
  }

  /** The last instant, not after the day's start, before which nothing was held. */
  Instant flatBefore() {
    return flatBefore;
  }

  /** The position in a symbol at an instant. */
  Optional<LivePosition> heldAt(String symbol, Instant time) {
    return positions.stream()
        .filter(position -> position.symbol().equals(symbol) && position.isHeldAt(time))
        .findFirst();
  }

  /** The state of each symbol at an instant, as far as it is not flat and never held before. */
  Map<String, LegState> statesAt(Instant time, BarGrid grid) {
    Map<String, LegState> states = new HashMap<>();
    for (Trade trade : trades) {
      if (trade.exitTime().isBefore(time)) {
        states.put(
            trade.symbol(),
            new LegState.Flat(
                Optional.of(
                    new LegState.LastExit(bar(grid, trade.exitTime()), trade.exitReason()))));
      }
    }
    for (LivePosition position : positions) {
      if (position.isHeldAt(time)) {
        states.put(
            position.symbol(),
            new LegState.Held(
                position.direction(),
                position.quantityAt(time),
                position.price(),
                bar(grid, position.entryTime())));
      }
    }
    return states;
  }

  private static Instant bar(BarGrid grid, Instant time) {
    return grid.startContaining(time).orElse(time);
  }
}
