package io.bellwether.trading.risk;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Limits of an account; an absent one does not apply. Weights are fractions of the weight base, by
 * default equity; the drawdown is a fraction of peak equity. {@link RiskProfiles} has the presets.
 *
 * @param name {@code concentrated}, {@code swing}, {@code none}, ...
 * @param maximumPositionWeight the most one main position may be worth
 * @param maximumHedgeWeight the most one hedge position may be worth
 * @param requireStopLoss whether an entry in the main symbol needs a stop
 * @param oneSymbolAtATime whether an entry is refused while another symbol is held
 * @param maximumDrawdown the fall from peak equity at which everything is closed
 * @param maximumStopDistance the farthest a required stop may be, as a fraction of the entry price
 * @param weightBase what the weights are fractions of
 * @param admitsShorts whether an entry may sell what is not held
 */
public record RiskProfile(
    String name,
    Optional<BigDecimal> maximumPositionWeight,
    Optional<BigDecimal> maximumHedgeWeight,
    boolean requireStopLoss,
    boolean oneSymbolAtATime,
    Optional<BigDecimal> maximumDrawdown,
    Optional<BigDecimal> maximumStopDistance,
    WeightBase weightBase,
    boolean admitsShorts) {

  /** What the weights of a profile are fractions of, in the broker's figures of the moment. */
  public enum WeightBase {
    EQUITY,
    /** The lesser of the broker's buying power and equity: no borrowed money. */
    BUYING_POWER,
    /** The broker's buying power, which may be a multiple of equity. */
    MARGIN_BUYING_POWER
  }

  public RiskProfile {
    requireNotNegative(name, "position weight", maximumPositionWeight);
    requireNotNegative(name, "hedge weight", maximumHedgeWeight);
    requireProperFraction(name, "drawdown", maximumDrawdown);
    requireProperFraction(name, "stop distance", maximumStopDistance);
  }

  /** Limits on equity without one on the distance of stops. */
  public RiskProfile(
      String name,
      Optional<BigDecimal> maximumPositionWeight,
      Optional<BigDecimal> maximumHedgeWeight,
      boolean requireStopLoss,
      boolean oneSymbolAtATime,
      Optional<BigDecimal> maximumDrawdown) {
    this(
        name,
        maximumPositionWeight,
        maximumHedgeWeight,
        requireStopLoss,
        oneSymbolAtATime,
        maximumDrawdown,
        Optional.empty(),
        WeightBase.EQUITY,
        false);
  }

  /**
   * This profile for an account that uses margin: weights of buying power then are of the broker's
   * figure, however much more than equity that is. Weights of equity stay what they are.
   */
  public RiskProfile onMargin() {
    return weightBase != WeightBase.BUYING_POWER
        ? this
        : new RiskProfile(
            name,
            maximumPositionWeight,
            maximumHedgeWeight,
            requireStopLoss,
            oneSymbolAtATime,
            maximumDrawdown,
            maximumStopDistance,
            WeightBase.MARGIN_BUYING_POWER,
            admitsShorts);
  }

  private static void requireNotNegative(String name, String limit, Optional<BigDecimal> value) {
    if (value.filter(v -> v.signum() < 0).isPresent()) {
      throw new IllegalArgumentException(
          "risk profile " + name + ": " + limit + " must not be negative, not " + value.get());
    }
  }

  private static void requireProperFraction(String name, String limit, Optional<BigDecimal> value) {
    if (value.filter(v -> v.signum() <= 0 || v.compareTo(BigDecimal.ONE) >= 0).isPresent()) {
      throw new IllegalArgumentException(
          "risk profile %s: %s must be above 0 and below 1, not %s"
              .formatted(name, limit, value.get()));
    }
  }
}
