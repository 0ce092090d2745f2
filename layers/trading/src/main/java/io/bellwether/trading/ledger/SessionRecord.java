package io.bellwether.trading.ledger;

import java.math.BigDecimal;
import java.time.LocalDate;

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
 */
public record SessionRecord(
    LocalDate date,
    String strategy,
    String account,
    BigDecimal equity,
    BigDecimal pnl,
    int trades,
    int orders) {}
