package io.bellwether.trading.risk;

import io.bellwether.trading.broker.AccountSnapshot;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * The limits on what an account may lose, and whether a reading of equity is at or beyond one. Each
 * answer is the breach in words with its figures, or empty.
 *
 * @param drawdown the fall from peak equity, as a fraction of it
 * @param totalLoss the loss since the start, in US dollars
 * @param dayLoss the loss since the last close, as a fraction of equity then
 * @param dayLossAmount the loss since the last close, in US dollars
 */
record LossLimits(
    Optional<BigDecimal> drawdown,
    Optional<BigDecimal> totalLoss,
    Optional<BigDecimal> dayLoss,
    Optional<BigDecimal> dayLossAmount) {
  static LossLimits of(RiskProfile profile) {
    return new LossLimits(
        profile.limit(RiskLimit.DRAWDOWN),
        profile.limit(RiskLimit.TOTAL_LOSS_AMOUNT),
        profile.limit(RiskLimit.DAY_LOSS),
        profile.limit(RiskLimit.DAY_LOSS_AMOUNT));
  }

  /** A limit that is reached: the figure and what it may be. */
  record Breach(String message, BigDecimal value, BigDecimal limit) {}

  boolean limitDay() {
    return dayLoss.isPresent() || dayLossAmount.isPresent();
  }

  Optional<Breach> ofDrawdown(RiskState state, BigDecimal equity) {
    return drawdown.flatMap(
        most ->
            state
                .peakEquity()
                .filter(peak -> peak.subtract(equity).compareTo(peak.multiply(most)) >= 0)
                .map(peak -> fallen(equity, peak, "its peak", most)));
  }

  Optional<Breach> ofTotalLoss(RiskState state, BigDecimal equity) {
    // An account remembered before there was a start has a peak, from which more is lost.
    return totalLoss.flatMap(
        most ->
            state
                .startEquity()
                .or(state::peakEquity)
                .filter(start -> start.subtract(equity).compareTo(most) >= 0)
                .map(start -> lost(equity, start, "the start", most)));
  }

  /** Empty also if equity at the last close is not known: {@link #dayIsKnown} tells. */
  Optional<Breach> ofDay(AccountSnapshot account, BigDecimal equity) {
    return account.lastEquity().flatMap(last -> ofDay(last, equity));
  }

  boolean dayIsKnown(AccountSnapshot account) {
    return account.lastEquity().isPresent();
  }

  private Optional<Breach> ofDay(BigDecimal last, BigDecimal equity) {
    BigDecimal lost = last.subtract(equity);
    Optional<Breach> relative =
        dayLoss
            .filter(most -> lost.compareTo(last.multiply(most)) >= 0)
            .map(most -> fallen(equity, last, "the last close", most));
    return relative.or(
        () ->
            dayLossAmount
                .filter(most -> lost.compareTo(most) >= 0)
                .map(most -> lost(equity, last, "the last close", most)));
  }

  private static Breach fallen(BigDecimal equity, BigDecimal from, String what, BigDecimal most) {
    return new Breach(
        "equity of %s is %s below %s of %s; the limit is %s"
            .formatted(
                Figures.money(equity),
                Figures.percentOf(from.subtract(equity), from),
                what,
                Figures.money(from),
                Figures.percent(most)),
        equity,
        from.subtract(from.multiply(most)));
  }

  private static Breach lost(BigDecimal equity, BigDecimal from, String what, BigDecimal most) {
    return new Breach(
        "equity of %s is %s less than the %s of %s; the limit is %s"
            .formatted(
                Figures.money(equity),
                Figures.money(from.subtract(equity)),
                Figures.money(from),
                what,
                Figures.money(most)),
        equity,
        from.subtract(most));
  }
}
