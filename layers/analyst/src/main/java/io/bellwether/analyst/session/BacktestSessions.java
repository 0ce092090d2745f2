package io.bellwether.analyst.session;

import io.bellwether.research.engine.BacktestResult;
import io.bellwether.research.engine.MarketData;
import io.bellwether.research.engine.TradeLog;
import io.bellwether.trading.analysis.SessionPerformance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a backtest did, day by day. */
final class BacktestSessions {
  private final BacktestResult result;
  private final int firstDay;
  private final List<SortedSet<String>> events;
  private final int[] closed;
  private final int[] won;

  /** A run that recorded everything. */
  BacktestSessions(BacktestResult result) {
    this.result = result;
    MarketData data = result.data();
    int days = data.dayEnds().length;
    this.firstDay = dayOf(result.settings().firstBar());
    this.closed = new int[days];
    this.won = new int[days];
    this.events = new ArrayList<>();
    for (int day = 0; day < days; day++) {
      events.add(new TreeSet<>());
    }
    note();
  }

  private void note() {
    EventWords words = new EventWords(result.data().series().main().symbol());
    TradeLog trades = result.trades();
    for (int i = 0; i < trades.size(); i++) {
      int exitDay = dayOf(trades.exitBar(i));
      closed[exitDay]++;
      won[exitDay] += trades.pnl(i) > 0 ? 1 : 0;
      events.get(exitDay).add(words.exit(trades.reason(i), symbol(trades.leg(i))));
      events
          .get(dayOf(trades.entryBar(i)))
          .add(words.entry(trades.direction(i), symbol(trades.leg(i))));
    }
    for (BacktestResult.Open open : result.open()) {
      events.get(dayOf(open.entryBar())).add(words.entry(open.direction(), symbol(open.leg())));
    }
  }

  private String symbol(int leg) {
    return result.rules().legs().get(leg).symbol();
  }

  /** The day of a bar; the number of days for a bar after the last one. */
  private int dayOf(int bar) {
    int found = Arrays.binarySearch(result.data().dayEnds(), bar);
    return found >= 0 ? found : -found - 1;
  }

  /** The first day that was decided on. */
  int firstDay() {
    return firstDay;
  }

  /** What happened on a day, in words. */
  List<String> events(int day) {
    return List.copyOf(events.get(day));
  }

  /** The performance of each day from the first on. */
  List<SessionPerformance> performances() {
    MarketData data = result.data();
    BitSet held = result.held();
    Progress progress = new Progress(result.settings().capital(), data.conventions());
    List<SessionPerformance> performances = new ArrayList<>();
    int trades = 0;
    int wins = 0;
    for (int day = firstDay; day < closed.length; day++) {
      int firstBar = day == 0 ? 0 : data.dayEnds()[day - 1] + 1;
      int next = held.nextSetBit(firstBar);
      trades += closed[day];
      wins += won[day];
      progress.close(result.dailyEquity()[day]);
      performances.add(
          new SessionPerformance(
              progress.profit(),
              progress.totalReturn(),
              progress.drawdown(),
              progress.sharpe(),
              trades == 0 ? Optional.empty() : Optional.of((double) wins / trades),
              trades,
              closed[day],
              next >= 0 && next <= data.dayEnds()[day]));
    }
    return performances;
  }
}
