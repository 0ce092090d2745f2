package io.bellwether.research.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.research.Trades;
import io.bellwether.strategy.ExitReason;
import io.bellwether.trading.ledger.Trade;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Risk, trades, activity and comparison against values worked out by hand. */
class RiskMetricsTest {
  private static final LocalDate FIRST = LocalDate.parse("2023-12-28");
  private static final Instant FROM = Instant.parse("2023-12-28T14:30:00Z");

  @Test
  void momentsAreThoseOfASample() {
    // 1, 2, 3, 4, 10 %: mean 4, variance 12.5; z^3 sums to 180 / 12.5^1.5, z^4 to 1394 / 12.5^2.
    ReturnStatistics statistics =
        ReturnStatistics.of(new double[] {.01, .02, .03, .04, .10}, Conventions.US_EQUITIES);
    assertClose(5.0 / 12 * 180 / Math.pow(12.5, 1.5), statistics.skewness());
    assertClose(1.25 * 1394 / 156.25 - 8, statistics.excessKurtosis());
    assertClose(Math.sqrt(0.00125 * 252), statistics.volatility());
    assertClose(1, statistics.winningDays());
    assertEquals(OptionalDouble.empty(), statistics.valueAtRisk());
  }

  @Test
  void oneDayInTwentyIsBelowTheValueAtRisk() {
    // -10 % to 10 %: the 5 % quantile of 21 values is the second lowest.
    double[] returns = IntStream.rangeClosed(-10, 10).mapToDouble(i -> i / 100.0).toArray();
    ReturnStatistics statistics = ReturnStatistics.of(returns, Conventions.US_EQUITIES);
    assertClose(-0.09, statistics.valueAtRisk());
    assertClose(-0.095, statistics.conditionalValueAtRisk());
    assertClose(-0.10, statistics.worstDay());
    assertClose(0.10, statistics.bestDay());
    assertClose(0.5, statistics.winningDays());
  }

  @Test
  void drawdownsHaveAStartATroughAndPerhapsARecovery() {
    List<Drawdown> found = Drawdown.of(100, days(110, 99, 104.5, 110, 120, 60, 90));
    assertEquals(
        List.of(
            new Drawdown(FIRST, date(1), Optional.of(date(3)), 99 / 110.0 - 1, 3),
            new Drawdown(date(4), date(5), Optional.empty(), -0.5, 2)),
        found);
    // The initial capital is a high, and its drawdown starts with the first session.
    assertEquals(
        List.of(new Drawdown(FIRST, FIRST, Optional.of(date(2)), 0.9 - 1, 2)),
        Drawdown.of(100, days(90, 95, 100)));
  }

  @Test
  void ulcerIndexAndRecoveryFactorAreOfDailyEquity() {
    // Drawdowns 0, -10 %, -5 %, 0 and a gain of 21 %.
    DrawdownStatistics statistics = DrawdownStatistics.of(track(100, 100, 90, 95, 121));
    assertClose(Math.sqrt((0.01 + 0.0025) / 4), statistics.ulcerIndex());
    assertClose(2.1, statistics.recoveryFactor());
    assertClose(3, statistics.longestDays());
  }

  @Test
  void aReturnThatIsTwiceTheBenchmarksPlusAConstantHasThatBetaAndAlpha() {
    Random random = new Random(5);
    double[] held = random.doubles(200, -0.03, 0.03).toArray();
    List<Benchmark.DailyClose> closes = new ArrayList<>();
    double[] equity = new double[held.length];
    double close = 50;
    double value = 100;
    for (int i = 0; i < held.length; i++) {
      close *= 1 + held[i];
      value *= 1 + 2 * held[i] + 0.0004;
      closes.add(new Benchmark.DailyClose(date(i), close));
      equity[i] = value;
    }
    Comparison comparison =
        Performance.of(track(Optional.of(new Benchmark("QQQ", 50, closes)), List.of(), 100, equity))
            .comparison();
    assertClose(2, comparison.beta());
    assertClose(0.0004 * 252, comparison.alpha());
    assertClose(1, comparison.correlation());
    assertClose(close / 50 - 1, comparison.benchmarkReturn());
  }

  @Test
  void streaksFollowTheOrderOfExitsAndBreakEvenEndsThem() {
    List<Trade> trades = new ArrayList<>();
    String[] pnl = {"1", "2", "0", "3", "4", "5", "-1", "-2", "6"};
    for (int i = 0; i < pnl.length; i++) {
      trades.add(trade(i, pnl[i]));
    }
    TradeStatistics statistics =
        TradeStatistics.of(track(Optional.empty(), trades.reversed(), 100, 100));
    assertClose(3, statistics.longestWinningStreak());
    assertClose(2, statistics.longestLosingStreak());
    assertClose(2, statistics.expectancy());
    assertClose(3.5 / 1.5, statistics.payoffRatio());
    // Ten shares at 50.
    assertClose(2.0 / 500, statistics.averageReturn());
    assertClose(1, statistics.averageHoldingDays());
  }

  @Test
  void riskIsOfTheTradesThatSayIt() {
    List<Trade> trades = List.of(trade(0, "1"), trade(1, "1"), trade(2, "1"));
    Track plain = track(Optional.empty(), trades, 100, 100);
    Track track =
        new Track(
            plain.capital(),
            plain.from(),
            plain.to(),
            plain.daily(),
            plain.bars(),
            trades,
            0,
            plain.conventions(),
            Optional.empty(),
            250,
            OptionalDouble.of(7),
            Map.of(
                trades.get(0).id(), detail(0.02, true), trades.get(2).id(), detail(0.01, false)));
    TradeStatistics statistics = TradeStatistics.of(track);
    assertClose(0.015, statistics.averageRisk());
    assertClose(0.02, statistics.largestRisk());
    assertClose(0.5, statistics.capBound());
    // 3 trades of 10 shares in at 50 and out at 51, and 250 still open, on 100 over 30 days.
    double traded = 3 * 10 * 101 + 250;
    Performance performance = Performance.of(track);
    assertClose(traded / 100 / (30 / 365.25), performance.activity().turnover());
    assertClose(7, performance.activity().slippagePaid());
    assertClose(0.4, performance.activity().averageExposure());
    // The first was entered before the only bar, the others close within it.
    assertClose(1.0 / 3, statistics.averageHoldingBars());
  }

  @Test
  void yearsStartAtTheLastEquityBefore() {
    Track track = track(Optional.empty(), List.of(trade(1, "5"), trade(5, "-1")), 100, days5());
    List<CalendarYear> years = CalendarYear.of(track);
    assertEquals(List.of(2023, 2024), years.stream().map(CalendarYear::year).toList());
    assertClose(0.2, years.get(0).totalReturn());
    assertClose(-0.25, years.get(1).totalReturn());
    assertEquals(0, years.get(0).maxDrawdown());
    assertEquals(-0.5, years.get(1).maxDrawdown(), 1e-12);
    assertEquals(1, years.get(0).trades());
    assertClose(1, years.get(0).winRate());
    assertEquals(-1, years.get(1).pnl());
  }

  @Test
  void eachRollingWindowIsARunOfItsOwn() {
    Random random = new Random(9);
    double[] equity = new double[40];
    double value = 100;
    for (int i = 0; i < equity.length; i++) {
      value *= 1 + 0.01 * random.nextGaussian();
      equity[i] = value;
    }
    List<DailyEquity> daily = days(equity);
    Rolling rolling = Rolling.of(100, daily, Conventions.US_EQUITIES, 10);
    assertEquals(31, rolling.dates().size());
    assertEquals(date(9), rolling.dates().getFirst());
    ReturnStatistics last =
        ReturnStatistics.of(
            Returns.daily(equity[29], daily.subList(30, 40)), Conventions.US_EQUITIES);
    assertEquals(last.sharpe().orElseThrow(), rolling.sharpe()[30], 1e-12);
    assertEquals(last.volatility().orElseThrow(), rolling.volatility()[30], 1e-12);
    assertTrue(Rolling.of(100, daily, Conventions.US_EQUITIES, 41).dates().isEmpty());
    assertThrows(
        IllegalArgumentException.class, () -> Rolling.of(100, daily, Conventions.US_EQUITIES, 1));
  }

  private static double[] days5() {
    // 28, 29, 30, 31 December, then 1, 2 January.
    return new double[] {100, 110, 115, 120, 60, 90};
  }

  private static TradeDetail detail(double risk, boolean bound) {
    return new TradeDetail(
        OptionalDouble.of(risk), bound, OptionalDouble.empty(), OptionalDouble.empty());
  }

  private static Trade trade(int day, String pnl) {
    Instant entry = FROM.plusSeconds(86_400L * (day - 1));
    return Trades.trade(
        "TQQQ", entry, "50", entry.plusSeconds(86_400), "51", pnl, "0", ExitReason.RULE);
  }

  private static Track track(double capital, double... equity) {
    return track(Optional.empty(), List.of(), capital, equity);
  }

  private static Track track(
      Optional<Benchmark> benchmark, List<Trade> trades, double capital, double... equity) {
    return new Track(
        capital,
        FROM,
        FROM.plusSeconds(86_400L * 30),
        days(equity),
        EquityCurve.of(List.of(new EquitySample(FROM, 100, 60, true))),
        trades,
        0,
        Conventions.US_EQUITIES,
        benchmark);
  }

  private static List<DailyEquity> days(double... equity) {
    return IntStream.range(0, equity.length)
        .mapToObj(i -> new DailyEquity(date(i), equity[i]))
        .toList();
  }

  private static LocalDate date(int index) {
    return FIRST.plusDays(index);
  }

  private static void assertClose(double expected, OptionalDouble actual) {
    assertEquals(expected, actual.orElseThrow(), 1e-9 * Math.max(1, Math.abs(expected)));
  }
}
