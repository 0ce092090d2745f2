package io.bellwether.workbench.cost;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What something costs.
 *
 * @param id the name the cost model asks for it by
 * @param item what is billed, for people, with its unit
 * @param per how many of them the price is for
 * @param usd the price, in US dollars
 * @param allowance what of it is free each month, shared with all prices of the same allowance
 * @param source the page that is the authority
 * @param status how the price was read
 */
public record Price(
    String id,
    String item,
    BigDecimal per,
    BigDecimal usd,
    Optional<Allowance> allowance,
    String source,
    Status status) {
  /** Where a price was read. */
  public enum Status {
    /** On the page of AWS itself. */
    PAGE,
    /** In articles that quote that page. */
    SECONDARY,
    /** Nowhere: it is remembered. */
    MEMORY
  }

  /**
   * What is free each month, in every account and for good.
   *
   * @param id the name prices share it by
   * @param quantity how much, in the unit of its prices
   * @param name for people
   */
  public record Allowance(String id, BigDecimal quantity, String name) {}

  /** The cost of a quantity, in US dollars, exact. */
  BigDecimal of(BigDecimal quantity) {
    // Divided by a power of ten: every quotient ends.
    return quantity.multiply(usd).divide(per);
  }
}
