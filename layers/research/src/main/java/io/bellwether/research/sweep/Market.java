package io.bellwether.research.sweep;

import io.bellwether.research.engine.BacktestSettings;
import io.bellwether.research.engine.MarketData;

/**
 * What a strategy runs on.
 *
 * @param data the bars
 * @param settings what its runs assume; their first bar is an index into these bars
 */
public record Market(MarketData data, BacktestSettings settings) {}
