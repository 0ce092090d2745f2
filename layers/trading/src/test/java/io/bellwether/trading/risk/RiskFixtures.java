package io.bellwether.trading.risk;

import io.bellwether.strategy.Direction;
import io.bellwether.strategy.ExitReason;
import io.bellwether.strategy.StopLoss;
import io.bellwether.trading.broker.AccountSnapshot;
import io.bellwether.trading.broker.BrokerPosition;
import io.bellwether.trading.broker.LatestTrade;
import io.bellwether.trading.order.OrderPurpose;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.OrderStatus;
import io.bellwether.trading.order.OrderTerms;
import io.bellwether.trading.order.Side;
import io.bellwether.trading.order.TimeInForce;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Orders, accounts and contexts for the risk tests: 10,000 dollars, TQQQ at 80 the main symbol. */
final class RiskFixtures {
  static final String ACCOUNT = "paper-1";
  static final Instant NOW = Instant.parse("2026-11-20T20:30:00Z");

  static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

  private RiskFixtures() {}

  static OrderRecord entry(String symbol, String quantity) {
    return order(OrderPurpose.ENTRY, symbol, Side.BUY, quantity);
  }

  static OrderRecord order(OrderPurpose purpose, String symbol, Side side, String quantity) {
    return new OrderRecord(
        "bw-test",
        ACCOUNT,
        "rsi2",
        "signal-1",
        purpose,
        purpose == OrderPurpose.ENTRY ? Optional.empty() : Optional.of(ExitReason.RULE),
        OrderTerms.market(symbol, side, new BigDecimal(quantity), TimeInForce.DAY),
        OrderStatus.INTENDED,
        Optional.empty(),
        BigDecimal.ZERO,
        "",
        NOW,
        NOW,
        0);
  }

  /** An order beside the one that is asked about. */
  static OrderRecord underWay(String id, OrderRecord order, OrderStatus status, String filled) {
    return new OrderRecord(
        id,
        order.account(),
        order.strategy(),
        order.signalId(),
        order.purpose(),
        order.exitReason(),
        order.terms(),
        status,
        Optional.empty(),
        new BigDecimal(filled),
        "",
        order.createdAt(),
        order.updatedAt(),
        0);
  }

  static BrokerPosition position(String symbol, Direction direction, String quantity) {
    return new BrokerPosition(
        symbol,
        direction,
        new BigDecimal(quantity),
        new BigDecimal(quantity),
        new BigDecimal("80"),
        new BigDecimal("80"));
  }

  static AccountSnapshot account(String equity, String buyingPower) {
    return account(equity, buyingPower, false);
  }

  static AccountSnapshot account(String equity, String buyingPower, boolean blocked) {
    return new AccountSnapshot(
        new BigDecimal(buyingPower),
        new BigDecimal(equity),
        new BigDecimal(buyingPower),
        blocked,
        NOW,
        Optional.of(new BigDecimal(equity)));
  }

  /** All is well: nothing held, 10,000 of equity and buying power, a stop 5 % away. */
  static RiskContext context() {
    return RiskContext.builder(NOW, List.of("TQQQ", "SQQQ", "QQQ"))
        .state(Fact.of(RiskState.initial(ACCOUNT)))
        .account(Fact.of(account("10000", "10000")))
        .positions(Fact.of(List.of()))
        .openOrders(Fact.of(List.of()))
        .ordersOfSignal(Fact.of(List.of()))
        .market(Fact.of(new Market(TODAY, Market.Phase.SESSION)))
        .price(Fact.of(new BigDecimal("80")))
        .stopLoss(Optional.of(new StopLoss(0.05)))
        .latestTrade(Fact.of(new LatestTrade(new BigDecimal("80"), Optional.of(NOW))))
        .averageVolume(Fact.of(new BigDecimal("1000000")))
        .ordersOfDay(Fact.of(List.of()))
        .tradeReturns(Fact.of(List.of()))
        .stops(Fact.of(Map.of()))
        .build();
  }

  static RiskContext with(RiskContext context, RiskState state) {
    return context.with(Fact.of(state));
  }

  static RiskContext with(RiskContext context, AccountSnapshot account) {
    return context.toBuilder().account(Fact.of(account)).build();
  }

  static RiskContext holding(RiskContext context, BrokerPosition... positions) {
    return context.toBuilder().positions(Fact.of(List.of(positions))).build();
  }

  static RiskContext priced(RiskContext context, String price) {
    return context.toBuilder().price(Fact.of(new BigDecimal(price))).build();
  }

  static RiskContext stopped(RiskContext context, Optional<StopLoss> stopLoss) {
    return context.toBuilder().stopLoss(stopLoss).build();
  }

  static RiskState state(RiskContext context) {
    return context.state().orObject();
  }
}
