package io.bellwether.trading.cost;

import io.bellwether.strategy.Direction;

/**
 * What holding a position costs, beside trading it. Interest and borrow fees are charged for each
 * calendar day held, weekends included, at a 360th of the annual rate: the money market's day count
 * (actual/360), as US brokers charge margin loans.
 *
 * @param marginInterest on borrowed cash, a fraction a year, at least 0
 * @param borrowFee on the value of borrowed shares, a fraction a year, at least 0
 * @param fundingPer8h of a perpetual's value every eight hours, where no file of rates is given;
 *     long positions pay it to short ones if it is above 0, and are paid if it is below
 */
public record Financing(double marginInterest, double borrowFee, double fundingPer8h) {
  /** Holding for free: without margin, shorts and perpetuals nothing is due. */
  public static final Financing NONE = new Financing(0, 0, 0);

  private static final int DAYS_PER_YEAR = 360;

  public Financing {
    requireRate("margin interest", marginInterest);
    requireRate("borrow fee", borrowFee);
    requireFunding(fundingPer8h);
  }

  private static void requireRate(String what, double rate) {
    if (!(rate >= 0 && Double.isFinite(rate))) {
      throw new IllegalArgumentException(what + " must be at least 0, not " + rate);
    }
  }

  /** Rates of 10 % in eight hours and more are percentages mistaken for fractions. */
  static double requireFunding(double rate) {
    if (!(Math.abs(rate) < 0.1)) {
      throw new IllegalArgumentException(
          "a funding rate is a fraction between -0.1 and 0.1, such as 0.0001, not " + rate);
    }
    return rate;
  }

  /**
   * The interest on borrowed cash, not negative.
   *
   * @param debit what is owed; nothing is due on a credit, which is a debit below 0
   * @param days calendar days, at least 0
   */
  public double interest(double debit, int days) {
    return Math.max(0, debit) * marginInterest * days / DAYS_PER_YEAR;
  }

  /**
   * The fee for borrowed shares, not negative.
   *
   * @param shortValue what they are worth, at least 0
   * @param days calendar days, at least 0
   */
  public double borrow(double shortValue, int days) {
    return shortValue * borrowFee * days / DAYS_PER_YEAR;
  }

  /**
   * What a perpetual's holder pays at one settlement at the constant rate; below 0 if it is paid.
   *
   * @param value the position's worth at the mark price, at least 0
   */
  public double funding(Direction direction, double value) {
    return funding(direction, value, fundingPer8h);
  }

  /**
   * What a perpetual's holder pays at one settlement; below 0 if it is paid. Source: Bybit's help
   * pages, funding fee = position value * funding rate.
   *
   * @param value the position's worth at the mark price, at least 0
   * @param rate of that settlement, a fraction
   */
  public static double funding(Direction direction, double value, double rate) {
    return direction == Direction.LONG ? value * rate : -value * rate;
  }
}
