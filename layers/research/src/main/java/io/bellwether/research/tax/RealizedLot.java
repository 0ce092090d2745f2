package io.bellwether.research.tax;

import io.bellwether.strategy.Direction;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * A lot, or the part of one, that was closed.
 *
 * @param account the account
 * @param symbol the symbol
 * @param direction long: bought, later sold; short: sold, later bought
 * @param acquired the date of the purchase: of a short, the one that closed it
 * @param sold the date of the sale: of a short, the one that opened it
 * @param quantity in shares as they were when it was closed, splits since it was opened applied
 * @param proceeds of the sale, less its fees
 * @param costBasis of the purchase, with its fees
 * @param washSaleHint whether this is a loss and a lot of the same symbol and direction was opened
 *     within 30 days before or after it was realised; nothing is adjusted for it
 */
public record RealizedLot(
    String account,
    String symbol,
    Direction direction,
    LocalDate acquired,
    LocalDate sold,
    BigDecimal quantity,
    BigDecimal proceeds,
    BigDecimal costBasis,
    boolean washSaleHint) {

  /** Proceeds less cost basis. */
  public BigDecimal gain() {
    return proceeds.subtract(costBasis);
  }

  /** The date it was closed on, whose year it is taxed in. */
  public LocalDate realized() {
    return direction == Direction.LONG ? sold : acquired;
  }

  /** Days from opening to closing. */
  public long holdingDays() {
    return Math.abs(ChronoUnit.DAYS.between(acquired, sold));
  }

  /**
   * Held for more than one year (26 U.S.C. 1222), the day of purchase not counted. The gain of a
   * short sale is short-term: what closes it has just been bought (26 U.S.C. 1233).
   */
  public boolean longTerm() {
    return direction == Direction.LONG && acquired.plusYears(1).isBefore(sold);
  }
}
