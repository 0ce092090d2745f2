package io.bellwether.research.report;

import io.bellwether.market.Bars;
import io.bellwether.market.Timeframe;
import io.bellwether.research.metrics.Conventions;
import io.bellwether.research.metrics.EquityCurve;
import io.bellwether.trading.ledger.Trade;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.signal.Signal;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All a run leaves behind that a report is made of.
 *
 * @param kind what was run, for the title: {@code Backtest}, {@code Simulation}, {@code Paper}
 * @param strategy the strategy
 * @param parameters its parameters, in the order to show them
 * @param account the account
 * @param symbols the traded symbols, the main one first
 * @param from the first date, inclusive
 * @param to the last date, inclusive
 * @param end when the last bar ended
 * @param capital the equity before the first bar
 * @param equity one sample per bar, in order of time
 * @param trades closed trades, in order of exit
 * @param orders orders, in order of creation
 * @param signals signals, in order of bar
 * @param openPositions what is still held at the end
 * @param assumptions costs, slippage and the rest
 * @param conventions the market's dates and periods per year
 * @param bars the main symbol's bars within the run, without warm-up; they name feed and basis
 * @param details what only some runs can say
 */
public record RunResult(
    String kind,
    String strategy,
    Map<String, String> parameters,
    String account,
    List<String> symbols,
    LocalDate from,
    LocalDate to,
    Instant end,
    BigDecimal capital,
    EquityCurve equity,
    List<Trade> trades,
    List<OrderRecord> orders,
    List<Signal> signals,
    List<OpenPosition> openPositions,
    Assumptions assumptions,
    Conventions conventions,
    Bars bars,
    RunDetails details) {

  public RunResult {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    symbols = List.copyOf(symbols);
    trades = List.copyOf(trades);
    orders = List.copyOf(orders);
    signals = List.copyOf(signals);
    openPositions = List.copyOf(openPositions);
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("the run's last date " + to + " is before " + from);
    }
    if (symbols.isEmpty() || !symbols.getFirst().equals(bars.symbol())) {
      throw new IllegalArgumentException(
          "the bars are of " + bars.symbol() + ", the main symbol first of " + symbols);
    }
    for (IndicatorPanel indicator : details.indicators()) {
      if (indicator.values().length != bars.size()) {
        throw new IllegalArgumentException(
            "%s has %d values for %d bars"
                .formatted(indicator.name(), indicator.values().length, bars.size()));
      }
    }
  }

  /** A run that says nothing beyond trades and equity. */
  public RunResult(
      String kind,
      String strategy,
      Map<String, String> parameters,
      String account,
      List<String> symbols,
      LocalDate from,
      LocalDate to,
      Instant end,
      BigDecimal capital,
      EquityCurve equity,
      List<Trade> trades,
      List<OrderRecord> orders,
      List<Signal> signals,
      List<OpenPosition> openPositions,
      Assumptions assumptions,
      Conventions conventions,
      Bars bars) {
    this(
        kind,
        strategy,
        parameters,
        account,
        symbols,
        from,
        to,
        end,
        capital,
        equity,
        trades,
        orders,
        signals,
        openPositions,
        assumptions,
        conventions,
        bars,
        RunDetails.NONE);
  }

  /** The same run with other details. */
  public RunResult with(RunDetails newDetails) {
    return new RunResult(
        kind,
        strategy,
        parameters,
        account,
        symbols,
        from,
        to,
        end,
        capital,
        equity,
        trades,
        orders,
        signals,
        openPositions,
        assumptions,
        conventions,
        bars,
        newDetails);
  }

  public Timeframe timeframe() {
    return bars.timeframe();
  }

  /** One line: {@code Backtest: rsi2 on TQQQ, SQQQ, 1d}. */
  public String title() {
    return kind + ": " + strategy + " on " + String.join(", ", symbols) + ", " + timeframe();
  }

  /** What prices and money are in, for the labels of axes. */
  String currency() {
    boolean american = conventions.zone().equals(Conventions.US_EQUITIES.zone());
    return american ? "USD" : "quote currency";
  }

  /** The price basis and the feed, one phrase. */
  public String priceBasis() {
    return bars.provenance().basis().label() + " (" + bars.provenance().feed() + ")";
  }
}
