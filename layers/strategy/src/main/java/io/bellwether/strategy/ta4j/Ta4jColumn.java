package io.bellwether.strategy.ta4j;

import io.bellwether.strategy.indicator.Columns;
import io.bellwether.strategy.indicator.Indicator;
import java.util.function.Function;
import org.ta4j.core.BarSeries;
import org.ta4j.core.num.Num;

/**
 * Any indicator of ta4j as a column. Values within its unstable bars are undefined.
 *
 * <p>Some of ta4j's indicators look ahead (the chikou span, confirmed swings and zigzag pivots): a
 * column must not depend on bars after its index, which the look-ahead proof checks and this class
 * cannot.
 *
 * @param name tells it from every other column of the same series, parameters included; two columns
 *     of one name are the same column
 * @param factory makes the indicator on a series
 */
public record Ta4jColumn(String name, Function<BarSeries, org.ta4j.core.Indicator<Num>> factory)
    implements Indicator {
  @Override
  public double[] compute(Columns columns) {
    double[] column = new double[columns.bars().size()];
    org.ta4j.core.Indicator<Num> indicator = factory.apply(Ta4jSeries.of(columns.bars()));
    int unstable = indicator.getCountOfUnstableBars();
    for (int i = 0; i < column.length; i++) {
      // Asked for in any case and in order: some of ta4j's indicators carry sums along.
      double value = indicator.getValue(i).doubleValue();
      column[i] = i < unstable ? Double.NaN : value;
    }
    return column;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Ta4jColumn column && name.equals(column.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /** The name: the factory has none. */
  @Override
  public String toString() {
    return "Ta4jColumn[" + name + "]";
  }
}
