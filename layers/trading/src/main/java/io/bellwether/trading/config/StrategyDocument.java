package io.bellwether.trading.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Timeframe;
import io.bellwether.market.feed.FeedName;
import io.bellwether.strategy.StrategyCatalog;
import io.bellwether.trading.TradingMode;
import io.bellwether.trading.risk.RiskProfiles;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads strategies and their accounts from JSON, and reports everything that is wrong at once. */
public final class StrategyDocument {
  private static final Set<String> STRATEGY_KEYS =
      Set.of(
          "strategy", "enabled", "symbols", "timeframe", "basis", "feeds", "parameters", "account");
  private static final Set<String> ACCOUNT_KEYS =
      Set.of(
          "id",
          "broker",
          "mode",
          "concentrate",
          "fractional",
          "margin",
          "risk-profile",
          "risk-limits",
          "cash-reserve",
          "minimum-notional",
          "unexplained");

  /** Strict: of two values of one key, none is the right one. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final List<String> problems = new ArrayList<>();

  private StrategyDocument() {}

  /**
   * Reads a JSON array of strategies as their first versions.
   *
   * @param packaged whether they are the copies packaged with the code
   * @throws IllegalArgumentException listing every problem
   */
  public static List<StrategyVersion> parse(
      String json, String author, Instant createdAt, boolean packaged) {
    StrategyDocument document = new StrategyDocument();
    List<StrategyVersion> versions = document.read(json, author, createdAt, packaged);
    document.problems.addAll(conflicts(versions));
    if (!document.problems.isEmpty()) {
      throw new IllegalArgumentException(
          "the strategy configuration has "
              + document.problems.size()
              + " problem(s): "
              + String.join("; ", document.problems));
    }
    return versions;
  }

  /** Why a strategy cannot run, neither live nor on paper; empty if it can, or is not known. */
  public static Optional<String> refusal(String strategy) {
    StrategyCatalog catalog = StrategyCatalog.standard();
    return catalog.names().contains(strategy)
        ? catalog
            .definition(strategy)
            .researchOnly()
            .map(why -> strategy + " is for research only: " + why)
        : Optional.empty();
  }

  /**
   * What is wrong with running these side by side: one account has one owner, and a strategy for
   * research runs nowhere. Those that are not enabled do not run.
   */
  public static List<String> conflicts(List<StrategyVersion> versions) {
    List<String> conflicts = new ArrayList<>();
    Map<String, String> owners = new HashMap<>();
    for (StrategyVersion version : versions) {
      if (!version.enabled()) {
        continue;
      }
      refusal(version.strategy()).ifPresent(conflicts::add);
      String other = owners.put(version.account().id(), version.strategy());
      if (other != null) {
        conflicts.add(
            "account "
                + version.account().id()
                + " is claimed by "
                + other
                + " and by "
                + version.strategy()
                + ": one account, one strategy");
      }
    }
    return conflicts;
  }

  private List<StrategyVersion> read(
      String json, String author, Instant createdAt, boolean packaged) {
    List<StrategyVersion> versions = new ArrayList<>();
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      problems.add("not JSON: " + e.getOriginalMessage());
      return versions;
    }
    if (!root.isArray()) {
      problems.add("expected an array of strategies");
      return versions;
    }
    Set<String> names = new HashSet<>();
    for (JsonNode node : root) {
      String name = node.path("strategy").asText("?");
      Fields fields = new Fields(name, node, STRATEGY_KEYS, problems);
      if (!names.add(name)) {
        fields.problem("it is there twice");
      }
      version(fields, author, createdAt, packaged).ifPresent(versions::add);
    }
    return versions;
  }

  private Optional<StrategyVersion> version(
      Fields fields, String author, Instant createdAt, boolean packaged) {
    Optional<String> name = fields.text("strategy");
    Optional<Timeframe> timeframe = fields.parsed("timeframe", Timeframe::parse);
    Optional<PriceBasis> basis = fields.parsed("basis", StrategyDocument::basis);
    boolean enabled = fields.flag("enabled");
    List<String> symbols = fields.texts("symbols");
    Optional<List<FeedName>> feeds = feeds(fields);
    Map<String, String> given = fields.values("parameters");
    Optional<Map<String, String>> parameters =
        name.flatMap(
            n -> timeframe.flatMap(t -> fields.attempt(() -> parameters(n, symbols, t, given))));
    Optional<AccountSettings> account = account(name.orElse("?"), fields.child("account"));
    if (basis.isEmpty() || feeds.isEmpty() || parameters.isEmpty() || account.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new StrategyVersion(
            name.orElseThrow(),
            1,
            Optional.empty(),
            enabled,
            account.get(),
            List.copyOf(symbols),
            timeframe.orElseThrow(),
            basis.get(),
            feeds.get(),
            parameters.get(),
            author,
            createdAt,
            packaged));
  }

  /** The feeds in order; none where the packaged strategy's are to be used. */
  private static Optional<List<FeedName>> feeds(Fields fields) {
    return fields.child("feeds").isMissingNode()
        ? Optional.of(List.of())
        : fields.attempt(() -> FeedName.order(fields.texts("feeds")));
  }

  /** All parameters: the given ones and the defaults of the rest. */
  private static Map<String, String> parameters(
      String name, List<String> symbols, Timeframe timeframe, Map<String, String> given) {
    StrategyCatalog catalog = StrategyCatalog.standard();
    Map<String, String> parameters = new HashMap<>(catalog.defaults(name, timeframe));
    parameters.putAll(given);
    catalog.create(name, symbols, timeframe, parameters);
    return Map.copyOf(parameters);
  }

  private Optional<AccountSettings> account(String strategy, JsonNode node) {
    Fields fields = new Fields(strategy + " account", node, ACCOUNT_KEYS, problems);
    Optional<String> id = fields.text("id");
    Optional<String> broker = fields.text("broker");
    Optional<TradingMode> mode = fields.parsed("mode", StrategyDocument::mode);
    boolean concentrate = fields.flag("concentrate");
    boolean fractional = fields.flag("fractional");
    boolean margin = fields.flag("margin");
    Optional<String> profile =
        fields.parsed("risk-profile", name -> RiskProfiles.byName(name).name());
    BigDecimal reserve = fields.amount("cash-reserve", BigDecimal.ZERO);
    if (reserve.compareTo(BigDecimal.ONE) >= 0) {
      fields.problem("'cash-reserve' must be a fraction below 1, not " + reserve);
    }
    BigDecimal minimum = fields.amount("minimum-notional", BigDecimal.ONE);
    Optional<UnexplainedPolicy> unexplained =
        fields.child("unexplained").isMissingNode()
            ? Optional.of(UnexplainedPolicy.FREEZE)
            : fields.parsed("unexplained", UnexplainedPolicy::byName);
    Map<String, String> limits = fields.values("risk-limits");
    profile.ifPresent(name -> fields.attempt(() -> RiskProfiles.byName(name).adjusted(limits)));
    if (id.isEmpty()
        || broker.isEmpty()
        || mode.isEmpty()
        || profile.isEmpty()
        || unexplained.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new AccountSettings(
            id.get(),
            broker.get(),
            mode.get(),
            concentrate,
            fractional,
            margin,
            profile.get(),
            reserve,
            minimum,
            unexplained.get(),
            Map.copyOf(limits)));
  }

  private static TradingMode mode(String text) {
    for (TradingMode mode : TradingMode.values()) {
      if (mode.label().equals(text)) {
        return mode;
      }
    }
    throw new IllegalArgumentException("unknown mode '" + text + "': paper or live");
  }

  private static PriceBasis basis(String text) {
    for (PriceBasis basis : PriceBasis.values()) {
      if (basis != PriceBasis.UNKNOWN && basis.label().equals(text)) {
        return basis;
      }
    }
    throw new IllegalArgumentException(
        "unknown price basis '" + text + "': raw, split or split-dividend");
  }
}
