package io.bellwether.workbench.golden;

import io.bellwether.market.Bars;
import io.bellwether.market.calendar.BarGrid;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.feed.FeedName;
import io.bellwether.research.report.RunResult;
import io.bellwether.research.report.TimeFormat;
import io.bellwether.trading.config.AccountSettings;
import io.bellwether.trading.config.StrategyBook;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.cost.CostModels;
import io.bellwether.trading.cost.Slippage;
import io.bellwether.workbench.market.SimulatedMarket;
import io.bellwether.workbench.market.SimulationSettings;
import io.bellwether.workbench.replay.ReplayRunner;
import io.bellwether.workbench.replay.ReplaySpec;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Replays of the packaged strategies with their packaged parameters and 10,000 dollars. */
public final class Replays {
  private static final BigDecimal CAPITAL = new BigDecimal("10000");
  private static final long SEED = 7;

  /** The quarter that is simulated. */
  public static final LocalDate FROM = LocalDate.of(2025, 7, 1);

  public static final LocalDate TO = LocalDate.of(2025, 9, 30);

  private static final Map<String, RunResult> QUARTERS = new ConcurrentHashMap<>();
  private static final Map<String, RunResult> FRICTIONLESS = new ConcurrentHashMap<>();

  private Replays() {}

  /** Without costs, slippage and risk limits: what the independently made trade lists assume. */
  public static RunResult frictionless(
      String strategy, List<Bars> bars, LocalDate from, LocalDate to) {
    return frictionless(strategy, bars, from, to, CAPITAL);
  }

  /**
   * The same with other capital, in US dollars, and whether or not bars are missing. Run once for
   * each strategy and dates; who needs it again gets the same.
   */
  public static RunResult frictionless(
      String strategy, List<Bars> bars, LocalDate from, LocalDate to, BigDecimal capital) {
    return FRICTIONLESS.computeIfAbsent(
        strategy + " " + from + " " + to + " " + capital,
        key -> frictionlessAnew(strategy, bars, from, to, capital));
  }

  private static RunResult frictionlessAnew(
      String strategy, List<Bars> bars, LocalDate from, LocalDate to, BigDecimal capital) {
    StrategyVersion version = version(strategy, Optional.of("none"));
    return run(
        new ReplaySpec(
            version, bars, from, to, capital, CostModels.byName("none"), Slippage.NONE, true));
  }

  /**
   * A quarter of the simulated market with costs, slippage and the strategy's own risk profile. Run
   * once; who needs it again gets the same.
   */
  public static RunResult quarter(String strategy) {
    return QUARTERS.computeIfAbsent(strategy, Replays::quarterAnew);
  }

  /** The same quarter, run anew. */
  static RunResult quarterAnew(String strategy) {
    StrategyVersion version = version(strategy, Optional.empty());
    return run(
        new ReplaySpec(
            version,
            quarterBars(version),
            FROM,
            TO,
            CAPITAL,
            CostModels.byName("alpaca"),
            Slippage.DEFAULT));
  }

  /** The bars of that quarter and of the year before it, as the exchange trades them. */
  public static List<Bars> quarterBars(StrategyVersion version) {
    SimulatedMarket market =
        SimulatedMarket.generate(SimulationSettings.of(SEED, FROM, TO), new NyseCalendar());
    return version.symbols().stream().map(market::bars).toList();
  }

  /** A packaged strategy, enabled, and unrestricted as one that is stored. */
  public static StrategyVersion version(String strategy, Optional<String> riskProfile) {
    StrategyVersion packaged =
        StrategyBook.packaged().stream()
            .filter(version -> version.strategy().equals(strategy))
            .findFirst()
            .orElseThrow();
    AccountSettings settings = packaged.account();
    AccountSettings account =
        new AccountSettings(
            settings.id(),
            settings.broker(),
            settings.mode(),
            settings.concentrate(),
            settings.fractional(),
            settings.margin(),
            riskProfile.orElse(settings.riskProfile()),
            settings.cashReserve(),
            settings.minimumNotional());
    return new StrategyVersion(
        packaged.strategy(),
        packaged.version(),
        packaged.parent(),
        true,
        account,
        packaged.symbols(),
        packaged.timeframe(),
        packaged.basis(),
        List.of(FeedName.ALPACA),
        packaged.parameters(),
        packaged.author(),
        packaged.createdAt(),
        false);
  }

  /** Times as the starts of the bars a run decided on. */
  public static TimeFormat barStarts(RunResult run) {
    return TimeFormat.barStarts(new BarGrid(new NyseCalendar(), run.timeframe()));
  }

  private static RunResult run(ReplaySpec spec) {
    return ReplayRunner.run(spec, (date, done, total, equity, orders) -> {});
  }
}
