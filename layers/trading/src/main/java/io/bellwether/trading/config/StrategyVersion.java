package io.bellwether.trading.config;

import io.bellwether.market.PriceBasis;
import io.bellwether.market.Timeframe;
import io.bellwether.market.feed.FeedName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One version of a strategy's configuration. Versions form a chain: a change is a new version that
 * names its parent, never an edit.
 *
 * @param strategy the strategy's name in the catalog
 * @param version 1, 2, ...
 * @param parent the version this one was made from
 * @param enabled whether ticks evaluate it
 * @param account the account it owns
 * @param symbols its symbols, the main one first
 * @param timeframe the timeframe it decides on
 * @param basis the price basis its bars must have
 * @param feeds the feeds its bars are asked of, in order; where a stored version names none, those
 *     of the packaged strategy
 * @param parameters the parameters by name, all of them
 * @param author who made it: a person, the analyst or an optimiser
 * @param createdAt when
 * @param packaged whether this is the copy packaged with the code, which may only reduce exposure
 * @param evidence the analysis and the number of its proposal, such as {@code ID#1}; absent where a
 *     person made it
 */
public record StrategyVersion(
    String strategy,
    int version,
    Optional<Integer> parent,
    boolean enabled,
    AccountSettings account,
    List<String> symbols,
    Timeframe timeframe,
    PriceBasis basis,
    List<FeedName> feeds,
    Map<String, String> parameters,
    String author,
    Instant createdAt,
    boolean packaged,
    Optional<String> evidence) {
  /** A version that no analysis speaks for. */
  public StrategyVersion(
      String strategy,
      int version,
      Optional<Integer> parent,
      boolean enabled,
      AccountSettings account,
      List<String> symbols,
      Timeframe timeframe,
      PriceBasis basis,
      List<FeedName> feeds,
      Map<String, String> parameters,
      String author,
      Instant createdAt,
      boolean packaged) {
    this(
        strategy,
        version,
        parent,
        enabled,
        account,
        symbols,
        timeframe,
        basis,
        feeds,
        parameters,
        author,
        createdAt,
        packaged,
        Optional.empty());
  }

  /**
   * The next version: other parameters, everything else as it is.
   *
   * @param number of the new version
   * @param changes new values of some parameters
   * @param newAuthor who makes it
   * @param newEvidence what speaks for it
   */
  public StrategyVersion successor(
      int number,
      Map<String, String> changes,
      String newAuthor,
      Instant at,
      Optional<String> newEvidence) {
    Map<String, String> values = new TreeMap<>(parameters);
    values.putAll(changes);
    return new StrategyVersion(
        strategy,
        number,
        Optional.of(version),
        enabled,
        account,
        symbols,
        timeframe,
        basis,
        feeds,
        values,
        newAuthor,
        at,
        false,
        newEvidence);
  }

  /** The same version as the store holds it: in force without restriction. */
  public StrategyVersion stored() {
    return copy(enabled, account, feeds, false);
  }

  /** The same version on another account, or switched on or off. */
  StrategyVersion with(boolean enabledNow, AccountSettings accountNow) {
    return copy(enabledNow, accountNow, feeds, packaged);
  }

  /** The same version with bars from other feeds. */
  public StrategyVersion withFeeds(List<FeedName> feedsNow) {
    return copy(enabled, account, feedsNow, packaged);
  }

  private StrategyVersion copy(
      boolean enabledNow,
      AccountSettings accountNow,
      List<FeedName> feedsNow,
      boolean packagedNow) {
    return new StrategyVersion(
        strategy,
        version,
        parent,
        enabledNow,
        accountNow,
        symbols,
        timeframe,
        basis,
        feedsNow,
        parameters,
        author,
        createdAt,
        packagedNow,
        evidence);
  }
}
