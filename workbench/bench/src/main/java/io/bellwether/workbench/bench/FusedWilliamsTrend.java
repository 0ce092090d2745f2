package io.bellwether.workbench.bench;

import io.bellwether.market.Bars;

/**
 * The yardstick for {@code williams-trend}: one pass with the range of ten bars, the average of
 * 200, the average true range, the trailing stop on closes, the fills and the marks.
 */
final class FusedWilliamsTrend {
  private static final int WINDOW = 10;
  private static final int TREND = 200;
  private static final int ATR = 14;
  private static final double STOP_RANGES = 10;
  private static final double RISK = 0.02;

  private FusedWilliamsTrend() {}

  static void run(Bars bars, Account account) {
    int size = bars.size();
    double[] opens = bars.open();
    double[] highs = bars.high();
    double[] lows = bars.low();
    double[] closes = bars.close();
    double[] equity = account.equity;
    double sum = 0;
    double atr = 0;
    double cash = Workload.CAPITAL;
    double held = 0;
    double ordered = 0;
    double distance = 0;
    double stop = 0;
    double best = 0;
    byte selling = -1;
    account.trades = 0;
    double previous = Double.NaN;
    for (int t = 0; t < size; t++) {
      double close = closes[t];
      double high = highs[t];
      double low = lows[t];
      if (ordered > 0) {
        double open = opens[t];
        held = Math.min(ordered, Math.floor(cash / open));
        ordered = 0;
        if (held > 0) {
          cash -= held * open;
          stop = open - distance;
          best = close;
          account.open(t, held, open);
        }
      } else if (selling >= 0) {
        cash += held * opens[t];
        account.close(t, opens[t], selling);
        held = 0;
        selling = -1;
      }
      double marked = cash + held * close;
      equity[t] = marked;

      sum += close;
      if (t >= 1) {
        double range =
            Math.max(high - low, Math.max(Math.abs(high - previous), Math.abs(low - previous)));
        if (t > ATR) {
          atr = (atr * (ATR - 1) + range) / ATR;
        } else {
          atr += range;
          if (t == ATR) {
            atr /= ATR;
          }
        }
      }
      previous = close;
      if (t < TREND - 1) {
        continue;
      }
      if (t >= TREND) {
        sum -= closes[t - TREND];
      }
      double average = sum / TREND;
      // The range of ten bars is needed at few closes, and looked at there only.
      if (held == 0) {
        if (close > average && percent(highs, lows, closes, t) < -80 && atr > 0) {
          distance = STOP_RANGES * atr;
          ordered = Math.floor(Math.min(RISK * marked / distance, marked / close));
        }
      } else {
        best = Math.max(best, close);
        stop = Math.max(stop, best - STOP_RANGES * atr);
        if (close <= stop) {
          selling = Account.STOP;
        } else if (close < average && percent(highs, lows, closes, t) > -20) {
          selling = Account.RULE;
        }
      }
    }
  }

  private static double percent(double[] highs, double[] lows, double[] closes, int t) {
    double highest = highs[t];
    double lowest = lows[t];
    for (int i = t - WINDOW + 1; i < t; i++) {
      highest = Math.max(highest, highs[i]);
      lowest = Math.min(lowest, lows[i]);
    }
    double width = highest - lowest;
    return width == 0 ? -50 : -100 * (highest - closes[t]) / width;
  }
}
