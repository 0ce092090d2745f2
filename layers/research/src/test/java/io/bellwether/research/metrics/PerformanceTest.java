package io.bellwether.research.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.research.Trades;
import io.bellwether.trading.ledger.Trade;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** The metrics against values worked out by hand. */
class PerformanceTest {
  private static final Instant FROM = Instant.parse("2024-01-02T14:30:00Z");
  private static final LocalDate FIRST = LocalDate.parse("2024-01-02");

  @Test
  void ratiosOfFourDays() {
    // Returns +10 %, -5 %, +4 %, -1 %: mean 0.02, deviations 0.08, -0.07, 0.02, -0.03.
    Performance performance = Performance.of(track(100, 110, 104.5, 108.68, 107.5932));

    // Sample variance (0.0064 + 0.0049 + 0.0004 + 0.0009) / 3 = 0.0042.
    assertClose(0.02 / Math.sqrt(0.0042) * Math.sqrt(252), performance.sharpe());
    // Downside (0.0025 + 0.0001) / 4 = 0.00065: over all four days, not over the two that lost.
    assertClose(0.02 / Math.sqrt(0.00065) * Math.sqrt(252), performance.sortino());
    assertEquals(0.075932, performance.totalReturn(), 1e-12);
    assertEquals(104.5 / 110 - 1, performance.maxDrawdownDaily(), 1e-12);
  }

  @Test
  void theRiskFreeRateIsTakenFromEachDay() {
    Conventions conventions = new Conventions(ZoneId.of("America/New_York"), 250, 2.5);
    Track track =
        track(conventions, Optional.empty(), List.of(), List.of(), 100, 110, 104.5, 108.68);

    // A rate of 250 % over 250 days is 1 % a day: excess +9 %, -6 %, +3 %, mean 0.02.
    double variance = (0.07 * 0.07 + 0.08 * 0.08 + 0.01 * 0.01) / 2;
    assertClose(0.02 / Math.sqrt(variance) * Math.sqrt(250), Performance.of(track).sharpe());
    assertClose(
        0.02 / Math.sqrt(0.06 * 0.06 / 3) * Math.sqrt(250), Performance.of(track).sortino());
  }

  @Test
  void growthIsCompoundedOverCalendarDays() {
    // 365.25 days from the first bar's start to the last one's end: a year.
    Track year =
        new Track(
            100,
            FROM,
            FROM.plusSeconds((long) (365.25 * 86_400)),
            days(121),
            EquityCurve.EMPTY,
            List.of(),
            0,
            Conventions.US_EQUITIES,
            Optional.empty());
    assertClose(0.21, Performance.of(year).cagr());

    Track twoYears =
        new Track(
            100,
            FROM,
            FROM.plusSeconds((long) (2 * 365.25 * 86_400)),
            days(90, 121),
            EquityCurve.EMPTY,
            List.of(),
            0,
            Conventions.US_EQUITIES,
            Optional.empty());
    assertClose(0.10, Performance.of(twoYears).cagr());
    assertClose(0.10 / 0.10, Performance.of(twoYears).calmar());
  }

  @Test
  void theInformationRatioComparesWithBuyingAtTheFirstOpen() {
    Benchmark benchmark =
        new Benchmark(
            "QQQ",
            50,
            List.of(
                new Benchmark.DailyClose(FIRST, 51),
                new Benchmark.DailyClose(FIRST.plusDays(1), 51),
                new Benchmark.DailyClose(FIRST.plusDays(2), 51.51)));
    Track track =
        track(
            Conventions.US_EQUITIES,
            Optional.of(benchmark),
            List.of(),
            List.of(),
            100,
            105,
            105,
            107.1);

    // Active: 5 - 2 = 3 %, 0 %, 2 - 1 = 1 %. Mean 4/3 %, squares (25/9 + 16/9 + 1/9) = 42/9.
    double deviation = Math.sqrt(42.0 / 9 / 2) / 100;
    assertClose(4.0 / 300 / deviation * Math.sqrt(252), Performance.of(track).informationRatio());
  }

  @Test
  void drawdownOnBarCloseEquitySeesWhatTheDayHides() {
    List<EquitySample> bars = List.of(bar(0, 100, true), bar(1, 80, true), bar(2, 100, false));
    Performance performance =
        Performance.of(
            track(Conventions.US_EQUITIES, Optional.empty(), bars, List.of(), 100, 100, 101));
    assertEquals(0, performance.maxDrawdownDaily());
    assertEquals(-0.2, performance.maxDrawdownBars(), 1e-15);
    assertClose(2.0 / 3, performance.timeInMarket());
  }

  @Test
  void theInitialCapitalIsAPeak() {
    assertEquals(-0.1, Performance.of(track(100, 90, 95)).maxDrawdownDaily(), 1e-15);
  }

  @Test
  void tradesThatBreakEvenCountInTheTotalOnly() {
    List<Trade> trades =
        List.of(
            Trades.withPnl("30.00", "1.10"),
            Trades.withPnl("10.00", "1.10"),
            Trades.withPnl("-16.00", "1.10"),
            Trades.withPnl("0.00", "1.10"));
    Performance performance =
        Performance.of(
            track(Conventions.US_EQUITIES, Optional.empty(), List.of(), trades, 100, 124, 124));
    assertEquals(4, performance.trades());
    assertClose(0.5, performance.winRate());
    assertClose(2.5, performance.profitFactor());
    assertClose(20, performance.averageWin());
    assertClose(-16, performance.averageLoss());
    assertEquals(4.40 + 0.75, performance.feesPaid(), 1e-12);
  }

  @Test
  void nothingIsDefinedWithoutReturnsAndTrades() {
    Performance performance = Performance.of(track(100));
    for (Metric metric : Metric.values()) {
      boolean always =
          switch (metric) {
            case CAPITAL,
                FINAL_EQUITY,
                TOTAL_RETURN,
                CAGR,
                MAX_DRAWDOWN_DAILY,
                MAX_DRAWDOWN_BARS,
                TRADES,
                FEES_PAID ->
                true;
            default -> false;
          };
      assertEquals(always, metric.of(performance).isPresent(), metric.name());
    }
  }

  @Test
  void oneReturnMakesNoRatio() {
    Performance performance = Performance.of(track(100, 90));
    assertEquals(OptionalDouble.empty(), performance.sharpe());
    assertEquals(OptionalDouble.empty(), performance.sortino());
  }

  @Test
  void equalReturnsHaveNoSharpeRatioEvenWhenTheyDifferInTheLastBit() {
    Performance performance =
        Performance.of(track(100, 101, 102.01, 103.0301, 104.060401, 105.10100501));
    assertEquals(OptionalDouble.empty(), performance.sharpe());
    assertEquals(OptionalDouble.empty(), performance.sortino());
    assertEquals(OptionalDouble.empty(), performance.calmar());
  }

  @Test
  void aTotalLossHasAReturnAndNoGrowthRate() {
    Performance performance = Performance.of(track(100, 50, 0));
    assertEquals(-1, performance.totalReturn());
    assertEquals(-1, performance.maxDrawdownDaily());
    assertEquals(OptionalDouble.empty(), performance.cagr());
    assertEquals(OptionalDouble.empty(), performance.calmar());
    // -50 % and -100 %: mean -0.75, sample deviation 0.5 / sqrt(2).
    assertClose(-0.75 / (0.5 / Math.sqrt(2)) * Math.sqrt(252), performance.sharpe());
  }

  @Test
  void afterATotalLossNoRatioIsDefined() {
    Performance performance = Performance.of(track(100, 0, 0, 0));
    assertEquals(OptionalDouble.empty(), performance.sharpe());
    assertEquals(OptionalDouble.empty(), performance.sortino());
    assertEquals(-2, Performance.of(track(100, 50, -100)).maxDrawdownDaily(), 1e-15);
  }

  @Test
  void theLastSampleOfADateInTheMarketsZoneIsTheDays() {
    // 03:00 UTC on the third is still the second in New York.
    EquityCurve samples =
        EquityCurve.of(
            List.of(
                new EquitySample(Instant.parse("2024-01-02T20:55:00Z"), 1, 0, false),
                new EquitySample(Instant.parse("2024-01-03T03:00:00Z"), 2, 0, false),
                new EquitySample(Instant.parse("2024-01-03T14:30:00Z"), 3, 0, false)));
    assertEquals(
        List.of(new DailyEquity(FIRST, 2), new DailyEquity(FIRST.plusDays(1), 3)),
        DailyEquity.lastOfEachDay(samples, Conventions.US_EQUITIES.zone()));
    assertEquals(
        List.of(new DailyEquity(FIRST, 1), new DailyEquity(FIRST.plusDays(1), 3)),
        DailyEquity.lastOfEachDay(samples, Conventions.CRYPTO.zone()));
  }

  @Test
  void inputsThatCannotBeComparedAreRefused() {
    Benchmark oneDay = new Benchmark("QQQ", 50, List.of(new Benchmark.DailyClose(FIRST, 51)));
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                track(
                    Conventions.US_EQUITIES,
                    Optional.of(oneDay),
                    List.of(),
                    List.of(),
                    100,
                    105,
                    106));
    assertTrue(e.getMessage().contains("QQQ"), e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> track(0, 1, 2));
    assertThrows(IllegalArgumentException.class, () -> new DailyEquity(FIRST, Double.NaN));
  }

  static Track track(double capital, double... equity) {
    return track(Conventions.US_EQUITIES, Optional.empty(), List.of(), List.of(), capital, equity);
  }

  private static Track track(
      Conventions conventions,
      Optional<Benchmark> benchmark,
      List<EquitySample> bars,
      List<Trade> trades,
      double capital,
      double... equity) {
    return new Track(
        capital,
        FROM,
        FROM.plusSeconds(86_400L * 30),
        days(equity),
        EquityCurve.of(bars),
        trades,
        trades.isEmpty() ? 0 : 0.75,
        conventions,
        benchmark);
  }

  private static List<DailyEquity> days(double... equity) {
    List<DailyEquity> days = new ArrayList<>();
    for (double value : equity) {
      days.add(new DailyEquity(FIRST.plusDays(days.size()), value));
    }
    return days;
  }

  private static EquitySample bar(int index, double equity, boolean inMarket) {
    return new EquitySample(FROM.plusSeconds(300L * index), equity, equity, inMarket);
  }

  private static void assertClose(double expected, OptionalDouble actual) {
    assertEquals(expected, actual.orElseThrow(), 1e-9 * Math.max(1, Math.abs(expected)));
  }
}
