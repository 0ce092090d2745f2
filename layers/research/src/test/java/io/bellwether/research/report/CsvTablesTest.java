package io.bellwether.research.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.BarGrid;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.research.Trades;
import io.bellwether.strategy.Direction;
import io.bellwether.strategy.ExitReason;
import io.bellwether.strategy.Sizing;
import io.bellwether.strategy.Target;
import io.bellwether.trading.order.OrderPurpose;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.OrderStatus;
import io.bellwether.trading.order.OrderTerms;
import io.bellwether.trading.order.Side;
import io.bellwether.trading.order.TimeInForce;
import io.bellwether.trading.signal.Signal;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CsvTablesTest {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final Instant BAR = Instant.parse("2024-03-07T05:00:00Z");
  private static final Instant OPEN = Instant.parse("2024-03-08T14:30:02Z");

  private final RunResult empty = SampleRuns.of(Timeframe.DAY, 0, 1);

  @Test
  void tradesHaveTheAgreedColumnsAndExactDecimals() {
    RunResult run =
        SampleRuns.withTrades(
            empty,
            List.of(
                Trades.trade(
                    "TQQQ",
                    OPEN,
                    "50.123400",
                    OPEN.plusSeconds(86_400L * 3),
                    "51.5",
                    "13.7660",
                    "0.00",
                    ExitReason.STOP)));
    assertEquals(
        """
        symbol,side,quantity,entry_time,entry_price,exit_time,exit_price,pnl,exit_reason,fees,\
        account,strategy
        TQQQ,long,10,2024-03-08,50.123400,2024-03-11,51.5,13.7660,stop,0.00,paper,rsi2
        """,
        new CsvTables(TimeFormat.dates(NEW_YORK)).trades(run));
  }

  @Test
  void timesAreInstantsOrTheStartsOfBars() {
    BarGrid minutes = new BarGrid(new NyseCalendar(), new Timeframe(5));
    BarGrid days = new BarGrid(new NyseCalendar(), Timeframe.DAY);
    assertEquals("2024-03-08T14:30:02Z", TimeFormat.instants().format(OPEN));
    assertEquals("2024-03-08T14:30:00Z", TimeFormat.barStarts(minutes).format(OPEN));
    assertEquals("2024-03-08", TimeFormat.barStarts(days).format(OPEN));
    // Nine in the evening in New York is the next day in UTC.
    Instant evening = Instant.parse("2024-03-09T02:00:00Z");
    assertEquals("2024-03-08", TimeFormat.dates(NEW_YORK).format(evening));
    assertEquals("2024-03-09T02:00:00Z", TimeFormat.barStarts(minutes).format(evening));
  }

  @Test
  void ordersLeaveAbsentValuesEmptyAndQuoteWhatNeedsIt() {
    OrderRecord order =
        new OrderRecord(
            "bw-1",
            "paper",
            "rsi2",
            "signal-1",
            OrderPurpose.PROTECTIVE_STOP,
            Optional.of(ExitReason.STOP),
            OrderTerms.stop(
                "TQQQ", Side.SELL, new BigDecimal("1E+2"), new BigDecimal("47.5"), TimeInForce.GTC),
            OrderStatus.CANCELED,
            Optional.empty(),
            BigDecimal.ZERO,
            "replaced, see \"bw-2\"",
            OPEN,
            OPEN.plusMillis(1500),
            3);
    String text =
        new CsvTables(TimeFormat.instants()).orders(SampleRuns.withOrders(empty, List.of(order)));
    assertEquals(
        "bw-1,signal-1,paper,rsi2,protective_stop,TQQQ,sell,stop,gtc,100,,47.5,canceled,0,stop,"
            + "2024-03-08T14:30:02Z,2024-03-08T14:30:03.500Z,,\"replaced, see \"\"bw-2\"\"\"",
        text.lines().skip(1).findFirst().orElseThrow());
  }

  @Test
  void signalsHaveALineForEachTarget() {
    Signal signal =
        new Signal(
            "s-1",
            "paper",
            "rsi2",
            4,
            Timeframe.DAY,
            BAR,
            OPEN,
            OPEN,
            OPEN,
            false,
            List.of(
                new Target.Hold(
                    "TQQQ",
                    Direction.LONG,
                    new Sizing.WeightOfEquity(0.9),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    "RSI(2) 12.5 <= 30"),
                new Target.Flat("SQQQ", ExitReason.RULE, "RSI(2) 12.5 < 60"),
                new Target.Keep("QQQ", "")),
            Map.of("TQQQ", new BigDecimal("60.10")),
            true);
    List<String> lines =
        new CsvTables(TimeFormat.dates(NEW_YORK))
            .signals(SampleRuns.withSignals(empty, List.of(signal)))
            .lines()
            .toList();
    assertEquals(4, lines.size());
    String ends = ",2024-03-08T14:30:02Z".repeat(3) + ",false,true";
    String start = "s-1,paper,rsi2,4,1d,2024-03-07,";
    assertEquals(start + "TQQQ,long,60.10,RSI(2) 12.5 <= 30" + ends, lines.get(1));
    assertEquals(start + "SQQQ,flat:rule,,RSI(2) 12.5 < 60" + ends, lines.get(2));
    assertTrue(lines.get(3).startsWith(start + "QQQ,keep,,"), lines.get(3));
  }

  @Test
  void equityIsInPlainDecimals() {
    RunResult run = SampleRuns.of(Timeframe.DAY, 30, 3);
    List<String> lines = new CsvTables(TimeFormat.dates(NEW_YORK)).equity(run).lines().toList();
    assertEquals("time,equity,cash,in_market", lines.getFirst());
    assertEquals("2010-03-01,10000.0,10000.0,false", lines.get(1));
    assertEquals(31, lines.size());
    assertTrue(
        lines.stream().skip(1).allMatch(l -> l.matches("[-0-9]{10},[0-9.]+,[0-9.]+,(true|false)")));
  }
}
