package io.bellwether.trading.risk;

import io.bellwether.trading.broker.AccountSnapshot;
import io.bellwether.trading.risk.LossLimits.Breach;
import io.bellwether.trading.risk.RiskState.Reading;
import io.bellwether.trading.risk.RiskState.Untold;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Watches equity for the limits on losses. A reading that says something new, above the peak or
 * beyond a limit, waits for a second one that says the same and agrees with it; so a bad quote
 * neither sells anything nor leaves a peak behind from which a good one looks like a fall.
 *
 * <p>Deposits and withdrawals look like gains and losses here: after one, a person has losses
 * counted anew. Before a withdrawal near a limit's size that has to be done while the account is
 * flat, or the limit strikes.
 */
final class EquityWatch {
  /** How far two readings may lie apart, as a fraction of the first. */
  static final BigDecimal AGREEMENT = new BigDecimal("0.05");

  /** The least time between two readings; the same bad quote is likely to be read again at once. */
  static final Duration LEAST_APART = Duration.ofSeconds(30);

  /** The most time between two readings: two ticks of the follow-up may be missed. */
  static final Duration MOST_APART = Duration.ofMinutes(15);

  /** The age from which a reading says nothing about now. */
  static final Duration STALE_AFTER = Duration.ofMinutes(5);

  private final LossLimits limits;

  EquityWatch(RiskProfile profile) {
    this.limits = LossLimits.of(profile);
  }

  EquityVerdict assess(RiskState state, AccountSnapshot account, LocalDate today, Instant now) {
    Reading reading = new Reading(account.equity(), account.time());
    // No equity at all is what a broker reports when it has lost its books, not a loss.
    boolean unusable =
        reading.equity().signum() <= 0 || reading.time().plus(STALE_AFTER).isBefore(now);
    if (state.disabled() || unusable) {
      return new EquityVerdict.Normal(state);
    }
    if (state.peakEquity().isEmpty()) {
      return new EquityVerdict.Normal(state.begin(reading.equity()));
    }
    News second = news(state, account, today, reading.equity());
    if (second.isNone()) {
      return new EquityVerdict.Normal(state.withSuspect(Optional.empty()));
    }
    if (state.suspect().isEmpty()) {
      return new EquityVerdict.Normal(state.withSuspect(Optional.of(reading)));
    }
    Reading first = state.suspect().get();
    if (reading.time().isBefore(first.time().plus(LEAST_APART))) {
      return new EquityVerdict.Normal(state);
    }
    if (!agree(first, reading)) {
      return new EquityVerdict.Normal(state.withSuspect(Optional.of(reading)));
    }
    News both = second.confirming(news(state, account, today, first.equity()));
    EquityVerdict verdict = act(state, both, first, reading, today);
    // The second of two for the day is the first of two for the drawdown it has reached meanwhile.
    return verdict instanceof EquityVerdict.DayEnded(RiskState ended) && second.total().isPresent()
        ? new EquityVerdict.DayEnded(ended.withSuspect(Optional.of(reading)))
        : verdict;
  }

  private static EquityVerdict act(
      RiskState state, News confirmed, Reading first, Reading second, LocalDate today) {
    if (confirmed.total().isPresent()) {
      Loss loss = confirmed.total().get();
      String reason = loss.rule() + ": " + loss.breach().message();
      return new EquityVerdict.EmergencyStop(
          state.close(
              reason,
              untold(
                  state,
                  loss,
                  first,
                  second,
                  "All orders are to be cancelled and all positions closed; trading is disabled"
                      + " until a person enables it.",
                  true)));
    }
    if (confirmed.day().isPresent()) {
      Loss loss = confirmed.day().get();
      return new EquityVerdict.DayEnded(
          state.endDay(
              new RiskState.DayLoss(today, loss.breach().message()),
              untold(
                  state,
                  loss,
                  first,
                  second,
                  "There are no more entries on " + today + "; positions and their stops stay.",
                  false)));
    }
    if (confirmed.above()) {
      return new EquityVerdict.Normal(state.withPeak(first.equity().min(second.equity())));
    }
    return new EquityVerdict.Normal(state.withSuspect(Optional.of(second)));
  }

  private static Untold untold(
      RiskState state,
      Loss loss,
      Reading first,
      Reading second,
      String consequence,
      boolean critical) {
    return new Untold(
        second.time(),
        loss.rule(),
        "Account %s: %s. It was read as %s at %s and as %s at %s. %s"
            .formatted(
                state.account(),
                loss.breach().message(),
                Figures.money(first.equity()),
                first.time(),
                Figures.money(second.equity()),
                second.time(),
                consequence),
        critical);
  }

  private News news(RiskState state, AccountSnapshot account, LocalDate today, BigDecimal equity) {
    boolean dayIsOver = state.dayLoss().filter(loss -> loss.day().equals(today)).isPresent();
    return new News(
        state.peakEquity().filter(peak -> equity.compareTo(peak) > 0).isPresent(),
        dayIsOver
            ? Optional.empty()
            : limits.ofDay(account, equity).map(breach -> new Loss("day-loss", breach)),
        limits
            .ofDrawdown(state, equity)
            .map(breach -> new Loss("drawdown", breach))
            .or(
                () ->
                    limits
                        .ofTotalLoss(state, equity)
                        .map(breach -> new Loss("total-loss", breach))));
  }

  private static boolean agree(Reading first, Reading second) {
    BigDecimal apart = first.equity().subtract(second.equity()).abs();
    return !second.time().isAfter(first.time().plus(MOST_APART))
        && apart.compareTo(first.equity().multiply(AGREEMENT)) <= 0;
  }

  /** A limit that a reading is beyond. */
  private record Loss(String rule, Breach breach) {}

  /**
   * What a reading says that is not known yet.
   *
   * @param above higher than ever
   * @param day beyond the day's limit
   * @param total beyond a limit on the total loss
   */
  private record News(boolean above, Optional<Loss> day, Optional<Loss> total) {
    boolean isNone() {
      return !above && day.isEmpty() && total.isEmpty();
    }

    /** What this one and an earlier one both say, in this one's figures. */
    News confirming(News first) {
      return new News(
          above && first.above,
          first.day.isPresent() ? day : Optional.empty(),
          first.total.isPresent() ? total : Optional.empty());
    }
  }
}
