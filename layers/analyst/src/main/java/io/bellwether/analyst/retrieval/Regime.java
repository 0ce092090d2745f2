package io.bellwether.analyst.retrieval;

import io.bellwether.trading.analysis.MarketCondition;
import java.util.List;

/** Which sessions count as being of the same regime as the one asked about. */
public enum Regime {
  /** Of the same trend and the same volatility. */
  TREND_AND_VOLATILITY("the same trend and volatility"),
  /** Of the same trend: there were too few with the same volatility. */
  TREND("the same trend, any volatility"),
  /** All of them: there were too few with the same trend. */
  ANY("any trend and volatility");

  private final String label;

  Regime(String label) {
    this.label = label;
  }

  /** In words, for people. */
  public String label() {
    return label;
  }

  /** The terms that a session of the same regime has. */
  List<String> terms(MarketCondition asked) {
    String trend = SessionTerms.of(asked.trend());
    return switch (this) {
      case TREND_AND_VOLATILITY -> List.of(trend, SessionTerms.of(asked.volatility()));
      case TREND -> List.of(trend);
      case ANY -> List.of();
    };
  }
}
