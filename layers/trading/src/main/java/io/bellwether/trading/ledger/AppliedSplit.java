package io.bellwether.trading.ledger;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A split the ledger knows of in one account, kept so that it is applied once and no more.
 *
 * @param account the account
 * @param symbol whose shares
 * @param exDate the first date that trades on the new basis
 * @param newShares how many shares {@code oldShares} become
 * @param oldShares how many become {@code newShares}
 * @param effective the start of that date in New York: executions before it are on the old basis
 * @param before shares held until then; 0 if the split changed nothing
 * @param after shares held from then on, fractions included
 * @param fractionPaid whether the broker paid the fraction of a share in cash
 * @param revision counts changes
 */
public record AppliedSplit(
    String account,
    String symbol,
    LocalDate exDate,
    BigDecimal newShares,
    BigDecimal oldShares,
    Instant effective,
    BigDecimal before,
    BigDecimal after,
    boolean fractionPaid,
    long revision) {
  private static final MathContext PRECISION = MathContext.DECIMAL128;

  /** A quantity of the old basis in shares of the new, exact wherever 34 digits suffice. */
  public BigDecimal quantity(BigDecimal oldQuantity) {
    return oldQuantity.multiply(newShares).divide(oldShares, PRECISION);
  }

  /** A price of the old basis on the new. */
  public BigDecimal price(BigDecimal oldPrice) {
    return oldPrice.multiply(oldShares).divide(newShares, PRECISION);
  }

  /** The part of a share that is left of a position beyond the whole ones. */
  public BigDecimal fraction() {
    return after.remainder(BigDecimal.ONE);
  }

  /** As splits are named: 2:1, 1:10. */
  public String ratio() {
    return newShares.stripTrailingZeros().toPlainString()
        + ":"
        + oldShares.stripTrailingZeros().toPlainString();
  }

  /** The same split with what it made of the holding. */
  public AppliedSplit leaving(BigDecimal newAfter) {
    return new AppliedSplit(
        account,
        symbol,
        exDate,
        newShares,
        oldShares,
        effective,
        before,
        newAfter,
        fractionPaid,
        revision);
  }

  /** The same split, whose fraction was paid in cash. */
  public AppliedSplit paid() {
    return new AppliedSplit(
        account, symbol, exDate, newShares, oldShares, effective, before, after, true, revision);
  }
}
