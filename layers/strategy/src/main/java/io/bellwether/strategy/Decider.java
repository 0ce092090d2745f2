package io.bellwether.strategy;

import io.bellwether.market.Bars;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Turns rules and holdings into targets: the one place where live and research decide. */
public final class Decider {
  private Decider() {}

  /**
   * Decides at the close of bar {@code t}, from bars up to {@code t}.
   *
   * @param held the state by symbol of what the strategy holds or held; a leg without an entry is
   *     flat. What is held of a symbol without a leg, since another version had one, is to be left
   */
  public static Decision decide(Rules rules, int t, Map<String, LegState> held) {
    List<Target> targets = new ArrayList<>();
    if (t >= rules.firstDecision()) {
      for (Leg leg : rules.legs()) {
        targets.add(target(rules, leg, t, held.getOrDefault(leg.symbol(), LegState.Flat.NEW)));
      }
    }
    // These need no indicator, and wait for none.
    for (Leg leg : unwinding(rules, held)) {
      targets.add(target(rules, leg, t, held.getOrDefault(leg.symbol(), LegState.Flat.NEW)));
    }
    return new Decision(rules.series().main().start(t), List.copyOf(targets));
  }

  /** For each symbol that is held and has no leg one that leaves it, in the symbols' order. */
  private static List<Leg> unwinding(Rules rules, Map<String, LegState> held) {
    List<Leg> legs = new ArrayList<>();
    for (Map.Entry<String, LegState> one : new TreeMap<>(held).entrySet()) {
      if (one.getValue() instanceof LegState.Held
          && rules.legs().stream().noneMatch(leg -> leg.symbol().equals(one.getKey()))) {
        legs.add(new UnwindLeg(one.getKey()));
      }
    }
    return legs;
  }

  private static Target target(Rules rules, Leg leg, int t, LegState state) {
    return switch (state) {
      case LegState.Held held -> whileHeld(leg, t, entry(rules, held));
      case LegState.Flat flat when leg.entry(t) && mayEnter(rules, leg, t, flat.lastExit()) ->
          hold(leg, t);
      case LegState.Flat flat -> new Target.Keep(leg.symbol(), leg.explain(t));
    };
  }

  private static Target whileHeld(Leg leg, int t, Entry held) {
    if (leg.exit(t, held)) {
      return leg.reverses() && leg.entry(t)
          ? hold(leg, t)
          : new Target.Flat(leg.symbol(), leg.exitReason(t, held), leg.explain(t));
    }
    return leg.concentrate() && leg.entry(t)
        ? hold(leg, t)
        : new Target.Keep(leg.symbol(), leg.explain(t));
  }

  private static Target hold(Leg leg, int t) {
    return new Target.Hold(
        leg.symbol(),
        leg.direction(t),
        leg.sizing(t),
        leg.stopLoss(),
        leg.takeProfit(),
        leg.concentrate(),
        leg.explain(t));
  }

  private static Entry entry(Rules rules, LegState.Held held) {
    Bars bars = rules.series().main();
    boolean before = bars.isEmpty() || held.entryBar().isBefore(bars.start(0));
    return new Entry(
        held.direction(),
        held.quantity(),
        held.entryPrice(),
        before ? -1 : bars.countBefore(held.entryBar()));
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
