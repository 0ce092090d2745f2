package io.bellwether.workbench.cost;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a month costs, in US dollars.
 *
 * @param lines what is used, in the order of the prices
 * @param runs how often each function runs, by its short name
 */
public record Bill(List<Line> lines, SortedMap<String, Long> runs) {
  /**
   * What is used of one thing.
   *
   * @param full what it costs
   * @param beyondAllowance what it costs where nothing else of the account uses the allowance
   */
  public record Line(
      Price price, BigDecimal quantity, BigDecimal full, BigDecimal beyondAllowance) {}

  public Bill {
    lines = List.copyOf(lines);
    runs = Collections.unmodifiableSortedMap(new TreeMap<>(runs));
  }

  /** A bill for quantities by the ids of their prices. What is not used has no line. */
  static Bill of(
      PriceList prices, Map<String, BigDecimal> quantities, SortedMap<String, Long> runs) {
    quantities.keySet().forEach(prices::price);
    Map<String, BigDecimal> free = new HashMap<>();
    List<Line> lines = new ArrayList<>();
    for (Price price : prices.prices().values()) {
      BigDecimal quantity = quantities.getOrDefault(price.id(), BigDecimal.ZERO);
      if (quantity.signum() > 0) {
        BigDecimal billed = quantity.subtract(take(price, quantity, free));
        lines.add(new Line(price, quantity, price.of(quantity), price.of(billed)));
      }
    }
    return new Bill(lines, runs);
  }

  /** Everything at its price. */
  public BigDecimal full() {
    return lines.stream().map(Line::full).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Everything beyond the allowances. */
  public BigDecimal beyondAllowances() {
    return lines.stream().map(Line::beyondAllowance).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Takes what is left of the price's allowance, at most the quantity. */
  private static BigDecimal take(Price price, BigDecimal quantity, Map<String, BigDecimal> free) {
    if (price.allowance().isEmpty()) {
      return BigDecimal.ZERO;
    }
    Price.Allowance allowance = price.allowance().get();
    BigDecimal left = free.getOrDefault(allowance.id(), allowance.quantity());
    BigDecimal taken = left.min(quantity);
    free.put(allowance.id(), left.subtract(taken));
    return taken;
  }
}
