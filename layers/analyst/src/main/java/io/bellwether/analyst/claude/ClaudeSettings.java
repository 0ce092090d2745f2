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
 * @param prices of the model's tokens, not below those that are {@link TokenPrices#listed}
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
  /** The longest answer that is asked for: some proposals with their reasons. */
  public static final int MOST_TOKENS = 8_000;

  /** Attempts in all, where there is nothing wrong with the question. */
  public static final int TRIES = 3;

  /** What one attempt may take: an answer of that length, and then some. */
  public static final Duration TIMEOUT = Duration.ofMinutes(2);

  /** The provider's address. */
  public static final URI PRODUCTION = URI.create("https://api.anthropic.com");

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
    // With prices that are too low a budget would be exceeded and nobody would know.
    TokenPrices.listed(model)
        .filter(listed -> !prices.covers(listed))
        .ifPresent(
            listed ->
                problems.add(
                    "%s costs %s USD a million tokens in and out, but the prices are set to %s"
                        .formatted(model, listed.text(), prices.text())));
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException("Claude cannot be asked: " + String.join("; ", problems));
    }
  }
}
