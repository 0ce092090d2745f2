package io.bellwether.analyst.drift;

import io.bellwether.strategy.Sizing;
import io.bellwether.strategy.StopLoss;
import io.bellwether.strategy.TakeProfit;
import io.bellwether.strategy.Target;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What decisions have in common and how they are told. */
final class Targets {
  /**
   * Figures that rest on bars may differ by this fraction of themselves: live history begins later,
   * and recursive indicators remember where it began.
   */
  private static final double TOLERANCE = 1e-3;

  private Targets() {}

  /** Whether two decisions ask for the same: what to hold, how much of it, with which stop. */
  static boolean agree(List<Target> one, List<Target> other) {
    if (one.size() != other.size()) {
      return false;
    }
    for (int i = 0; i < one.size(); i++) {
      if (!agree(one.get(i), other.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean agree(Target one, Target other) {
    return one.symbol().equals(other.symbol())
        && switch (one) {
          case Target.Hold hold -> other instanceof Target.Hold that && agree(hold, that);
          case Target.Flat flat ->
              other instanceof Target.Flat that && flat.reason() == that.reason();
          case Target.Keep keep -> other instanceof Target.Keep;
        };
  }

  private static boolean agree(Target.Hold one, Target.Hold other) {
    return one.direction() == other.direction()
        && one.concentrate() == other.concentrate()
        && agree(stop(one), stop(other))
        && agree(target(one), target(other))
        && agree(one.sizing(), other.sizing());
  }

  private static boolean agree(Sizing one, Sizing other) {
    return switch (one) {
      case Sizing.WeightOfEquity of ->
          other instanceof Sizing.WeightOfEquity that && agree(of.weight(), that.weight());
      case Sizing.WeightOfBuyingPower of ->
          other instanceof Sizing.WeightOfBuyingPower that && agree(of.weight(), that.weight());
      case Sizing.RiskOfEquity of ->
          other instanceof Sizing.RiskOfEquity that
              && agree(of.risk(), that.risk())
              && agree(of.stopDistance(), that.stopDistance())
              && agree(of.leverage(), that.leverage());
      case Sizing.FixedMargin of ->
          other instanceof Sizing.FixedMargin that
              && agree(of.margin(), that.margin())
              && agree(of.leverage(), that.leverage());
    };
  }

  private static double stop(Target.Hold hold) {
    return hold.stopLoss().map(StopLoss::fraction).orElse(0.0);
  }

  private static double target(Target.Hold hold) {
    return hold.takeProfit().map(TakeProfit::fraction).orElse(0.0);
  }

  private static boolean agree(double one, double other) {
    return Math.abs(one - other) <= TOLERANCE * Math.max(Math.abs(one), Math.abs(other));
  }

  /** Whether a decision asks to hold a symbol. */
  static boolean holds(List<Target> targets, String symbol) {
    return of(targets, symbol).filter(Target.Hold.class::isInstance).isPresent();
  }

  /** Whether a decision asks to leave a symbol. */
  static boolean leaves(List<Target> targets, String symbol) {
    return of(targets, symbol).filter(Target.Flat.class::isInstance).isPresent();
  }

  private static Optional<Target> of(List<Target> targets, String symbol) {
    return targets.stream().filter(target -> target.symbol().equals(symbol)).findFirst();
  }

  /** Whether a decision asks for nothing but to leave everything as it is. */
  static boolean isIdle(List<Target> targets) {
    return targets.stream().allMatch(Target.Keep.class::isInstance);
  }

  /** A decision in words, such as {@code hold TQQQ (RSI(2) 12.3, close 80.1)}. */
  static String words(List<Target> targets) {
    return targets.isEmpty()
        ? "nothing, still warming up"
        : targets.stream().map(Targets::words).collect(Collectors.joining("; "));
  }

  private static String words(Target target) {
    return switch (target) {
      case Target.Hold hold ->
          "hold "
              + hold.symbol()
              + " "
              + hold.direction().label()
              + ", "
              + sizing(hold)
              + " ("
              + hold.why()
              + ")";
      case Target.Flat flat ->
          "leave " + flat.symbol() + ", " + flat.reason().label() + " (" + flat.why() + ")";
      case Target.Keep keep -> "keep " + keep.symbol() + " as it is (" + keep.why() + ")";
    };
  }

  private static String sizing(Target.Hold hold) {
    String size =
        switch (hold.sizing()) {
          case Sizing.WeightOfEquity of -> Words.percent(of.weight()) + " of equity";
          case Sizing.WeightOfBuyingPower of -> Words.percent(of.weight()) + " of buying power";
          case Sizing.RiskOfEquity of -> Words.percent(of.risk()) + " of equity at risk";
          case Sizing.FixedMargin of -> Words.price(of.margin()) + " of margin";
        };
    return size
        + hold.stopLoss().map(stop -> ", stop " + Words.percent(stop.fraction())).orElse("");
  }
}
