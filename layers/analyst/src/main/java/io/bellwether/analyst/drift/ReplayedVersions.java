package io.bellwether.analyst.drift;

import io.bellwether.market.Bars;
import io.bellwether.research.sweep.BarsMarket;
import io.bellwether.strategy.StrategyCatalog;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.signal.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which versions that decided can be replayed in one run with the version in force: those on its
 * bars, but for further symbols. A further symbol of which nothing was held may keep nothing from
 * being examined: where its bars are not there, or would cut bars of the others, such as those of
 * one that was delisted or has just been listed, its version is left out.
 *
 * @param active the version in force
 * @param positions what was held since the replay begins
 * @param market the bars there are, up to the day's end
 */
record ReplayedVersions(
    StrategyCatalog catalog, StrategyVersion active, LivePositions positions, BarsMarket market) {
  /** Whether the bars of one are those of the other, but for further symbols. */
  static boolean isOnBarsOf(StrategyVersion active, StrategyVersion version) {
    return version.symbols().getFirst().equals(active.symbols().getFirst())
        && version.timeframe().equals(active.timeframe())
        && version.basis() == active.basis();
  }

  /**
   * The versions by number, the one in force always among them.
   *
   * @param signals since the replay begins
   * @param versions those in the ledger
   * @throws IllegalStateException if bars are missing of a symbol that was held
   * @throws IllegalArgumentException if one that decided cannot be made a strategy of any more
   */
  Map<Integer, StrategyVersion> of(List<Signal> signals, Map<Integer, StrategyVersion> versions) {
    List<String> own = DayReplay.strategy(catalog, active).symbols();
    Map<Integer, StrategyVersion> replayed = new TreeMap<>();
    for (StrategyVersion version : versions.values()) {
      boolean decided = signals.stream().anyMatch(one -> one.version() == version.version());
      if (!isOnBarsOf(active, version) || !(decided || canBeMade(version))) {
        continue;
      }
      List<String> further = new ArrayList<>(DayReplay.strategy(catalog, version).symbols());
      further.removeAll(own);
      if (further.isEmpty() || (decided && isAtHand(version, further, own))) {
        replayed.put(version.version(), version);
      }
    }
    return replayed;
  }

  /** One that this release cannot run any more is in nobody's way if it decided nothing. */
  private boolean canBeMade(StrategyVersion version) {
    try {
      DayReplay.strategy(catalog, version);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private boolean isAtHand(StrategyVersion version, List<String> further, List<String> own) {
    List<String> missing = new ArrayList<>(further);
    missing.removeAll(market.bars().stream().map(Bars::symbol).toList());
    List<String> held =
        further.stream()
            .filter(symbol -> positions.all().stream().anyMatch(one -> one.symbol().equals(symbol)))
            .toList();
    if (missing.stream().anyMatch(held::contains)) {
      throw new IllegalStateException(
          "version %d of %s held %s since %s, and there are no bars of %s that can be trusted: see the"
                  .formatted(
                      version.version(),
                      version.strategy(),
                      String.join(" and ", held),
                      positions.flatBefore(),
                      String.join(" and ", missing))
              + " feed, then ask again");
    }
    return missing.isEmpty() && (!held.isEmpty() || !cuts(own, further));
  }

  /** Whether bars of the others have no counterpart in those of a further symbol. */
  private boolean cuts(List<String> own, List<String> further) {
    List<String> all = new ArrayList<>(own);
    all.addAll(further);
    return market.of(all).data().size() < market.of(own).data().size();
  }
}
