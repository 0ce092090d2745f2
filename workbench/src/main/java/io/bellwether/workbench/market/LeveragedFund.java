package io.bellwether.workbench.market;

import io.bellwether.market.Bars;
import io.bellwether.market.calendar.TradingCalendar;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * A fund that returns a multiple of another's return each session, less what it costs. Its exposure
 * is reset at each close, so that within a session its price is linear in the other's: {@code value
 * * (1 + multiple * (price / previous close - 1) - costs)}. The costs of the days since the last
 * session are taken before the open.
 *
 * @param symbol the fund's symbol
 * @param multiple of the return, negative for an inverse fund
 * @param annualCost expenses, and interest paid or earned, as a fraction of the value
 * @param startPrice its value before the first session
 * @param volumeRatio its shares traded for each of the other's
 */
record LeveragedFund(
    String symbol, double multiple, double annualCost, double startPrice, double volumeRatio) {
  private static final double EXPENSES = 0.0095;
  private static final double DAYS_PER_YEAR = 365;
  private static final double VOLUME_NOISE = 0.2;

  /** However the other falls, something is left, as the fund's swaps would be closed before. */
  private static final double LEAST_FACTOR = 0.01;

  /** Borrows twice its value at 1.5 %: the alpha of TQQQ on QQQ, 2010 to 2024, is -3.9 %. */
  static final LeveragedFund TQQQ = new LeveragedFund("TQQQ", 3, EXPENSES + 2 * 0.015, 60, 1.6);

  /** Earns 0.65 % on four times its value: the alpha of SQQQ on QQQ, 2010 to 2024, is 1.6 %. */
  static final LeveragedFund SQQQ = new LeveragedFund("SQQQ", -3, EXPENSES - 4 * 0.0065, 20, 2.4);

  /** The fund's bars, in unrounded prices. */
  Bars follow(Bars index, TradingCalendar calendar, Draws draws) {
    Bars.Builder bars = Bars.builder(symbol, index.timeframe(), index.provenance());
    double value = startPrice;
    double previousClose = index.isEmpty() ? 1 : index.open()[0];
    double costs = 0;
    LocalDate date = LocalDate.MIN;
    for (int t = 0; t < index.size(); t++) {
      LocalDate today = calendar.dateAt(index.start(t));
      if (!today.equals(date)) {
        if (t > 0) {
          value = price(value, index.close()[t - 1], previousClose, costs);
          previousClose = index.close()[t - 1];
          costs = annualCost * ChronoUnit.DAYS.between(date, today) / DAYS_PER_YEAR;
        }
        date = today;
      }
      double atHigh = price(value, index.high()[t], previousClose, costs);
      double atLow = price(value, index.low()[t], previousClose, costs);
      bars.add(
          index.startMillis()[t],
          price(value, index.open()[t], previousClose, costs),
          Math.max(atHigh, atLow),
          Math.min(atHigh, atLow),
          price(value, index.close()[t], previousClose, costs),
          index.volume()[t] * volumeRatio * StrictMath.exp(VOLUME_NOISE * draws.gaussian()));
    }
    return bars.build();
  }

  private double price(double value, double index, double previousClose, double costs) {
    return value * Math.max(LEAST_FACTOR, 1 + multiple * (index / previousClose - 1) - costs);
  }
}
