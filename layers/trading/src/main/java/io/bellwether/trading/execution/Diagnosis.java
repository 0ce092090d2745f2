package io.bellwether.trading.execution;

import io.bellwether.strategy.Direction;
import io.bellwether.trading.Identifiers;
import io.bellwether.trading.broker.BrokerException;
import io.bellwether.trading.broker.BrokerOrder;
import io.bellwether.trading.broker.BrokerPosition;
import io.bellwether.trading.broker.Lookup;
import io.bellwether.trading.ledger.AppliedSplit;
import io.bellwether.trading.ledger.Holding;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.Side;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the broker and the ledger disagree on in one account, and what may explain it. Reads only.
 * Where they agree it costs nothing beyond the positions and the open orders; each disagreement has
 * the orders of its symbol looked up.
 */
final class Diagnosis {
  /** How far back an order that the ledger calls ended may be what changed a position. */
  private static final Duration ORDERS_LOOKED_AT = Duration.ofDays(4);

  /** Of those, the last ones: each costs a call. */
  private static final int MOST_ORDERS_LOOKED_UP = 20;

  private final AccountRuntime runtime;
  private final Ledger ledger;
  private final PositionLag lag;

  Diagnosis(AccountRuntime runtime, Ledger ledger) {
    this.runtime = runtime;
    this.ledger = ledger;
    this.lag = new PositionLag(runtime.account(), ledger);
  }

  /** What explains a difference. */
  sealed interface Cause {
    /** Executions of open orders that are still to be posted, or an order that cannot be read. */
    record InFlight() implements Cause {}

    /** Orders that go on, or traded, at the broker although the ledger calls them ended. */
    record TakenBack(List<GoneOn> orders) implements Cause {}

    /** The broker paid the fraction that a split left in cash. */
    record FractionPaid(AppliedSplit split) implements Cause {}

    /**
     * Nothing that is known.
     *
     * @param certain whether no order of this system can still turn out to explain it: none is
     *     open, and none has traded a moment ago
     */
    record Unknown(boolean certain) implements Cause {}
  }

  /**
   * Two different figures for one symbol.
   *
   * @param ledger shares the ledger knows of, negative if short
   * @param broker shares at the broker, negative if short
   */
  record Mismatch(String symbol, BigDecimal ledger, BigDecimal broker, Cause cause) {}

  /**
   * An order that goes on, or traded further, at the broker.
   *
   * @param known the ledger's word, which is that it ended
   * @param seen the broker's
   */
  record GoneOn(OrderRecord known, BrokerOrder seen) {}

  /** An open order at the broker that is not among the ledger's open ones. */
  record StrayOrder(BrokerOrder order, Optional<OrderRecord> known) {}

  /** The symbols whose positions differ, in order, each with what explains it. */
  List<Mismatch> positions(AccountView view) throws BrokerException {
    Instant asked = view.positionsAskedAt();
    List<Mismatch> mismatches = new ArrayList<>();
    for (Mismatch found : differences(view)) {
      mismatches.add(examined(found, view, asked));
    }
    return mismatches;
  }

  /** The symbols whose positions differ, in order, unexamined. */
  List<Mismatch> differences(AccountView view) throws BrokerException {
    Map<String, BigDecimal> booked = new TreeMap<>();
    for (Holding holding : ledger.holdings().of(runtime.account())) {
      booked.put(holding.symbol(), signed(holding.direction(), holding.quantity()));
    }
    Map<String, BigDecimal> held = new TreeMap<>();
    for (BrokerPosition position : view.positions()) {
      held.put(position.symbol(), signed(position.direction(), position.quantity()));
    }
    TreeSet<String> symbols = new TreeSet<>(booked.keySet());
    symbols.addAll(held.keySet());
    List<Mismatch> differences = new ArrayList<>();
    for (String symbol : symbols) {
      BigDecimal inLedger = booked.getOrDefault(symbol, BigDecimal.ZERO);
      BigDecimal atBroker = held.getOrDefault(symbol, BigDecimal.ZERO);
      if (inLedger.compareTo(atBroker) != 0) {
        differences.add(new Mismatch(symbol, inLedger, atBroker, new Cause.Unknown(false)));
      }
    }
    return differences;
  }

  private Mismatch examined(Mismatch found, AccountView view, Instant asked) {
    return new Mismatch(found.symbol(), found.ledger(), found.broker(), cause(found, view, asked));
  }

  private Cause cause(Mismatch found, AccountView view, Instant asked) {
    Optional<BigDecimal> expected = expected(found.symbol(), found.ledger(), view);
    if (expected.isEmpty() || expected.get().compareTo(found.broker()) == 0) {
      return new Cause.InFlight();
    }
    Optional<AppliedSplit> fraction = fractionPaid(found);
    if (fraction.isPresent()) {
      return new Cause.FractionPaid(fraction.get());
    }
    List<GoneOn> goneOn = goneOn(found.symbol(), view, asked);
    return goneOn.isEmpty()
        ? new Cause.Unknown(
            openOrders(found.symbol(), view).isEmpty() && !lag.isPossible(found.symbol(), asked))
        : new Cause.TakenBack(goneOn);
  }

  /**
   * Whether the broker has of a symbol what the ledger has, once the executions of open orders are
   * counted in.
   */
  boolean agrees(Holding holding, AccountView view) throws BrokerException {
    Optional<BrokerPosition> position = view.position(holding.symbol());
    BigDecimal held =
        position.isPresent()
            ? signed(position.get().direction(), position.get().quantity())
            : BigDecimal.ZERO;
    BigDecimal booked = signed(holding.direction(), holding.quantity());
    return expected(holding.symbol(), booked, view)
        .filter(expected -> expected.compareTo(held) == 0)
        .isPresent();
  }

  /** What is to be held with the executions that are to be posted; empty if not all can be read. */
  private Optional<BigDecimal> expected(String symbol, BigDecimal booked, AccountView view) {
    BigDecimal expected = booked;
    for (OrderRecord order : openOrders(symbol, view)) {
      switch (view.broker().find(order.clientOrderId(), view.deadline())) {
        case Lookup.Found answer -> expected = expected.add(unposted(order, answer.order()));
        case Lookup.NotFound notFound -> {}
        case Lookup.Unknown unknown -> {
          return Optional.empty();
        }
      }
    }
    return Optional.of(expected);
  }

  private static List<OrderRecord> openOrders(String symbol, AccountView view) {
    return view.openOrders().stream()
        .filter(order -> order.terms().symbol().equals(symbol))
        .toList();
  }

  /** Orders of a symbol that ended in the ledger and are open, or have filled further, in truth. */
  private List<GoneOn> goneOn(String symbol, AccountView view, Instant asked) {
    List<OrderRecord> ofSymbol =
        ended(asked.minus(ORDERS_LOOKED_AT)).stream()
            .filter(order -> order.terms().symbol().equals(symbol))
            .toList();
    int first = Math.max(0, ofSymbol.size() - MOST_ORDERS_LOOKED_UP);
    return goneOn(ofSymbol.subList(first, ofSymbol.size()), view);
  }

  /**
   * Orders created since a time that ended in the ledger and are open, or have filled further, in
   * truth. Each order costs a call: for once a day.
   */
  List<GoneOn> goneOn(Instant since, AccountView view) {
    return goneOn(ended(since), view);
  }

  private List<OrderRecord> ended(Instant since) {
    return ledger.orders().between(runtime.account(), since, Instant.MAX).stream()
        .filter(order -> order.status().isTerminal())
        .toList();
  }

  private static List<GoneOn> goneOn(List<OrderRecord> ended, AccountView view) {
    List<GoneOn> goneOn = new ArrayList<>();
    for (OrderRecord order : ended) {
      if (view.broker().find(order.clientOrderId(), view.deadline()) instanceof Lookup.Found answer
          && (!answer.order().status().isTerminal()
              || unposted(order, answer.order()).signum() != 0)) {
        goneOn.add(new GoneOn(order, answer.order()));
      }
    }
    return goneOn;
  }

  private Optional<AppliedSplit> fractionPaid(Mismatch found) {
    BigDecimal missing = found.ledger().subtract(found.broker());
    if (missing.signum() <= 0 || missing.compareTo(BigDecimal.ONE) >= 0) {
      return Optional.empty();
    }
    return ledger.reconciliation().splits(runtime.account()).stream()
        .filter(split -> split.symbol().equals(found.symbol()) && !split.fractionPaid())
        .filter(split -> split.fraction().compareTo(missing) == 0)
        .reduce((earlier, later) -> later);
  }

  /** Orders the broker has open and the ledger has not, oldest first, legs after their parents. */
  List<StrayOrder> orders(AccountView view) throws BrokerException {
    List<StrayOrder> strays = new ArrayList<>();
    for (BrokerOrder order : view.broker().openOrders(view.deadline())) {
      addStrays(order, view, strays);
    }
    return strays;
  }

  private void addStrays(BrokerOrder order, AccountView view, List<StrayOrder> strays) {
    boolean open =
        view.openOrders().stream()
            .anyMatch(known -> known.clientOrderId().equals(order.clientOrderId()));
    if (!open && !order.status().isTerminal()) {
      Optional<OrderRecord> known =
          Identifiers.isOurs(order.clientOrderId())
              ? ledger.orders().find(order.clientOrderId())
              : Optional.empty();
      if (known.filter(record -> record.account().equals(runtime.account())).isEmpty()) {
        strays.add(new StrayOrder(order, Optional.empty()));
      } else if (known.get().status().isTerminal()) {
        strays.add(new StrayOrder(order, known));
      }
    }
    order.legs().forEach(leg -> addStrays(leg, view, strays));
  }

  /** By how much the executions of an order that are not posted change the position. */
  private static BigDecimal unposted(OrderRecord order, BrokerOrder seen) {
    BigDecimal more = seen.filledQuantity().subtract(order.filledQuantity());
    return order.terms().side() == Side.BUY ? more : more.negate();
  }

  private static BigDecimal signed(Direction direction, BigDecimal quantity) {
    return direction == Direction.LONG ? quantity : quantity.negate();
  }
}
