package io.bellwether.research.engine;

import static io.bellwether.research.engine.Example.bar;
import static io.bellwether.research.engine.Example.days;
import static io.bellwether.research.engine.Example.flat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.market.CorporateActions;
import io.bellwether.market.CorporateActions.Dividend;
import io.bellwether.market.CorporateActions.Split;
import io.bellwether.market.PriceStep;
import io.bellwether.market.Timeframe;
import io.bellwether.research.engine.ScriptedLeg.Script;
import io.bellwether.research.metrics.Conventions;
import io.bellwether.strategy.ExitReason;
import io.bellwether.strategy.Leg;
import io.bellwether.strategy.SeriesSet;
import io.bellwether.strategy.Sizing;
import io.bellwether.strategy.StopLoss;
import io.bellwether.trading.cost.Financing;
import io.bellwether.trading.cost.FundingRates;
import io.bellwether.trading.instrument.InstrumentRule;
import io.bellwether.trading.instrument.InstrumentRules;
import io.bellwether.trading.instrument.QuantityRule;
import io.bellwether.trading.risk.RiskLimit;
import io.bellwether.trading.risk.RiskProfile;
import io.bellwether.trading.risk.RiskProfiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Splits, dividends, holding costs, margin and limits, with numbers reckoned by hand. */
class AccountExamplesTest {
  private static final LocalDate THIRD_DAY = LocalDate.of(2024, 1, 10);

  @TempDir private Path directory;

  private static CorporateActions split(double ratio) {
    return CorporateActions.of(List.of(new Split("AAA", THIRD_DAY, ratio)), List.of());
  }

  private static CorporateActions dividend(double amount) {
    return CorporateActions.of(List.of(), List.of(new Dividend("AAA", THIRD_DAY, amount, amount)));
  }

  private static OrderPlan stop(double fraction) {
    return new OrderPlan(
        new OrderPlan.EntryOrder.Market(),
        Optional.of(new StopLoss(fraction)),
        Optional.empty(),
        Optional.empty());
  }

  /** 50 shares at 100 are 100 at 50; the stop at 90 is one at 45. */
  @Test
  void aSplitKeepsValueAndPriceAndStop() {
    BacktestResult result =
        days(flat(100), flat(100), flat(50), bar(50, 51, 44, 48))
            .entersAt(0)
            .with(split(2))
            .ordered(stop(0.1))
            .run();
    assertEquals(10_000, result.equity()[2]);
    TradeLog log = result.trades();
    assertEquals(1, log.size());
    assertEquals(100, log.quantity(0));
    assertEquals(50, log.entryQuantity(0));
    assertEquals(50, log.entryPrice(0));
    assertEquals(45, log.exitPrice(0));
    assertEquals(3, log.exitBar(0));
    assertEquals(-500, log.pnl(0), 1e-9);
  }

  /** 52 old shares are 10.4 new ones: 10 stay, 0.4 are paid at the open of 500. */
  @Test
  void aReverseSplitPaysWhatIsLeftOfAShare() {
    BacktestResult result =
        days(flat(96), flat(96), bar(500, 500, 480, 480), flat(480))
            .entersAt(0)
            .with(split(0.2))
            .run();
    assertEquals(10, result.open().getFirst().quantity());
    assertEquals(480, result.open().getFirst().price(), 1e-12);
    assertEquals(10_000 - 52 * 96 + 0.4 * 500, result.cash()[2], 1e-9);
  }

  /** 5 old shares are half a new one, which nobody can hold: what was held is closed. */
  @Test
  void aReverseSplitMayLeaveNothingToHold() {
    BacktestResult result =
        days(flat(1_000), flat(1_000), flat(10_000), flat(9_000))
            .entersAt(0)
            .with(split(0.1))
            .run();
    assertTrue(result.open().isEmpty());
    assertEquals(1, result.tradeCount());
    assertEquals(ExitReason.RISK, result.trades().reason(0));
    assertEquals(0.5, result.trades().quantity(0), 1e-12);
    assertEquals(10_000, result.finalEquity(), 1e-9);
  }

  /** Decided at 100 for 50 shares, filled at 50 after the split: 100 shares. */
  @Test
  void anEntryThatIsPendingOverASplitIsForNewShares() {
    BacktestResult result =
        days(flat(100), flat(100), flat(50), flat(50)).entersAt(1).with(split(2)).run();
    assertEquals(100, result.open().getFirst().quantity());
    assertEquals(50, result.open().getFirst().price());
  }

  @Test
  void dividendsArePaidToLongsAndByShorts() {
    double[][] prices = {flat(100), flat(100), flat(98), flat(98)};
    BacktestResult bought = days(prices).entersAt(0).with(dividend(2)).run();
    assertEquals(100, bought.dividends());
    assertEquals(10_000, bought.finalEquity());
    BacktestResult sold = days(prices).entersAt(0).sellingShort().with(dividend(2)).run();
    assertEquals(-100, sold.dividends());
    assertEquals(10_000, sold.finalEquity());
  }

  @Test
  void whoBuysOnTheExDateGetsNoDividend() {
    BacktestResult result =
        days(flat(100), flat(100), flat(98), flat(98)).entersAt(1).with(dividend(2)).run();
    assertEquals(0, result.dividends());
  }

  /** 200 shares at 100 with 10,000: 10,000 borrowed, for two nights at 3.6 % and a 360th a day. */
  @Test
  void borrowedCashCostsInterest() {
    BacktestResult result =
        days(flat(100), flat(100), flat(100), flat(100))
            .entersAt(0)
            .sized(new Sizing.FixedMargin(20_000, 1))
            .with(
                settings ->
                    settings
                        .withLeverage(2)
                        .withFinancing(new Financing(0.036, 0, 0), Optional.empty()))
            .run();
    assertEquals(200, result.open().getFirst().quantity());
    assertEquals(1 + 1.0001, result.financing(), 1e-9);
  }

  /** 50 shares short at 100, then 110: 5,000 and then 5,500 at 3.6 %. */
  @Test
  void borrowedSharesCostAFee() {
    BacktestResult result =
        days(flat(100), flat(100), flat(110), flat(110))
            .entersAt(0)
            .sellingShort()
            .with(s -> s.withFinancing(new Financing(0.07, 0.036, 0), Optional.empty()))
            .run();
    assertEquals(0.5 + 0.55, result.financing(), 1e-9);
  }

  /** Each settlement of a file, every four hours here, and none before the entry. */
  @Test
  void fundingIsPaidAtEverySettlementHeldThrough() throws IOException {
    Path file = directory.resolve("funding.csv");
    StringBuilder rates = new StringBuilder("timestamp,rate\n");
    for (int hour = 0; hour <= 24; hour += 4) {
      rates.append(RandomBars.START.plusSeconds(3_600L * hour)).append(",0.001\n");
    }
    Files.writeString(file, rates);
    double[][] prices = new double[20][];
    java.util.Arrays.fill(prices, flat(100));
    Example hours = Example.onHours(prices).entersAt(0).exitsAt(2);
    BacktestResult result =
        hours
            .with(s -> s.withFinancing(Financing.NONE, Optional.of(FundingRates.read(file))))
            .run();
    // Entered at 04:00, at which nothing is paid; 08:00; left at 12:00, which still is.
    assertEquals(2 * 5_000 * 0.001, result.financing(), 1e-9);
  }

  /** 10,000 at leverage 3 covers 300 shares at 100, not 400; then 250 at 120. */
  @Test
  void leverageLimitsWhatCanBeBought() {
    double[][] prices = {flat(100), flat(120)};
    BacktestResult result =
        days(prices)
            .entersAt(0)
            .sized(new Sizing.FixedMargin(40_000, 1))
            .with(settings -> settings.withLeverage(3))
            .run();
    assertEquals(250, result.open().getFirst().quantity());
  }

  /** At ten times: margin 10 a unit, liquidated at 90.5, taken over at 90; no more than that. */
  @Test
  void aPositionWithoutMarginIsTakenAway() {
    InstrumentRule rule = new InstrumentRule(QuantityRule.ANY, PriceStep.NONE, 0.005);
    Example example =
        days(flat(100), flat(100), bar(95, 95, 90.4, 92), flat(92))
            .entersAt(0)
            .sized(new Sizing.FixedMargin(1_000, 10))
            .with(s -> s.withLeverage(10).withInstruments(InstrumentRules.NONE.with("AAA", rule)));
    BacktestResult result = example.run();
    assertEquals(ExitReason.RISK, result.trades().reason(0));
    assertEquals(90, result.trades().exitPrice(0), 1e-9);
    assertEquals(-1_000, result.trades().pnl(0), 1e-9);
  }

  /** The limit is reached at the very close at which the strategy decides too. */
  @Test
  void aDrawdownEndsTheTradingThoughAnExitIsDecidedAtTheSameClose() {
    double[][] prices = {flat(100), flat(100), flat(40), flat(40), flat(40), flat(40), flat(40)};
    BacktestResult result =
        days(prices)
            .entersAt(0, 3, 4)
            .exitsAt(2)
            .with(settings -> settings.withRisk(Scenario.drawdown(0.25)))
            .run();
    assertTrue(result.stopped());
    assertEquals(1, result.tradeCount());
    assertTrue(result.open().isEmpty());
    assertEquals(ExitReason.RULE, result.trades().reason(0));
    assertEquals(7_000, result.finalEquity(), 1e-9);
  }

  @Test
  void aDrawdownSellsAtTheNextOpen() {
    BacktestResult result =
        days(flat(100), flat(100), flat(40), flat(38), flat(40))
            .entersAt(0, 3)
            .with(settings -> settings.withRisk(Scenario.drawdown(0.25)))
            .run();
    assertTrue(result.stopped());
    assertEquals(ExitReason.RISK, result.trades().reason(0));
    assertEquals(3, result.trades().exitBar(0));
    assertEquals(38, result.trades().exitPrice(0));
  }

  /** 300 shares at 100 with 10,000; at 60 nothing is left, and no recovery brings it back. */
  @Test
  void aBorrowedPositionEndsWhereNothingIsLeft() {
    BacktestResult result =
        days(flat(100), flat(100), flat(60), flat(62), flat(200))
            .entersAt(0, 3)
            .sized(new Sizing.FixedMargin(30_000, 1))
            .with(settings -> settings.withLeverage(3))
            .run();
    assertTrue(result.stopped());
    assertEquals(62, result.trades().exitPrice(0));
    assertEquals(10_000 - 300 * 38, result.finalEquity(), 1e-9);
  }

  /** `swing` wants a stop, no farther than 5 %, and no shorts. */
  @Test
  void aProfileRefusesWhatItRefusesLive() {
    double[][] prices = {flat(100), flat(100), flat(100)};
    BacktestResult without =
        days(prices).entersAt(0).with(s -> s.withRisk(RiskProfiles.SWING)).run();
    assertEquals(1, without.refusedEntries());
    assertTrue(without.open().isEmpty());
    BacktestResult with =
        days(prices)
            .entersAt(0)
            .ordered(stop(0.05))
            .with(s -> s.withRisk(RiskProfiles.SWING))
            .run();
    assertEquals(0, with.refusedEntries());
    assertFalse(with.open().isEmpty());
    BacktestResult sold =
        days(prices)
            .entersAt(0)
            .sellingShort()
            .ordered(stop(0.05))
            .with(s -> s.withRisk(RiskProfiles.SWING))
            .run();
    assertEquals(1, sold.refusedEntries());
  }

  /**
   * What is held counts at the close decided on: 100 shares bought at 50 are worth all of the
   * 10,000 that 15,000 leave beside another 7,500.
   */
  @Test
  void aLimitOfLeverageCountsWhatIsHeldAtItsPriceNotAtItsCost() {
    assertEquals(1, secondEntryBeside(100, "1"));
    assertEquals(0, secondEntryBeside(50, "1"));
    assertEquals(0, secondEntryBeside(100, "1.2"));
  }

  /** How many entries are refused where the first position has gone from 50 to a price. */
  private static int secondEntryBeside(double price, String leverage) {
    Bars first = Example.bars("AAA", Timeframe.DAY, flat(50), flat(50), flat(price), flat(price));
    Bars second = Example.bars("BBB", Timeframe.DAY, flat(100), flat(100), flat(100), flat(100));
    MarketData data = MarketData.of(List.of(first, second), Conventions.CRYPTO);
    SeriesSet series = data.series();
    Leg one = leg("AAA", series, 0);
    Leg other = leg("BBB", series, 2);
    RiskProfile profile = RiskProfile.named("leverage").with(RiskLimit.LEVERAGE, leverage);
    BacktestSettings settings =
        BacktestSettings.usEquities(10_000).free().withLeverage(2).withRisk(profile);
    return Backtest.run(
            new Script(series, 0, List.of(one, other)), data, settings, Recording.EVERYTHING)
        .refusedEntries();
  }

  private static Leg leg(String symbol, SeriesSet series, int enters) {
    boolean[] entries = new boolean[4];
    entries[enters] = true;
    Sizing[] sizes = new Sizing[4];
    Arrays.fill(sizes, new Sizing.WeightOfEquity(0.5));
    return new ScriptedLeg(
        symbol,
        series.of(symbol).close(),
        entries,
        new boolean[4],
        new boolean[4],
        sizes,
        1e9,
        Optional.empty(),
        Optional.empty(),
        false,
        false);
  }

  /** Bars of hours that are not decided on mark nothing and fill nothing. */
  @Test
  void tradingBarsBetweenDecisionBarsAreNotUsed() {
    Bars fine = Example.bars(Timeframe.HOUR, flat(100), flat(101), flat(500), flat(103), flat(104));
    Bars.Builder decided = Bars.builder("AAA", Timeframe.HOUR, fine.provenance());
    for (int i : new int[] {0, 1, 3, 4}) {
      decided.add(fine, i);
    }
    MarketData data = MarketData.of(List.of(decided.build()), List.of(fine), Conventions.CRYPTO);
    assertEquals(101, data.mark("AAA", 1));
    assertEquals(4, data.traded("AAA").size());
  }
}
