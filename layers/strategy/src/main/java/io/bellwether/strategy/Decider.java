package io.bellwether.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns rules and holdings into targets: the one place where live and research decide. */
public final class Decider {
  private Decider() {}

  /**
   * Decides at the close of bar {@code t}, from bars up to {@code t}.
   *
   * @param held the state of each leg by symbol; a leg without an entry is flat
   */
  public static Decision decide(Rules rules, int t, Map<String, LegState> held) {
    List<Target> targets = new ArrayList<>();
    if (t >= rules.firstDecision()) {
      for (Leg leg : rules.legs()) {
        targets.add(target(rules, leg, t, held.getOrDefault(leg.symbol(), LegState.Flat.NEW)));
      }
    }
    return new Decision(rules.series().main().start(t), List.copyOf(targets));
  }

  private static Target target(Rules rules, Leg leg, int t, LegState state) {
    String why = leg.explain(t);
    return switch (state) {
      case LegState.Held position when leg.exit(t, position) ->
          new Target.Flat(leg.symbol(), ExitReason.RULE, why);
      case LegState.Held position when leg.concentrate() && leg.entry(t) -> hold(leg, why);
      case LegState.Held position -> new Target.Keep(leg.symbol(), why);
      case LegState.Flat flat when leg.entry(t) && mayEnter(rules, leg, t, flat.lastExit()) ->
          hold(leg, why);
      case LegState.Flat flat -> new Target.Keep(leg.symbol(), why);
    };
  }

  private static Target hold(Leg leg, String why) {
    return new Target.Hold(
        leg.symbol(), leg.direction(), leg.sizing(), leg.stopLoss(), leg.concentrate(), why);
  }

  private static boolean mayEnter(
      Rules rules, Leg leg, int t, Optional<LegState.LastExit> lastExit) {
    if (!leg.reentryAfterReset()
        || lastExit.isEmpty()
        || lastExit.get().reason() != ExitReason.STOP) {
      return true;
    }
    int exitBar = rules.series().main().countBefore(lastExit.get().bar());
    for (int i = Math.max(exitBar, rules.firstDecision()); i <= t; i++) {
      if (!leg.entry(i)) {
        return true;
      }
    }
    return false;
  }
}
