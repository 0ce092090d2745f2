package io.bellwether.workbench.golden;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bellwether.market.RealData;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.research.report.RunResult;
import io.bellwether.research.report.TimeFormat;
import io.bellwether.trading.ledger.Trade;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/**
 * One line of a trade list. Prices and profits of a list are rounded, to six and to four decimals;
 * entry and exit are the starts of bars, a date for daily bars, else an instant in UTC.
 */
record GoldenTrade(
    String symbol,
    String side,
    BigDecimal quantity,
    String entryTime,
    BigDecimal entryPrice,
    String exitTime,
    BigDecimal exitPrice,
    BigDecimal pnl,
    String exitReason) {
  private static final Comparator<GoldenTrade> IN_ORDER =
      Comparator.comparing(GoldenTrade::exitTime)
          .thenComparing(GoldenTrade::symbol)
          .thenComparing(GoldenTrade::entryTime);

  private static final double PRICE_TOLERANCE = 1e-6;
  private static final double PNL_TOLERANCE = 1e-4;

  /**
   * Reads an independently made list from the folder beside the real data; skips the test if it is
   * not there.
   */
  static List<GoldenTrade> expected(String file) throws IOException {
    List<String> lines = Files.readAllLines(RealData.require("../expected/" + file));
    return lines.stream().skip(1).map(GoldenTrade::parse).sorted(IN_ORDER).toList();
  }

  /** What a replay traded, its fills' times cut to the bars they happened in. */
  static List<GoldenTrade> of(RunResult run) {
    TimeFormat times = Replays.barStarts(run);
    return run.trades().stream().map(trade -> of(trade, times)).sorted(IN_ORDER).toList();
  }

  /** Whether it was closed by the end of a date in New York. */
  boolean closedBy(LocalDate last) {
    LocalDate date =
        exitTime.length() == 10
            ? LocalDate.parse(exitTime)
            : LocalDate.ofInstant(Instant.parse(exitTime), NyseCalendar.ZONE);
    return !date.isAfter(last);
  }

  /** Compares trade for trade, and says of the first that differs what does. */
  static void assertSame(List<GoldenTrade> expected, List<GoldenTrade> actual) {
    for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
      expected.get(i).assertIs(actual.get(i), i);
    }
    assertEquals(expected.size(), actual.size(), "trades");
  }

  private void assertIs(GoldenTrade actual, int index) {
    assertAll(
        "trade " + index + ", expected " + this + ", but was " + actual,
        () -> assertEquals(symbol, actual.symbol),
        () -> assertEquals(side, actual.side),
        () -> assertEquals(0, quantity.compareTo(actual.quantity), "quantity"),
        () -> assertEquals(entryTime, actual.entryTime, "entry"),
        () -> assertClose(entryPrice, actual.entryPrice, PRICE_TOLERANCE, "entry price"),
        () -> assertEquals(exitTime, actual.exitTime, "exit"),
        () -> assertClose(exitPrice, actual.exitPrice, PRICE_TOLERANCE, "exit price"),
        () -> assertClose(pnl, actual.pnl, PNL_TOLERANCE, "profit"),
        () -> assertEquals(exitReason, actual.exitReason, "reason"));
  }

  private static void assertClose(
      BigDecimal expected, BigDecimal actual, double tolerance, String what) {
    assertEquals(expected.doubleValue(), actual.doubleValue(), tolerance, what);
  }

  private static GoldenTrade of(Trade trade, TimeFormat times) {
    return new GoldenTrade(
        trade.symbol(),
        trade.direction().label(),
        trade.quantity(),
        times.format(trade.entryTime()),
        trade.entryPrice(),
        times.format(trade.exitTime()),
        trade.exitPrice(),
        trade.pnl(),
        trade.exitReason().label());
  }

  private static GoldenTrade parse(String line) {
    String[] cells = line.split(",", -1);
    return new GoldenTrade(
        cells[0],
        cells[1],
        new BigDecimal(cells[2]),
        cells[3],
        new BigDecimal(cells[4]),
        cells[5],
        new BigDecimal(cells[6]),
        new BigDecimal(cells[7]),
        cells[8]);
  }
}
