package io.bellwether.analysis;

import io.bellwether.analyst.Analyst;
import io.bellwether.analyst.AnalystBounds;
import io.bellwether.analyst.FallbackAnalyst;
import io.bellwether.analyst.claude.ClaudeAnalyst;
import io.bellwether.analyst.claude.ClaudeSettings;
import io.bellwether.analyst.claude.TokenPrices;
import io.bellwether.analyst.gate.ActivationPolicy;
import io.bellwether.analyst.gate.Gate;
import io.bellwether.analyst.gate.GateLimits;
import io.bellwether.analyst.local.LocalAnalyst;
import io.bellwether.analyst.local.LocalSearch;
import io.bellwether.cloud.AnalystSettings;
import io.bellwether.cloud.Platform;
import io.bellwether.cloud.SecretKey;
import io.bellwether.research.search.ParameterSpace;
import io.bellwether.trading.config.StrategyBook;
import io.bellwether.trading.config.StrategyVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who proposes, within which bounds, and what decides about it: as the environment says.
 *
 * @param analyst Claude, and where it gives no answer and will give none, a search on this machine
 * @param gate examines proposals
 * @param policy which may become active by themselves
 * @param override the bounds of the environment
 */
record AnalystSet(Analyst analyst, Gate gate, ActivationPolicy policy, Optional<String> override) {
  /** Of the gate's permutations and samples: the same evidence in each run. */
  private static final long SEED = 1;

  private static final int MOST_TOKENS = 8_000;
  private static final int TRIES = 3;
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  /**
   * Sets everything up.
   *
   * @throws IllegalArgumentException listing everything that is wrong in bounds and limits
   */
  static AnalystSet of(Platform platform) {
    AnalystSettings settings = platform.environment().analyst();
    List<String> errors = new ArrayList<>();
    GateLimits limits = limits(settings, errors);
    checkBounds(settings, errors);
    if (!errors.isEmpty()) {
      throw new IllegalArgumentException(
          "the environment is not usable, and nothing was started:\n- "
              + String.join("\n- ", errors));
    }
    ActivationPolicy standard = ActivationPolicy.DEFAULT;
    return new AnalystSet(
        new FallbackAnalyst(claude(platform, settings), new LocalAnalyst(LocalSearch.DEFAULT)),
        new Gate(limits, SEED),
        new ActivationPolicy(
            settings.autoApply(), standard.minimumConfidence(), standard.monthsBetween()),
        settings.bounds());
  }

  /** The parameters that may be proposed for a version, each with all its values. */
  ParameterSpace bounds(StrategyVersion version) {
    return AnalystBounds.of(
        version.strategy(), version.timeframe(), version.parameters(), override);
  }

  private static Analyst claude(Platform platform, AnalystSettings settings) {
    return new ClaudeAnalyst(
        new ClaudeSettings(
            platform.environment().anthropicUrl(),
            settings.model(),
            MOST_TOKENS,
            TIMEOUT,
            TRIES,
            new TokenPrices(settings.inputUsd(), settings.outputUsd()),
            settings.monthlyBudgetUsd()),
        platform.keys(SecretKey.ANTHROPIC_API_KEY),
        platform.ledger().analysis().spend(),
        platform.clock(),
        platform.pause(),
        platform.jitter());
  }

  private static GateLimits limits(AnalystSettings settings, List<String> errors) {
    try {
      return GateLimits.parse(settings.gate().orElse(""));
    } catch (IllegalArgumentException e) {
      errors.add("ANALYST_GATE: " + e.getMessage());
      return GateLimits.DEFAULT;
    }
  }

  /**
   * Against the packaged versions: what is stored may differ, and is checked when it is studied.
   */
  private static void checkBounds(AnalystSettings settings, List<String> errors) {
    if (settings.bounds().isEmpty()) {
      return;
    }
    for (StrategyVersion version : StrategyBook.packaged()) {
      try {
        AnalystBounds.of(
            version.strategy(), version.timeframe(), version.parameters(), settings.bounds());
      } catch (IllegalArgumentException e) {
        errors.add("ANALYST_BOUNDS: " + e.getMessage());
      }
    }
  }
}
