package io.bellwether.trading.analysis;

import java.util.Optional;

/**
 * How a strategy did in a session and up to its close. Fractions, not percent, after costs.
 *
 * @param profit of the session: equity, without what was paid in, over that of the session before,
 *     less 1
 * @param totalReturn since the start of the record
 * @param drawdown from the highest equity so far, 0 or negative
 * @param sharpe to date, annualised; absent where it is not defined
 * @param winRate of the trades closed so far; absent without any
 * @param trades closed so far
 * @param tradesToday closed in the session
 * @param exposed whether a position was held at any moment of the session
 */
public record SessionPerformance(
    double profit,
    double totalReturn,
    double drawdown,
    Optional<Double> sharpe,
    Optional<Double> winRate,
    int trades,
    int tradesToday,
    boolean exposed) {}
