package io.bellwether.infrastructure;

import java.util.Locale;

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
  SECRET_NAME("");

  private final String byDefault;

  ContextKey(String byDefault) {
    this.byDefault = byDefault;
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
