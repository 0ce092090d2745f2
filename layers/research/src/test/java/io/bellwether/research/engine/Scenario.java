package io.bellwether.research.engine;

import io.bellwether.market.Bars;
import io.bellwether.market.CorporateActions;
import io.bellwether.market.CorporateActions.Dividend;
import io.bellwether.market.CorporateActions.Split;
import io.bellwether.market.PriceStep;
import io.bellwether.market.Timeframe;
import io.bellwether.research.engine.OrderPlan.EntryOrder;
import io.bellwether.research.engine.ScriptedLeg.Script;
import io.bellwether.research.metrics.Conventions;
import io.bellwether.strategy.Leg;
import io.bellwether.strategy.Rules;
import io.bellwether.strategy.StopLoss;
import io.bellwether.strategy.TakeProfit;
import io.bellwether.trading.cost.BpsSlippage;
import io.bellwether.trading.cost.CostModels;
import io.bellwether.trading.cost.Financing;
import io.bellwether.trading.cost.FundingRates;
import io.bellwether.trading.cost.Slippage;
import io.bellwether.trading.instrument.InstrumentRule;
import io.bellwether.trading.instrument.InstrumentRules;
import io.bellwether.trading.instrument.QuantityRule;
import io.bellwether.trading.risk.RiskLimit;
import io.bellwether.trading.risk.RiskProfile;
import io.bellwether.trading.risk.RiskProfiles;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A market, rules and settings at random, all from one seed.
 *
 * @param actions those the data were given; the reference engine reads them anew
 */
record Scenario(
    long seed, MarketData data, Rules rules, BacktestSettings settings, CorporateActions actions) {
  private static final int SIZE = 160;
  private static final Timeframe DECIDED = new Timeframe(240);
  private static final Timeframe FINE = new Timeframe(60);

  /**
   * What may happen in a scenario.
   *
   * @param mostWeight the largest weight of equity in one position
   * @param mostMargin the largest position of a fixed worth
   */
  record Kinds(
      boolean shorts, boolean resting, boolean actions, double mostWeight, double mostMargin) {}

  static Scenario of(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    boolean stopped = random.nextInt(4) == 0;
    Kinds kinds =
        new Kinds(
            !stopped && random.nextInt(3) == 0,
            random.nextInt(4) > 0,
            random.nextInt(3) == 0,
            // With limits every entry is put before them; those that cash does not cover are
            // refused.
            stopped ? 0.9 : 1,
            stopped ? 300 : 3_000);
    boolean fine = random.nextBoolean();
    int symbols = stopped || random.nextBoolean() ? 1 : 2;
    List<Bars> traded = new ArrayList<>();
    List<Bars> decided = new ArrayList<>();
    List<Split> splits = new ArrayList<>();
    List<Dividend> dividends = new ArrayList<>();
    for (int i = 0; i < symbols; i++) {
      String symbol = i == 0 ? "AAA" : "BBB";
      RandomBars.Shape[] shapes = RandomBars.Shape.values();
      Bars bars =
          RandomBars.of(
              symbol,
              fine ? FINE : DECIDED,
              fine ? 4 * SIZE : SIZE,
              shapes[random.nextInt(shapes.length)],
              random.nextBoolean() ? 0 : 0.05,
              random);
      traded.add(bars);
      decided.add(fine ? RandomBars.aggregate(bars, DECIDED) : bars);
      if (kinds.actions) {
        addActions(symbol, splits, dividends, random);
      }
    }
    CorporateActions actions = CorporateActions.of(splits, dividends);
    if (kinds.actions && random.nextBoolean()) {
      decided.replaceAll(bars -> CorporateActions.adjustForSplits(bars, actions));
    }
    MarketData data = MarketData.of(decided, traded, Conventions.CRYPTO).with(actions);
    List<Leg> legs = new ArrayList<>();
    for (Bars bars : traded) {
      legs.add(ScriptedLeg.random(bars.symbol(), data.series(), random, kinds));
    }
    Rules rules = new Script(data.series(), random.nextInt(10), legs);
    return new Scenario(seed, data, rules, settings(random, kinds, stopped), actions);
  }

  private static void addActions(
      String symbol, List<Split> splits, List<Dividend> dividends, RandomGenerator random) {
    LocalDate first = RandomBars.START.atZone(ZoneOffset.UTC).toLocalDate();
    double[] ratios = {2, 3, 0.5, 0.2, 0.3333333333, 0.001};
    for (int day = 1; day < 26; day++) {
      if (random.nextInt(6) == 0) {
        splits.add(new Split(symbol, first.plusDays(day), ratios[random.nextInt(ratios.length)]));
      }
      if (random.nextInt(6) == 0) {
        double amount = random.nextDouble(0.01, 2);
        dividends.add(new Dividend(symbol, first.plusDays(day), amount, amount));
      }
    }
  }

  private static BacktestSettings settings(RandomGenerator random, Kinds kinds, boolean stopped) {
    double leverage = kinds.shorts && random.nextBoolean() ? random.nextInt(1, 11) : 1;
    boolean liquidates = leverage > 1 && random.nextBoolean();
    QuantityRule step =
        random.nextInt(3) == 0
            ? new QuantityRule(0.001, 0.01, random.nextBoolean() ? 5 : 0)
            : QuantityRule.WHOLE;
    InstrumentRule rule = new InstrumentRule(step, PriceStep.NONE, liquidates ? 0.005 : 0);
    String[] costs = {"none", "bps:10/2", "per-share:0.01"};
    return BacktestSettings.usEquities(random.nextInt(3) == 0 ? 500 : 10_000)
        .withCosts(
            CostModels.byName(costs[random.nextInt(costs.length)]),
            random.nextBoolean() ? Slippage.NONE : new BpsSlippage(BigDecimal.TEN))
        .withInstruments(InstrumentRules.NONE.with("AAA", rule).with("BBB", rule))
        .withLeverage(leverage)
        .withFinancing(
            random.nextBoolean() ? Financing.NONE : new Financing(0.07, 0.02, 0.0001),
            random.nextInt(4) == 0 ? Optional.of(fourHourly()) : Optional.empty())
        .withOrders(orders(random, kinds))
        .withRisk(stopped ? drawdown(random.nextDouble(0.01, 0.2)) : RiskProfiles.NONE)
        .withFirstBar(random.nextInt(20));
  }

  /** Twice as often as the constant funding. */
  private static FundingRates fourHourly() {
    return FundingRates.constant(
        0.0003, RandomBars.START, RandomBars.START.plusSeconds(86_400 * 20));
  }

  private static OrderPlan orders(RandomGenerator random, Kinds kinds) {
    double offset = random.nextDouble(0.02) * random.nextInt(2);
    int bars = random.nextInt(5) == 0 ? Integer.MAX_VALUE : random.nextInt(1, 12);
    EntryOrder entry =
        switch (random.nextInt(6)) {
          case 0 -> new EntryOrder.Limit(offset, bars);
          case 1 -> new EntryOrder.Stop(offset, bars);
          case 2 -> new EntryOrder.StopLimit(offset, offset + random.nextDouble(0.01), bars);
          default -> new EntryOrder.Market();
        };
    return new OrderPlan(
        entry,
        kinds.resting && random.nextInt(4) == 0
            ? Optional.of(new StopLoss(random.nextDouble(0.001, 0.05)))
            : Optional.empty(),
        kinds.resting && random.nextInt(4) == 0
            ? Optional.of(new TakeProfit(random.nextDouble(0.001, 0.05)))
            : Optional.empty(),
        kinds.resting && random.nextInt(4) == 0
            ? Optional.of(random.nextDouble(0.002, 0.05))
            : Optional.empty());
  }

  static RiskProfile drawdown(double fraction) {
    return RiskProfile.named("drawdown")
        .with(RiskLimit.DRAWDOWN, BigDecimal.valueOf(fraction).toPlainString());
  }

  BacktestResult run() {
    return Backtest.run(rules, data, settings, Recording.EVERYTHING);
  }
}
