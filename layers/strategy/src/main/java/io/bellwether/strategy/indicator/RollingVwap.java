package io.bellwether.strategy.indicator;

/**
 * The volume-weighted average of the typical prices of the last {@code period} bars, from index
 * {@code period - 1}. Undefined while a value of its window is, or no volume was traded in it.
 *
 * @param period the number of bars
 */
public record RollingVwap(int period) implements Indicator {
  public RollingVwap {
    Periods.require(period);
  }

  @Override
  public double[] compute(Columns columns) {
    double[] price = columns.get(Source.TYPICAL);
    double[] volume = columns.bars().volume();
    double[] vwap = new double[price.length];
    RunningSum traded = new RunningSum();
    RunningSum total = new RunningSum();
    int count = 0;
    for (int i = 0; i < vwap.length; i++) {
      double turnover = price[i] * volume[i];
      if (!Double.isFinite(turnover) || !Double.isFinite(volume[i])) {
        traded.clear();
        total.clear();
        count = 0;
        vwap[i] = Double.NaN;
        continue;
      }
      traded.add(turnover);
      total.add(volume[i]);
      if (count == period) {
        traded.subtract(price[i - period] * volume[i - period]);
        total.subtract(volume[i - period]);
      } else {
        count++;
      }
      boolean defined = count == period && total.value() > 0;
      vwap[i] = defined ? traded.value() / total.value() : Double.NaN;
    }
    return vwap;
  }
}
