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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who proposes, within which bounds, and what decides about it: as the environment says. Where that
 * is wrong nothing is analysed, but everything else goes on: people who want to go back to an
 * earlier version must not be kept from it by a misspelt limit.
 */
final class AnalystSet {
  private static final Logger LOG = LoggerFactory.getLogger("analysis");

  private final Optional<Parts> parts;
  private final Optional<String> override;
  private final List<String> problems;

  private AnalystSet(Optional<Parts> parts, Optional<String> override, List<String> problems) {
    this.parts = parts;
    this.override = override;
    this.problems = List.copyOf(problems);
  }

  /**
   * What an analysis is made with.
   *
   * @param analyst Claude, and where it gives no answer and will give none, a search on this
   *     machine
   * @param gate examines proposals
   * @param policy which may become active by themselves
   */
  record Parts(Analyst analyst, Gate gate, ActivationPolicy policy) {}

  /** Sets everything up, as far as what the environment says is right. */
  static AnalystSet of(Platform platform) {
    AnalystSettings settings = platform.environment().analyst();
    List<String> problems = new ArrayList<>();
    Optional<GateLimits> limits =
        tried("ANALYST_GATE", () -> GateLimits.parse(settings.gate().orElse("")), problems);
    boolean bounded = checkBounds(settings, problems);
    Optional<Analyst> claude =
        tried("ANALYST_MODEL, ANALYST_PRICES", () -> claude(platform, settings), problems);
    problems.forEach(
        problem -> LOG.atError().addKeyValue("reason", problem).log("nothing will be analysed"));
    return new AnalystSet(
        limits.isPresent() && bounded
            ? claude.map(model -> parts(model, limits.get(), settings))
            : Optional.empty(),
        bounded ? settings.bounds() : Optional.empty(),
        problems);
  }

  private static Parts parts(Analyst claude, GateLimits limits, AnalystSettings settings) {
    ActivationPolicy standard = ActivationPolicy.DEFAULT;
    return new Parts(
        new FallbackAnalyst(claude, new LocalAnalyst(LocalSearch.DEFAULT)),
        new Gate(limits),
        new ActivationPolicy(
            settings.autoApply(), standard.minimumConfidence(), standard.monthsBetween()));
  }

  /**
   * What an analysis is made with.
   *
   * @throws IllegalStateException listing everything that is wrong with what the environment says
   */
  Parts usable() {
    return parts.orElseThrow(
        () ->
            new IllegalStateException(
                "the analyst's settings are not usable, and nothing is analysed:\n- "
                    + String.join("\n- ", problems)));
  }

  /**
   * The parameters that may be proposed for a version, each with all its values: the packaged ones
   * where those of the environment are wrong, since then nothing is proposed.
   */
  ParameterSpace bounds(StrategyVersion version) {
    return AnalystBounds.of(
        version.strategy(), version.timeframe(), version.parameters(), override);
  }

  private static Analyst claude(Platform platform, AnalystSettings settings) {
    return new ClaudeAnalyst(
        new ClaudeSettings(
            platform.environment().anthropicUrl(),
            settings.model(),
            ClaudeSettings.MOST_TOKENS,
            ClaudeSettings.TIMEOUT,
            ClaudeSettings.TRIES,
            TokenPrices.of(
                settings.model(),
                settings
                    .prices()
                    .map(prices -> new TokenPrices(prices.inputUsd(), prices.outputUsd()))),
            settings.monthlyBudgetUsd()),
        platform.keys(SecretKey.ANTHROPIC_API_KEY),
        platform.ledger().analysis().spend(),
        platform.clock(),
        platform.pause(),
        platform.jitter());
  }

  private static <T> Optional<T> tried(String setting, Supplier<T> made, List<String> problems) {
    try {
      return Optional.of(made.get());
    } catch (IllegalArgumentException e) {
      problems.add(setting + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * Against the packaged versions: what is stored may differ, and is checked when it is studied.
   */
  private static boolean checkBounds(AnalystSettings settings, List<String> problems) {
    if (settings.bounds().isEmpty()) {
      return true;
    }
    int before = problems.size();
    for (StrategyVersion version : StrategyBook.packaged()) {
      tried(
          "ANALYST_BOUNDS",
          () ->
              AnalystBounds.of(
                  version.strategy(), version.timeframe(), version.parameters(), settings.bounds()),
          problems);
    }
    return problems.size() == before;
  }
}
