package io.bellwether.strategy.indicator;

import java.util.Arrays;

/**
 * The relative strength index of a long series, four stretches at a time as in {@link Recurrence}.
 * Block by block: the gains and losses of the four, which become their averages, which become the
 * index. The first and the last step are loops the compiler turns into vector instructions, as long
 * as they have one index alone; hence the copies. To the last bit what {@link Rsi} says it is.
 */
final class RsiStretches {
  /** Small enough for the blocks of all stretches to stay in the nearest cache. */
  private static final int BLOCK = 256;

  /**
   * An average of more than this is far from vanishing within a block, however few prices change:
   * each leaves it at least its half.
   */
  private static final double LEAST = 0x1p-500;

  private final double[] values;
  private final int period;
  private final int length;
  private final int first;
  private final int second;
  private final int third;
  private final int fourth;

  /**
   * Then a division is exact as a multiplication, and may come before the sum: {@code average *
   * (weight / period) + x / period}. That is not so of numbers too small for 53 bits, but one of
   * the averages is far from them, and their quotient then 0 or 100 in any case.
   */
  private final boolean powerOfTwo;

  private final double[] gains = new double[4 * BLOCK];
  private final double[] losses = new double[4 * BLOCK];

  /**
   * Over four stretches.
   *
   * @param period at least 2
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
   * Computes the column; false if a value is not finite, prices did not change for hundreds of bars
   * or a stretch did not end where the next one began, and the column is of no use.
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
    double kept = weight / divisor;
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
      if (tooSmall(gainA, lossA)
          || tooSmall(gainB, lossB)
          || tooSmall(gainC, lossC)
          || tooSmall(gainD, lossD)) {
        return false;
      }
      changes(block, count);
      for (int i = 0; i < count; i++) {
        if (powerOfTwo) {
          gainA = gainA * kept + gains[i];
          lossA = lossA * kept + losses[i];
          gainB = gainB * kept + gains[BLOCK + i];
          lossB = lossB * kept + losses[BLOCK + i];
          gainC = gainC * kept + gains[2 * BLOCK + i];
          lossC = lossC * kept + losses[2 * BLOCK + i];
          gainD = gainD * kept + gains[3 * BLOCK + i];
          lossD = lossD * kept + losses[3 * BLOCK + i];
        } else {
          gainA = (gainA * weight + gains[i]) / divisor;
          lossA = (lossA * weight + losses[i]) / divisor;
          gainB = (gainB * weight + gains[BLOCK + i]) / divisor;
          lossB = (lossB * weight + losses[BLOCK + i]) / divisor;
          gainC = (gainC * weight + gains[2 * BLOCK + i]) / divisor;
          lossC = (lossC * weight + losses[2 * BLOCK + i]) / divisor;
          gainD = (gainD * weight + gains[3 * BLOCK + i]) / divisor;
          lossD = (lossD * weight + losses[3 * BLOCK + i]) / divisor;
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
      index();
      System.arraycopy(gains, 0, rsi, first + block, count);
      System.arraycopy(gains, BLOCK, rsi, second + block, count);
      System.arraycopy(gains, 2 * BLOCK, rsi, third + block, count);
      System.arraycopy(gains, 3 * BLOCK, rsi, fourth + block, count);
    }
    if (!secondStart.equals(new Averages(gainA, lossA))
        || !thirdStart.equals(new Averages(gainB, lossB))
        || !fourthStart.equals(new Averages(gainC, lossC))) {
      return false;
    }
    return rest(new Averages(gainD, lossD), rsi).isFinite();
  }

  private static boolean tooSmall(double gain, double loss) {
    return Math.max(gain, loss) < LEAST;
  }

  /** The gains and losses of a block of each stretch. */
  private void changes(int block, int count) {
    int[] starts = {first, second, third, fourth};
    for (int stretch = 0; stretch < starts.length; stretch++) {
      int from = starts[stretch] + block;
      System.arraycopy(values, from, gains, stretch * BLOCK, count);
      System.arraycopy(values, from - 1, losses, stretch * BLOCK, count);
    }
    double scale = powerOfTwo ? 0.5 / period : 0.5;
    for (int i = 0; i < gains.length; i++) {
      double change = gains[i] - losses[i];
      gains[i] = (Math.abs(change) + change) * scale;
      losses[i] = (Math.abs(change) - change) * scale;
    }
  }

  /** Replaces the averages of gains. That both are zero is excluded by {@link #LEAST}. */
  private void index() {
    for (int i = 0; i < gains.length; i++) {
      gains[i] = 100 - 100 / (1 + gains[i] / losses[i]);
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
