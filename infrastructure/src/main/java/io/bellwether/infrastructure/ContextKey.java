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
  LOG_LEVEL("", "BELLWETHER_LOG_LEVEL");

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

  /** As written: {@code account-secrets}. */
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What holds where nothing is said; empty for nothing. */
  String byDefault() {
    return byDefault;
  }
}
