package io.bellwether.workbench.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bellwether.market.Bars;
import io.bellwether.market.RealData;
import io.bellwether.research.report.RunResult;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Replays real bars through the functions, the embedded cloud and the simulated exchange, and
 * expects the trades and the final equity that an independent reading of the strategies' rules
 * produces on the same bars: no costs, no slippage, no risk limits.
 */
@Tag("integration")
class GoldenReplayTest {
  private static final String RSI2 = "rsi2_TQQQ_SQQQ_1d_split.csv";
  private static final String WILLIAMS = "williams-trend_QQQ_5m_raw.csv";
  private static final LocalDate RSI2_FROM = LocalDate.of(2010, 2, 11);

  /** The lists' figures are rounded to this many dollars. */
  private static final double EQUITY_TOLERANCE = 1e-4;

  @Test
  void emaCrossoverOnHoursBuiltFromFiveMinutes() throws IOException {
    List<GoldenTrade> expected = GoldenTrade.expected("ema-crossover_TQQQ_5m_split.csv");
    RunResult run =
        Replays.frictionless(
            "ema-crossover",
            List.of(RealData.bars("TQQQ_5m_split.csv.gz", "TQQQ")),
            LocalDate.of(2022, 1, 3),
            LocalDate.of(2022, 7, 5));

    assertEquals(34, expected.size());
    GoldenTrade.assertSame(expected, GoldenTrade.of(run));
    assertEquals(7573.1417, run.equity().lastEquity(), EQUITY_TOLERANCE);
  }

  @Test
  void rsi2OnItsFirstYears() throws IOException {
    LocalDate last = LocalDate.of(2013, 12, 31);
    List<GoldenTrade> closed =
        GoldenTrade.expected(RSI2).stream().filter(trade -> trade.closedBy(last)).toList();
    RunResult run = Replays.frictionless("rsi2", dailyBars(), RSI2_FROM, last);

    GoldenTrade.assertSame(closed, GoldenTrade.of(run));
  }

  /** Fifteen years take minutes: with {@code -Dbellwether.golden=full} only. */
  @Test
  void rsi2OnAllYears() throws IOException {
    assumeFull();
    List<GoldenTrade> expected = GoldenTrade.expected(RSI2);
    RunResult run =
        Replays.frictionless("rsi2", dailyBars(), RSI2_FROM, LocalDate.of(2024, 10, 31));

    assertEquals(634, expected.size());
    GoldenTrade.assertSame(expected, GoldenTrade.of(run));
    assertEquals(463_943.4814, run.equity().lastEquity(), EQUITY_TOLERANCE);
  }

  @Test
  void williamsTrendOnItsFirstWeeks() throws IOException {
    LocalDate last = LocalDate.of(2020, 10, 19);
    List<GoldenTrade> closed =
        GoldenTrade.expected(WILLIAMS).stream().filter(trade -> trade.closedBy(last)).toList();
    RunResult run = williams(last);

    assertEquals(
        Set.of("rule", "stop"),
        closed.stream().map(GoldenTrade::exitReason).collect(Collectors.toSet()),
        "exits of both kinds");
    GoldenTrade.assertSame(closed, GoldenTrade.of(run));
  }

  /** Four years of five-minute bars: with {@code -Dbellwether.golden=full} only. */
  @Test
  void williamsTrendOnAllYears() throws IOException {
    assumeFull();
    List<GoldenTrade> expected = GoldenTrade.expected(WILLIAMS);
    RunResult run = williams(LocalDate.of(2024, 10, 31));

    assertEquals(320, expected.size());
    GoldenTrade.assertSame(expected, GoldenTrade.of(run));
    assertEquals(157_823.3067, run.equity().lastEquity(), EQUITY_TOLERANCE);
  }

  private static RunResult williams(LocalDate last) {
    return Replays.frictionless(
        "williams-trend",
        List.of(RealData.bars("QQQ_5m_raw.csv.gz", "QQQ")),
        LocalDate.of(2020, 10, 9),
        last,
        new BigDecimal("100000"));
  }

  private static void assumeFull() {
    assumeTrue(
        "full".equals(System.getProperty("bellwether.golden")),
        "takes minutes: set -Dbellwether.golden=full to run this test");
  }

  private static List<Bars> dailyBars() {
    return List.of(
        RealData.bars("TQQQ_1d_split.csv", "TQQQ"), RealData.bars("SQQQ_1d_split.csv", "SQQQ"));
  }
}
