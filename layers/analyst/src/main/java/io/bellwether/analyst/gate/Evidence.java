package io.bellwether.analyst.gate;

/**
 * The figures that the gate weighs. Sharpe ratios are annual and net of costs. A figure that could
 * not be computed is NaN, which meets no demand.
 *
 * @param sessions of the record
 * @param trades that the candidate closed
 * @param sharpe the candidate's
 * @param currentSharpe that of the version in force, on the same days
 * @param trials how many sets were ever tried
 * @param sets how many sets of the bounds a choice is made among
 * @param luck the whole search on permuted markets
 * @param deflated the probability of the deflated Sharpe ratio
 * @param deflatedBenchmark the annual Sharpe ratio that the best of the trials would show by luck
 * @param walk the bounds selected again as time went on
 * @param improvement the p-value of the lead over the version in force
 * @param overfitting the probability of backtest overfitting
 * @param lossElsewhere the probability that the best of one half loses in the other
 * @param drawdown the candidate's deepest, 0 or negative
 * @param currentDrawdown that of the version in force
 * @param neighbours how many neighbours the candidate has
 * @param plateau the mean ratio of their Sharpe ratios to the candidate's
 */
record Evidence(
    int sessions,
    int trades,
    double sharpe,
    double currentSharpe,
    long trials,
    int sets,
    SearchLuck luck,
    double deflated,
    double deflatedBenchmark,
    Reselection walk,
    double improvement,
    double overfitting,
    double lossElsewhere,
    double drawdown,
    double currentDrawdown,
    int neighbours,
    double plateau) {}
