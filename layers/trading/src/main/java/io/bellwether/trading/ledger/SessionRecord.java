package io.bellwether.trading.ledger;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A strategy's trading day, written after the close.
 *
 * @param date the session's date
 * @param strategy the strategy
 * @param account its account
 * @param equity at the close, in US dollars
 * @param pnl realised by the trades closed that day, after fees
 * @param trades closed that day
 * @param orders sent that day
 * @param unexplainedCash since the close before, more than the fills explain, in US dollars: paid
 *     in or out, dividends, interest; absent where they explain all of it, or nobody could look
 */
public record SessionRecord(
    LocalDate date,
    String strategy,
    String account,
    BigDecimal equity,
    BigDecimal pnl,
    int trades,
    int orders,
    Optional<BigDecimal> unexplainedCash) {
  /** A day of which the fills explain all cash. */
  public SessionRecord(
      LocalDate date,
      String strategy,
      String account,
      BigDecimal equity,
      BigDecimal pnl,
      int trades,
      int orders) {
    this(date, strategy, account, equity, pnl, trades, orders, Optional.empty());
  }
}
