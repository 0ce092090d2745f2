package io.bellwether.trading.event;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Something people are told.
 *
 * @param type what happened
 * @param severity what it asks of a person
 * @param time when
 * @param account the account concerned
 * @param strategy the strategy concerned, if one is
 * @param symbol the symbol concerned, if one is
 * @param message what happened, what it means for the position, what can be done
 * @param details figures by name, for machines
 * @param occurrence names what happened, the same however often it is published, so that people are
 *     told once; absent if each publication is something new
 */
public record TradingEvent(
    Type type,
    Severity severity,
    Instant time,
    String account,
    Optional<String> strategy,
    Optional<String> symbol,
    String message,
    Map<String, String> details,
    Optional<String> occurrence) {
  /** An event of which each publication is something new. */
  public TradingEvent(
      Type type,
      Severity severity,
      Instant time,
      String account,
      Optional<String> strategy,
      Optional<String> symbol,
      String message,
      Map<String, String> details) {
    this(type, severity, time, account, strategy, symbol, message, details, Optional.empty());
  }

  /** What happened. */
  public enum Type {
    SIGNAL_RAISED,
    SIGNAL_EXPIRED,
    DATA_REJECTED,
    ORDER_FILLED,
    ORDER_REJECTED,
    ORDER_UNKNOWN,
    STEP_SKIPPED,
    STOP_PLACED,
    TRADE_CLOSED,
    RISK_BREACHED,
    POSITION_UNEXPLAINED,
    CASH_UNEXPLAINED,
    SPLIT_APPLIED,
    TICK_MISSED,
    DAILY_SUMMARY,
    FAILURE,
    /** A channel people are told through takes nothing any more. */
    CHANNEL_LOST,
    /** A change of parameters was examined and waits for a person. */
    PROPOSAL_MADE,
    /** A change was proposed that may not be made; nothing came of it. */
    PROPOSAL_REFUSED,
    /** A strategy decides by another version from now on. */
    VERSION_ACTIVATED,
    /** A strategy could not be studied. */
    ANALYSIS_FAILED,
    /** An analyst could not be asked, and another stood in. */
    ANALYST_REPLACED,
    /** What models may cost in a month is spent. */
    BUDGET_EXHAUSTED,
    /** A day was not traded as the backtest trades it. */
    DRIFT_FOUND,
    WEEKLY_DIGEST;

    /** The type in words, such as {@code order filled}. */
    public String words() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** What it asks of a person. */
  public enum Severity {
    /** Nothing. */
    INFO,
    /** To look into it soon: something was not done, and nothing is worse for waiting a while. */
    WARNING,
    /** To act now: money is at risk in a way the system cannot end by itself. */
    CRITICAL;

    /** The severity in lower case, as filters and people know it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
