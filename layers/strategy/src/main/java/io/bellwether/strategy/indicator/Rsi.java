package io.bellwether.strategy.indicator;

/**
 * Wilder's relative strength index (New Concepts in Technical Trading Systems, 1978), 0 to 100.
 *
 * <p>The first averages are the simple means of the first {@code period} gains and losses, at index
 * {@code period}; then {@code average = (average * (period - 1) + x) / period} and {@code 100 - 100
 * / (1 + gain / loss)}. Without a loss it is 100; with neither gain nor loss, 50.
 *
 * <p>An undefined value ends the averages; they are seeded anew from the changes that follow.
 *
 * @param source what is measured
 * @param period the number of changes averaged
 */
public record Rsi(Indicator source, int period) implements Indicator {
  public Rsi {
    Periods.require(period);
  }

  /** Of closes. */
  public Rsi(int period) {
    this(Source.CLOSE, period);
  }

  @Override
  public double[] compute(Columns columns) {
    double[] values = columns.get(source);
    double[] rsi = new double[values.length];
    int length = Recurrence.stretch(values.length - period - 1, period);
    if (length == 0 || period == 1 || !new RsiStretches(values, period, length).compute(rsi)) {
      inOrder(values, rsi);
    }
    return rsi;
  }

  private void inOrder(double[] values, double[] rsi) {
    double previous = Double.NaN;
    double gain = 0;
    double loss = 0;
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      double change = values[i] - previous;
      previous = values[i];
      if (!Double.isFinite(change)) {
        gain = 0;
        loss = 0;
        count = 0;
        rsi[i] = Double.NaN;
        continue;
      }
      // Math.max instead of a branch: the sign of a price change is a coin toss to the processor.
      double up = Math.max(change, 0);
      double down = Math.max(-change, 0);
      if (count == period) {
        gain = (gain * (period - 1) + up) / period;
        loss = (loss * (period - 1) + down) / period;
      } else {
        gain += up;
        loss += down;
        count++;
        if (count < period) {
          rsi[i] = Double.NaN;
          continue;
        }
        gain /= period;
        loss /= period;
      }
      rsi[i] = index(gain, loss);
    }
  }

  /** No loss needs no case of its own: gain / 0 is infinite, and the index 100. */
  static double index(double gain, double loss) {
    return gain == 0 && loss == 0 ? 50 : 100 - 100 / (1 + gain / loss);
  }
}
