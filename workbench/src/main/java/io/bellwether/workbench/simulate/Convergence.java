package io.bellwether.workbench.simulate;

import io.bellwether.market.PriceStep;
import io.bellwether.strategy.Direction;
import io.bellwether.strategy.StopLoss;
import io.bellwether.strategy.Target;
import io.bellwether.trading.Identifiers;
import io.bellwether.trading.ledger.Finding;
import io.bellwether.trading.ledger.Holding;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.ledger.Trade;
import io.bellwether.trading.order.Fill;
import io.bellwether.trading.order.OrderPurpose;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.OrderType;
import io.bellwether.trading.order.Side;
import io.bellwether.trading.plan.Plan;
import io.bellwether.trading.risk.RiskState;
import io.bellwether.trading.signal.Signal;
import io.bellwether.workbench.exchange.ExchangeFill;
import io.bellwether.workbench.exchange.ExchangeOrder;
import io.bellwether.workbench.exchange.ExchangeStatus;
import io.bellwether.workbench.exchange.SimulatedExchange;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What has to hold once a calm day is over: the ledger says of every order, fill, position and
 * dollar what the exchange says; nothing is left undone; every position that is to have a stop has
 * one, of its size, at its price; and people were told of everything, once.
 */
final class Convergence {
  private static final Instant EVER = Instant.parse("9999-01-01T00:00:00Z");
  private static final Set<ExchangeStatus> ENDED =
      Set.of(
          ExchangeStatus.FILLED,
          ExchangeStatus.CANCELED,
          ExchangeStatus.EXPIRED,
          ExchangeStatus.REPLACED);

  private static final BigDecimal TWO_SHARES = BigDecimal.valueOf(2);

  /** How long a message may be under way on a calm day: once more after its visibility timeout. */
  private static final Duration DELIVERY = Duration.ofMinutes(15);

  private final Scenario scenario;
  private final Ledger truth;
  private final SimulatedExchange exchange;
  private final Verdicts verdicts;
  private final String account;
  private final LimitInvariants limits;
  private final HandTrades handTrades;
  private Instant signalsChecked = Instant.EPOCH;

  /** Cash that is not the ledger's profit: what the owner made or lost by hand. */
  private BigDecimal byHandCash = BigDecimal.ZERO;

  private int handTradesReckoned;

  Convergence(
      Scenario scenario,
      Ledger truth,
      SimulatedExchange exchange,
      Verdicts verdicts,
      LimitInvariants limits,
      HandTrades handTrades) {
    this.limits = limits;
    this.handTrades = handTrades;
    this.scenario = scenario;
    this.truth = truth;
    this.exchange = exchange;
    this.verdicts = verdicts;
    this.account = scenario.version().account().id();
  }

  /**
   * Checks everything.
   *
   * @param dayBegan the beginning of the calm day
   * @param now after its close
   */
  void check(Instant dayBegan, Instant now) {
    Set<String> byHand = handTrades.open();
    positions(byHand);
    orders();
    fills();
    if (byHand.isEmpty()) {
      profit();
    }
    signals(now);
    plans(now);
    stops(byHand);
    // A finding that is closed stays in the ledger.
    findings(handTrades.symbols());
    targets(dayBegan, now, byHand);
    limits.check(byHand);
  }

  private void positions(Set<String> byHand) {
    Map<String, BigDecimal> held = new TreeMap<>(exchange.positions());
    for (Holding holding : truth.holdings().of(account)) {
      BigDecimal at = Optional.ofNullable(held.remove(holding.symbol())).orElse(BigDecimal.ZERO);
      if (!byHand.contains(holding.symbol()) && at.compareTo(holding.quantity()) != 0) {
        broken(
            "the ledger's positions are the exchange's",
            "%s: %s in the ledger, %s at the exchange"
                .formatted(holding.symbol(), holding.quantity(), at));
      }
    }
    held.keySet().removeAll(byHand);
    if (!held.isEmpty()) {
      broken("the ledger's positions are the exchange's", "the ledger lacks " + held);
    }
  }

  private void orders() {
    Map<String, OrderRecord> open = new HashMap<>();
    for (OrderRecord order : truth.orders().open(account)) {
      open.put(order.clientOrderId(), order);
    }
    for (ExchangeOrder order : exchange.orders()) {
      if (Identifiers.isOurs(order.clientOrderId())) {
        boolean known = open.remove(order.clientOrderId()) != null;
        boolean ended = ENDED.contains(order.status());
        if (known == ended) {
          broken(
              "the ledger's open orders are the exchange's",
              "%s is %s at the exchange and %s in the ledger"
                  .formatted(
                      order.clientOrderId(),
                      order.status(),
                      truth.orders().find(order.clientOrderId())));
        }
      }
    }
    if (open.values().stream().anyMatch(order -> !order.status().isTerminal())) {
      broken("no order is in doubt", "the exchange has none of " + open.values());
    }
  }

  private void fills() {
    Map<String, List<ExchangeFill>> real =
        exchange.fills().stream()
            .filter(fill -> Identifiers.isOurs(fill.clientOrderId()))
            .collect(
                Collectors.groupingBy(
                    ExchangeFill::clientOrderId, TreeMap::new, Collectors.toList()));
    real.forEach(
        (order, fills) -> {
          Map<String, BigDecimal> booked =
              truth.orders().fills(order).stream()
                  .collect(Collectors.toMap(Fill::id, Fill::quantity));
          for (ExchangeFill fill : fills) {
            BigDecimal quantity = booked.remove(fill.id());
            if (quantity == null || quantity.compareTo(fill.quantity()) != 0) {
              broken("every fill is booked, once", "not booked as it is: " + fill);
            }
          }
          if (!booked.isEmpty()) {
            broken("every fill is booked, once", order + " has too many: " + booked);
          }
        });
    for (OrderRecord order : truth.orders().between(account, Instant.EPOCH, EVER)) {
      if (order.filledQuantity().signum() != 0 && !real.containsKey(order.clientOrderId())) {
        broken("every fill is booked, once", "nothing of it was filled: " + order);
      }
    }
  }

  /** Cash: what the exchange's fills say and the ledger's trades say is the same, to the cent. */
  private void profit() {
    BigDecimal cash = scenario.capital();
    for (ExchangeFill fill : exchange.fills()) {
      BigDecimal value = fill.quantity().multiply(fill.price());
      cash = fill.side() == Side.BUY ? cash.subtract(value) : cash.add(value);
      cash = cash.subtract(fill.costs());
    }
    BigDecimal booked = scenario.capital();
    for (Trade trade : truth.holdings().trades(account, Instant.EPOCH, EVER)) {
      booked = booked.add(trade.pnl());
    }
    for (Holding holding : truth.holdings().of(account)) {
      booked =
          booked
              .subtract(holding.quantity().multiply(holding.averagePrice()))
              .subtract(holding.entryFees());
    }
    same("cash is conserved", cash, exchange.cash());
    int byHand = handTrades.count();
    if (byHand > handTradesReckoned) {
      // No trade is booked for what was acknowledged: from here on they move together again.
      handTradesReckoned = byHand;
      byHandCash = cash.subtract(booked);
    } else {
      same("profit is the fills' profit", cash.subtract(byHandCash), booked);
    }
  }

  private void same(String invariant, BigDecimal expected, BigDecimal actual) {
    if (cents(expected).compareTo(cents(actual)) != 0) {
      broken(invariant, "expected " + expected + ", found " + actual);
    }
  }

  private static BigDecimal cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_EVEN);
  }

  /** No decision was lost on its way: execution has a plan for each that asks for anything. */
  private void signals(Instant now) {
    for (Signal signal : truth.signals().between(account, signalsChecked, EVER)) {
      if (now.isAfter(signal.decidedAt().plus(DELIVERY))) {
        boolean asks = !signal.targets().stream().allMatch(Target.Keep.class::isInstance);
        if (asks && truth.plans().find(signal.id()).isEmpty()) {
          broken("every signal has its plan", "execution has never had " + signal);
        }
        signalsChecked = signal.bar().plusNanos(1);
      }
    }
  }

  private void plans(Instant now) {
    for (Plan plan : truth.plans().open(account)) {
      if (now.isAfter(plan.validUntil()) && !now.isBefore(plan.submitFrom())) {
        broken("no plan is left undone", String.valueOf(plan));
      }
    }
  }

  /** People are not called for what this system did itself. */
  private void findings(Set<String> byHand) {
    for (Finding finding : truth.reconciliation().findings(account)) {
      if (finding.kind() == Finding.Kind.POSITION
          && finding.told()
          && !byHand.contains(finding.symbol())) {
        broken("what is unexplained was done by hand", String.valueOf(finding));
      }
    }
  }

  private void stops(Set<String> byHand) {
    for (Holding holding : truth.holdings().of(account)) {
      if (!holding.isFlat() && !handTrades.symbols().contains(holding.symbol())) {
        keepsItsStop(holding);
      }
      // A stop of a fraction of a share lives for a day, and the session is over.
      boolean whole = holding.quantity().stripTrailingZeros().scale() <= 0;
      if (holding.isFlat()
          || holding.stopLoss().isEmpty()
          || !whole
          || byHand.contains(holding.symbol())) {
        continue;
      }
      List<ExchangeOrder> resting =
          exchange.orders().stream()
              .filter(order -> order.symbol().equals(holding.symbol()))
              .filter(order -> !ENDED.contains(order.status()) && order.type() == OrderType.STOP)
              .toList();
      if (resting.size() != 1) {
        broken("a position has one stop", resting.size() + " stops for " + holding);
      } else {
        stop(holding, resting.getFirst());
      }
    }
  }

  /** As the signal that opened the position asked for. */
  private void keepsItsStop(Holding holding) {
    Optional<StopLoss> wanted =
        truth
            .signals()
            .find(holding.signalId())
            .flatMap(signal -> signal.stopLossOf(holding.symbol()));
    if (!wanted.equals(holding.stopLoss())) {
      broken("a position keeps the stop it was entered with", wanted + " was asked for " + holding);
    }
  }

  private void stop(Holding holding, ExchangeOrder stop) {
    BigDecimal left = stop.quantity().orElseThrow().subtract(stop.filledQuantity());
    BigDecimal fraction = BigDecimal.valueOf(holding.stopLoss().orElseThrow().fraction());
    BigDecimal price =
        PriceStep.US_EQUITY.down(
            holding.averagePrice().multiply(BigDecimal.ONE.subtract(fraction)));
    if (left.compareTo(holding.quantity()) != 0
        || holding.direction() != Direction.LONG
        || stop.stopPrice().orElseThrow().compareTo(price) != 0) {
      broken("a stop has its position's size and price", stop + " for " + holding);
    }
  }

  /** What the last signal whose time is over asked for is what is held. */
  private void targets(Instant dayBegan, Instant now, Set<String> byHand) {
    Optional<Signal> last =
        truth.signals().between(account, Instant.EPOCH, EVER).stream()
            .filter(signal -> now.isAfter(signal.validUntil()))
            .reduce((one, next) -> next);
    last.ifPresent(
        signal -> {
          for (Target target : signal.targets()) {
            boolean holds = exchange.positions().containsKey(target.symbol());
            if (target instanceof Target.Flat && holds && !byHand.contains(target.symbol())) {
              broken("targets are met", "still held: " + target + " of " + signal.id());
            }
            if (target instanceof Target.Hold
                && !holds
                && couldBuy(signal, dayBegan, byHand)
                && paysForAShare(signal, target.symbol())
                && !hasBought(signal, target.symbol())) {
              broken("targets are met", "never bought: " + target + " of " + signal);
            }
          }
        });
  }

  /**
   * Whether nothing was in the way of a signal's entries: all of its time was on the calm day, and
   * no earlier plan was still leaving a position, which the later one waits for.
   */
  private boolean couldBuy(Signal signal, Instant dayBegan, Set<String> byHand) {
    RiskState risk = limits.state();
    return !signal.reducingOnly()
        && !signal.submitFrom().isBefore(dayBegan)
        && byHand.isEmpty()
        && !risk.killed()
        && !risk.disabled()
        && truth.orders().between(account, dayBegan, EVER).stream()
            .filter(order -> order.purpose() == OrderPurpose.EXIT)
            .allMatch(order -> order.signalId().equals(signal.id()));
  }

  /** After some reverse splits a share costs more than the weight of a small account. */
  private boolean paysForAShare(Signal signal, String symbol) {
    BigDecimal close = signal.closes().getOrDefault(symbol, BigDecimal.ZERO);
    BigDecimal most = exchange.equity().multiply(scenario.mostWeight(symbol));
    return close.multiply(TWO_SHARES).compareTo(most) < 0;
  }

  private boolean hasBought(Signal signal, String symbol) {
    return truth.orders().ofSignal(signal.id()).stream()
        .filter(order -> order.purpose() == OrderPurpose.ENTRY)
        .filter(order -> order.terms().symbol().equals(symbol))
        .anyMatch(order -> order.filledQuantity().signum() > 0);
  }

  private void broken(String invariant, String message) {
    verdicts.broken(invariant, message);
  }
}
