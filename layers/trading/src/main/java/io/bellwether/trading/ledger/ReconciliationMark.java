package io.bellwether.trading.ledger;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * How far an account is reconciled.
 *
 * @param account the account
 * @param splitsThrough every split with an ex-date up to this one was asked for, and applied
 * @param close the last close at which broker and ledger agreed on positions and all orders were
 *     settled; empty before the first
 * @param revision counts changes; 0 if none is stored yet
 */
public record ReconciliationMark(
    String account, LocalDate splitsThrough, Optional<Close> close, long revision) {
  /**
   * What there was at a close, in US dollars.
   *
   * @param time when it was read
   * @param cash at the broker
   * @param cost what the ledger's holdings cost, entry fees included; negative for short ones
   */
  public record Close(Instant time, BigDecimal cash, BigDecimal cost) {}

  /** This mark with a later date. */
  public ReconciliationMark through(LocalDate date) {
    return new ReconciliationMark(account, date, close, revision);
  }

  /** This mark with a later close. */
  public ReconciliationMark at(Close later) {
    return new ReconciliationMark(account, splitsThrough, Optional.of(later), revision);
  }
}
