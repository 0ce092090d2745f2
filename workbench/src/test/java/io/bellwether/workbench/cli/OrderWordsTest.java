package io.bellwether.workbench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Timeframe;
import io.bellwether.research.engine.OrderPlan;
import io.bellwether.research.engine.OrderPlan.EntryOrder;
import io.bellwether.strategy.StopLoss;
import io.bellwether.strategy.TakeProfit;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderWordsTest {
  private static String words(EntryOrder entry) {
    return OrderWords.of(
        new OrderPlan(entry, Optional.empty(), Optional.empty(), Optional.empty()));
  }

  @Test
  void everyEntryIsPutIntoWords() {
    assertEquals("entries: at the next open", words(new EntryOrder.Market()));
    assertEquals(
        "entries: limit 2 % below the close, for 3 bars (short: mirrored)",
        words(new EntryOrder.Limit(0.02, 3)));
    assertEquals(
        "entries: stop 0.35 % above the close, for 1 bar (short: mirrored)",
        words(new EntryOrder.Stop(0.0035, 1)));
    assertEquals(
        "entries: stop 1 % and limit 2.5 % above the close, for 2 bars" + " (short: mirrored)",
        words(new EntryOrder.StopLimit(0.01, 0.025, 2)));
  }

  @Test
  void whatRestsBesideThePositionIsNamed() {
    OrderPlan plan =
        new OrderPlan(
            new EntryOrder.Market(),
            Optional.of(new StopLoss(0.05)),
            Optional.of(new TakeProfit(0.1)),
            Optional.of(0.29 / 10));
    assertEquals(
        "entries: at the next open; stop-loss 5 %; take-profit 10 %;"
            + " trailing stop 2.9 % behind the best",
        OrderWords.of(plan));
  }

  @Test
  void theSummaryUsesTheseWords(@TempDir Path directory) {
    Path file =
        SampleBars.write(
            directory.resolve("bars.csv"),
            SampleBars.of(
                "TQQQ", Timeframe.DAY, LocalDate.of(2024, 1, 2), LocalDate.of(2024, 3, 28)));
    Cli.Run run =
        Cli.run(
                "backtest",
                "--strategy",
                "rsi2",
                "--bars",
                "TQQQ=" + file,
                "--costs",
                "none",
                "--entry-order",
                "limit:2",
                "--entry-bars",
                "3",
                "--report",
                "summary")
            .succeeds();
    assertTrue(run.out().contains("entries: limit 2 % below the close"), run.out());
  }
}
