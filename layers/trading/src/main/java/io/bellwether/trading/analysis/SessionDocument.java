package io.bellwether.trading.analysis;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * A strategy's trading day as the analyst remembers it. Nothing in it was known only after the
 * session's close.
 *
 * @param strategy the strategy
 * @param date the session's
 * @param origin what the performance is that of
 * @param version the strategy's version in force
 * @param parameters in force, all of them
 * @param condition of the market at the close
 * @param performance of the strategy
 * @param events what happened, in words without dates and prices: {@code entry}, {@code stop}
 */
public record SessionDocument(
    String strategy,
    LocalDate date,
    Origin origin,
    int version,
    Map<String, String> parameters,
    MarketCondition condition,
    SessionPerformance performance,
    List<String> events) {
  /** Where a performance comes from. */
  public enum Origin {
    /** Of an account, paper or live. */
    ACCOUNT,
    /** Of a backtest. */
    BACKTEST
  }

  /** The same in another condition of the market. */
  public SessionDocument withCondition(MarketCondition other) {
    return new SessionDocument(
        strategy, date, origin, version, parameters, other, performance, events);
  }
}
