package io.bellwether.workbench.market;

import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;

/**
 * How variance and volume are spread over a session: much after the open, little at noon, more
 * before the close. Fitted to QQQ's five-minute bars of 2020 to 2024. A session cut short has the
 * same open and the same close with less between, so less of both in all.
 */
final class SessionShape {
  private static final int FULL_SESSION_MINUTES = 390;

  private final DoubleBinaryOperator density;
  private final Map<Integer, double[]> cumulative = new HashMap<>();

  private SessionShape(DoubleBinaryOperator density) {
    this.density = density;
  }

  /** Of the variance of returns. */
  static SessionShape variance() {
    return new SessionShape(
        (sinceOpen, toClose) ->
            0.50 + 2.6 * StrictMath.exp(-sinceOpen / 60) + 0.9 * StrictMath.exp(-toClose / 15));
  }

  /** Of the number of shares traded, with the auctions' share at both ends. */
  static SessionShape volume() {
    return new SessionShape(
        (sinceOpen, toClose) ->
            0.52
                + 1.3 * StrictMath.exp(-sinceOpen / 70)
                + 6.0 * StrictMath.exp(-sinceOpen / 3)
                + 0.5 * StrictMath.exp(-toClose / 40)
                + 4.5 * StrictMath.exp(-toClose / 5));
  }

  /**
   * What falls between two minutes of a session, as a share of a full session's total.
   *
   * @param from minutes since the open
   * @param to minutes since the open, after {@code from}
   * @param length the session's length in minutes
   */
  double share(int from, int to, int length) {
    double[] sums = sums(length);
    return (sums[to] - sums[from]) / sums(FULL_SESSION_MINUTES)[FULL_SESSION_MINUTES];
  }

  private double[] sums(int length) {
    return cumulative.computeIfAbsent(length, this::sum);
  }

  private double[] sum(int length) {
    double[] sums = new double[length + 1];
    for (int minute = 0; minute < length; minute++) {
      double middle = minute + 0.5;
      sums[minute + 1] = sums[minute] + density.applyAsDouble(middle, length - middle);
    }
    return sums;
  }
}
