package io.bellwether.research.proof;

import io.bellwether.market.Bars;
import io.bellwether.research.engine.BacktestResult;
import io.bellwether.research.engine.TradeLog;
import io.bellwether.strategy.Direction;
import io.bellwether.strategy.ExitReason;
import io.bellwether.strategy.Leg;
import io.bellwether.strategy.LegState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a backtest held at every close, and what it filled in every bar. */
public final class HoldingHistory {
  /** The exit bar of a position that is still open. */
  private static final int OPEN = Integer.MAX_VALUE;

  private final Bars main;
  private final List<Leg> legs;
  private final List<List<Stay>> stays = new ArrayList<>();
  private final int closed;

  /**
   * A position from entry to exit.
   *
   * @param price the entry price
   * @param exitBar {@link Integer#MAX_VALUE} if it did not end
   * @param exitPrice the price of the exit; NaN if it did not end
   * @param reason why it ended; {@code RULE} if it did not
   */
  public record Stay(
      Direction direction,
      double quantity,
      double price,
      int entryBar,
      int exitBar,
      double exitPrice,
      ExitReason reason) {}

  /** Reads the history of a backtest that recorded everything. */
  public HoldingHistory(BacktestResult result) {
    this.main = result.data().series().main();
    this.legs = result.rules().legs();
    TradeLog trades = result.trades();
    this.closed = trades.size();
    for (int leg = 0; leg < legs.size(); leg++) {
      stays.add(new ArrayList<>());
    }
    for (int i = 0; i < trades.size(); i++) {
      stays
          .get(trades.leg(i))
          .add(
              new Stay(
                  trades.direction(i),
                  trades.quantity(i),
                  trades.entryPrice(i),
                  trades.entryBar(i),
                  trades.exitBar(i),
                  trades.exitPrice(i),
                  trades.reason(i)));
    }
    for (BacktestResult.Open open : result.open()) {
      stays
          .get(open.leg())
          .add(
              new Stay(
                  open.direction(),
                  open.quantity(),
                  open.price(),
                  open.entryBar(),
                  OPEN,
                  Double.NaN,
                  ExitReason.RULE));
    }
  }

  /** The closed trades. */
  int trades() {
    return closed;
  }

  /** The states at the close of a bar. */
  Holding at(int t) {
    return new Holding("what the backtest holds", states(t));
  }

  /**
   * The state of each leg by symbol at the close of a bar: what the decision there is made with.
   */
  public Map<String, LegState> states(int t) {
    Map<String, LegState> states = new HashMap<>();
    for (int leg = 0; leg < legs.size(); leg++) {
      states.put(legs.get(leg).symbol(), state(leg, t));
    }
    return Map.copyOf(states);
  }

  /** The positions of a leg in order, the open one last. */
  public List<Stay> stays(int leg) {
    return List.copyOf(stays.get(leg));
  }

  /** Whether a position has not ended. */
  public static boolean isOpen(Stay stay) {
    return stay.exitBar == OPEN;
  }

  private LegState state(int leg, int t) {
    int entered = countEnteredBy(leg, t);
    if (entered == 0) {
      return LegState.Flat.NEW;
    }
    Stay stay = stays.get(leg).get(entered - 1);
    return stay.exitBar > t
        ? new LegState.Held(stay.direction, stay.quantity, stay.price, main.start(stay.entryBar))
        : new LegState.Flat(
            Optional.of(new LegState.LastExit(main.start(stay.exitBar), stay.reason)));
  }

  /** Stays of one leg do not overlap: they are in order of entry as of exit. */
  private int countEnteredBy(int leg, int t) {
    List<Stay> of = stays.get(leg);
    int low = 0;
    int high = of.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (of.get(middle).entryBar <= t) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The position of a leg that was held at the close of a bar. */
  Optional<Stay> heldAt(int leg, int t) {
    int entered = countEnteredBy(leg, t);
    return entered == 0
        ? Optional.empty()
        : Optional.of(stays.get(leg).get(entered - 1)).filter(stay -> stay.exitBar > t);
  }

  /** The first position that a leg entered in a bar. */
  Optional<Stay> enteredIn(int leg, int bar) {
    int before = countEnteredBy(leg, bar - 1);
    List<Stay> of = stays.get(leg);
    return before < of.size() && of.get(before).entryBar == bar
        ? Optional.of(of.get(before))
        : Optional.empty();
  }
}
