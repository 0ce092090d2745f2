package io.bellwether.research.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A vertical axis: maps values to pixels, linearly or, when values span more than a factor of five,
 * by their logarithm.
 */
final class ValueAxis {
  private static final double LOG_FROM_RATIO = 5;
  private static final int MAX_TICKS = 8;

  /** Labels closer than this would touch. */
  private static final double TICK_ROOM = 22;

  private static final double[][] LOG_STEPS = {{1, 2, 3, 5, 7}, {1, 2, 5}, {1, 3}, {1}};

  private final double min;
  private final double max;
  private final double top;
  private final double bottom;
  private final boolean logarithmic;

  private ValueAxis(double min, double max, double top, double bottom, boolean logarithmic) {
    this.min = min;
    this.max = max;
    this.top = top;
    this.bottom = bottom;
    this.logarithmic = logarithmic;
  }

  /** An axis on which {@code lowest} to {@code highest} fit with a little room. */
  static ValueAxis of(double lowest, double highest, double top, double bottom) {
    boolean logarithmic = lowest > 0 && highest / lowest > LOG_FROM_RATIO;
    if (logarithmic) {
      double room = Math.pow(highest / lowest, 0.06);
      return new ValueAxis(lowest / room, highest * room, top, bottom, true);
    }
    return linear(lowest, highest, top, bottom);
  }

  /** A linear axis on which {@code lowest} to {@code highest} fit with a little room. */
  static ValueAxis linear(double lowest, double highest, double top, double bottom) {
    double spread = highest - lowest;
    double room = spread > 0 ? spread * 0.06 : Math.max(1e-6, Math.abs(highest) * 0.01);
    return new ValueAxis(lowest - room, highest + room, top, bottom, false);
  }

  /** An axis from 0 at the top down to a value below it. */
  static ValueAxis below(double lowest, double top, double bottom) {
    return new ValueAxis(lowest * 1.06, 0, top, bottom, false);
  }

  /** An axis from 0 at the bottom up to a value above it. */
  static ValueAxis above(double highest, double top, double bottom) {
    return new ValueAxis(0, highest * 1.06, top, bottom, false);
  }

  boolean isLogarithmic() {
    return logarithmic;
  }

  double top() {
    return top;
  }

  double bottom() {
    return bottom;
  }

  /** The pixel of a value. */
  double y(double value) {
    double share =
        logarithmic
            ? Math.log(Math.max(value, min) / min) / Math.log(max / min)
            : (value - min) / (max - min);
    return bottom - share * (bottom - top);
  }

  /** Round values within the axis, with their labels. */
  List<Tick> ticks() {
    return logarithmic ? logTicks() : linearTicks();
  }

  /** A value and how it reads. */
  record Tick(double value, String label) {}

  private int maxTicks() {
    return Math.clamp((int) ((bottom - top) / TICK_ROOM), 2, MAX_TICKS);
  }

  private List<Tick> linearTicks() {
    double step = niceStep((max - min) / maxTicks() * 1.1);
    int decimals = Math.max(0, (int) -Math.floor(Math.log10(step) + 1e-9));
    // 2.5, 0.25, ... need one decimal more than their power of ten.
    if (Math.abs(step * Math.pow(10, decimals) - Math.rint(step * Math.pow(10, decimals))) > 1e-6) {
      decimals++;
    }
    List<Tick> ticks = new ArrayList<>();
    for (double i = Math.ceil(min / step); i * step <= max; i++) {
      ticks.add(new Tick(i * step, Numbers.rounded(i * step, decimals, true)));
    }
    return ticks;
  }

  /** The smallest of 1, 2, 2.5, 5 times a power of ten that is not below {@code rough}. */
  static double niceStep(double rough) {
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    for (double factor : new double[] {1, 2, 2.5, 5}) {
      if (factor * power >= rough * (1 - 1e-9)) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  private List<Tick> logTicks() {
    for (double[] factors : LOG_STEPS) {
      List<Tick> ticks = logTicks(factors);
      if (ticks.size() <= maxTicks()) {
        return ticks;
      }
    }
    return logTicks(LOG_STEPS[LOG_STEPS.length - 1]);
  }

  private List<Tick> logTicks(double[] factors) {
    List<Tick> ticks = new ArrayList<>();
    for (int power = (int) Math.floor(Math.log10(min)); power <= Math.log10(max); power++) {
      for (double factor : factors) {
        double value = factor * Math.pow(10, power);
        if (value >= min && value <= max) {
          ticks.add(new Tick(value, Numbers.rounded(value, Math.max(0, -power), true)));
        }
      }
    }
    return ticks;
  }
}
