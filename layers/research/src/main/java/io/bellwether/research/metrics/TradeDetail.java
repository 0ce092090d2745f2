package io.bellwether.research.metrics;

import java.util.OptionalDouble;

/**
 * What a run knows of a trade beyond its fills. All are fractions: 0.02 is 2 %.
 *
 * @param initialRisk what the initial stop put at risk: its distance times the quantity, over the
 *     equity at entry; empty without a stop
 * @param leverageCapBound whether the quantity was cut to the leverage the profile allows, so that
 *     less was at risk than the strategy asked for
 * @param maximumAdverseExcursion the worst the position stood while held: (worst price - entry) /
 *     entry in the position's direction, 0 or negative
 * @param maximumFavourableExcursion the best it stood, 0 or positive
 */
public record TradeDetail(
    OptionalDouble initialRisk,
    boolean leverageCapBound,
    OptionalDouble maximumAdverseExcursion,
    OptionalDouble maximumFavourableExcursion) {}
