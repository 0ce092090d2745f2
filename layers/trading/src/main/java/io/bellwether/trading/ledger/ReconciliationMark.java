package io.bellwether.trading.ledger;

import java.time.LocalDate;

/**
 * How far an account is reconciled.
 *
 * @param account the account
 * @param splitsThrough every split with an ex-date up to this one was asked for, and applied
 * @param revision counts changes; 0 if none is stored yet
 */
public record ReconciliationMark(String account, LocalDate splitsThrough, long revision) {}
