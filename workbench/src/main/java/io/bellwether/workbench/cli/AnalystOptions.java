package io.bellwether.workbench.cli;

import io.bellwether.analyst.Analyst;
import io.bellwether.analyst.FallbackAnalyst;
import io.bellwether.analyst.claude.ClaudeAnalyst;
import io.bellwether.analyst.claude.ClaudeSettings;
import io.bellwether.analyst.claude.TokenPrices;
import io.bellwether.analyst.gate.ActivationPolicy;
import io.bellwether.analyst.gate.Gate;
import io.bellwether.analyst.gate.GateLimits;
import io.bellwether.analyst.local.LocalAnalyst;
import io.bellwether.analyst.local.LocalSearch;
import io.bellwether.cloud.SecretKey;
import io.bellwether.market.http.ApiKey;
import io.bellwether.market.http.ApiKeys;
import io.bellwether.trading.analysis.SpendStore;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Optional;
import java.util.SplittableRandom;
import picocli.CommandLine.Option;

/** Who is asked, at what price, and what its proposals have to show. */
final class AnalystOptions {
  /** Of the pauses between two questions. */
  private static final long PAUSES_SEED = 1;

  @Option(
      names = "--analyst",
      paramLabel = "auto|claude|local",
      defaultValue = "auto",
      description =
          "Who proposes. auto asks Claude if ANTHROPIC_API_KEY is set, else local, a bounded search"
              + " around the parameters in force. Default: auto.")
  private String analyst;

  @Option(
      names = "--model",
      paramLabel = "ID",
      defaultValue = "claude-sonnet-5-5",
      description = "Claude's model. Default: claude-sonnet-5-5.")
  private String model;

  @Option(
      names = "--prices",
      paramLabel = "IN,OUT",
      description =
          "USD a million tokens cost, in the prompt and in the answer, such as 3,15. Default: the"
              + " model's listed price.")
  private Optional<String> prices;

  @Option(
      names = "--budget-usd",
      paramLabel = "USD",
      defaultValue = "10",
      description = "What models may cost in a month; 0 asks none. Default: 10.")
  private BigDecimal budget;

  @Option(
      names = "--anthropic-url",
      paramLabel = "URL",
      hidden = true,
      description = "Another server of the Messages protocol.")
  private Optional<String> url;

  @Option(
      names = "--gate",
      paramLabel = "KEY=VALUE,...",
      description = "Other limits of the gate. Default: its own.")
  private Optional<String> limits;

  @Option(
      names = "--auto-apply",
      description =
          "Let a version become active by itself if its evidence passes the gate. Default: every"
              + " proposal waits for a person.")
  private boolean autoApply;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before the command runs.
  AnalystOptions() {}

  /** The analyst that the options ask for. */
  Analyst analyst(Surroundings surroundings, SpendStore spend) {
    Analyst local = new LocalAnalyst(LocalSearch.DEFAULT);
    Optional<ApiKey> key =
        Optional.ofNullable(surroundings.environment().get(SecretKey.ANTHROPIC_API_KEY.name()))
            .filter(text -> !text.isBlank())
            .map(text -> ApiKey.of(text.strip()));
    return switch (analyst) {
      case "local" -> local;
      case "claude" ->
          claude(
              surroundings,
              spend,
              key.orElseThrow(
                  () ->
                      InputException.usage(
                          "--analyst claude: set ANTHROPIC_API_KEY, or take --analyst local")));
      case "auto" ->
          key.<Analyst>map(one -> new FallbackAnalyst(claude(surroundings, spend, one), local))
              .orElse(local);
      default ->
          throw InputException.usage(
              "--analyst must be auto, claude or local, not '" + analyst + "'");
    };
  }

  private Analyst claude(Surroundings surroundings, SpendStore spend, ApiKey key) {
    URI base =
        url.map(text -> ServerUrl.parse("--anthropic-url", text).uri())
            .orElse(ClaudeSettings.PRODUCTION);
    ClaudeSettings settings =
        RunOptions.orUsage(
            "--model, --prices, --budget-usd",
            () ->
                new ClaudeSettings(
                    base,
                    model,
                    ClaudeSettings.MOST_TOKENS,
                    ClaudeSettings.TIMEOUT,
                    ClaudeSettings.TRIES,
                    TokenPrices.of(model, prices.map(AnalystOptions::tokenPrices)),
                    budget));
    ApiKeys keys = () -> key;
    return new ClaudeAnalyst(
        settings,
        keys,
        spend,
        surroundings.clock(),
        surroundings.pause(),
        new SplittableRandom(PAUSES_SEED));
  }

  private static TokenPrices tokenPrices(String prices) {
    String[] both = prices.split(",", -1);
    if (both.length != 2) {
      throw InputException.usage("--prices must be two amounts such as 3,15, not '" + prices + "'");
    }
    try {
      return new TokenPrices(new BigDecimal(both[0].strip()), new BigDecimal(both[1].strip()));
    } catch (NumberFormatException e) {
      throw InputException.usage("--prices must be two amounts such as 3,15, not '" + prices + "'");
    }
  }

  /** What examines proposals. */
  Gate gate() {
    return new Gate(
        limits
            .map(text -> RunOptions.orUsage("--gate", () -> GateLimits.parse(text)))
            .orElse(GateLimits.DEFAULT));
  }

  /** What may become active by itself. */
  ActivationPolicy policy() {
    ActivationPolicy standard = ActivationPolicy.DEFAULT;
    return new ActivationPolicy(autoApply, standard.minimumConfidence(), standard.monthsBetween());
  }
}
