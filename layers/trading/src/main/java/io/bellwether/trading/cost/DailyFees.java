package io.bellwether.trading.cost;

import io.bellwether.trading.order.Fill;
import io.bellwether.trading.order.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What Alpaca charges an account for one day: each fee computed on exact quantities, added up over
 * the day, then rounded up to the next cent. It is posted the next day as activities of type {@code
 * FEE}, and is therefore no part of any order's cost; use it to check a statement.
 *
 * @param date the trading day, in New York
 * @param exact each fee's sum before rounding, in US dollars
 */
public record DailyFees(LocalDate date, Map<RegulatoryFee, BigDecimal> exact) {
  public DailyFees {
    exact = Collections.unmodifiableMap(new EnumMap<>(exact));
  }

  /**
   * Adds up one account's day.
   *
   * @param fills every fill of the account on that day, and none of another
   */
  public static DailyFees of(LocalDate date, List<Fill> fills, FeeSchedule schedule) {
    Map<String, Traded> orders = new LinkedHashMap<>();
    for (Fill fill : fills) {
      orders.merge(fill.clientOrderId(), Traded.of(fill), Traded::plus);
    }
    Map<RegulatoryFee, BigDecimal> exact = new EnumMap<>(RegulatoryFee.class);
    for (RegulatoryFee fee : RegulatoryFee.values()) {
      BigDecimal sum = BigDecimal.ZERO;
      for (Traded order : orders.values()) {
        sum = sum.add(schedule.charge(fee, order.side(), order.quantity(), order.value(), date));
      }
      exact.put(fee, sum);
    }
    return new DailyFees(date, exact);
  }

  /** What the account is charged of one fee: the sum rounded up to the next cent. */
  public BigDecimal charged(RegulatoryFee fee) {
    return exact.getOrDefault(fee, BigDecimal.ZERO).setScale(2, RoundingMode.CEILING);
  }

  /** What the account is charged in all. */
  public BigDecimal charged() {
    BigDecimal sum = BigDecimal.ZERO;
    for (RegulatoryFee fee : RegulatoryFee.values()) {
      sum = sum.add(charged(fee));
    }
    return sum;
  }

  /** What one order traded. */
  private record Traded(Side side, BigDecimal quantity, BigDecimal value) {
    static Traded of(Fill fill) {
      return new Traded(fill.side(), fill.quantity(), fill.quantity().multiply(fill.price()));
    }

    Traded plus(Traded other) {
      return new Traded(side, quantity.add(other.quantity), value.add(other.value));
    }
  }
}
