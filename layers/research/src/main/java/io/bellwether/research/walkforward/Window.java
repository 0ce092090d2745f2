package io.bellwether.research.walkforward;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A stretch to choose on and the one after it to trade.
 *
 * @param number from 1
 * @param trainFirst the first date of training
 * @param trainLast the last one
 * @param testFirst the first date that is traded
 * @param testLast the last one
 * @param trainFrom the start of the first bar of training
 * @param trainEnd no bar that starts at it or later is used to choose
 * @param testFrom the start of the first bar of the test
 * @param testEnd no bar that starts at it or later belongs to the test
 */
public record Window(
    int number,
    LocalDate trainFirst,
    LocalDate trainLast,
    LocalDate testFirst,
    LocalDate testLast,
    Instant trainFrom,
    Instant trainEnd,
    Instant testFrom,
    Instant testEnd) {}
