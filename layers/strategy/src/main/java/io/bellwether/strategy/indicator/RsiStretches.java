package io.bellwether.strategy.indicator;

import java.util.Arrays;

/**
 * The relative strength index of a long series, four stretches at a time as in {@link Recurrence}:
 * the averages of a block of each, then, in a loop the compiler turns into vector instructions, the
 * index. To the last bit what {@link Rsi} says it is.
 */
final class RsiStretches {
  /** Small enough for the blocks of all stretches to stay in the nearest cache. */
  private static final int BLOCK = 256;

  private final double[] values;
  private final int period;
  private final int length;
  private final int first;
  private final int second;
  private final int third;
  private final int fourth;

  /** Halving and the like is exact by multiplication, which takes a third of the time. */
  private final boolean powerOfTwo;

  private final double[] gains = new double[4 * BLOCK];
  private final double[] losses = new double[4 * BLOCK];

  /**
   * Over four stretches.
   *
   * @param length of each, at least the warm-up of its period
   */
  RsiStretches(double[] values, int period, int length) {
    this.values = values;
    this.period = period;
    this.length = length;
    this.powerOfTwo = Integer.bitCount(period) == 1;
    first = period + 1;
    second = first + length;
    third = second + length;
    fourth = third + length;
  }

  private record Averages(double gain, double loss) {
    boolean isFinite() {
      return Double.isFinite(gain + loss);
    }
  }

  /**
   * Computes the column; false if a value is not finite or a stretch did not end where the next one
   * began, and the column is of no use.
   */
  boolean compute(double[] rsi) {
    Averages start = seed();
    Averages secondStart = before(second);
    Averages thirdStart = before(third);
    Averages fourthStart = before(fourth);
    Arrays.fill(rsi, 0, period, Double.NaN);
    rsi[period] = Rsi.index(start.gain, start.loss);
    double weight = period - 1;
    double divisor = period;
    double reciprocal = 1 / divisor;
    double gainA = start.gain;
    double lossA = start.loss;
    double gainB = secondStart.gain;
    double lossB = secondStart.loss;
    double gainC = thirdStart.gain;
    double lossC = thirdStart.loss;
    double gainD = fourthStart.gain;
    double lossD = fourthStart.loss;
    for (int block = 0; block < length; block += BLOCK) {
      int count = Math.min(BLOCK, length - block);
      for (int i = 0; i < count; i++) {
        int at = block + i;
        double changeA = values[first + at] - values[first + at - 1];
        double changeB = values[second + at] - values[second + at - 1];
        double changeC = values[third + at] - values[third + at - 1];
        double changeD = values[fourth + at] - values[fourth + at - 1];
        gainA = gainA * weight + (Math.abs(changeA) + changeA) * 0.5;
        lossA = lossA * weight + (Math.abs(changeA) - changeA) * 0.5;
        gainB = gainB * weight + (Math.abs(changeB) + changeB) * 0.5;
        lossB = lossB * weight + (Math.abs(changeB) - changeB) * 0.5;
        gainC = gainC * weight + (Math.abs(changeC) + changeC) * 0.5;
        lossC = lossC * weight + (Math.abs(changeC) - changeC) * 0.5;
        gainD = gainD * weight + (Math.abs(changeD) + changeD) * 0.5;
        lossD = lossD * weight + (Math.abs(changeD) - changeD) * 0.5;
        if (powerOfTwo) {
          gainA *= reciprocal;
          lossA *= reciprocal;
          gainB *= reciprocal;
          lossB *= reciprocal;
          gainC *= reciprocal;
          lossC *= reciprocal;
          gainD *= reciprocal;
          lossD *= reciprocal;
        } else {
          gainA /= divisor;
          lossA /= divisor;
          gainB /= divisor;
          lossB /= divisor;
          gainC /= divisor;
          lossC /= divisor;
          gainD /= divisor;
          lossD /= divisor;
        }
        gains[i] = gainA;
        losses[i] = lossA;
        gains[BLOCK + i] = gainB;
        losses[BLOCK + i] = lossB;
        gains[2 * BLOCK + i] = gainC;
        losses[2 * BLOCK + i] = lossC;
        gains[3 * BLOCK + i] = gainD;
        losses[3 * BLOCK + i] = lossD;
      }
      index(0, count, rsi, first + block);
      index(BLOCK, count, rsi, second + block);
      index(2 * BLOCK, count, rsi, third + block);
      index(3 * BLOCK, count, rsi, fourth + block);
    }
    if (!secondStart.equals(new Averages(gainA, lossA))
        || !thirdStart.equals(new Averages(gainB, lossB))
        || !fourthStart.equals(new Averages(gainC, lossC))) {
      return false;
    }
    return rest(new Averages(gainD, lossD), rsi).isFinite();
  }

  private void index(int from, int count, double[] rsi, int to) {
    for (int i = 0; i < count; i++) {
      rsi[to + i] = 100 - 100 / (1 + gains[from + i] / losses[from + i]);
    }
    for (int i = 0; i < count; i++) {
      if (gains[from + i] == 0 && losses[from + i] == 0) {
        rsi[to + i] = 50;
      }
    }
  }

  private Averages seed() {
    double gain = 0;
    double loss = 0;
    for (int i = 1; i <= period; i++) {
      gain += Math.max(values[i] - values[i - 1], 0);
      loss += Math.max(values[i - 1] - values[i], 0);
    }
    return new Averages(gain / period, loss / period);
  }

  /** The averages before index {@code at}, most likely. */
  private Averages before(int at) {
    int from = at - Recurrence.warmUp(period);
    Averages averages = new Averages(0, 0);
    for (int i = from; i < at; i++) {
      averages = next(averages, i);
    }
    return averages;
  }

  private Averages rest(Averages last, double[] rsi) {
    Averages averages = last;
    for (int i = fourth + length; i < values.length; i++) {
      averages = next(averages, i);
      rsi[i] = Rsi.index(averages.gain, averages.loss);
    }
    return averages;
  }

  private Averages next(Averages averages, int i) {
    double change = values[i] - values[i - 1];
    return new Averages(
        (averages.gain * (period - 1) + Math.max(change, 0)) / period,
        (averages.loss * (period - 1) + Math.max(-change, 0)) / period);
  }
}
