package io.bellwether.workbench.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bellwether.market.Bars;
import io.bellwether.market.RealData;
import io.bellwether.research.report.RunResult;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Replays real bars through the functions, the embedded cloud and the simulated exchange, and
 * expects the trades and the final equity that an independent reading of the strategies' rules
 * produces on the same bars: 10,000 dollars, no costs, no slippage, no risk limits.
 */
@Tag("integration")
class GoldenReplayTest {
  private static final String RSI2 = "rsi2_TQQQ_SQQQ_1d_split.csv";
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
    assumeTrue(
        "full".equals(System.getProperty("bellwether.golden")),
        "takes minutes: set -Dbellwether.golden=full to run this test");
    List<GoldenTrade> expected = GoldenTrade.expected(RSI2);
    RunResult run =
        Replays.frictionless("rsi2", dailyBars(), RSI2_FROM, LocalDate.of(2024, 10, 31));

    assertEquals(634, expected.size());
    GoldenTrade.assertSame(expected, GoldenTrade.of(run));
    assertEquals(463_943.4814, run.equity().lastEquity(), EQUITY_TOLERANCE);
  }

  private static List<Bars> dailyBars() {
    return List.of(
        RealData.bars("TQQQ_1d_split.csv", "TQQQ"), RealData.bars("SQQQ_1d_split.csv", "SQQQ"));
  }
}
