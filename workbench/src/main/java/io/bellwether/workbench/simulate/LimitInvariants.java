package io.bellwether.workbench.simulate;

import io.bellwether.cloud.dynamo.Write;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.risk.RiskLimit;
import io.bellwether.trading.risk.RiskState;
import io.bellwether.workbench.exchange.SimulatedExchange;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * What has to hold of the limits on losses: a loss beyond the drawdown limit stops trading and
 * sells everything; and whatever stops trading, a person or a limit, is obeyed by every invocation
 * that begins after it is stored.
 */
final class LimitInvariants {
  private static final long NEVER = Long.MAX_VALUE;

  /** Prices move between the reading that the functions judge by and the end of the day. */
  private static final BigDecimal LEEWAY = new BigDecimal("0.97");

  private final String account;
  private final Optional<BigDecimal> drawdown;
  private final Ledger truth;
  private final SimulatedExchange exchange;
  private final Verdicts verdicts;
  private final LongSupplier invocations;
  private Optional<BigDecimal> leastPeak;
  private RiskState state;
  private long stoppedSince = NEVER;
  private long dayBegan;

  /**
   * @param invocations how many there have been
   */
  LimitInvariants(
      Scenario scenario,
      Ledger truth,
      SimulatedExchange exchange,
      Verdicts verdicts,
      LongSupplier invocations) {
    this.account = scenario.version().account().id();
    this.drawdown = scenario.version().account().limits().limit(RiskLimit.DRAWDOWN);
    this.truth = truth;
    this.exchange = exchange;
    this.verdicts = verdicts;
    this.invocations = invocations;
    this.leastPeak = Optional.of(scenario.capital());
    this.state = RiskState.initial(account);
  }

  /** Writes were made. */
  void written(List<Write> writes) {
    if (writes.stream().anyMatch(write -> write.key().pk().endsWith("#RISK"))) {
      boolean wasDisabled = state.disabled();
      state = truth.risk().of(account);
      if (wasDisabled && !state.disabled()) {
        // A person enabled it again: losses count from what there is then.
        leastPeak = Optional.empty();
      }
      boolean stopped = state.killed() || state.disabled() || state.dayLoss().isPresent();
      stoppedSince = stopped ? Math.min(stoppedSince, invocations.getAsLong()) : NEVER;
    }
  }

  /** The risk state as it was stored last. */
  RiskState state() {
    return state;
  }

  /** Whether trading had been stopped for good when an invocation began. */
  boolean stoppedBefore(long begun) {
    return (state.killed() || state.disabled()) && begun > stoppedSince;
  }

  /** A day begins. */
  void dayBegins() {
    dayBegan = invocations.getAsLong();
  }

  /**
   * At the end of a calm day.
   *
   * @param byHand what is left out
   */
  void check(Set<String> byHand) {
    BigDecimal equity = exchange.equity();
    if (drawdown.isPresent() && leastPeak.isPresent() && !state.disabled()) {
      BigDecimal least =
          leastPeak.get().multiply(BigDecimal.ONE.subtract(drawdown.get())).multiply(LEEWAY);
      if (equity.compareTo(least) < 0) {
        verdicts.broken(
            "a loss beyond the limit stops trading",
            "equity is %s after %s, and trading goes on: %s"
                .formatted(equity, leastPeak.get(), state));
      }
    }
    if (state.disabled() && stoppedBefore(dayBegan)) {
      TreeMap<String, BigDecimal> held = new TreeMap<>(exchange.positions());
      held.keySet().removeAll(byHand);
      if (!held.isEmpty()) {
        verdicts.broken("an emergency stop sells everything", "still held: " + held + " " + state);
      }
    }
  }
}
