package io.bellwether.trading.execution;

import io.bellwether.trading.broker.AccountSnapshot;
import io.bellwether.trading.broker.BrokerException;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.event.TradingEvent.Severity;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.order.OrderPurpose;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.risk.Fact;
import io.bellwether.trading.risk.RiskState;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.Function;

/**
 * Looks at what the account has lost, once in every round, and sees to it that what a person or a
 * limit has stopped stays stopped.
 *
 * <p>The verdict is one write of the risk state. Everything that follows from it, telling people,
 * cancelling entries, closing positions, is done by whichever run reads that state, as often as it
 * takes: a crash before the write means the verdict comes again, one after it that the next run
 * goes on.
 */
final class LossWatch {
  private final AccountRuntime runtime;
  private final Ledger ledger;
  private final OrderGateway gateway;
  private final EmergencyStop emergencyStop;
  private final Function<Instant, LocalDate> dateAt;
  private final InstantSource clock;
  private final Announcer announcer;

  LossWatch(
      AccountRuntime runtime,
      Ledger ledger,
      OrderGateway gateway,
      Function<Instant, LocalDate> dateAt,
      InstantSource clock,
      Announcer announcer) {
    this.runtime = runtime;
    this.ledger = ledger;
    this.gateway = gateway;
    this.emergencyStop = new EmergencyStop(runtime, ledger, gateway, clock, announcer);
    this.dateAt = dateAt;
    this.clock = clock;
    this.announcer = announcer;
  }

  /**
   * Judges a reading of equity and does what is due. Without the risk state or the account nothing
   * is judged; orders are refused then, and what reduces goes on.
   */
  void watch(AccountView view) throws BrokerException {
    if (!(view.riskState() instanceof Fact.Known<RiskState>(RiskState stored))) {
      return;
    }
    RiskState state = tell(judge(stored, view));
    view.riskState(state);
    if (state.bars(dateAt.apply(clock.instant()))) {
      cancelEntries(view);
    }
    if (state.closing().isPresent()) {
      view.riskState(emergencyStop.pursue(state, state.closing().get(), view));
    }
  }

  private RiskState judge(RiskState state, AccountView view) {
    if (runtime.version().packaged()) {
      // Its limits are not the account's: nothing is sold by them. Nothing is bought either.
      return state;
    }
    if (!runtime.risk().profile().limitsLosses() || state.disabled()) {
      return state;
    }
    Fact<AccountSnapshot> account = RiskFacts.learn("the broker's account", view::account);
    if (!(account instanceof Fact.Known<AccountSnapshot>(AccountSnapshot reading))) {
      return state;
    }
    Instant now = clock.instant();
    RiskState judged = runtime.risk().assess(state, reading, dateAt.apply(now), now).state();
    return judged.equals(state) ? state : ledger.risk().update(judged);
  }

  private RiskState tell(RiskState state) {
    if (state.untold().isEmpty()) {
      return state;
    }
    RiskState.Untold breach = state.untold().get();
    boolean taken =
        announcer.tellOnce(
            TradingEvent.Type.RISK_BREACHED,
            breach.critical() ? Severity.CRITICAL : Severity.WARNING,
            breach.rule() + "-" + runtime.account() + "-" + breach.time(),
            breach.time(),
            "",
            (breach.critical() ? "emergency stop: " : "day's loss: ") + breach.message(),
            Map.of("rule", breach.rule()));
    return taken ? ledger.risk().update(state.told()) : state;
  }

  /** An entry at the broker that has not filled would still add exposure. */
  private void cancelEntries(AccountView view) {
    for (OrderRecord order : view.openOrders()) {
      if (order.purpose() == OrderPurpose.ENTRY && !order.status().isOver()) {
        gateway.cancel(order, view.deadline());
        view.changed();
      }
    }
  }
}
