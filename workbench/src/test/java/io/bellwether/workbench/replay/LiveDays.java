package io.bellwether.workbench.replay;

import io.bellwether.cloud.dynamo.AttemptTokens;
import io.bellwether.cloud.dynamo.DynamoLedger;
import io.bellwether.market.Bars;
import io.bellwether.market.PriceStep;
import io.bellwether.market.SessionBars;
import io.bellwether.market.calendar.BarGrid;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.calendar.Session;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.research.engine.BacktestSettings;
import io.bellwether.research.engine.MarketData;
import io.bellwether.research.metrics.Conventions;
import io.bellwether.research.sweep.BarsMarket;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.cost.CostModels;
import io.bellwether.trading.cost.Slippage;
import io.bellwether.trading.ledger.Activations;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.signal.DecisionSchedule;
import io.bellwether.workbench.cloud.MemoryItemStore;
import io.bellwether.workbench.exchange.SimulatedExchange;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * Days that the real functions traded on the simulated exchange, with the ledger they left.
 *
 * @param version the strategy
 * @param bars the bars that were traded on, history included
 * @param capital cash at the start
 * @param ledger what the functions left
 * @param days the sessions, in order
 */
public record LiveDays(
    StrategyVersion version,
    List<Bars> bars,
    BigDecimal capital,
    Ledger ledger,
    List<LocalDate> days) {
  static final TradingCalendar CALENDAR = new NyseCalendar();

  private static final Predicate<Instant> ON = tick -> true;

  /**
   * Trades a range of dates, both inclusive, from nothing held.
   *
   * @param slippageBps suffered by market and stop orders
   * @param evening is run after each day with the ledger
   */
  public static LiveDays trade(
      StrategyVersion version,
      List<Bars> bars,
      LocalDate from,
      LocalDate to,
      BigDecimal slippageBps,
      BiConsumer<LocalDate, Ledger> evening) {
    return trade(
        version,
        bars,
        from,
        to,
        slippageBps,
        (date, day) -> evening.accept(date, day.ledger()),
        ON);
  }

  /** What a test may do in the evening of a day. */
  public record Evening(
      Ledger ledger, SimulatedExchange exchange, VirtualClock clock, LocalFunctions functions) {}

  /** Is told of each day that is over. */
  public interface Evenings {
    void over(LocalDate date, Evening evening);
  }

  /**
   * The same with a strategy that is switched off at times.
   *
   * @param on whether the strategy is switched on at one of its ticks; days without such a tick are
   *     not traded at all
   */
  public static LiveDays trade(
      StrategyVersion version,
      List<Bars> bars,
      LocalDate from,
      LocalDate to,
      BigDecimal slippageBps,
      Evenings evenings,
      Predicate<Instant> on) {
    BigDecimal capital = new BigDecimal("10000");
    Ledger ledger = new DynamoLedger(new MemoryItemStore("traded"), AttemptTokens.of("traded"));
    Activations.bringIn(ledger.strategies(), version);
    VirtualClock clock = new VirtualClock(from.atStartOfDay(CALENDAR.zone()).toInstant());
    List<LocalDate> days = new ArrayList<>();
    try (SimulatedExchange exchange =
            SimulatedExchange.builder(CALENDAR, clock, CostModels.byName("none"))
                .bars(bars)
                .cash(capital)
                .slippageBps(slippageBps)
                .priceStep(PriceStep.NONE)
                .start();
        LocalSystem system =
            LocalSystem.builder(version, CALENDAR, clock, exchange)
                .historyStart(CALENDAR.dateAt(bars.getFirst().start(0)))
                .priceStep(PriceStep.NONE)
                .wrapLedger(known -> ledger)
                .start()) {
      clock.onMove(exchange::advance);
      DecisionSchedule schedule = new DecisionSchedule(CALENDAR, version.timeframe());
      Predicate<Instant> asked =
          tick -> on.test(tick) && !CALENDAR.dateAt(schedule.barAt(tick)).isBefore(from);
      Replay replay = new Replay(CALENDAR, schedule, clock, exchange, system.functions());
      for (Session session : Replay.sessions(CALENDAR, from, to)) {
        if (schedule.ticks(session).stream().anyMatch(asked)) {
          if (!days.isEmpty() && !days.contains(CALENDAR.previousSession(session.date()).date())) {
            // Nothing runs in between, the follow-ups neither.
            clock.moveTo(CALENDAR.startOfDay(session.date()));
          }
          replay.run(session, asked);
          days.add(session.date());
          evenings.over(session.date(), new Evening(ledger, exchange, clock, system.functions()));
        }
      }
    }
    return new LiveDays(version, bars, capital, ledger, List.copyOf(days));
  }

  /** The market of the backtest: the same bars, without costs and slippage. */
  public BarsMarket market() {
    return market(bars);
  }

  /** The market of a backtest on other bars, without costs and slippage. */
  public BarsMarket market(List<Bars> others) {
    return new BarsMarket(
        others,
        this::assemble,
        BacktestSettings.usEquities(capital.doubleValue())
            .withCosts(CostModels.byName("none"), Slippage.NONE),
        Instant.EPOCH,
        Instant.MAX);
  }

  private MarketData assemble(List<Bars> traded) {
    List<Bars> decided =
        traded.stream()
            .map(
                series ->
                    series.timeframe().equals(version.timeframe())
                        ? series
                        : SessionBars.aggregate(series, version.timeframe(), CALENDAR))
            .toList();
    MarketData data = MarketData.of(decided, traded, Conventions.US_EQUITIES);
    return data.endingAt(
        new BarGrid(CALENDAR, version.timeframe()).end(data.series().main().lastStart()));
  }
}
