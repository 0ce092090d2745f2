package io.bellwether.trading.ledger;

import io.bellwether.strategy.Direction;
import java.time.Instant;
import java.util.List;

/**
 * Whether a signal that asked for a change was right, some bars later.
 *
 * @param signalId the signal
 * @param account its account
 * @param symbol the symbol it asked a change of
 * @param expected long if it was right only if the price rises, short if it falls
 * @param bar the bar it was decided on
 * @param verdicts what is known so far, in order of the horizons
 * @param open whether more is to come
 * @param revision counts changes
 */
public record SignalReview(
    String signalId,
    String account,
    String symbol,
    Direction expected,
    Instant bar,
    List<Verdict> verdicts,
    boolean open,
    long revision) {
  /**
   * Whether it was right.
   *
   * @param bars how many bars after the decision
   */
  public record Verdict(int bars, boolean right) {}
}
