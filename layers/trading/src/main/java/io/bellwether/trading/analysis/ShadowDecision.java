package io.bellwether.trading.analysis;

import io.bellwether.strategy.Target;
import java.time.Instant;
import java.util.List;

/**
 * What the active version and a candidate decided at one tick, of the same bars and with what the
 * account held then.
 *
 * @param strategy the strategy
 * @param version the candidate
 * @param bar the bar decided on
 * @param decidedAt when
 * @param signalId the signal of the active version
 * @param activeVersion its number
 * @param active what it wants, one target per leg
 * @param candidate what the candidate wants; empty while one of its indicators is not defined
 */
public record ShadowDecision(
    String strategy,
    int version,
    Instant bar,
    Instant decidedAt,
    String signalId,
    int activeVersion,
    List<Target> active,
    List<Target> candidate) {
  public ShadowDecision {
    active = List.copyOf(active);
    candidate = List.copyOf(candidate);
  }

  /** Whether the candidate could decide. */
  public boolean isComparable() {
    return !candidate.isEmpty();
  }

  /** Whether both want the same: what to hold, how much of it and with which stop. */
  public boolean agrees() {
    return active.stream()
        .map(ShadowDecision::deed)
        .toList()
        .equals(candidate.stream().map(ShadowDecision::deed).toList());
  }

  /** A target without its reasons, whose figures are each version's own. */
  private static Object deed(Target target) {
    return switch (target) {
      case Target.Hold hold ->
          new Target.Hold(
              hold.symbol(),
              hold.direction(),
              hold.sizing(),
              hold.stopLoss(),
              hold.takeProfit(),
              hold.concentrate(),
              "");
      case Target.Flat flat -> List.of("flat", flat.symbol());
      case Target.Keep keep -> List.of("keep", keep.symbol());
    };
  }
}
