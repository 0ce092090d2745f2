package io.bellwether.analyst.claude;

import io.bellwether.analyst.AnalystUnavailableException;
import io.bellwether.trading.analysis.MonthlySpend;
import io.bellwether.trading.analysis.SpendStore;
import io.bellwether.trading.ledger.ConcurrentUpdateException;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What may be spent in a month. The most an attempt may cost is reserved before it is made, and
 * replaced by what it did cost. A reservation whose end is never told, because the run was killed
 * or the answer was lost, stays: it may have been charged.
 *
 * @param clock tells the month, of UTC
 * @param monthlyUsd spent and reserved together never exceed it
 */
record Budget(SpendStore store, InstantSource clock, BigDecimal monthlyUsd) {
  /** Each is lost to another run that did make its change. */
  private static final int TRIES = 20;

  /**
   * Money set aside for an attempt.
   *
   * @param month it was reserved in
   * @param attempt its key, never used again
   */
  record Reservation(YearMonth month, String attempt) {}

  /** A change to the month's spend; nothing if there is none to make. */
  private interface Change extends Function<MonthlySpend, Optional<MonthlySpend>> {}

  /**
   * Reserves the most that an attempt may cost.
   *
   * @return nothing if the budget does not allow it
   * @throws AnalystUnavailableException if other runs were always first
   */
  Optional<Reservation> reserve(String analysis, BigDecimal mostUsd) {
    YearMonth month = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
    return update(
            month,
            spend -> {
              if (spend.committedUsd().add(mostUsd).compareTo(monthlyUsd) > 0) {
                return Optional.empty();
              }
              TreeMap<String, BigDecimal> reserved = new TreeMap<>(spend.reservedUsd());
              reserved.put(attempt(analysis, spend.revision()), mostUsd);
              return Optional.of(
                  new MonthlySpend(
                      month, spend.spentUsd(), spend.questions(), reserved, spend.revision()));
            })
        .map(before -> new Reservation(month, attempt(analysis, before.revision())));
  }

  /** Revisions only rise, so that no two attempts have one key, of whatever runs. */
  private static String attempt(String analysis, long revision) {
    return analysis + "/" + revision;
  }

  /** Replaces a reservation by what the answer cost. */
  void spend(Reservation reservation, BigDecimal costUsd) {
    settle(reservation, costUsd, 1);
  }

  /** Gives up a reservation of an attempt that was not charged. */
  void release(Reservation reservation) {
    settle(reservation, BigDecimal.ZERO, 0);
  }

  /** Once it is gone it was settled: by this run, whose write was stored and its answer lost. */
  private void settle(Reservation reservation, BigDecimal costUsd, int questions) {
    update(
        reservation.month(),
        spend -> {
          TreeMap<String, BigDecimal> reserved = new TreeMap<>(spend.reservedUsd());
          return reserved.remove(reservation.attempt()) == null
              ? Optional.empty()
              : Optional.of(
                  new MonthlySpend(
                      spend.month(),
                      spend.spentUsd().add(costUsd),
                      spend.questions() + questions,
                      reserved,
                      spend.revision()));
        });
  }

  /** The spend before the change; nothing if there was none to make. */
  private Optional<MonthlySpend> update(YearMonth month, Change change) {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      MonthlySpend before = store.of(month);
      Optional<MonthlySpend> after = change.apply(before);
      if (after.isEmpty()) {
        return Optional.empty();
      }
      try {
        store.update(after.get());
        return Optional.of(before);
      } catch (ConcurrentUpdateException e) {
        // Another run was first: decide anew on what it left.
      }
    }
    throw new AnalystUnavailableException(
        "the spend of "
            + month
            + " was changed by other runs "
            + TRIES
            + " times in a row; ask again later");
  }
}
