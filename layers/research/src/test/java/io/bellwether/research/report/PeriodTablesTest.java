package io.bellwether.research.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Timeframe;
import io.bellwether.research.Trades;
import io.bellwether.research.metrics.EquityCurve;
import io.bellwether.research.metrics.EquitySample;
import io.bellwether.strategy.ExitReason;
import io.bellwether.trading.ledger.Trade;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The tables by period and of tax lots, byte for byte. */
class PeriodTablesTest {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  /**
   * Returns of -10 % and 0 in 2024: mean -0.05, sample deviation 0.1 / sqrt(2), times sqrt(252).
   */
  @Test
  void periodsAreFractionsAndLeaveWhatIsNotDefinedEmpty() {
    TearSheet sheet = sheet();
    assertEquals(
        """
        month,return
        2023-12,0.10000000
        2024-01,-0.10000000
        """,
        PeriodCsv.months(sheet));
    assertEquals(
        """
        year,sessions,return,benchmark_return,volatility,sharpe,max_drawdown,trades,wins,pnl
        2023,1,0.10000000,,,,0.00000000,1,1,12.0000
        2024,2,-0.10000000,,1.12249722,-11.22497216,-0.10000000,1,0,-21.5000
        """,
        PeriodCsv.years(sheet));
    assertEquals(
        """
        start,trough,recovery,depth,calendar_days
        2023-12-29,2024-01-02,,-0.10000000,5
        """,
        PeriodCsv.drawdowns(sheet));
  }

  @Test
  void eachYearWithRealisedLotsHasAFile() {
    Map<String, String> files = TaxTables.byYear(sheet().run());
    assertEquals(List.of("tax-lots-2023.csv", "tax-lots-2024.csv"), List.copyOf(files.keySet()));
    assertEquals(
        """
        account,symbol,side,acquired,sold,quantity,proceeds,cost_basis,gain,holding_days,term,\
        wash_sale_hint
        paper,TQQQ,long,2023-12-29,2024-01-02,10,478.50,500.00,-21.50,4,short,\
        loss; another lot opened within 30 days
        """,
        files.get("tax-lots-2024.csv"));
    assertTrue(files.get("tax-lots-2023.csv").contains(",512.00,500.00,12.00,1,short,\n"));
  }

  /** Equity 100, 110, 99, 99 after 100; a winning trade in 2023 and a losing one in 2024. */
  private static TearSheet sheet() {
    double[] equity = {11_000, 9_900, 9_900};
    String[] dates = {"2023-12-29", "2024-01-02", "2024-01-03"};
    EquityCurve curve =
        EquityCurve.of(
            IntStream.range(0, 3)
                .mapToObj(i -> new EquitySample(midnight(dates[i]), equity[i], 0, true))
                .toList());
    RunResult run = SampleRuns.withEquity(SampleRuns.of(Timeframe.DAY, 3, 7), curve);
    assertEquals(new BigDecimal("10000"), run.capital());
    return TearSheet.of(
        SampleRuns.withTrades(
            run,
            List.of(
                trade("2023-12-28", "2023-12-29", "51.30", "12.00", "1.00"),
                trade("2023-12-29", "2024-01-02", "48.00", "-21.50", "1.50"))));
  }

  private static Trade trade(String entry, String exit, String price, String pnl, String fees) {
    return Trades.trade(
        "TQQQ", midnight(entry), "50", midnight(exit), price, pnl, fees, ExitReason.STOP);
  }

  private static Instant midnight(String date) {
    return LocalDate.parse(date).atStartOfDay(NEW_YORK).toInstant();
  }
}
