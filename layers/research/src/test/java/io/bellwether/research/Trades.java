package io.bellwether.research;

import io.bellwether.strategy.Direction;
import io.bellwether.strategy.ExitReason;
import io.bellwether.trading.ledger.Trade;
import java.math.BigDecimal;
import java.time.Instant;

/** Closed trades for tests. */
public final class Trades {
  private static final Instant ENTRY = Instant.parse("2024-01-02T14:30:00Z");

  private Trades() {}

  /** A trade of which only the result matters. */
  public static Trade withPnl(String pnl, String fees) {
    return trade("TQQQ", ENTRY, "50", ENTRY.plusSeconds(86_400), "51", pnl, fees, ExitReason.RULE);
  }

  /** A long trade of ten shares. */
  public static Trade trade(
      String symbol,
      Instant entry,
      String entryPrice,
      Instant exit,
      String exitPrice,
      String pnl,
      String fees,
      ExitReason reason) {
    return new Trade(
        symbol + "-" + exit,
        "paper",
        "rsi2",
        symbol,
        Direction.LONG,
        new BigDecimal("10"),
        entry,
        new BigDecimal(entryPrice),
        exit,
        new BigDecimal(exitPrice),
        new BigDecimal(fees),
        new BigDecimal(pnl),
        reason);
  }
}
