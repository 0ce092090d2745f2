package io.bellwether.trading.config;

import io.bellwether.trading.TradingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which strategies a deployment runs, on which account each. Where there is one, it decides this
 * alone: what a stored version says of being enabled, of its account's name and of its account's
 * mode gives way, so that one stored configuration can run on paper in one stage and live in
 * another.
 *
 * @param accounts the account of each strategy, in the order given
 * @param mode the mode of every account
 */
public record Deployment(Map<String, String> accounts, TradingMode mode) {
  private static final Pattern ENTRY =
      Pattern.compile("(?<strategy>[a-z0-9-]+)@(?<account>[a-z0-9-]+)");

  /**
   * Reads {@code STRATEGY@ACCOUNT[,STRATEGY@ACCOUNT...]}.
   *
   * @throws IllegalArgumentException listing everything that is wrong, such as one account for two
   *     strategies
   */
  public static Deployment parse(String text, TradingMode mode) {
    Map<String, String> accounts = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      Matcher entry = ENTRY.matcher(part.strip());
      if (!entry.matches()) {
        problems.add("'" + part.strip() + "' is not STRATEGY@ACCOUNT");
        continue;
      }
      String strategy = entry.group("strategy");
      String account = entry.group("account");
      accounts.forEach(
          (other, taken) -> {
            if (taken.equals(account) && !other.equals(strategy)) {
              problems.add(
                  "account %s is claimed by %s and by %s: one account, one strategy"
                      .formatted(account, other, strategy));
            }
          });
      if (accounts.putIfAbsent(strategy, account) != null) {
        problems.add(strategy + " is there twice");
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    return new Deployment(Collections.unmodifiableMap(accounts), mode);
  }

  /** Whether a version's strategy runs here. */
  boolean names(StrategyVersion version) {
    return accounts.containsKey(version.strategy());
  }

  /** A version as it runs here. */
  public StrategyVersion bind(StrategyVersion version) {
    String account = accounts.get(version.strategy());
    return account == null
        ? version.with(false, version.account())
        : version.with(true, version.account().with(account, mode));
  }
}
