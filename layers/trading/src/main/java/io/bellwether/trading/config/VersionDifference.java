package io.bellwether.trading.config;

import io.bellwether.market.feed.FeedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One thing in which two versions differ.
 *
 * @param name of the parameter, or of the setting as the configuration calls it
 * @param from its value in the one version; absent if it has none there
 * @param to its value in the other
 */
public record VersionDifference(String name, Optional<String> from, Optional<String> to) {
  /** Everything in which two versions differ but their numbers and makers: parameters first. */
  static List<VersionDifference> between(StrategyVersion one, StrategyVersion other) {
    List<VersionDifference> all = new ArrayList<>();
    all.addAll(between(one.parameters(), other.parameters()));
    all.addAll(between(settings(one), settings(other)));
    return all;
  }

  private static List<VersionDifference> between(
      Map<String, String> one, Map<String, String> other) {
    TreeSet<String> names = new TreeSet<>(one.keySet());
    names.addAll(other.keySet());
    return names.stream()
        .map(
            name ->
                new VersionDifference(
                    name, Optional.ofNullable(one.get(name)), Optional.ofNullable(other.get(name))))
        .filter(each -> !each.from().equals(each.to()))
        .toList();
  }

  private static Map<String, String> settings(StrategyVersion version) {
    AccountSettings account = version.account();
    Map<String, String> settings = new TreeMap<>();
    settings.put("enabled", Boolean.toString(version.enabled()));
    settings.put("symbols", String.join(",", version.symbols()));
    settings.put("timeframe", version.timeframe().toString());
    settings.put("basis", version.basis().label());
    settings.put(
        "feeds", version.feeds().stream().map(FeedName::label).collect(Collectors.joining(",")));
    settings.put("account id", account.id());
    settings.put("account broker", account.broker());
    settings.put("account mode", account.mode().label());
    settings.put("account concentrate", Boolean.toString(account.concentrate()));
    settings.put("account fractional", Boolean.toString(account.fractional()));
    settings.put("account margin", Boolean.toString(account.margin()));
    settings.put("account risk-profile", account.riskProfile());
    settings.put("account cash-reserve", account.cashReserve().toPlainString());
    settings.put("account minimum-notional", account.minimumNotional().toPlainString());
    settings.put("account unexplained", account.unexplained().label());
    account.riskLimits().forEach((key, value) -> settings.put("account risk-limits " + key, value));
    return settings;
  }
}
