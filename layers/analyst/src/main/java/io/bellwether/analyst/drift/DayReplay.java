package io.bellwether.analyst.drift;

import io.bellwether.market.Bars;
import io.bellwether.research.engine.Backtest;
import io.bellwether.research.engine.BacktestResult;
import io.bellwether.research.engine.BacktestSettings;
import io.bellwether.research.engine.MarketData;
import io.bellwether.research.engine.Recording;
import io.bellwether.research.proof.HoldingHistory;
import io.bellwether.research.proof.HoldingHistory.Stay;
import io.bellwether.strategy.Decider;
import io.bellwether.strategy.Leg;
import io.bellwether.strategy.LegState;
import io.bellwether.strategy.Rules;
import io.bellwether.strategy.SeriesSet;
import io.bellwether.strategy.Strategy;
import io.bellwether.strategy.StrategyCatalog;
import io.bellwether.strategy.Target;
import io.bellwether.trading.config.StrategyVersion;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The backtest of a day: from the last bar before which the account held nothing to the day's end,
 * each bar decided by the version that decided it live.
 */
final class DayReplay {
  private final StrategyCatalog catalog;
  private final NavigableMap<Instant, StrategyVersion> versions;
  private final MarketData data;
  private final VersionedRules rules;
  private final HoldingHistory history;
  private final int first;
  private final int dayFrom;

  private DayReplay(
      StrategyCatalog catalog,
      NavigableMap<Instant, StrategyVersion> versions,
      VersionedRules rules,
      BacktestResult result,
      int first,
      int dayFrom) {
    this.catalog = catalog;
    this.versions = versions;
    this.data = result.data();
    this.rules = rules;
    this.history = new HoldingHistory(result);
    this.first = first;
    this.dayFrom = dayFrom;
  }

  /**
   * An entry or exit of the backtest.
   *
   * @param symbol the symbol
   * @param stay the position
   * @param entry whether its entry or its exit is meant
   * @param bar the index of the bar it fills in
   */
  record Execution(String symbol, Stay stay, boolean entry, int bar) {
    double price() {
      return entry ? stay.price() : stay.exitPrice();
    }
  }

  /**
   * Runs the backtest.
   *
   * @param data the bars to the day's end, one or more
   * @param settings what it assumes, its capital and first bar included
   * @param versions the version in force from a bar on; one at or before the first bar
   * @param dayFrom the index of the day's first bar
   */
  static DayReplay run(
      StrategyCatalog catalog,
      MarketData data,
      BacktestSettings settings,
      NavigableMap<Instant, StrategyVersion> versions,
      int dayFrom) {
    Bars main = data.series().main();
    List<VersionedRules.Stretch> stretches = new ArrayList<>();
    versions.forEach(
        (from, version) ->
            stretches.add(
                new VersionedRules.Stretch(
                    main.countBefore(from), strategy(catalog, version).on(data.series()))));
    VersionedRules rules = VersionedRules.of(data.series(), stretches);
    BacktestResult result = Backtest.run(rules, data, settings, Recording.EVERYTHING);
    return new DayReplay(catalog, versions, rules, result, settings.firstBar(), dayFrom);
  }

  static Strategy strategy(StrategyCatalog catalog, StrategyVersion version) {
    return catalog.create(
        version.strategy(), version.symbols(), version.timeframe(), version.parameters());
  }

  /** The symbols of a version, and of others after them. */
  static List<String> symbols(
      StrategyCatalog catalog, StrategyVersion first, Collection<StrategyVersion> others) {
    Set<String> symbols = new LinkedHashSet<>(strategy(catalog, first).symbols());
    others.forEach(version -> symbols.addAll(strategy(catalog, version).symbols()));
    return List.copyOf(symbols);
  }

  SeriesSet series() {
    return data.series();
  }

  /** The start of the bar decided on first. */
  Instant from() {
    return data.series().main().start(first);
  }

  /** The index of the day's first bar. */
  int dayFrom() {
    return dayFrom;
  }

  /** The states at the close of a bar. */
  Map<String, LegState> states(int t) {
    return history.states(t);
  }

  /** The symbols that the version in force at a bar trades. */
  Set<String> traded(int t) {
    return rules.at(t).legs().stream().map(Leg::symbol).collect(Collectors.toSet());
  }

  /** What the version in force at a bar decides at its close. */
  List<Target> decide(int t, Map<String, LegState> held) {
    return Decider.decide(rules.at(t), t, held).targets();
  }

  /**
   * The same had the closes been those that were decided on live.
   *
   * @param closes by the start of their bar and symbol
   */
  List<Target> decideOn(
      Map<Instant, Map<String, BigDecimal>> closes, int t, Map<String, LegState> held) {
    List<Bars> then =
        data.series().all().stream().map(bars -> withCloses(bars, t, closes)).toList();
    StrategyVersion version = versions.floorEntry(series().main().start(t)).getValue();
    Rules bound = strategy(catalog, version).on(SeriesSet.align(then));
    return Decider.decide(bound, t, held).targets();
  }

  private static Bars withCloses(Bars bars, int t, Map<Instant, Map<String, BigDecimal>> closes) {
    Bars.Builder changed = Bars.builder(bars.symbol(), bars.timeframe(), bars.provenance());
    for (int i = 0; i <= t; i++) {
      Optional<Double> close =
          Optional.ofNullable(closes.get(bars.start(i)))
              .flatMap(of -> Optional.ofNullable(of.get(bars.symbol())))
              .map(BigDecimal::doubleValue);
      double value = close.orElse(bars.close()[i]);
      changed.add(
          bars.startMillis()[i],
          bars.open()[i],
          Math.max(value, bars.high()[i]),
          Math.min(value, bars.low()[i]),
          value,
          bars.volume()[i]);
    }
    return changed.build();
  }

  /** The entries and exits of the day, in order of their bars. */
  List<Execution> executions() {
    List<Execution> found = new ArrayList<>();
    for (int leg = 0; leg < rules.legs().size(); leg++) {
      String symbol = rules.legs().get(leg).symbol();
      for (Stay stay : history.stays(leg)) {
        if (stay.entryBar() >= dayFrom) {
          found.add(new Execution(symbol, stay, true, stay.entryBar()));
        }
        if (!HoldingHistory.isOpen(stay) && stay.exitBar() >= dayFrom) {
          found.add(new Execution(symbol, stay, false, stay.exitBar()));
        }
      }
    }
    return found;
  }
}
