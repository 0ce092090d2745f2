package io.bellwether.infrastructure;

import java.util.Locale;
import java.util.Optional;

/** The keys of the context, in cdk.json or after {@code -c}. */
enum ContextKey {
  /** {@code dev}, {@code staging} or {@code prod}. */
  STAGE("dev"),
  /** {@code NAME@ACCOUNT[,NAME@ACCOUNT]}: which strategy runs on which account. */
  STRATEGIES("ema-crossover@alpaca-paper"),
  /** {@code ACCOUNT=SECRET[,ACCOUNT=SECRET]}: accounts with a secret of their own. */
  ACCOUNT_SECRETS(""),
  /** {@code paper} or {@code live}. */
  MODE("paper"),
  /** {@code true} beside mode live, or nothing is deployed. */
  LIVE_CONFIRMED("false"),
  /** Who gets alerts and alarms. */
  EMAIL(""),
  /** Who gets critical alerts by SMS, as {@code +} and digits. */
  PHONE(""),
  /** Whether Discord is told too. */
  DISCORD("false"),
  /** Whether functions start from a snapshot. */
  SNAP_START("false"),
  /** A secret that exists already, used instead of one of the stack's own. */
  SECRET_NAME(""),
  /** {@code DATE=closed[,DATE=HH:mm]}: sessions that differ from the calendar. */
  CALENDAR_OVERRIDES("", "CALENDAR_OVERRIDES"),
  /** {@code iex} or {@code sip}: whose trades make Alpaca's bars. */
  ALPACA_FEED("", "ALPACA_FEED"),
  /** The first date of the history decided on. */
  HISTORY_START("", "HISTORY_START"),
  /** The level of the logs. */
  LOG_LEVEL("", "BELLWETHER_LOG_LEVEL"),
  /** The id of the model that is asked for proposals. */
  ANALYST_MODEL("", "ANALYST_MODEL"),
  /** {@code PROMPT,ANSWER}: what a million of its tokens cost in USD. */
  ANALYST_PRICES("", "ANALYST_PRICES"),
  /** The most that may be spent on models in a month, in USD; 0 asks none. */
  ANALYST_BUDGET_USD("", "ANALYST_BUDGET_USD"),
  /** {@code true} on paper, {@code live} with money: what the gate lets pass becomes active. */
  ANALYST_AUTO_APPLY("", "ANALYST_AUTO_APPLY"),
  /** {@code STRATEGY.PARAMETER=VALUES[;...]}: what may be proposed. */
  ANALYST_BOUNDS("", "ANALYST_BOUNDS"),
  /** Limits of the gate that differ from its own. */
  ANALYST_GATE("", "ANALYST_GATE");

  private final String byDefault;
  private final String variable;

  ContextKey(String byDefault) {
    this(byDefault, "");
  }

  ContextKey(String byDefault, String variable) {
    this.byDefault = byDefault;
    this.variable = variable;
  }

  /** The functions' environment variable that the value is handed on as; empty if none is. */
  Optional<String> variable() {
    return Optional.of(variable).filter(name -> !name.isEmpty());
  }

  /** Whether only the function that studies strategies is told. */
  boolean isAnalysts() {
    return name().startsWith("ANALYST_");
  }

  /** As written: {@code account-secrets}. */
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What holds where nothing is said; empty for nothing. */
  String byDefault() {
    return byDefault;
  }
}
