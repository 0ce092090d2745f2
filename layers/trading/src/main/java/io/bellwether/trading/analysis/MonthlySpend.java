package io.bellwether.trading.analysis;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Map;

/**
 * What models cost in a month. The most that a question may cost is reserved before it is asked and
 * replaced by what it did cost; of a run that was killed in between, the reservation stays.
 *
 * @param month of UTC
 * @param spentUsd by answered questions
 * @param questions how many were answered
 * @param reservedUsd by question, those whose cost is not known
 * @param revision counts changes; 0 before the first
 */
public record MonthlySpend(
    YearMonth month,
    BigDecimal spentUsd,
    long questions,
    Map<String, BigDecimal> reservedUsd,
    long revision) {
  /** A month in which nobody was asked. */
  public static MonthlySpend none(YearMonth month) {
    return new MonthlySpend(month, BigDecimal.ZERO, 0, Map.of(), 0);
  }

  /** Spent or reserved. */
  public BigDecimal committedUsd() {
    return reservedUsd.values().stream().reduce(spentUsd, BigDecimal::add);
  }
}
