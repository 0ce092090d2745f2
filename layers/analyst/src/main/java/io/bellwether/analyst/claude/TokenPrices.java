package io.bellwether.analyst.claude;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What a model's tokens cost.
 *
 * @param inputUsdPerMillion for a million tokens of the prompt
 * @param outputUsdPerMillion for a million tokens of the answer, thinking included
 */
public record TokenPrices(BigDecimal inputUsdPerMillion, BigDecimal outputUsdPerMillion) {
  private static final int MILLION_DIGITS = 6;

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
   * (platform.claude.com/docs/about-claude/pricing and /models); where the list says "from", the
   * price of the model before.
   *
   * @param model its id
   * @return nothing if the model is not on the list
   */
  public static Optional<TokenPrices> listed(String model) {
    return LISTED.stream()
        .filter(listed -> model.startsWith(listed.prefix()))
        .findFirst()
        .map(Listed::prices);
  }

  /**
   * What a model's tokens are reckoned at: what is said, else what is listed.
   *
   * @param model its id
   * @throws IllegalArgumentException if nothing is said and the model is not on the list
   */
  public static TokenPrices of(String model, Optional<TokenPrices> said) {
    return said.or(() -> listed(model))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "nobody said what %s costs, and it is not among the models with a listed price"
                        .formatted(model)));
  }

  /** Whether both are at least what others are. */
  boolean covers(TokenPrices other) {
    return inputUsdPerMillion.compareTo(other.inputUsdPerMillion) >= 0
        && outputUsdPerMillion.compareTo(other.outputUsdPerMillion) >= 0;
  }

  /** As people write them: {@code 3,15}. */
  String text() {
    return inputUsdPerMillion.toPlainString() + "," + outputUsdPerMillion.toPlainString();
  }

  /** What so many tokens cost, to the last digit. */
  public BigDecimal costUsd(long inputTokens, long outputTokens) {
    return inputUsdPerMillion
        .multiply(BigDecimal.valueOf(inputTokens))
        .add(outputUsdPerMillion.multiply(BigDecimal.valueOf(outputTokens)))
        .movePointLeft(MILLION_DIGITS);
  }
}
