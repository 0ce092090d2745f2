package io.bellwether.workbench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.market.Bars;
import io.bellwether.market.Timeframe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A strategy that buys SPY and holds it, dividends paid, is no better than buying and holding. */
class HeldBenchmarkTest {
  private static final LocalDate EX_DATE = LocalDate.of(2022, 3, 1);
  private static final List<String> PAID =
      List.of("2021-06-16", "2021-12-15", "2022-06-15", "2022-12-14");
  private static final double GROWTH = 1.0005;

  @TempDir private Path directory;

  @BeforeEach
  void write() {
    SampleBars.write(file("spy.csv"), rising(1));
    SampleBars.write(file("raw.csv"), rising(2));
    SampleBars.write(
        file("splits.csv"), "symbol,ex_date,new_shares_per_old_share\nSPY,2022-03-01,2\n");
    StringBuilder dividends =
        new StringBuilder("symbol,ex_date,amount_split_basis,amount_as_paid\n");
    for (String date : PAID) {
      boolean before = LocalDate.parse(date).isBefore(EX_DATE);
      dividends.append("SPY,%s,4,%d\n".formatted(date, before ? 8 : 4));
    }
    SampleBars.write(file("dividends.csv"), dividends.toString());
  }

  private Path file(String name) {
    return directory.resolve(name);
  }

  /** Two years that rise day by day. */
  private static Bars rising(double factorBefore) {
    Bars days =
        SampleBars.of("SPY", Timeframe.DAY, LocalDate.of(2021, 1, 4), LocalDate.of(2022, 12, 30));
    Bars.Builder bars = Bars.builder("SPY", Timeframe.DAY, days.provenance());
    for (int i = 0; i < days.size(); i++) {
      boolean before = SampleBars.CALENDAR.dateAt(days.start(i)).isBefore(EX_DATE);
      double open = (before ? factorBefore : 1) * 100 * Math.pow(GROWTH, i);
      double close = open * GROWTH;
      bars.add(days.startMillis()[i], open, close, open, close, 1_000_000);
    }
    return bars.build();
  }

  /** What the summary says of a strategy that is long from the second day on. */
  private JsonNode hold(String name, String file, String options) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of("backtest", "--strategy", "moving-average", "--symbols", "SPY", "--timeframe"));
    arguments.addAll(List.of("1d", "--bars", "SPY=" + file(file), "--fractional"));
    arguments.addAll(List.of("--costs", "none", "--slippage", "none", "--report", "html"));
    for (String set :
        List.of(
            "period=2",
            "threshold=0",
            "decide-every=1",
            "stop-loss=0",
            "take-profit=0",
            "margin=10000",
            "leverage=1",
            "minimum-turnover=0")) {
      arguments.addAll(List.of("--set", set));
    }
    arguments.addAll(List.of("--output", file(name).toString()));
    arguments.addAll(List.of(options.replace("DIR", directory.toString()).split(" ")));
    Cli.run(arguments.toArray(String[]::new)).succeeds();
    return new ObjectMapper().readTree(Files.readString(file(name).resolve("summary.json")));
  }

  private static double metric(JsonNode summary, String name) {
    return summary.get("metrics").get(name).asDouble();
  }

  @Test
  void theBenchmarkIsPaidWhatTheAccountIsPaid() throws IOException {
    JsonNode without = hold("without", "spy.csv", "--basis split");
    JsonNode paid = hold("paid", "spy.csv", "--basis split --dividends DIR/dividends.csv");
    JsonNode raw =
        hold("raw", "raw.csv", "--basis raw --splits DIR/splits.csv --dividends DIR/dividends.csv");

    Bars bars = rising(1);
    double expected = Math.pow(GROWTH, bars.size());
    for (int i = 0; i < bars.size(); i++) {
      String date = SampleBars.CALENDAR.dateAt(bars.start(i)).toString();
      boolean pays = PAID.contains(date);
      expected *= pays ? 1 + 4 / bars.open()[i] : 1;
    }
    assertEquals(expected - 1, metric(paid, "benchmark_return"), 1e-9);
    assertEquals(expected - 1, metric(raw, "benchmark_return"), 1e-9);
    assertTrue(expected - 1 > metric(without, "benchmark_return") + 0.15);
    // What the account lacks is a day, and growth on idle cash; what it has is no skill.
    assertEquals(metric(paid, "benchmark_return"), metric(paid, "total_return"), 0.03);
    assertTrue(metric(paid, "total_return") < metric(paid, "benchmark_return"));
    assertTrue(
        paid.toString().contains("dividends of SPY reinvested at the ex-date's open"),
        paid::toString);
    assertFalse(without.toString().contains("reinvested"), without::toString);
  }

  @Test
  void aBenchmarkWithoutRowsOfItsOwnIsDoubted() throws IOException {
    SampleBars.write(file("qqq.csv"), rising(1));
    JsonNode summary =
        hold("other", "spy.csv", "--dividends DIR/dividends.csv --benchmark QQQ=DIR/qqq.csv");
    assertEquals(
        metric(hold("same", "spy.csv", "--basis split"), "benchmark_return"),
        metric(summary, "benchmark_return"),
        1e-12);
    assertTrue(summary.toString().contains("--dividends has none of QQQ"), summary::toString);
  }
}
