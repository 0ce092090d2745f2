package io.bellwether.research.engine;

import io.bellwether.strategy.Direction;

/**
 * What was paid for the part of a share that a reverse split left of a position: a sale nobody
 * ordered, or, of a short position, a purchase. Its gain is in the profit of the position's trade.
 *
 * @param leg the number of the leg within the rules
 * @param direction the position's
 * @param fill the bar traded on before whose open the split took effect
 * @param quantity the part of a share, more than 0
 * @param price that open
 */
public record CashInLieu(int leg, Direction direction, int fill, double quantity, double price) {}
