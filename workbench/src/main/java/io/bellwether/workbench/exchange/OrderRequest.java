package io.bellwether.workbench.exchange;

import io.bellwether.trading.order.OrderType;
import io.bellwether.trading.order.Side;
import io.bellwether.trading.order.TimeInForce;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a client asks for, read but not yet checked by {@link OrderChecks}.
 *
 * @param clientOrderId the client's id; empty lets the exchange make one
 * @param prices the prices of the order itself
 * @param takeProfit the limit price of the target that comes with it
 * @param stopLoss the stop price of the stop that comes with it
 * @param stopLossLimit makes that stop a stop-limit order
 */
record OrderRequest(
    String symbol,
    Side side,
    OrderType type,
    TimeInForce timeInForce,
    Optional<BigDecimal> quantity,
    Optional<BigDecimal> notional,
    Prices prices,
    boolean extendedHours,
    Optional<String> clientOrderId,
    OrderClass orderClass,
    Optional<BigDecimal> takeProfit,
    Optional<BigDecimal> stopLoss,
    Optional<BigDecimal> stopLossLimit) {

  /**
   * The prices of an order; which are present depends on its type.
   *
   * @param trailPrice a trailing stop's distance in money
   * @param trailPercent a trailing stop's distance in percent, such as 1.5
   */
  record Prices(
      Optional<BigDecimal> limit,
      Optional<BigDecimal> stop,
      Optional<BigDecimal> trailPrice,
      Optional<BigDecimal> trailPercent) {
    static final Prices NONE =
        new Prices(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    static Prices limit(BigDecimal price) {
      return new Prices(Optional.of(price), Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Prices stop(BigDecimal price, Optional<BigDecimal> limit) {
      return new Prices(limit, Optional.of(price), Optional.empty(), Optional.empty());
    }
  }

  /** A simple order for a number of shares. */
  static OrderRequest simple(
      String symbol,
      Side side,
      OrderType type,
      TimeInForce timeInForce,
      BigDecimal quantity,
      Prices prices) {
    return new OrderRequest(
        symbol,
        side,
        type,
        timeInForce,
        Optional.of(quantity),
        Optional.empty(),
        prices,
        false,
        Optional.empty(),
        OrderClass.SIMPLE,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same request under an id of the client's. */
  OrderRequest withClientOrderId(String id) {
    return new OrderRequest(
        symbol,
        side,
        type,
        timeInForce,
        quantity,
        notional,
        prices,
        extendedHours,
        Optional.of(id),
        orderClass,
        takeProfit,
        stopLoss,
        stopLossLimit);
  }

  /** The same request with orders attached. */
  OrderRequest withAttached(
      OrderClass newClass, Optional<BigDecimal> newTakeProfit, Optional<BigDecimal> newStopLoss) {
    return new OrderRequest(
        symbol,
        side,
        type,
        timeInForce,
        quantity,
        notional,
        prices,
        extendedHours,
        clientOrderId,
        newClass,
        newTakeProfit,
        newStopLoss,
        Optional.empty());
  }

  /** Whether it asks for less than whole shares, or for an amount of money. */
  boolean isFractional() {
    return notional.isPresent() || quantity.filter(q -> !Decimals.isWhole(q)).isPresent();
  }
}
