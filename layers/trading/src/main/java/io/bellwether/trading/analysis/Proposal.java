package io.bellwether.trading.analysis;

import java.util.Map;

/**
 * A change of parameters that an analyst or a person proposes. It is an opinion and no evidence.
 *
 * @param changes the new values by parameter; at least one
 * @param reasoning why, for people
 * @param expectedEffect what is to become better, for people
 * @param confidence of whoever proposes, 0 to 1
 * @param tried how many parameter sets were tried on the bars to find it, itself included
 */
public record Proposal(
    Map<String, String> changes,
    String reasoning,
    String expectedEffect,
    double confidence,
    int tried) {
  public Proposal {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence must be 0 to 1, not " + confidence);
    }
    if (tried < 1) {
      throw new IllegalArgumentException("at least one set was tried, not " + tried);
    }
  }
}
