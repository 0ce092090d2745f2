package io.bellwether.trading.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Timeframe;
import io.bellwether.strategy.StrategyCatalog;
import io.bellwether.trading.TradingMode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads strategies and their accounts from JSON, and reports everything that is wrong at once. */
public final class StrategyDocument {
  private static final Set<String> STRATEGY_KEYS =
      Set.of("strategy", "enabled", "symbols", "timeframe", "basis", "parameters", "account");
  private static final Set<String> ACCOUNT_KEYS =
      Set.of(
          "id",
          "broker",
          "mode",
          "concentrate",
          "fractional",
          "margin",
          "risk-profile",
          "cash-reserve",
          "minimum-notional");

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

  /** What is wrong with running these side by side: one account has one owner. */
  public static List<String> conflicts(List<StrategyVersion> versions) {
    List<String> conflicts = new ArrayList<>();
    Map<String, String> owners = new HashMap<>();
    for (StrategyVersion version : versions) {
      if (!version.enabled()) {
        continue;
      }
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
      root = new JsonMapper().readTree(json);
    } catch (JsonProcessingException e) {
      problems.add("not JSON: " + e.getOriginalMessage());
      return versions;
    }
    if (!root.isArray()) {
      problems.add("expected an array of strategies");
      return versions;
    }
    for (JsonNode node : root) {
      try {
        versions.add(version(node, author, createdAt, packaged));
      } catch (IllegalArgumentException e) {
        problems.add(node.path("strategy").asText("?") + ": " + e.getMessage());
      }
    }
    return versions;
  }

  private StrategyVersion version(
      JsonNode node, String author, Instant createdAt, boolean packaged) {
    unknownKeys(node, STRATEGY_KEYS);
    String name = text(node, "strategy");
    Timeframe timeframe = Timeframe.parse(text(node, "timeframe"));
    List<String> symbols = new ArrayList<>();
    node.path("symbols").forEach(symbol -> symbols.add(symbol.asText()));
    Map<String, String> parameters =
        new HashMap<>(StrategyCatalog.standard().defaults(name, timeframe));
    node.path("parameters")
        .properties()
        .forEach(entry -> parameters.put(entry.getKey(), entry.getValue().asText()));
    StrategyCatalog.standard().create(name, symbols, timeframe, parameters);
    return new StrategyVersion(
        name,
        1,
        Optional.empty(),
        node.path("enabled").asBoolean(false),
        account(node.path("account")),
        symbols,
        timeframe,
        basis(text(node, "basis")),
        Map.copyOf(parameters),
        author,
        createdAt,
        packaged);
  }

  private AccountSettings account(JsonNode node) {
    unknownKeys(node, ACCOUNT_KEYS);
    return new AccountSettings(
        text(node, "id"),
        text(node, "broker"),
        TradingMode.valueOf(text(node, "mode").toUpperCase(Locale.ROOT)),
        node.path("concentrate").asBoolean(false),
        node.path("fractional").asBoolean(false),
        node.path("margin").asBoolean(false),
        text(node, "risk-profile"),
        new BigDecimal(node.path("cash-reserve").asText("0")),
        new BigDecimal(node.path("minimum-notional").asText("1")));
  }

  private static PriceBasis basis(String text) {
    for (PriceBasis basis : PriceBasis.values()) {
      if (basis.label().equals(text)) {
        return basis;
      }
    }
    throw new IllegalArgumentException(
        "unknown price basis '" + text + "': raw, split or split-dividend");
  }

  private static String text(JsonNode node, String key) {
    JsonNode value = node.get(key);
    if (value == null || !value.isTextual() || value.asText().isBlank()) {
      throw new IllegalArgumentException("'" + key + "' is missing");
    }
    return value.asText();
  }

  private void unknownKeys(JsonNode node, Set<String> known) {
    Set<String> unknown = new HashSet<>();
    node.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(known);
    unknown.stream().sorted().forEach(key -> problems.add("unknown key '" + key + "'"));
  }
}
