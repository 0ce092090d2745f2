package io.bellwether.workbench.bench;

/**
 * What a plain loop records, in arrays that are there before it starts: each trade, and the equity
 * at each close. Beside it the one position and the cash.
 */
public final class Account {
  static final byte RULE = 0;
  static final byte STOP = 1;

  final double[] equity;
  final int[] entryBar;
  final int[] exitBar;
  final double[] quantity;
  final double[] entryPrice;
  final double[] exitPrice;
  final byte[] exitReason;
  int trades;

  Account(int bars) {
    equity = new double[bars];
    // A trade takes two bars at least.
    int most = bars / 2 + 1;
    entryBar = new int[most];
    exitBar = new int[most];
    quantity = new double[most];
    entryPrice = new double[most];
    exitPrice = new double[most];
    exitReason = new byte[most];
  }

  void open(int bar, double size, double price) {
    entryBar[trades] = bar;
    quantity[trades] = size;
    entryPrice[trades] = price;
  }

  void close(int bar, double price, byte reason) {
    exitBar[trades] = bar;
    exitPrice[trades] = price;
    exitReason[trades] = reason;
    trades++;
  }

  double finalEquity() {
    return equity[equity.length - 1];
  }
}
