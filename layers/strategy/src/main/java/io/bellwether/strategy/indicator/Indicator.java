package io.bellwether.strategy.indicator;

/**
 * A column over the bars of one series. Implementations are records, because equality is what lets
 * a column be computed once and shared; the value at bar t may depend on bars up to t alone.
 */
public interface Indicator {
  /**
   * Computes the column. Values that are not defined are NaN.
   *
   * @param columns gives the bars and the columns this one builds on
   * @return an array of the size of the series, which nobody writes to any more
   */
  double[] compute(Columns columns);
}
