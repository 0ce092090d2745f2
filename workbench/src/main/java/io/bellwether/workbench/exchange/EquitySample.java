package io.bellwether.workbench.exchange;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.SortedMap;

/**
 * The account at the end of a bar, marked at its close.
 *
 * @param time the bar's end
 * @param barStart the bar's start; of several bars that end together, the latest start
 * @param equity cash and positions
 * @param cash cash
 * @param positions market value by symbol
 */
public record EquitySample(
    Instant time,
    Instant barStart,
    BigDecimal equity,
    BigDecimal cash,
    SortedMap<String, BigDecimal> positions) {}
