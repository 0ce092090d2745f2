package io.bellwether.research.proof;

import io.bellwether.research.engine.BacktestResult;
import io.bellwether.research.engine.BacktestSettings;
import io.bellwether.research.engine.TradeLog;
import io.bellwether.strategy.Decision;
import io.bellwether.strategy.Direction;
import io.bellwether.strategy.ExitReason;
import io.bellwether.strategy.Leg;
import io.bellwether.strategy.Rules;
import io.bellwether.strategy.Target;
import io.bellwether.trading.plan.Sizer;
import java.util.List;
import java.util.Optional;

/**
 * A backtest, beside what is decided bar by bar with the holdings it had. Every entry and every
 * exit at an open has to be decided at the close before it, and what is decided has to be done.
 */
final class SteppedBacktest {
  private final BacktestResult result;
  private final HoldingHistory history;
  private final Rules rules;

  SteppedBacktest(BacktestResult result) {
    this.result = result;
    this.history = new HoldingHistory(result);
    this.rules = result.rules();
  }

  HoldingHistory history() {
    return history;
  }

  /**
   * Compares a decision with what the backtest did in the bar after it.
   *
   * @param t the bar at whose close it was decided, not the last one
   * @param decision made with the holdings of {@link HoldingHistory#at}
   */
  Optional<DecisionDifference> difference(int t, Decision decision) {
    for (int leg = 0; leg < rules.legs().size(); leg++) {
      Optional<Target> target =
          decision.targets().isEmpty()
              ? Optional.empty()
              : Optional.of(decision.targets().get(leg));
      Optional<DecisionDifference> found = difference(leg, t, target);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<DecisionDifference> difference(int number, int t, Optional<Target> target) {
    Leg leg = rules.legs().get(number);
    Optional<HoldingHistory.Stay> held = history.heldAt(number, t);
    Optional<HoldingHistory.Stay> entered = history.enteredIn(number, t + 1);
    boolean left = held.isPresent() && held.get().exitBar() == t + 1;
    String decided = target.map(DecisionDifference::text).orElse("nothing");
    String did =
        (left ? "closed, " + held.orElseThrow().reason().label() : held.isPresent() ? "kept" : "")
            + (left && entered.isPresent() ? "; " : "")
            + entered.map(stay -> "entered " + stay.direction().label()).orElse("");
    boolean agrees =
        held.isPresent()
            ? agreesHeld(leg, target, held.get(), left, entered)
            : agreesFlat(number, t, target, entered);
    return agrees
        ? Optional.empty()
        : Optional.of(
            new DecisionDifference(
                "next bar of " + leg.symbol(), decided, did.isEmpty() ? "nothing" : did));
  }

  private boolean agreesFlat(
      int number, int t, Optional<Target> target, Optional<HoldingHistory.Stay> entered) {
    if (!(target.orElse(null) instanceof Target.Hold hold)) {
      return entered.isEmpty();
    }
    if (entered.isEmpty()) {
      return result.skippedEntries() > 0 || !(wanted(number, t, hold) > 0);
    }
    return entered.get().direction() == hold.direction()
        && entered.get().quantity() <= wanted(number, t, hold);
  }

  private double wanted(int number, int t, Target.Hold hold) {
    BacktestSettings settings = result.settings();
    String symbol = rules.legs().get(number).symbol();
    double equity = result.equity()[t];
    return Sizer.quantity(
        hold.sizing(),
        equity,
        equity * settings.leverage(),
        result.data().series().of(symbol).close()[t],
        settings.instruments().of(symbol).quantities());
  }

  private static boolean agreesHeld(
      Leg leg,
      Optional<Target> target,
      HoldingHistory.Stay held,
      boolean left,
      Optional<HoldingHistory.Stay> entered) {
    if (target.orElse(null) instanceof Target.Flat flat) {
      return left && held.reason() == flat.reason() && entered.isEmpty();
    }
    if (target.orElse(null) instanceof Target.Hold hold && hold.direction() != held.direction()) {
      Direction direction = hold.direction();
      return left && entered.filter(stay -> stay.direction() == direction).isPresent();
    }
    return !left || restsAt(leg, held.reason());
  }

  /** Whether a resting order, which nobody decides on at a close, can be the reason. */
  private static boolean restsAt(Leg leg, ExitReason reason) {
    return switch (reason) {
      case STOP -> leg.stopLoss().isPresent();
      case TARGET -> leg.takeProfit().isPresent();
      default -> false;
    };
  }

  /**
   * The first trade, closed in bar {@code t} or before, that is another one in the backtest over
   * the bars up to {@code t} alone.
   */
  Optional<DecisionDifference> changedPast(int t, BacktestResult past) {
    TradeLog all = result.trades();
    TradeLog known = past.trades();
    for (int i = 0; i < all.size() && all.exitBar(i) <= t; i++) {
      String later = text(all, i);
      String then = i < known.size() ? text(known, i) : "no such trade";
      if (!later.equals(then)) {
        return Optional.of(new DecisionDifference("trade " + (i + 1), then, later));
      }
    }
    for (int i = 0; i <= t; i++) {
      double then = past.equity()[i];
      double later = result.equity()[i];
      if (Double.doubleToLongBits(then) != Double.doubleToLongBits(later)) {
        return Optional.of(
            new DecisionDifference("equity", Double.toString(then), Double.toString(later)));
      }
    }
    return Optional.empty();
  }

  private String text(TradeLog log, int i) {
    return String.join(
        " ",
        List.of(
            rules.legs().get(log.leg(i)).symbol(),
            log.direction(i).label(),
            Double.toString(log.quantity(i)),
            "from bar " + log.entryBar(i) + " at " + log.entryPrice(i),
            "to bar " + log.exitBar(i) + " at " + log.exitPrice(i),
            log.reason(i).label()));
  }
}
