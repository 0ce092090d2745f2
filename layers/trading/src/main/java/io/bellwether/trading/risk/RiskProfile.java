package io.bellwether.trading.risk;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Limits of an account; an absent one does not apply. Fractions are of equity.
 *
 * @param name {@code concentrated}, {@code swing}, {@code none}, ...
 * @param maximumPositionWeight the most one main position may be worth
 * @param maximumHedgeWeight the most one hedge position may be worth
 * @param requireStopLoss whether an entry in the main symbol needs a stop
 * @param oneSymbolAtATime whether an entry is refused while another symbol is held
 * @param maximumDrawdown the fall from peak equity at which everything is closed
 */
public record RiskProfile(
    String name,
    Optional<BigDecimal> maximumPositionWeight,
    Optional<BigDecimal> maximumHedgeWeight,
    boolean requireStopLoss,
    boolean oneSymbolAtATime,
    Optional<BigDecimal> maximumDrawdown) {}
