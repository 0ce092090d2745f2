package io.bellwether.workbench.golden;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bellwether.research.report.CsvTables;
import io.bellwether.research.report.RunResult;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pins what each strategy does in a quarter of the simulated market (seed 7, July to September
 * 2025), with Alpaca's fees, two basis points of slippage and the strategy's own risk profile. It
 * needs no data. What it pins is what came out when it was written, neither good nor right by
 * itself: a change that moves a figure says why in its message, and changes it here.
 */
@Tag("integration")
class SimulatedQuarterTest {
  /** The figures: trades, final equity in dollars, SHA-256 of trades.csv in UTF-8. */
  @ParameterizedTest
  @CsvSource({
    "ema-crossover, 26, 10192.311588, 2cdc0f984d4fa8957582fa2a256e8474ba0e7582f03bfbcd2eb2f2157c829eb6",
    "rsi2, 17, 8954.23955164386, 5cc42dc7137c0a0f054559d89d26f32095a1c18f5ae8810828d97690af37de90",
  })
  void tradesAndEquityAreWhatTheyWere(String strategy, int trades, double equity, String sha256) {
    RunResult run = Replays.quarter(strategy);
    String csv = tables(run).trades(run);

    assertAll(
        () -> assertEquals(trades, run.trades().size(), "trades"),
        () -> assertEquals(equity, run.equity().lastEquity(), 1e-6, "equity"),
        () -> assertEquals(sha256, sha256(csv), () -> "trades.csv:\n" + csv));
  }

  /** The same settings give the same run, byte for byte. */
  @ParameterizedTest
  @ValueSource(strings = {"ema-crossover", "rsi2"})
  void twoRunsAreTheSame(String strategy) {
    RunResult one = Replays.quarter(strategy);
    RunResult other = Replays.quarterAnew(strategy);
    CsvTables tables = tables(one);

    assertAll(
        () -> assertEquals(tables.trades(one), tables.trades(other)),
        () -> assertEquals(tables.orders(one), tables.orders(other)),
        () -> assertEquals(tables.signals(one), tables.signals(other)),
        () -> assertEquals(tables.equity(one), tables.equity(other)));
  }

  /** The digest is of the text itself, as any other tool reckons it. */
  @Test
  void digestIsTheStandardOne() {
    assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", sha256("abc"));
  }

  private static CsvTables tables(RunResult run) {
    return new CsvTables(Replays.barStarts(run));
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
