package io.bellwether.research.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.market.CorporateActions;
import io.bellwether.market.Timeframe;
import io.bellwether.research.engine.ScriptedLeg.Script;
import io.bellwether.research.metrics.Conventions;
import io.bellwether.strategy.Direction;
import io.bellwether.strategy.Leg;
import io.bellwether.strategy.Rules;
import io.bellwether.strategy.Sizing;
import io.bellwether.strategy.Strategy;
import io.bellwether.strategy.StrategyCatalog;
import io.bellwether.trading.cost.CostModels;
import io.bellwether.trading.cost.Financing;
import io.bellwether.trading.cost.Slippage;
import io.bellwether.trading.instrument.InstrumentRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every backtest: on made-up markets of every shape, with seeds in the messages. */
class EnginePropertiesTest {
  private static final int SEEDS = 300;
  private static final StrategyCatalog CATALOG = StrategyCatalog.standard();

  /** The built-in strategies, with periods short enough to trade often. */
  static List<Strategy> strategies() {
    List<String> one = List.of("AAA");
    List<String> two = List.of("AAA", "BBB");
    return List.of(
        CATALOG.create("ema-crossover", one, Timeframe.HOUR, Map.of("fast", "3", "slow", "7")),
        CATALOG.create("rsi2", two, Timeframe.DAY, Map.of()),
        CATALOG.create(
            "rsi2",
            two,
            Timeframe.DAY,
            Map.of("stop-trigger", "close", "reentry-after-stop", "after-reset")),
        CATALOG.create(
            "williams-trend",
            one,
            Timeframe.HOUR,
            Map.of("trend-period", "9", "entry-williams", "-50", "atr-multiple", "1")),
        CATALOG.create(
            "moving-average",
            two,
            new Timeframe(30),
            Map.of("period", "5", "minimum-turnover", "0")));
  }

  private static MarketData market(Strategy strategy, long seed, double scale) {
    SplittableRandom random = new SplittableRandom(seed);
    RandomBars.Shape[] shapes = RandomBars.Shape.values();
    List<Bars> bars = new ArrayList<>();
    for (String symbol : strategy.symbols()) {
      RandomBars.Shape shape = shapes[random.nextInt(shapes.length)];
      bars.add(
          scaled(RandomBars.of(symbol, strategy.timeframe(), 600, shape, 0.01, random), scale));
    }
    return MarketData.of(bars, Conventions.CRYPTO);
  }

  private static Bars scaled(Bars bars, double scale) {
    Bars.Builder scaled = Bars.builder(bars.symbol(), bars.timeframe(), bars.provenance());
    for (int i = 0; i < bars.size(); i++) {
      scaled.add(
          bars.startMillis()[i],
          bars.open()[i] * scale,
          bars.high()[i] * scale,
          bars.low()[i] * scale,
          bars.close()[i] * scale,
          bars.volume()[i]);
    }
    return scaled.build();
  }

  private static BacktestSettings anyQuantity(double capital) {
    return BacktestSettings.usEquities(capital)
        .free()
        .withInstruments(InstrumentRules.NONE)
        .withLeverage(10);
  }

  /** Capital, the profits of what is closed, and what is open at its mark less its entry's fee. */
  @Test
  void equityIsWhatTheTradesSayAtEveryBar() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      Scenario scenario = Scenario.of(seed);
      BacktestSettings settings =
          scenario.settings().withFinancing(Financing.NONE, Optional.empty());
      BacktestResult result =
          Backtest.run(
              scenario.rules(),
              scenario.data().with(CorporateActions.none()),
              settings,
              Recording.EVERYTHING);
      double[] expected = recomputed(result);
      for (int t = settings.firstBar(); t < expected.length; t++) {
        assertEquals(
            expected[t],
            result.equity()[t],
            1e-9 * settings.capital(),
            "seed " + seed + ", bar " + t);
      }
    }
  }

  /** Profits, closed and open, and dividends less financing are what equity has changed by. */
  @Test
  void profitsAddUpAcrossSplits() {
    int paid = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      Scenario scenario = Scenario.of(seed);
      BacktestResult result = scenario.run();
      double sum = scenario.settings().capital() + result.dividends() - result.financing();
      for (int i = 0; i < result.trades().size(); i++) {
        sum += result.trades().pnl(i);
      }
      for (BacktestResult.Open open : result.open()) {
        sum += open.unrealizedPnl();
      }
      double tolerance = 1e-8 * (scenario.settings().capital() + Math.abs(sum));
      assertEquals(sum, result.finalEquity(), tolerance, "seed " + seed);
      paid += result.cashInLieu().size();
    }
    assertTrue(paid > 0, "no reverse split left a part of a share");
  }

  private static double[] recomputed(BacktestResult result) {
    double[] equity = new double[result.data().size()];
    Arrays.fill(equity, result.settings().capital());
    TradeLog log = result.trades();
    for (int i = 0; i < log.size(); i++) {
      int sign = log.direction(i) == Direction.LONG ? 1 : -1;
      String symbol = result.rules().legs().get(log.leg(i)).symbol();
      for (int t = log.entryBar(i); t < equity.length; t++) {
        double gain = sign * (result.data().mark(symbol, t) - log.entryPrice(i)) * log.quantity(i);
        equity[t] += t < log.exitBar(i) ? gain - log.entryFee(i) : log.pnl(i);
      }
    }
    for (BacktestResult.Open open : result.open()) {
      int sign = open.direction() == Direction.LONG ? 1 : -1;
      String symbol = result.rules().legs().get(open.leg()).symbol();
      for (int t = open.entryBar(); t < equity.length; t++) {
        double gain = sign * (result.data().mark(symbol, t) - open.price()) * open.quantity();
        equity[t] += gain - open.fees();
      }
    }
    return equity;
  }

  /** A power of two changes no digit of a double but the exponent. */
  @ParameterizedTest
  @MethodSource("strategies")
  void pricesAndCapitalTimesFourTimesFourIsTheResult(Strategy strategy) {
    Strategy bigger =
        strategy.name().equals("moving-average")
            ? CATALOG.create(
                strategy.name(),
                strategy.symbols(),
                strategy.timeframe(),
                Map.of("period", "5", "minimum-turnover", "0", "margin", "2.00"))
            : strategy;
    int trades = 0;
    for (long seed = 1; seed <= 20; seed++) {
      String where = strategy + ", seed " + seed;
      BacktestResult one = Backtest.run(strategy, market(strategy, seed, 1), anyQuantity(10_000));
      BacktestResult four = Backtest.run(bigger, market(strategy, seed, 4), anyQuantity(40_000));
      assertEquals(one.tradeCount(), four.tradeCount(), where);
      double[] expected = Arrays.stream(one.equity()).map(x -> 4 * x).toArray();
      assertArrayEquals(expected, four.equity(), 0, where);
      for (int i = 0; i < one.tradeCount(); i++) {
        assertEquals(one.trades().quantity(i), four.trades().quantity(i), 0, where);
        assertEquals(4 * one.trades().exitPrice(i), four.trades().exitPrice(i), 0, where);
        assertEquals(4 * one.trades().pnl(i), four.trades().pnl(i), 0, where);
      }
      trades += one.tradeCount();
    }
    assertTrue(trades > 20, strategy + " trades too little: " + trades);
  }

  /** What was done and what was had until a bar, no bar after it changes. */
  @Test
  void thePastStaysWhatItIs() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      Scenario scenario = Scenario.of(seed);
      BacktestResult whole = scenario.run();
      int size = 1 + new SplittableRandom(seed).nextInt(scenario.data().size());
      BacktestResult part = prefix(scenario, size);
      String where = "seed " + seed + ", the first " + size + " bars";
      assertArrayEquals(Arrays.copyOf(whole.equity(), size), part.equity(), 0, where);
      TradeLog log = part.trades();
      for (int i = 0; i < log.size(); i++) {
        assertEquals(whole.trades().exitBar(i), log.exitBar(i), where);
        assertEquals(whole.trades().pnl(i), log.pnl(i), 0, where);
      }
      boolean next = log.size() < whole.trades().size();
      assertTrue(!next || whole.trades().exitBar(log.size()) >= size, where);
    }
  }

  private static BacktestResult prefix(Scenario scenario, int size) {
    List<Bars> decided = new ArrayList<>();
    List<Bars> traded = new ArrayList<>();
    for (Bars bars : scenario.data().series().all()) {
      Bars fine = scenario.data().traded(bars.symbol());
      decided.add(bars.prefix(size));
      int count = fine.countBefore(bars.start(size - 1).plus(bars.timeframe().duration()));
      traded.add(fine == bars ? decided.getLast() : fine.prefix(count));
    }
    MarketData data = MarketData.of(decided, traded, Conventions.CRYPTO).with(scenario.actions());
    List<Leg> legs = scenario.rules().legs();
    Rules rules = new Script(data.series(), scenario.rules().firstDecision(), legs);
    return Backtest.run(rules, data, scenario.settings(), Recording.EVERYTHING);
  }

  /**
   * With quantities that do not depend on what is left of the money, and without slippage, which
   * moves entry prices and so stops, fees change no trade: all they do is to be paid.
   */
  @Test
  void feesArePaidAndNothingElse() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      Scenario scenario = Scenario.of(seed);
      List<Leg> legs = new ArrayList<>();
      for (Leg leg : scenario.rules().legs()) {
        legs.add(((ScriptedLeg) leg).sized(new Sizing.FixedMargin(1_000, 1)));
      }
      Rules rules = new Script(scenario.data().series(), 0, legs);
      BacktestSettings free =
          BacktestSettings.usEquities(1_000_000).free().withOrders(scenario.settings().orders());
      BacktestSettings dear = free.withCosts(CostModels.byName("bps:30/10"), Slippage.NONE);
      BacktestResult gross = Backtest.run(rules, scenario.data(), free, Recording.EVERYTHING);
      BacktestResult net = Backtest.run(rules, scenario.data(), dear, Recording.EVERYTHING);
      String where = "seed " + seed;
      assertEquals(gross.tradeCount(), net.tradeCount(), where);
      double before = 0;
      for (int t = 0; t < gross.equity().length; t++) {
        double paid = gross.equity()[t] - net.equity()[t];
        assertTrue(paid >= before - 1e-6, where + ", bar " + t);
        before = paid;
      }
      assertEquals(net.fees(), gross.finalEquity() - net.finalEquity(), 1e-6, where);
    }
  }

  /** What a sweep keeps is what a backtest keeps, to the last bit. */
  @Test
  void daysAreTheLastBarsOfDays() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      Scenario scenario = Scenario.of(seed);
      BacktestResult all = scenario.run();
      BacktestResult days =
          Backtest.run(scenario.rules(), scenario.data(), scenario.settings(), Recording.DAYS);
      int[] ends = scenario.data().dayEnds();
      String where = "seed " + seed;
      for (int i = 0; i < ends.length; i++) {
        assertEquals(all.equity()[ends[i]], days.dailyEquity()[i], 0, where + ", day " + i);
      }
      assertArrayEquals(all.dailyEquity(), days.dailyEquity(), 0, where);
      assertEquals(all.finalEquity(), days.finalEquity(), 0, where);
      assertEquals(counts(all), counts(days), where);
      assertEquals(all.trades().size(), days.tradeCount(), where);
      assertEquals(0, days.equity().length, where);
    }
  }

  private static List<Object> counts(BacktestResult result) {
    return List.of(
        result.tradeCount(),
        result.wins(),
        result.gains(),
        result.losses(),
        result.fees(),
        result.traded(),
        result.barsInMarket(),
        result.skippedEntries(),
        result.refusedEntries(),
        result.stopped(),
        result.slippagePaid(),
        result.dividends(),
        result.financing());
  }
}
