package io.bellwether.strategy;

/**
 * How the position of one leg was entered: all of it that rules may look at.
 *
 * @param direction long or short
 * @param quantity more than 0
 * @param price the quantity-weighted fill price with slippage, without fees, on the price basis of
 *     the series decided on
 * @param bar the index of the bar in which the entry filled; -1 if it lies before the series
 */
public record Entry(Direction direction, double quantity, double price, int bar) {}
