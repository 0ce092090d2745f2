package io.bellwether.research.report;

import io.bellwether.research.metrics.Performance;
import io.bellwether.strategy.ExitReason;
import io.bellwether.trading.ledger.Trade;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The same strategy with both rules for buying again after a stop: at once while the entry
 * condition still holds, or only after it has once been false.
 *
 * @param immediate buying again at once
 * @param afterReset waiting for the condition to be false once
 * @param stopOuts exits by stop of the main symbol, buying again at once
 * @param boughtAgain how many of them were followed by an entry at the very next open
 */
public record ReentryComparison(
    Performance immediate, Performance afterReset, int stopOuts, int boughtAgain) {

  /**
   * Compares two runs of one strategy over the same bars.
   *
   * @param immediate the run that buys again at once
   * @param afterReset the run that waits for the entry condition to be false once
   */
  public static ReentryComparison of(TearSheet immediate, TearSheet afterReset) {
    RunResult run = immediate.run();
    List<Trade> trades =
        run.trades().stream()
            .filter(trade -> trade.symbol().equals(run.symbols().getFirst()))
            .toList();
    Set<Integer> entries = new HashSet<>();
    trades.forEach(trade -> entries.add(barOf(run, trade.entryTime())));
    run.openPositions().stream()
        .filter(position -> position.symbol().equals(run.symbols().getFirst()))
        .forEach(position -> entries.add(barOf(run, position.entryTime())));
    List<Trade> stopped =
        trades.stream().filter(trade -> trade.exitReason() == ExitReason.STOP).toList();
    long again =
        stopped.stream()
            .filter(trade -> entries.contains(barOf(run, trade.exitTime()) + 1))
            .count();
    return new ReentryComparison(
        immediate.performance(), afterReset.performance(), stopped.size(), (int) again);
  }

  /** The number of the bar an instant falls in. */
  private static int barOf(RunResult run, Instant instant) {
    return run.bars().countBefore(instant.plusMillis(1)) - 1;
  }
}
