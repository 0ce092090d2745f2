package io.bellwether.workbench.bench;

import io.bellwether.market.Bars;

/**
 * The yardstick for {@code ema-crossover}: one pass over the bars that updates both averages, fills
 * at the open, marks at the close and decides, as a Java programmer would write it for this
 * strategy alone.
 */
final class FusedEmaCrossover {
  private FusedEmaCrossover() {}

  static void run(Bars bars, int fast, int slow, double weight, Account account) {
    int size = bars.size();
    double[] opens = bars.open();
    double[] closes = bars.close();
    double[] equity = account.equity;
    double fastAlpha = 2.0 / (fast + 1);
    double slowAlpha = 2.0 / (slow + 1);
    double fastEma = 0;
    double slowEma = 0;
    double cash = Workload.CAPITAL;
    double held = 0;
    double ordered = 0;
    boolean selling = false;
    account.trades = 0;
    for (int t = 0; t < size; t++) {
      double close = closes[t];
      if (ordered > 0) {
        double open = opens[t];
        held = Math.min(ordered, Math.floor(cash / open));
        ordered = 0;
        if (held > 0) {
          cash -= held * open;
          account.open(t, held, open);
        }
      } else if (selling) {
        cash += held * opens[t];
        account.close(t, opens[t], Account.RULE);
        held = 0;
        selling = false;
      }
      double marked = cash + held * close;
      equity[t] = marked;
      if (t >= fast) {
        fastEma += fastAlpha * (close - fastEma);
      } else {
        fastEma += close;
        if (t == fast - 1) {
          fastEma /= fast;
        }
      }
      if (t >= slow) {
        slowEma += slowAlpha * (close - slowEma);
      } else {
        slowEma += close;
        if (t < slow - 1) {
          continue;
        }
        slowEma /= slow;
      }
      if (held == 0) {
        if (close > fastEma && fastEma > slowEma) {
          ordered = Math.floor(weight * marked / close);
        }
      } else {
        selling = close < fastEma || fastEma < slowEma;
      }
    }
  }
}
