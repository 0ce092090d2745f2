package io.bellwether.trading.execution;

import io.bellwether.market.time.Deadline;
import io.bellwether.strategy.StopLoss;
import io.bellwether.trading.broker.AccountSnapshot;
import io.bellwether.trading.broker.Broker;
import io.bellwether.trading.broker.BrokerException;
import io.bellwether.trading.broker.BrokerPosition;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.risk.Fact;
import io.bellwether.trading.risk.RiskContext;
import io.bellwether.trading.risk.RiskState;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the broker and the ledger say of the account in this invocation, read when first needed and
 * again after anything may have changed it.
 */
final class AccountView {
  private final AccountRuntime runtime;
  private final Deadline deadline;
  private final Ledger ledger;
  private final RiskFacts facts;
  private final InstantSource clock;
  private @Nullable Fact<RiskState> riskState;
  private @Nullable AccountSnapshot account;
  private @Nullable List<BrokerPosition> positions;
  private Instant positionsAskedAt = Instant.MIN;
  private @Nullable List<OrderRecord> openOrders;

  AccountView(
      AccountRuntime runtime,
      Ledger ledger,
      RiskFacts facts,
      InstantSource clock,
      Deadline deadline) {
    this.runtime = runtime;
    this.ledger = ledger;
    this.facts = facts;
    this.clock = clock;
    this.deadline = deadline;
  }

  Broker broker() {
    return runtime.broker();
  }

  Deadline deadline() {
    return deadline;
  }

  /** The account's risk state; unknown if the ledger cannot tell. */
  Fact<RiskState> riskState() {
    Fact<RiskState> known = riskState;
    if (known == null) {
      known =
          RiskFacts.learn("the account's risk state", () -> ledger.risk().of(runtime.account()));
      riskState = known;
    }
    return known;
  }

  void riskState(RiskState state) {
    this.riskState = Fact.of(state);
  }

  AccountSnapshot account() throws BrokerException {
    AccountSnapshot known = account;
    if (known == null) {
      known = broker().account(deadline);
      account = known;
    }
    return known;
  }

  List<BrokerPosition> positions() throws BrokerException {
    List<BrokerPosition> known = positions;
    if (known == null) {
      positionsAskedAt = clock.instant();
      known = broker().positions(deadline);
      positions = known;
    }
    return known;
  }

  /**
   * When the broker was asked for the positions. What may have changed a moment before that need
   * not show in them, however long ago it is by now: the process may have stood still since.
   */
  Instant positionsAskedAt() throws BrokerException {
    positions();
    return positionsAskedAt;
  }

  Optional<BrokerPosition> position(String symbol) throws BrokerException {
    return positions().stream().filter(held -> held.symbol().equals(symbol)).findFirst();
  }

  /** The ledger's open orders. */
  List<OrderRecord> openOrders() {
    List<OrderRecord> known = openOrders;
    if (known == null) {
      known = ledger.orders().open(runtime.account());
      openOrders = known;
    }
    return known;
  }

  /** To be called when an order was sent, cancelled or filled. */
  void changed() {
    account = null;
    positions = null;
    openOrders = null;
  }

  /** To be called when time has passed: everything is read anew. */
  void renew() {
    changed();
    riskState = null;
  }

  /**
   * What a risk check of an order needs to know.
   *
   * @param price the price its size was reckoned with
   */
  RiskContext riskContext(OrderRecord order, BigDecimal price, Optional<StopLoss> stopLoss) {
    return facts.context(order, price, stopLoss, this, ledger);
  }
}
