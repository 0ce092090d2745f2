package io.bellwether.trading.order;

import io.bellwether.market.Instrument;
import io.bellwether.trading.Checks;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What is asked of the venue. Prices lie on the instrument's price step.
 *
 * @param symbol the symbol
 * @param side buy or sell
 * @param quantity shares, more than 0
 * @param type how it is priced
 * @param timeInForce how long it lives
 * @param limitPrice for limit and stop-limit orders
 * @param stopPrice for stop and stop-limit orders
 * @param trail for trailing stops
 * @param attached the orders that come with it
 */
public record OrderTerms(
    String symbol,
    Side side,
    BigDecimal quantity,
    OrderType type,
    TimeInForce timeInForce,
    Optional<BigDecimal> limitPrice,
    Optional<BigDecimal> stopPrice,
    Optional<Trail> trail,
    Attached attached) {

  /** The distance a trailing stop keeps from the best price. */
  public sealed interface Trail {
    /** In money. */
    record Amount(BigDecimal amount) implements Trail {}

    /** In percent, such as 1.5. */
    record Percent(BigDecimal percent) implements Trail {}
  }

  /** Orders that come with an order. */
  public sealed interface Attached {
    /** None: a simple order. */
    record None() implements Attached {}

    /** A target and a stop that go live when the entry has filled; one cancels the other. */
    record Bracket(BigDecimal takeProfit, BigDecimal stopLoss, Optional<BigDecimal> stopLimit)
        implements Attached {}

    /** A target and a stop for a position that exists; one cancels the other. */
    record OneCancelsOther(
        BigDecimal takeProfit, BigDecimal stopLoss, Optional<BigDecimal> stopLimit)
        implements Attached {}

    /** One of a target and a stop that goes live when the entry has filled. */
    record OneTriggersOther(Optional<BigDecimal> takeProfit, Optional<BigDecimal> stopLoss)
        implements Attached {}
  }

  public OrderTerms {
    Instrument.requireSymbol(symbol);
    Checks.positive("quantity", quantity);
    limitPrice.ifPresent(price -> Checks.positive("limit price", price));
    stopPrice.ifPresent(price -> Checks.positive("stop price", price));
    boolean needsLimit = type == OrderType.LIMIT || type == OrderType.STOP_LIMIT;
    boolean needsStop = type == OrderType.STOP || type == OrderType.STOP_LIMIT;
    if (needsLimit != limitPrice.isPresent()
        || needsStop != stopPrice.isPresent()
        || (type == OrderType.TRAILING_STOP) != trail.isPresent()) {
      throw new IllegalArgumentException(
          type + " order for " + symbol + " has the wrong set of prices");
    }
  }

  /** A market order. */
  public static OrderTerms market(
      String symbol, Side side, BigDecimal quantity, TimeInForce timeInForce) {
    return new OrderTerms(
        symbol,
        side,
        quantity,
        OrderType.MARKET,
        timeInForce,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new Attached.None());
  }

  /** A stop order. */
  public static OrderTerms stop(
      String symbol,
      Side side,
      BigDecimal quantity,
      BigDecimal stopPrice,
      TimeInForce timeInForce) {
    return new OrderTerms(
        symbol,
        side,
        quantity,
        OrderType.STOP,
        timeInForce,
        Optional.empty(),
        Optional.of(stopPrice),
        Optional.empty(),
        new Attached.None());
  }
}
