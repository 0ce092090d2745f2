package io.bellwether.workbench.market;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.market.RealData;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.NyseCalendar;
import java.time.LocalDate;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The simulated index has the stylised facts of the real one. Bands are wide, as one decade differs
 * from the next: what is tested is that a fact is there, not its third digit.
 */
class StylisedFactsTest {
  private static final NyseCalendar CALENDAR = new NyseCalendar();
  private static final LocalDate FROM = LocalDate.parse("2010-01-01");
  private static final LocalDate TO = LocalDate.parse("2024-10-31");
  private static final int SEEDS = 6;

  private static List<StylisedFacts> facts = List.of();

  @BeforeAll
  static void simulateFifteenYearsFromEachSeed() {
    facts =
        IntStream.rangeClosed(1, SEEDS)
            .mapToObj(seed -> StylisedFacts.of(market(seed, FROM, TO).daily("QQQ")))
            .toList();
  }

  @Test
  void everySeedIsWithinTheBandsOfTheRealDecades() {
    // QQQ, three-year windows of 2010 to 2024: volatility 14 to 30 %, kurtosis 4 to 12, overnight
    // share 0.29 to 0.45, memory of absolute returns 0.04 to 0.24.
    for (int seed = 1; seed <= SEEDS; seed++) {
      StylisedFacts f = facts.get(seed - 1);
      String which = "seed " + seed + ": " + f;
      assertAll(
          () -> assertTrue(f.annualVolatility() > 0.14 && f.annualVolatility() < 0.32, which),
          () -> assertTrue(f.kurtosis() > 4 && f.kurtosis() < 20, which),
          () -> assertTrue(Math.abs(f.returnMemory()) < 0.1, which),
          () -> assertTrue(f.volatilityMemory() > 0.05 && f.volatilityMemory() < 0.35, which),
          () -> assertTrue(f.leverage() < -0.05, which),
          () -> assertTrue(f.overnightShare() > 0.25 && f.overnightShare() < 0.45, which));
    }
  }

  @Test
  void theMeanOverSeedsIsNearTheRealFifteenYears() {
    Bars daily = RealData.bars("QQQ_1d_raw.csv", "QQQ");
    StylisedFacts real =
        StylisedFacts.of(
            daily.between(
                FROM.atStartOfDay(CALENDAR.zone()).toInstant(),
                TO.plusDays(1).atStartOfDay(CALENDAR.zone()).toInstant()));
    assertAll(
        () -> near(real, StylisedFacts::annualVolatility, 0.8, 1.25),
        () -> near(real, StylisedFacts::kurtosis, 0.5, 1.5),
        () -> near(real, StylisedFacts::volatilityMemory, 0.4, 1.3),
        () -> near(real, StylisedFacts::leverage, 0.3, 1.7),
        () -> near(real, StylisedFacts::overnightShare, 0.75, 1.25));
  }

  @Test
  void varianceIsSpreadOverTheSessionAsInTheRealBars() {
    Bars real = RealData.bars("QQQ_5m_raw.csv.gz", "QQQ");
    Bars simulated = market(5, LocalDate.parse("2020-10-09"), TO).bars("QQQ");
    for (String[] part :
        new String[][] {{"09:30", "10:00"}, {"10:00", "11:30"}, {"15:50", "16:00"}}) {
      double expected = comparedWithNoon(real, part[0], part[1]);
      double actual = comparedWithNoon(simulated, part[0], part[1]);
      assertTrue(
          actual > expected * 0.55 && actual < expected * 1.6,
          part[0] + " to " + part[1] + ": " + actual + " of noon's, really " + expected);
    }
  }

  @Test
  void opensAndClosesAreBusierThanNoon() {
    Bars bars = market(9, LocalDate.parse("2022-01-03"), LocalDate.parse("2023-12-29")).bars("QQQ");
    assertTrue(comparedWithNoon(bars, "09:30", "10:00") > 2.5);
    assertTrue(comparedWithNoon(bars, "15:50", "16:00") > 1.3);
  }

  @Test
  void theFundsFollowThreeTimesTheDailyReturn() {
    for (int seed = 1; seed <= SEEDS; seed++) {
      SimulatedMarket market =
          market(seed, LocalDate.parse("2020-01-01"), LocalDate.parse("2023-12-31"));
      double bull = StylisedFacts.beta(market.daily("TQQQ"), market.daily("QQQ"));
      double bear = StylisedFacts.beta(market.daily("SQQQ"), market.daily("QQQ"));
      // Whole cents blur the third digit.
      assertTrue(bull > 2.9 && bull < 3.01, "seed " + seed + ": TQQQ beta " + bull);
      assertTrue(bear > -3.01 && bear < -2.9, "seed " + seed + ": SQQQ beta " + bear);
    }
  }

  private static double comparedWithNoon(Bars bars, String from, String to) {
    return StylisedFacts.variance(bars, CALENDAR, from, to)
        / StylisedFacts.variance(bars, CALENDAR, "12:00", "13:30");
  }

  private static void near(
      StylisedFacts real, ToDoubleFunction<StylisedFacts> fact, double least, double most) {
    double mean = facts.stream().mapToDouble(fact).average().orElseThrow();
    double ratio = mean / fact.applyAsDouble(real);
    assertTrue(
        ratio > least && ratio < most,
        "mean of seeds 1 to " + SEEDS + " is " + ratio + " of the real one: " + real + facts);
  }

  private static SimulatedMarket market(long seed, LocalDate from, LocalDate to) {
    return SimulatedMarket.generate(
        new SimulationSettings(seed, new Timeframe(5), from, to, 0), CALENDAR);
  }
}
