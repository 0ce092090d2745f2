package io.bellwether.analyst.claude;

import java.math.BigDecimal;
import java.util.List;

/**
 * What a model's tokens cost.
 *
 * @param inputUsdPerMillion for a million tokens of the prompt
 * @param outputUsdPerMillion for a million tokens of the answer, thinking included
 */
public record TokenPrices(BigDecimal inputUsdPerMillion, BigDecimal outputUsdPerMillion) {
  private static final int MILLION_DIGITS = 6;

  /** More than the dearest model of the list, by a wide margin. */
  private static final TokenPrices UNLISTED = usd("25", "125");

  /** The more special prefix first. */
  private static final List<Listed> LISTED =
      List.of(
          new Listed("claude-haiku-", usd("1", "5")),
          new Listed("claude-sonnet-5", usd("2", "10")),
          new Listed("claude-sonnet-4", usd("3", "15")),
          new Listed("claude-opus-5-5", usd("4", "20")),
          new Listed("claude-opus-5", usd("5", "25")),
          new Listed("claude-opus-4-5", usd("5", "25")),
          new Listed("claude-opus-4-6", usd("5", "25")),
          new Listed("claude-opus-4", usd("15", "75")),
          new Listed("claude-fable-5", usd("10", "50")));

  /** The models whose ids begin alike cost the same. */
  private record Listed(String prefix, TokenPrices prices) {}

  private static TokenPrices usd(String input, String output) {
    return new TokenPrices(new BigDecimal(input), new BigDecimal(output));
  }

  public TokenPrices {
    if (inputUsdPerMillion.signum() <= 0 || outputUsdPerMillion.signum() <= 0) {
      throw new IllegalArgumentException(
          "token prices must be more than 0, or no budget would ever be used up: "
              + inputUsdPerMillion
              + " and "
              + outputUsdPerMillion);
    }
  }

  /**
   * What is charged for a model, by the provider's list of November 2026
   * (platform.claude.com/docs/about-claude/pricing and /models). Where the list says "from", the
   * price of the model before; a model that is not listed is taken for dearer than any, so that a
   * budget is never exceeded for want of a price.
   *
   * @param model its id
   */
  public static TokenPrices of(String model) {
    return LISTED.stream()
        .filter(listed -> model.startsWith(listed.prefix()))
        .findFirst()
        .map(Listed::prices)
        .orElse(UNLISTED);
  }

  /** What so many tokens cost, to the last digit. */
  public BigDecimal costUsd(long inputTokens, long outputTokens) {
    return inputUsdPerMillion
        .multiply(BigDecimal.valueOf(inputTokens))
        .add(outputUsdPerMillion.multiply(BigDecimal.valueOf(outputTokens)))
        .movePointLeft(MILLION_DIGITS);
  }
}
