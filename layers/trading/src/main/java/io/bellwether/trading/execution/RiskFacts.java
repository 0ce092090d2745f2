package io.bellwether.trading.execution;

import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.market.calendar.UnknownSessionException;
import io.bellwether.strategy.StopLoss;
import io.bellwether.trading.broker.BrokerException;
import io.bellwether.trading.ledger.Holding;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.ledger.LedgerException;
import io.bellwether.trading.ledger.Trade;
import io.bellwether.trading.order.OrderPurpose;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.TimeInForce;
import io.bellwether.trading.risk.CostlyFact;
import io.bellwether.trading.risk.Fact;
import io.bellwether.trading.risk.Market;
import io.bellwether.trading.risk.RiskContext;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Learns what a risk check of an order needs to know. What cannot be learnt becomes an unknown fact
 * that says why: it stops an entry and leaves the way out open.
 */
final class RiskFacts {
  /** How far back closed trades count for the Kelly weight. */
  private static final Duration TRADES_COUNT_FOR = Duration.ofDays(365);

  /** Orders of the day may carry the time of a machine whose clock is ahead. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

  private final AccountRuntime runtime;
  private final TradingCalendar calendar;
  private final SubmissionWindow window;
  private final InstantSource clock;

  RiskFacts(AccountRuntime runtime, TradingCalendar calendar, InstantSource clock) {
    this.runtime = runtime;
    this.calendar = calendar;
    this.window = new SubmissionWindow(calendar);
    this.clock = clock;
  }

  /**
   * What is known of an order's account and market now.
   *
   * @param price the price the order's size was reckoned with
   */
  RiskContext context(
      OrderRecord order,
      BigDecimal price,
      Optional<StopLoss> stopLoss,
      AccountView view,
      Ledger ledger) {
    Instant now = clock.instant();
    RiskContext.Builder facts =
        RiskContext.builder(now, runtime.version().symbols())
            .positions(learn("the broker's positions", view::positions))
            .openOrders(learn("the orders under way", view::openOrders));
    if (order.purpose() != OrderPurpose.ENTRY) {
      // An order that reduces passes on these alone.
      return facts.build();
    }
    facts
        .state(view.riskState())
        .account(learn("the broker's account", view::account))
        .ordersOfSignal(
            learn("the orders of this signal", () -> ledger.orders().ofSignal(order.signalId())))
        .market(market(now))
        .price(Fact.of(price))
        .stopLoss(stopLoss);
    addCostly(facts, order, now, view, ledger);
    return facts.build();
  }

  private void addCostly(
      RiskContext.Builder facts, OrderRecord order, Instant now, AccountView view, Ledger ledger) {
    String symbol = order.terms().symbol();
    if (runtime.risk().needs(CostlyFact.LATEST_TRADE)) {
      facts.latestTrade(
          learn(
              "the latest trade of " + symbol,
              () -> view.broker().latestTrade(symbol, view.deadline())));
    }
    if (runtime.risk().needs(CostlyFact.AVERAGE_VOLUME)) {
      facts.averageVolume(averageVolume(order, ledger));
    }
    if (runtime.risk().needs(CostlyFact.ORDERS_OF_DAY)) {
      facts.ordersOfDay(ordersOfDay(now, ledger));
    }
    if (runtime.risk().needs(CostlyFact.TRADE_RETURNS)) {
      facts.tradeReturns(learn("the closed trades", () -> tradeReturns(now, ledger)));
    }
    if (runtime.risk().needs(CostlyFact.STOPS)) {
      facts.stops(learn("the stops of the positions", () -> stops(ledger)));
    }
  }

  /** Where the market stands; unknown on a day that the calendar does not know. */
  Fact<Market> market(Instant now) {
    LocalDate date = calendar.dateAt(now);
    try {
      Optional<TimeInForce> life = window.timeInForce(now, BigDecimal.ONE);
      Market.Phase phase =
          life.isEmpty()
              ? Market.Phase.CLOSED
              : window.isOpen(now) ? Market.Phase.SESSION : Market.Phase.BEFORE_OPEN;
      return Fact.of(new Market(date, phase));
    } catch (UnknownSessionException e) {
      return Fact.unknown("whether the market is open: " + e.getMessage());
    }
  }

  /** The orders of the account since the exchange's midnight. */
  Fact<List<OrderRecord>> ordersOfDay(Instant now, Ledger ledger) {
    Instant midnight = calendar.dateAt(now).atStartOfDay(calendar.zone()).toInstant();
    return learn(
        "the orders of the day",
        () -> ledger.orders().between(runtime.account(), midnight, now.plus(CLOCK_SKEW)));
  }

  private static Fact<BigDecimal> averageVolume(OrderRecord order, Ledger ledger) {
    String what = "the average volume of " + order.terms().symbol();
    Fact<Optional<BigDecimal>> stated =
        learn(
            what,
            () ->
                ledger
                    .signals()
                    .find(order.signalId())
                    .flatMap(signal -> signal.averageVolumeOf(order.terms().symbol())));
    return switch (stated) {
      case Fact.Known<Optional<BigDecimal>>(Optional<BigDecimal> volume) ->
          volume
              .<Fact<BigDecimal>>map(Fact::of)
              .orElseGet(() -> Fact.unknown(what + ": the signal does not carry one"));
      case Fact.Unknown<Optional<BigDecimal>>(String why) -> Fact.unknown(why);
    };
  }

  private List<BigDecimal> tradeReturns(Instant now, Ledger ledger) {
    return ledger
        .holdings()
        .trades(runtime.account(), now.minus(TRADES_COUNT_FOR), now.plus(CLOCK_SKEW))
        .stream()
        .filter(trade -> trade.strategy().equals(runtime.strategy()))
        .filter(trade -> worthAtEntry(trade).signum() > 0)
        .map(trade -> trade.pnl().divide(worthAtEntry(trade), MathContext.DECIMAL64))
        .toList();
  }

  private static BigDecimal worthAtEntry(Trade trade) {
    return trade.entryPrice().multiply(trade.quantity());
  }

  private Map<String, StopLoss> stops(Ledger ledger) {
    Map<String, StopLoss> stops = new TreeMap<>();
    for (Holding holding : ledger.holdings().of(runtime.account())) {
      if (!holding.isFlat()) {
        holding.stopLoss().ifPresent(stop -> stops.put(holding.symbol(), stop));
      }
    }
    return stops;
  }

  /** Asks; what goes wrong at the broker or the store makes the answer unknown. */
  static <T> Fact<T> learn(String what, Question<T> question) {
    try {
      return Fact.of(question.ask());
    } catch (BrokerException | LedgerException e) {
      return Fact.unknown(what + ": " + e.getMessage());
    }
  }

  /** A question to the broker or the ledger. */
  interface Question<T> {
    T ask() throws BrokerException;
  }
}
