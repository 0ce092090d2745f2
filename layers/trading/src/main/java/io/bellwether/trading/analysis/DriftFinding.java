package io.bellwether.trading.analysis;

import java.time.Instant;
import java.util.Optional;

/**
 * One thing held against the backtest: a decision, an entry, an exit, or what is held.
 *
 * @param kind what came of it
 * @param what names it: {@code decision}, {@code entry TQQQ}, {@code exit TQQQ}, {@code held TQQQ}
 * @param bar the bar decided on, or the bar of the fill
 * @param live what was decided or done, in words
 * @param backtest what the backtest decides or does, in words
 * @param cause why they differ, as far as it is known; empty where they agree
 * @param bps what the price differs by in basis points, positive where live is worse; absent where
 *     there are not two prices
 * @param quantityPercent by how much more live traded, in percent of the backtest's quantity;
 *     negative if less
 * @param alert whether a person is to look at it
 */
public record DriftFinding(
    Kind kind,
    String what,
    Instant bar,
    String live,
    String backtest,
    String cause,
    Optional<Double> bps,
    Optional<Double> quantityPercent,
    boolean alert) {
  /** What came of holding something against the backtest. */
  public enum Kind {
    /** The same, at the same price. */
    AGREES,
    /** The same at another price or size. */
    PRICE,
    /** The bars are not those that were decided on. */
    DATA_CHANGED,
    /** Not the same, for a reason that is on record and is no fault of the decision. */
    EXPLAINED,
    /** Decided otherwise, and nothing explains it. */
    DECISION_DIFFERS,
    /** The backtest decides or does it, and live nothing is on record. */
    MISSING,
    /** Live decided or did it, and the backtest does not. */
    SURPLUS
  }
}
