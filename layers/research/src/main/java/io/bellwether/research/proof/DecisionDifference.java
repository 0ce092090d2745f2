package io.bellwether.research.proof;

import io.bellwether.strategy.Decision;
import io.bellwether.strategy.Target;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * In what two decisions about the same bar differ.
 *
 * @param subject what of the decision
 * @param first what the first one says
 * @param second what the second one says
 */
record DecisionDifference(String subject, String first, String second) {
  /** The first difference between two lists of decisions, made with the same holdings. */
  static Optional<DecisionDifference> between(
      List<Holding> holdings, List<Decision> first, List<Decision> second) {
    for (int i = 0; i < holdings.size(); i++) {
      Optional<DecisionDifference> found = between(holdings.get(i), first.get(i), second.get(i));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<DecisionDifference> between(Holding held, Decision a, Decision b) {
    if (a.equals(b)) {
      return Optional.empty();
    }
    if (a.targets().size() != b.targets().size()) {
      return Optional.of(new DecisionDifference("whether to decide", decides(a), decides(b)));
    }
    for (int i = 0; i < a.targets().size(); i++) {
      Target x = a.targets().get(i);
      Target y = b.targets().get(i);
      if (!x.equals(y)) {
        return Optional.of(between(held, x, y));
      }
    }
    return Optional.of(new DecisionDifference("bar", a.bar().toString(), b.bar().toString()));
  }

  private static String decides(Decision decision) {
    return decision.targets().isEmpty() ? "not yet" : "yes";
  }

  private static DecisionDifference between(Holding held, Target x, Target y) {
    String where = "decision for " + x.symbol() + " (" + held.words() + "): ";
    if (x instanceof Target.Hold a && y instanceof Target.Hold b) {
      if (a.direction() != b.direction()) {
        return new DecisionDifference(
            where + "direction", a.direction().label(), b.direction().label());
      }
      if (!a.sizing().equals(b.sizing())) {
        return new DecisionDifference(where + "size", text(a.sizing()), text(b.sizing()));
      }
      if (!Objects.equals(a.stopLoss(), b.stopLoss())
          || !Objects.equals(a.takeProfit(), b.takeProfit())) {
        return new DecisionDifference(
            where + "stop and target",
            a.stopLoss() + ", " + a.takeProfit(),
            b.stopLoss() + ", " + b.takeProfit());
      }
    }
    String first = text(x);
    String second = text(y);
    return first.equals(second)
        ? new DecisionDifference(where + "explanation", x.why(), y.why())
        : new DecisionDifference(where + "what to do", first, second);
  }

  /** For people. */
  static String text(Target target) {
    return switch (target) {
      case Target.Hold hold -> "hold " + hold.direction().label();
      case Target.Flat flat -> "close, " + flat.reason().label();
      case Target.Keep _ -> "keep what is held";
    };
  }

  private static String text(Object sizing) {
    return sizing.toString();
  }
}
