package io.bellwether.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.market.RealData;
import io.bellwether.market.SessionBars;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.NyseCalendar;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/**
 * Walks real bars with the holdings of an independently made trade list as the script, and expects
 * the decision that leads to each entry and exit of the list, and none that it does not have but
 * the entry of a position that is open at the end. There is no execution here: fills and quantities
 * are compared where orders are filled.
 */
class GoldenDecisionsTest {
  /**
   * One line of a trade list, in bar indices.
   *
   * @param entry the bar in which it was entered
   * @param exit the bar in which it was closed
   */
  private record Trade(
      double quantity,
      int entry,
      double entryPrice,
      int exit,
      double exitPrice,
      ExitReason reason) {
    double profitAtClose(Bars bars, int t) {
      return t < entry ? 0 : quantity * ((t < exit ? bars.close()[t] : exitPrice) - entryPrice);
    }

    LegState stateAtClose(SeriesSet series, int t) {
      if (t < exit) {
        return new LegState.Held(Direction.LONG, quantity, entryPrice, series.main().start(entry));
      }
      Instant exitBar = series.main().start(exit);
      return new LegState.Flat(Optional.of(new LegState.LastExit(exitBar, reason)));
    }
  }

  @Test
  void rsi2DecidesTheTradesOfTheList() throws IOException {
    SeriesSet series =
        SeriesSet.align(
            List.of(
                RealData.bars("TQQQ_1d_split.csv", "TQQQ"),
                RealData.bars("SQQQ_1d_split.csv", "SQQQ")));
    Strategy strategy =
        StrategyCatalog.standard().create("rsi2", List.of("TQQQ", "SQQQ"), Timeframe.DAY, Map.of());
    Map<String, List<Trade>> trades = trades("../expected/rsi2_TQQQ_SQQQ_1d_split.csv", series);
    assertEquals(634, trades.get("TQQQ").size() + trades.get("SQQQ").size());

    Rules rules = strategy.on(series);
    assertDecisions(rules, "TQQQ", trades.get("TQQQ"), t -> false);
    // On this basis a share of SQQQ often costs more than its weight: decided, yet never bought.
    assertDecisions(
        rules,
        "SQQQ",
        trades.get("SQQQ"),
        t -> 0.30 * equity(series, trades, t) < series.of("SQQQ").close()[t]);
  }

  @Test
  void emaCrossoverDecidesTheTradesOfTheList() throws IOException {
    Bars five = RealData.bars("TQQQ_5m_split.csv.gz", "TQQQ");
    Bars hours = SessionBars.aggregate(five, Timeframe.HOUR, new NyseCalendar());
    SeriesSet series = SeriesSet.align(List.of(hours));
    Strategy strategy =
        StrategyCatalog.standard()
            .create("ema-crossover", List.of("TQQQ"), Timeframe.HOUR, Map.of());
    Map<String, List<Trade>> trades = trades("../expected/ema-crossover_TQQQ_5m_split.csv", series);
    assertEquals(34, trades.get("TQQQ").size());
    assertDecisions(strategy.on(series), "TQQQ", trades.get("TQQQ"), t -> false);
  }

  private static void assertDecisions(
      Rules rules, String symbol, List<Trade> trades, IntPredicate tooDear) {
    SeriesSet series = rules.series();
    int next = 0;
    LegState state = LegState.Flat.NEW;
    for (int t = 0; t < series.size(); t++) {
      if (next < trades.size() && trades.get(next).entry <= t) {
        state = trades.get(next).stateAtClose(series, t);
        next += trades.get(next).exit <= t ? 1 : 0;
      }
      Optional<Target> target = decide(rules, t, symbol, state);
      if (t < rules.firstDecision()) {
        assertTrue(target.isEmpty());
        continue;
      }
      Class<? extends Target> expected = expected(trades, next, t);
      Target decided = target.orElseThrow();
      if (t == series.size() - 1) {
        break; // A decision on the last bar stays pending; the list does not know of it.
      }
      if (decided instanceof Target.Hold && next == trades.size()) {
        return;
      }
      if (!(decided instanceof Target.Hold && tooDear.test(t))) {
        int bar = t;
        assertInstanceOf(
            expected, decided, () -> symbol + " at " + series.main().start(bar) + " " + decided);
      }
    }
    assertEquals(trades.size(), next, "trades walked through");
  }

  /** 10,000 and the profits of all trades, marked at the close. */
  private static double equity(SeriesSet series, Map<String, List<Trade>> trades, int t) {
    double equity = 10_000;
    for (Map.Entry<String, List<Trade>> ofSymbol : trades.entrySet()) {
      for (Trade trade : ofSymbol.getValue()) {
        equity += trade.profitAtClose(series.of(ofSymbol.getKey()), t);
      }
    }
    return equity;
  }

  private static Class<? extends Target> expected(List<Trade> trades, int next, int t) {
    if (next == trades.size()) {
      return Target.Keep.class;
    }
    Trade trade = trades.get(next);
    if (trade.entry == t + 1) {
      return Target.Hold.class;
    }
    boolean closes = trade.exit == t + 1 && trade.reason == ExitReason.RULE;
    return closes ? Target.Flat.class : Target.Keep.class;
  }

  private static Optional<Target> decide(Rules rules, int t, String symbol, LegState state) {
    Map<String, LegState> held = new HashMap<>(Map.of(symbol, state));
    return Decider.decide(rules, t, held).targets().stream()
        .filter(target -> target.symbol().equals(symbol))
        .findFirst()
        // Holding the only position already, concentration repeats itself: no order.
        .map(
            target ->
                target instanceof Target.Hold && state instanceof LegState.Held
                    ? new Target.Keep(symbol, target.why())
                    : target);
  }

  private static Map<String, List<Trade>> trades(String file, SeriesSet series) throws IOException {
    Map<String, List<Trade>> trades = new HashMap<>();
    List<String> lines = Files.readAllLines(RealData.require(file));
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      Trade trade =
          new Trade(
              Double.parseDouble(cells[2]),
              index(series, cells[3]),
              Double.parseDouble(cells[4]),
              index(series, cells[5]),
              Double.parseDouble(cells[6]),
              cells[8].equals("stop") ? ExitReason.STOP : ExitReason.RULE);
      trades.computeIfAbsent(cells[0], symbol -> new ArrayList<>()).add(trade);
    }
    return trades;
  }

  private static int index(SeriesSet series, String time) {
    Instant start =
        time.length() == 10
            ? LocalDate.parse(time).atStartOfDay(NyseCalendar.ZONE).toInstant()
            : Instant.parse(time);
    int index = series.main().indexOf(start);
    assertTrue(index >= 0, "no bar at " + time);
    return index;
  }
}
