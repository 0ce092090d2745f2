package io.bellwether.strategy;

import java.util.Locale;

/** Why a position was closed. */
public enum ExitReason {
  /** The strategy's rule. */
  RULE,
  /** Its protective stop. */
  STOP,
  /** Its profit target. */
  TARGET,
  /** A risk limit, or concentration of the account. */
  RISK;

  /** The name in trade lists: {@code rule}, {@code stop}, {@code target}, {@code risk}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
