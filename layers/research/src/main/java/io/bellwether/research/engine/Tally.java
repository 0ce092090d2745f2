package io.bellwether.research.engine;

/** What is counted in every run, also in those that record no trades. */
final class Tally {
  int trades;
  int wins;
  double gains;
  double losses;
  double fees;
  double traded;
  int skippedEntries;
  int refusedEntries;
  double slippage;
  double dividends;
  double financing;
  boolean stopped;

  void closed(double pnl) {
    trades++;
    if (pnl > 0) {
      wins++;
      gains += pnl;
    } else {
      losses -= pnl;
    }
  }
}
