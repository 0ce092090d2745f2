package io.bellwether.analyst.claude;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How Claude is asked.
 *
 * @param baseUrl {@link #PRODUCTION}, or a server that speaks the same protocol
 * @param model the model's id
 * @param maxTokens the longest answer, thinking included
 * @param timeout for one attempt, from connecting to the last byte
 * @param tries attempts in all, at least 1
 * @param prices of the model's tokens
 * @param monthlyBudgetUsd what all questions of a month, of UTC, may cost; 0 asks nobody
 */
public record ClaudeSettings(
    URI baseUrl,
    String model,
    int maxTokens,
    Duration timeout,
    int tries,
    TokenPrices prices,
    BigDecimal monthlyBudgetUsd) {
  /** The provider's address. */
  public static final URI PRODUCTION = URI.create("https://api.anthropic.com");

  /**
   * How many tokens an answer may have: the answer itself takes a tenth, and the newer models think
   * first, which counts.
   */
  private static final int USUAL_MAX_TOKENS = 16_000;

  /** As long as so many tokens take. */
  private static final Duration USUAL_TIMEOUT = Duration.ofMinutes(4);

  private static final int USUAL_TRIES = 3;

  /**
   * The usual: 16,000 tokens, four minutes and three tries, at the list price.
   *
   * @param baseUrl {@link #PRODUCTION}, or a server that speaks the same protocol
   */
  public static ClaudeSettings usual(URI baseUrl, String model, BigDecimal monthlyBudgetUsd) {
    return new ClaudeSettings(
        baseUrl,
        model,
        USUAL_MAX_TOKENS,
        USUAL_TIMEOUT,
        USUAL_TRIES,
        TokenPrices.of(model),
        monthlyBudgetUsd);
  }

  /**
   * @throws IllegalArgumentException with everything that is wrong
   */
  public ClaudeSettings {
    List<String> problems = new ArrayList<>();
    String scheme = String.valueOf(baseUrl.getScheme());
    if (!(scheme.equals("https") || scheme.equals("http")) || baseUrl.getHost() == null) {
      problems.add("the base URL must begin with https:// and a host");
    }
    if (model.isBlank()) {
      problems.add("the model must be named");
    }
    if (maxTokens < 1) {
      problems.add("the longest answer must be at least 1 token, not " + maxTokens);
    }
    if (timeout.toMillis() < 1) {
      problems.add("the timeout must be more than 0, not " + timeout);
    }
    if (tries < 1) {
      problems.add("there must be at least 1 try, not " + tries);
    }
    if (monthlyBudgetUsd.signum() < 0) {
      problems.add("the monthly budget must not be negative: " + monthlyBudgetUsd);
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException("Claude cannot be asked: " + String.join("; ", problems));
    }
  }
}
