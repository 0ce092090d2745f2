package io.bellwether.research.proof;

/**
 * What was looked at on one series.
 *
 * @param series its name
 * @param bars its bars
 * @param barsAsLast how many of them were the last one known, once with nothing after them and once
 *     with wild bars after them
 * @param cells values of columns compared, bit by bit
 * @param decisions decisions compared
 * @param fullPasts how many bars were the last one known with the whole history before them; the
 *     others had {@code history} bars or more
 * @param history the fewest bars before a bar that was the last one known, but at the start
 * @param trades trades of the backtest that the decisions, taken bar by bar, agree with
 * @param formingInstants instants within a forming bar at which only complete bars were seen
 */
public record Coverage(
    String series,
    int bars,
    int barsAsLast,
    long cells,
    long decisions,
    int fullPasts,
    int history,
    int trades,
    int formingInstants) {}
