package io.bellwether.workbench.drift;

import io.bellwether.market.Bars;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.workbench.golden.Replays;
import io.bellwether.workbench.market.SimulatedMarket;
import io.bellwether.workbench.market.SimulationSettings;
import io.bellwether.workbench.replay.LiveDays;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Days of the simulated market that the packaged strategies traded through the real functions. */
final class Traded {
  static final LocalDate FROM = LocalDate.of(2025, 7, 1);
  static final LocalDate TO_HOURLY = LocalDate.of(2025, 7, 9);
  static final LocalDate TO_DAILY = LocalDate.of(2025, 8, 8);
  static final long SEED = 7;

  private static final NyseCalendar CALENDAR = new NyseCalendar();
  private static final Map<String, LiveDays> KNOWN = new ConcurrentHashMap<>();

  private Traded() {}

  /** A week and a half of the hourly strategy; traded once, and only to be read. */
  static LiveDays hourly() {
    return KNOWN.computeIfAbsent(
        "ema-crossover", name -> days(name, SEED, TO_HOURLY, BigDecimal.ZERO));
  }

  /** Six weeks of the daily strategy; traded once, and only to be read. */
  static LiveDays daily() {
    return KNOWN.computeIfAbsent("rsi2", name -> days(name, SEED, TO_DAILY, BigDecimal.ZERO));
  }

  static LiveDays days(String strategy, long seed, LocalDate to, BigDecimal slippageBps) {
    return days(strategy, seed, to, slippageBps, (date, ledger) -> {});
  }

  static LiveDays days(
      String strategy,
      long seed,
      LocalDate to,
      BigDecimal slippageBps,
      BiConsumer<LocalDate, Ledger> evening) {
    StrategyVersion version = Replays.version(strategy, Optional.empty());
    return LiveDays.trade(version, bars(version, seed, to), FROM, to, slippageBps, evening);
  }

  /** Days on which something happens in the evening, or the strategy is switched off at times. */
  static LiveDays days(
      StrategyVersion version, LocalDate to, LiveDays.Evenings evenings, Predicate<Instant> on) {
    return LiveDays.trade(
        version, bars(version, SEED, to), FROM, to, BigDecimal.ZERO, evenings, on);
  }

  private static List<Bars> bars(StrategyVersion version, long seed, LocalDate to) {
    SimulatedMarket market =
        SimulatedMarket.generate(
            new SimulationSettings(seed, new Timeframe(30), FROM, to, 30), CALENDAR);
    return version.symbols().stream().map(market::bars).toList();
  }
}
