package io.bellwether.workbench.bench;

import io.bellwether.market.Bars;

/**
 * The yardstick for {@code rsi2} without hedge and filters: one pass with the index, the resting
 * stop, the fills and the marks; and the same over an index computed before, for a sweep.
 */
final class FusedRsi2 {
  private static final int PERIOD = 2;

  private FusedRsi2() {}

  static void run(Bars bars, Thresholds thresholds, Account account) {
    int size = bars.size();
    double[] opens = bars.open();
    double[] lows = bars.low();
    double[] closes = bars.close();
    double[] equity = account.equity;
    double entry = thresholds.entry();
    double exit = thresholds.exit();
    double weight = thresholds.weight();
    double keep = 1 - thresholds.stopLoss();
    double gain = 0;
    double loss = 0;
    double previous = closes[0];
    double cash = Workload.CAPITAL;
    double held = 0;
    double stop = 0;
    double ordered = 0;
    boolean selling = false;
    account.trades = 0;
    equity[0] = cash;
    for (int t = 1; t < size; t++) {
      double close = closes[t];
      if (held > 0) {
        double open = opens[t];
        if (selling || open <= stop) {
          cash += held * open;
          account.close(t, open, selling ? Account.RULE : Account.STOP);
          held = 0;
          selling = false;
        } else if (lows[t] <= stop) {
          cash += held * stop;
          account.close(t, stop, Account.STOP);
          held = 0;
        }
      } else if (ordered > 0) {
        double open = opens[t];
        held = Math.min(ordered, Math.floor(cash / open));
        ordered = 0;
        if (held > 0) {
          cash -= held * open;
          stop = open * keep;
          account.open(t, held, open);
          if (lows[t] <= stop) {
            cash += held * stop;
            account.close(t, stop, Account.STOP);
            held = 0;
          }
        }
      }
      double marked = cash + held * close;
      equity[t] = marked;
      double change = close - previous;
      previous = close;
      double up = Math.max(change, 0);
      double down = Math.max(-change, 0);
      if (t > PERIOD) {
        gain = (gain * (PERIOD - 1) + up) / PERIOD;
        loss = (loss * (PERIOD - 1) + down) / PERIOD;
      } else {
        gain += up;
        loss += down;
        if (t < PERIOD) {
          continue;
        }
        gain /= PERIOD;
        loss /= PERIOD;
      }
      double rsi = gain == 0 && loss == 0 ? 50 : 100 - 100 / (1 + gain / loss);
      if (held == 0) {
        if (rsi <= entry) {
          ordered = Math.floor(weight * marked / close);
        }
      } else {
        selling = rsi >= exit;
      }
    }
  }

  /** The final equity over an index computed before, recording nothing: one set of a sweep. */
  static double sweep(Bars bars, double[] rsi, int from, Thresholds thresholds) {
    int size = bars.size();
    double[] opens = bars.open();
    double[] lows = bars.low();
    double[] closes = bars.close();
    double entry = thresholds.entry();
    double exit = thresholds.exit();
    double weight = thresholds.weight();
    double keep = 1 - thresholds.stopLoss();
    double cash = Workload.CAPITAL;
    int t = from;
    while (true) {
      while (t < size && rsi[t] > entry) {
        t++;
      }
      if (t >= size - 1) {
        return cash;
      }
      double open = opens[t + 1];
      double held = Math.min(Math.floor(weight * cash / closes[t]), Math.floor(cash / open));
      t++;
      if (held == 0) {
        continue;
      }
      cash -= held * open;
      double stop = open * keep;
      // On the bar of the fill the open is past.
      if (lows[t] <= stop) {
        cash += held * stop;
        continue;
      }
      while (t < size && rsi[t] < exit) {
        t++;
        if (t < size && lows[t] <= stop) {
          break;
        }
      }
      if (t >= size - 1 && (t == size || lows[t] > stop)) {
        return cash + held * closes[size - 1];
      }
      if (rsi[t] >= exit && lows[t] > stop) {
        t++;
        cash += held * opens[t];
      } else {
        cash += held * Math.min(opens[t], stop);
      }
    }
  }
}
