package io.bellwether.trading.broker;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A split as the broker announces it.
 *
 * @param symbol whose shares
 * @param newShares how many shares {@code oldShares} become, more than 0
 * @param oldShares how many become {@code newShares}, more than 0
 * @param exDate the first date that trades on the new basis
 */
public record BrokerSplit(
    String symbol, BigDecimal newShares, BigDecimal oldShares, LocalDate exDate) {}
