package io.bellwether.research.walkforward;

import io.bellwether.research.engine.BacktestResult;
import io.bellwether.research.engine.MarketData;
import io.bellwether.research.search.ParameterSpace;
import io.bellwether.research.sweep.BarsMarket;
import io.bellwether.research.sweep.Market;
import io.bellwether.research.sweep.SweepTask;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Joins the tests of windows to one account's equity, day by day. */
final class Stitch {
  private final double capital;
  private final List<WalkForwardResult.Day> days = new ArrayList<>();

  Stitch(double capital) {
    this.capital = capital;
  }

  /** What the tests so far have left. */
  double equity() {
    return days.isEmpty() ? capital : days.getLast().equity();
  }

  /** Adds a test; what is held at its end is closed. */
  void add(int window, BacktestResult run) {
    MarketData data = run.data();
    int[] ends = data.dayEnds();
    for (int d = firstDay(data, run.settings().firstBar()); d < ends.length; d++) {
      double equity = run.dailyEquity()[d];
      if (d == ends.length - 1) {
        equity -= run.closingCosts();
      }
      days.add(new WalkForwardResult.Day(date(data, ends[d]), equity, window));
    }
  }

  /** Adds a test that passes in cash. */
  void addCash(int window, Market market) {
    int[] ends = market.data().dayEnds();
    double equity = equity();
    for (int d = firstDay(market.data(), market.settings().firstBar()); d < ends.length; d++) {
      days.add(new WalkForwardResult.Day(date(market.data(), ends[d]), equity, window));
    }
  }

  private static int firstDay(MarketData data, int firstBar) {
    int day = 0;
    while (day < data.dayEnds().length && data.dayEnds()[day] < firstBar) {
      day++;
    }
    return day;
  }

  private static LocalDate date(MarketData data, int bar) {
    return LocalDate.ofEpochDay(data.epochDay(bar));
  }

  WalkForwardResult result(
      SweepTask task, ParameterSpace space, List<WindowResult> windows, BarsMarket market) {
    return new WalkForwardResult(
        task, space, capital, windows, days, market.of(task.symbols()).data().conventions());
  }
}
