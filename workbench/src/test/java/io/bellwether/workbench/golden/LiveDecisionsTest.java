package io.bellwether.workbench.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.market.SessionBars;
import io.bellwether.market.calendar.BarGrid;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.research.report.OpenPosition;
import io.bellwether.research.report.RunResult;
import io.bellwether.strategy.Decider;
import io.bellwether.strategy.Direction;
import io.bellwether.strategy.LegState;
import io.bellwether.strategy.Rules;
import io.bellwether.strategy.SeriesSet;
import io.bellwether.strategy.StrategyCatalog;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.ledger.Trade;
import io.bellwether.trading.signal.Signal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the functions decided bar by bar, from the bars there were by then, is what the same rules
 * decide on the whole series at once: nothing looks ahead, no bar is left out, and the state that
 * is kept between ticks is the state that the trades imply.
 */
@Tag("integration")
class LiveDecisionsTest {
  private static final TradingCalendar CALENDAR = new NyseCalendar();

  /** A position from the bar of its entry to the bar of its exit, if it has one. */
  private record Stay(
      String symbol,
      Direction direction,
      BigDecimal quantity,
      BigDecimal entryPrice,
      Instant entryBar,
      Optional<LegState.LastExit> exit) {
    boolean began(Instant bar) {
      return !entryBar.isAfter(bar);
    }

    LegState stateAtCloseOf(Instant bar) {
      return exit.isPresent() && !exit.get().bar().isAfter(bar)
          ? new LegState.Flat(exit)
          : new LegState.Held(
              direction, quantity.doubleValue(), entryPrice.doubleValue(), entryBar);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ema-crossover", "rsi2"})
  void everySignalIsTheDecisionOnAllBars(String strategy) {
    RunResult run = Replays.quarter(strategy);
    StrategyVersion version = Replays.version(strategy, Optional.empty());
    BarGrid grid = new BarGrid(CALENDAR, version.timeframe());
    Rules rules = rules(version);
    Bars bars = rules.series().main();
    List<Stay> stays = stays(run, grid);
    assertTrue(run.trades().size() > 1, "a quarter without trades shows nothing");

    int t = bars.indexOf(run.signals().getFirst().bar());
    for (Signal signal : run.signals()) {
      assertEquals(bars.start(t), signal.bar(), "every bar is decided, once");
      assertEquals(
          Decider.decide(rules, t, heldAtCloseOf(signal.bar(), stays)).targets(),
          signal.targets(),
          () -> "the decision on " + signal.bar());
      t++;
    }
    assertTrue(t >= bars.size() - 1, "the last bar but one, at least, is decided");
  }

  private static Rules rules(StrategyVersion version) {
    List<Bars> series =
        Replays.quarterBars(version).stream()
            .map(bars -> SessionBars.aggregate(bars, version.timeframe(), CALENDAR))
            .toList();
    return StrategyCatalog.standard()
        .create(version.strategy(), version.symbols(), version.timeframe(), version.parameters())
        .on(SeriesSet.align(series));
  }

  private static Map<String, LegState> heldAtCloseOf(Instant bar, List<Stay> stays) {
    Map<String, LegState> held = new HashMap<>();
    stays.stream()
        .filter(stay -> stay.began(bar))
        .forEach(stay -> held.put(stay.symbol(), stay.stateAtCloseOf(bar)));
    return held;
  }

  /** Of one symbol in the order of time; a position that is still open is the last. */
  private static List<Stay> stays(RunResult run, BarGrid grid) {
    return Stream.concat(
            run.trades().stream().map(trade -> stay(trade, grid)),
            run.openPositions().stream().map(open -> stay(open, grid)))
        .toList();
  }

  private static Stay stay(Trade trade, BarGrid grid) {
    return new Stay(
        trade.symbol(),
        trade.direction(),
        trade.quantity(),
        trade.entryPrice(),
        grid.startContaining(trade.entryTime()).orElseThrow(),
        Optional.of(
            new LegState.LastExit(
                grid.startContaining(trade.exitTime()).orElseThrow(), trade.exitReason())));
  }

  private static Stay stay(OpenPosition open, BarGrid grid) {
    return new Stay(
        open.symbol(),
        open.direction(),
        open.quantity(),
        open.averagePrice(),
        grid.startContaining(open.entryTime()).orElseThrow(),
        Optional.empty());
  }
}
