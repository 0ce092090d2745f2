package io.bellwether.trading.risk;

import io.bellwether.trading.broker.AccountSnapshot;
import io.bellwether.trading.risk.RiskState.Reading;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Watches equity for the drawdown limit. A reading outside what is known, above the peak or beyond
 * the limit, waits for a second one that agrees with it; so a bad quote neither sells anything nor
 * leaves a peak behind from which a good one looks like a fall.
 *
 * <p>Deposits and withdrawals look like gains and losses here. After a withdrawal near the limit's
 * size, a person enables trading again, which starts the peak anew.
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

  private final Optional<BigDecimal> maximumDrawdown;

  EquityWatch(RiskProfile profile) {
    this.maximumDrawdown = profile.maximumDrawdown();
  }

  EquityVerdict assess(RiskState state, AccountSnapshot account, Instant now) {
    Reading reading = new Reading(account.equity(), account.time());
    // No equity at all is what a broker reports when it has lost its books, not a loss.
    boolean unusable =
        reading.equity().signum() <= 0 || reading.time().plus(STALE_AFTER).isBefore(now);
    if (state.disabled() || unusable) {
      return new EquityVerdict.Normal(state);
    }
    if (state.peakEquity().isEmpty()) {
      return new EquityVerdict.Normal(state.withPeak(reading.equity()));
    }
    BigDecimal peak = state.peakEquity().get();
    Zone zone = zone(peak, reading);
    if (zone == Zone.KNOWN) {
      return new EquityVerdict.Normal(state.withSuspect(Optional.empty()));
    }
    if (state.suspect().isEmpty()) {
      return new EquityVerdict.Normal(state.withSuspect(Optional.of(reading)));
    }
    Reading first = state.suspect().get();
    if (reading.time().isBefore(first.time().plus(LEAST_APART))) {
      return new EquityVerdict.Normal(state);
    }
    if (zone(peak, first) != zone || !confirms(first, reading)) {
      return new EquityVerdict.Normal(state.withSuspect(Optional.of(reading)));
    }
    if (zone == Zone.ABOVE) {
      return new EquityVerdict.Normal(state.withPeak(first.equity().min(reading.equity())));
    }
    return stop(state, peak, first, reading);
  }

  private EquityVerdict stop(RiskState state, BigDecimal peak, Reading first, Reading second) {
    String reason = describe(peak, second.equity(), maximumDrawdown.orElseThrow());
    String message =
        ("Account %s: %s. It was read as %s at %s and as %s at %s. All orders are to be cancelled"
                + " and all positions closed; trading is disabled until a person enables it.")
            .formatted(
                state.account(),
                reason,
                Figures.money(first.equity()),
                first.time(),
                Figures.money(second.equity()),
                second.time());
    return new EquityVerdict.EmergencyStop(state.disable("drawdown: " + reason), message);
  }

  private Zone zone(BigDecimal peak, Reading reading) {
    if (reading.equity().compareTo(peak) > 0) {
      return Zone.ABOVE;
    }
    boolean breach =
        maximumDrawdown.filter(most -> isBreach(peak, reading.equity(), most)).isPresent();
    return breach ? Zone.BEYOND_LIMIT : Zone.KNOWN;
  }

  private static boolean confirms(Reading first, Reading second) {
    BigDecimal apart = first.equity().subtract(second.equity()).abs();
    return !second.time().isAfter(first.time().plus(MOST_APART))
        && apart.compareTo(first.equity().multiply(AGREEMENT)) <= 0;
  }

  /** Whether equity has fallen from its peak by the maximum or more. */
  static boolean isBreach(BigDecimal peak, BigDecimal equity, BigDecimal maximum) {
    return peak.subtract(equity).compareTo(peak.multiply(maximum)) >= 0;
  }

  /** The figures of a breach. */
  static String describe(BigDecimal peak, BigDecimal equity, BigDecimal maximum) {
    return "equity of %s is %s below its peak of %s; the limit is %s"
        .formatted(
            Figures.money(equity),
            Figures.percentOf(peak.subtract(equity), peak),
            Figures.money(peak),
            Figures.percent(maximum));
  }

  private enum Zone {
    /** Higher than ever. */
    ABOVE,
    /** Between the limit and the peak. */
    KNOWN,
    BEYOND_LIMIT
  }
}
