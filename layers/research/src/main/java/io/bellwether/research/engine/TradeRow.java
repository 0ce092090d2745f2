package io.bellwether.research.engine;

import io.bellwether.strategy.Direction;
import io.bellwether.strategy.ExitReason;

/** A closed trade; {@link TradeLog} says what each component is. */
record TradeRow(
    int leg,
    Direction direction,
    ExitReason reason,
    boolean capped,
    int entryDecision,
    int exitDecision,
    int entryBar,
    int entryFill,
    int exitBar,
    int exitFill,
    double quantity,
    double entryQuantity,
    double entryPrice,
    double filledAt,
    double exitPrice,
    double entryFee,
    double exitFee,
    double pnl,
    double initialRisk) {}
