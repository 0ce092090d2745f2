package io.bellwether.workbench.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.bellwether.cloud.Setting;
import io.bellwether.market.Bars;
import io.bellwether.market.PriceStep;
import io.bellwether.market.SessionBars;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.research.report.RunResult;
import io.bellwether.trading.signal.DecisionSchedule;
import io.bellwether.workbench.exchange.SimulatedExchange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** Puts the parts of a replay together, runs it and gathers what it leaves behind. */
public final class ReplayRunner {
  private static final int SHORTEST_READ_WHOLE_MINUTES = 30;

  private ReplayRunner() {}

  /** After the daily summary, as scheduled. */
  private static final LocalTime ANALYSIS = LocalTime.of(16, 45);

  /** Runs a replay. Prices are not rounded to a venue's grid: bars may be adjusted. */
  public static RunResult run(ReplaySpec spec, ReplayListener listener) {
    return replayed(spec, listener, functions -> {});
  }

  /** Runs a replay, and then the analysis of its last session, whose answer is handed over. */
  public static RunResult run(
      ReplaySpec spec, ReplayListener listener, Consumer<JsonNode> analysed) {
    return replayed(
        spec,
        listener,
        functions ->
            analysed.accept(
                functions.analysis(
                    JsonNodeFactory.instance
                        .objectNode()
                        .put("action", "analyze")
                        .put("strategy", spec.version().strategy()))));
  }

  private static RunResult replayed(ReplaySpec spec, ReplayListener listener, Evening evening) {
    TradingCalendar calendar = new NyseCalendar();
    Instant start = spec.from().atStartOfDay(calendar.zone()).toInstant();
    VirtualClock clock = new VirtualClock(start);
    try (SimulatedExchange exchange =
            SimulatedExchange.builder(calendar, clock, spec.costs())
                .bars(spec.bars())
                .cash(spec.capital())
                .slippageBps(spec.slippage().bps())
                .priceStep(PriceStep.NONE)
                .start();
        LocalSystem system =
            history(LocalSystem.builder(spec.version(), calendar, clock, exchange), spec, calendar)
                .costs(spec.costs())
                .priceStep(PriceStep.NONE)
                .setting(Setting.GAPS_TOLERATED, Boolean.toString(spec.allowGaps()))
                .start()) {
      clock.onMove(exchange::advance);
      DecisionSchedule schedule = new DecisionSchedule(calendar, spec.version().timeframe());
      Replay replay = new Replay(calendar, schedule, clock, exchange, system.functions());
      replay.run(
          spec.from(),
          spec.to(),
          (session, done, total) ->
              listener.sessionOver(
                  session.date(), done, total, exchange.equity(), exchange.orders().size()));
      RunResult result =
          new ReplayRecord(spec, calendar, schedule.grid(), exchange, system.ledger()).gather();
      Instant due = spec.to().atTime(ANALYSIS).atZone(calendar.zone()).toInstant();
      clock.moveTo(due.isAfter(clock.instant()) ? due : clock.instant());
      evening.of(system.functions());
      return result;
    }
  }

  /** What is done after the last session. */
  private interface Evening {
    void of(LocalFunctions functions);
  }

  /** The finest bars of a symbol: those it is traded on. */
  public static Bars finest(List<Bars> bars, String symbol) {
    return bars.stream()
        .filter(series -> series.symbol().equals(symbol))
        .min(Comparator.comparing(Bars::timeframe))
        .orElseThrow(() -> new IllegalArgumentException("no bars of " + symbol));
  }

  /** The bars a strategy decides on, of a symbol's finest bars. */
  static Bars decided(ReplaySpec spec, TradingCalendar calendar) {
    Bars finest = finest(spec.bars(), spec.version().symbols().getFirst());
    Bars regular = SessionBars.regularSession(finest, calendar);
    Bars bars =
        finest.timeframe().equals(spec.version().timeframe())
            ? regular
            : SessionBars.aggregate(regular, spec.version().timeframe(), calendar);
    return bars.between(
        spec.from().atStartOfDay(calendar.zone()).toInstant(),
        spec.to().plusDays(1).atStartOfDay(calendar.zone()).toInstant());
  }

  /**
   * History from the first bar on, so that recursive indicators see all there is. Of short bars
   * there are too many to be read again at every tick: they begin where a live run's do.
   */
  private static LocalSystem.Builder history(
      LocalSystem.Builder builder, ReplaySpec spec, TradingCalendar calendar) {
    return spec.version().timeframe().minutes() < SHORTEST_READ_WHOLE_MINUTES
        ? builder.historyAsLive()
        : builder.historyStart(firstDate(spec, calendar));
  }

  private static LocalDate firstDate(ReplaySpec spec, TradingCalendar calendar) {
    return spec.bars().stream()
        .map(bars -> calendar.dateAt(bars.start(0)))
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }
}
