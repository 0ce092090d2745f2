package io.bellwether.analyst.claude;

import java.math.BigDecimal;

/**
 * What a model's tokens cost.
 *
 * @param inputUsdPerMillion for a million tokens of the prompt
 * @param outputUsdPerMillion for a million tokens of the answer, thinking included
 */
public record TokenPrices(BigDecimal inputUsdPerMillion, BigDecimal outputUsdPerMillion) {
  private static final int MILLION_DIGITS = 6;

  public TokenPrices {
    if (inputUsdPerMillion.signum() <= 0 || outputUsdPerMillion.signum() <= 0) {
      throw new IllegalArgumentException(
          "token prices must be more than 0, or no budget would ever be used up: "
              + inputUsdPerMillion
              + " and "
              + outputUsdPerMillion);
    }
  }

  /** What so many tokens cost, to the last digit. */
  public BigDecimal costUsd(long inputTokens, long outputTokens) {
    return inputUsdPerMillion
        .multiply(BigDecimal.valueOf(inputTokens))
        .add(outputUsdPerMillion.multiply(BigDecimal.valueOf(outputTokens)))
        .movePointLeft(MILLION_DIGITS);
  }
}
