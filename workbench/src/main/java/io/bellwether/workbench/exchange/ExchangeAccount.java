package io.bellwether.workbench.exchange;

import io.bellwether.trading.order.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Cash and long positions, in exact decimals of US dollars. */
final class ExchangeAccount {
  /**
   * A long position.
   *
   * @param quantity shares, more than 0
   * @param costBasis what they cost, without fees
   */
  record Position(BigDecimal quantity, BigDecimal costBasis) {
    BigDecimal averagePrice() {
      return Decimals.divide(costBasis, quantity);
    }
  }

  private final BigDecimal multiplier;
  private final Function<String, BigDecimal> prices;
  private final TreeMap<String, Position> positions = new TreeMap<>();
  private BigDecimal cash;
  private BigDecimal lastEquity;

  /**
   * @param multiplier equity times this may be held; 1 is a cash account, which never owes
   * @param prices the latest price of a symbol
   */
  ExchangeAccount(BigDecimal cash, int multiplier, Function<String, BigDecimal> prices) {
    this.cash = cash;
    this.lastEquity = cash;
    this.multiplier = BigDecimal.valueOf(multiplier);
    this.prices = prices;
  }

  BigDecimal cash() {
    return cash;
  }

  BigDecimal multiplier() {
    return multiplier;
  }

  /** Equity at the last session's close. */
  BigDecimal lastEquity() {
    return lastEquity;
  }

  void endSession() {
    lastEquity = equity();
  }

  SortedMap<String, Position> positions() {
    return Collections.unmodifiableSortedMap(positions);
  }

  Optional<Position> position(String symbol) {
    return Optional.ofNullable(positions.get(symbol));
  }

  BigDecimal quantity(String symbol) {
    return position(symbol).map(Position::quantity).orElse(BigDecimal.ZERO);
  }

  BigDecimal marketValue(String symbol) {
    return quantity(symbol).multiply(prices.apply(symbol));
  }

  SortedMap<String, BigDecimal> marketValues() {
    SortedMap<String, BigDecimal> values = new TreeMap<>();
    for (String symbol : positions.keySet()) {
      values.put(symbol, marketValue(symbol));
    }
    return values;
  }

  BigDecimal longMarketValue() {
    BigDecimal total = BigDecimal.ZERO;
    for (Map.Entry<String, Position> entry : positions.entrySet()) {
      total = total.add(entry.getValue().quantity().multiply(prices.apply(entry.getKey())));
    }
    return total;
  }

  BigDecimal equity() {
    return cash.add(longMarketValue());
  }

  /** What new purchases may cost: cash, or with margin what equity still carries. */
  BigDecimal spendable() {
    BigDecimal value = longMarketValue();
    return cash.add(value).multiply(multiplier).subtract(value).max(BigDecimal.ZERO);
  }

  /**
   * Turns {@code oldShares} of a symbol into {@code newShares}.
   *
   * @param fractional whether fractions of a share stay; else they are paid in cash
   * @param price of a new share, for that
   */
  void split(
      String symbol,
      BigDecimal newShares,
      BigDecimal oldShares,
      boolean fractional,
      BigDecimal price) {
    Position held = positions.get(symbol);
    if (held == null) {
      return;
    }
    BigDecimal exact =
        held.quantity()
            .multiply(newShares)
            .divide(oldShares, Decimals.QUANTITY_SCALE, RoundingMode.DOWN);
    BigDecimal kept = fractional ? exact : exact.setScale(0, RoundingMode.DOWN);
    cash = cash.add(exact.subtract(kept).multiply(price));
    if (kept.signum() == 0) {
      positions.remove(symbol);
    } else {
      BigDecimal basis = Decimals.divide(held.costBasis().multiply(kept), exact);
      positions.put(symbol, new Position(kept, basis));
    }
  }

  /** Moves shares in from another broker, or out if negative, without cash. */
  void transfer(String symbol, BigDecimal quantity, BigDecimal averagePrice) {
    Position held = positions.getOrDefault(symbol, new Position(BigDecimal.ZERO, BigDecimal.ZERO));
    BigDecimal left = held.quantity().add(quantity);
    if (left.signum() < 0) {
      throw new IllegalArgumentException("only " + held.quantity() + " " + symbol + " are held");
    }
    if (left.signum() == 0) {
      positions.remove(symbol);
      return;
    }
    BigDecimal basis =
        quantity.signum() > 0
            ? held.costBasis().add(quantity.multiply(averagePrice))
            : Decimals.divide(held.costBasis().multiply(left), held.quantity());
    positions.put(symbol, new Position(left, basis));
  }

  /** Pays cash in, or out if negative. */
  void pay(BigDecimal amount) {
    cash = cash.add(amount);
  }

  /** Posts a fill and what it cost beside its price. */
  void post(String symbol, Side side, BigDecimal quantity, BigDecimal price, BigDecimal costs) {
    BigDecimal value = quantity.multiply(price);
    Position held = positions.get(symbol);
    if (side == Side.BUY) {
      cash = cash.subtract(value).subtract(costs);
      positions.put(
          symbol,
          held == null
              ? new Position(quantity, value)
              : new Position(held.quantity().add(quantity), held.costBasis().add(value)));
      return;
    }
    if (held == null || held.quantity().compareTo(quantity) < 0) {
      throw new IllegalStateException("a sell of " + quantity + " " + symbol + " is not covered");
    }
    cash = cash.add(value).subtract(costs);
    BigDecimal left = held.quantity().subtract(quantity);
    if (left.signum() == 0) {
      positions.remove(symbol);
    } else {
      BigDecimal basis = Decimals.divide(held.costBasis().multiply(left), held.quantity());
      positions.put(symbol, new Position(left, basis));
    }
  }
}
