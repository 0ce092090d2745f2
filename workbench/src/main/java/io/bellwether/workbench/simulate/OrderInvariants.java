package io.bellwether.workbench.simulate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bellwether.trading.Identifiers;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.order.OrderPurpose;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.Side;
import io.bellwether.trading.signal.Signal;
import io.bellwether.workbench.exchange.ExchangeOrder;
import io.bellwether.workbench.exchange.SimulatedExchange;
import io.bellwether.workbench.exchange.SimulatedExchange.Reply;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What has to hold of every order that comes to the exchange: no other is under way for the same
 * wish, its time is not over, nobody has stopped trading, and with it the position is worth no more
 * than the profile allows. And of one that the exchange accepts: an intent of just these terms is
 * stored, its id is the one derived for it, and no other order was accepted for the same wish.
 */
final class OrderInvariants implements OrderWatch {
  /** Sequence numbers that an id is derived with. */
  private static final int MOST_ORDERS = 64;

  /** The engine's own five percent, and how far prices may move while an order is on its way. */
  private static final BigDecimal DRIFT = new BigDecimal("1.15");

  private static final Duration PROCEEDS_GRACE = Duration.ofMinutes(15);

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Scenario scenario;
  private final Ledger truth;
  private final SimulatedExchange exchange;
  private final Verdicts verdicts;
  private final StatusInvariants statuses;
  private final LimitInvariants limits;
  private final HandTrades byHand;
  private final OwnersWord word;
  private final Map<String, String> entries = new HashMap<>();

  OrderInvariants(
      Scenario scenario,
      Ledger truth,
      SimulatedExchange exchange,
      Verdicts verdicts,
      StatusInvariants statuses,
      LimitInvariants limits,
      HandTrades byHand,
      OwnersWord word) {
    this.scenario = scenario;
    this.truth = truth;
    this.exchange = exchange;
    this.verdicts = verdicts;
    this.statuses = statuses;
    this.limits = limits;
    this.byHand = byHand;
    this.word = word;
  }

  @Override
  public void carriedOut(String body, Reply reply, Sender sender) {
    try {
      JsonNode order = JSON.readTree(body);
      if (order.has("symbol")) {
        received(order, sender);
        if (reply.status() == 200) {
          accepted(order);
        }
      }
    } catch (JsonProcessingException e) {
      verdicts.broken("well-formed orders", "the exchange accepted what is no JSON: " + body);
    }
  }

  /** Also an order that the exchange refuses shows what it was sent for. */
  private void received(JsonNode order, Sender sender) {
    truth
        .orders()
        .find(order.path("client_order_id").asText())
        .ifPresent(
            intent -> {
              afterTheOthers(intent);
              if (intent.purpose() == OrderPurpose.ENTRY) {
                inTime(intent, sender);
                allowed(intent, sender);
                withinItsWeight(intent);
              }
            });
  }

  private void afterTheOthers(OrderRecord intent) {
    truth.orders().ofSignal(intent.signalId()).stream()
        .filter(other -> other.purpose() == intent.purpose())
        .filter(other -> other.terms().symbol().equals(intent.terms().symbol()))
        .filter(
            other -> statuses.place(other.clientOrderId()) < statuses.place(intent.clientOrderId()))
        .filter(other -> !other.status().isOver())
        .findFirst()
        .ifPresent(
            other ->
                verdicts.broken(
                    "one order after the other", intent + " was sent while there is " + other));
  }

  /** By the clock of its process, which looks at it after all that it asks the broker. */
  private void inTime(OrderRecord intent, Sender sender) {
    truth
        .signals()
        .find(intent.signalId())
        .map(this::until)
        .filter(until -> sender.heardAt().isAfter(until))
        .ifPresent(
            until ->
                verdicts.broken(
                    "no entry after its time",
                    "sent at %s or later, valid until %s: %s"
                        .formatted(sender.heardAt(), until, intent)));
  }

  private void allowed(OrderRecord intent, Sender sender) {
    if (word.stoppedBefore(sender.begun())) {
      verdicts.broken("the kill switch is obeyed", "an entry after the word: " + intent);
    }
    if (limits.stoppedBefore(sender.begun())) {
      verdicts.broken("what stops trading is obeyed", limits.state() + ", and then: " + intent);
    }
  }

  /** What is held of the symbol once everything that buys it has filled. */
  private void withinItsWeight(OrderRecord intent) {
    String symbol = intent.terms().symbol();
    if (byHand.open().contains(symbol)) {
      return;
    }
    BigDecimal after = exchange.positions().getOrDefault(symbol, BigDecimal.ZERO);
    boolean known = false;
    for (ExchangeOrder order : exchange.orders()) {
      known |= order.clientOrderId().equals(intent.clientOrderId());
      if (order.symbol().equals(symbol)
          && order.side() == Side.BUY
          && order.status().isOpen()
          && order.quantity().isPresent()) {
        after = after.add(order.quantity().get()).subtract(order.filledQuantity());
      }
    }
    BigDecimal worth =
        (known ? after : after.add(intent.terms().quantity())).multiply(price(symbol));
    BigDecimal equity = exchange.equity();
    BigDecimal most = equity.multiply(scenario.mostWeight(symbol)).multiply(DRIFT);
    if (worth.compareTo(most) > 0) {
      verdicts.broken(
          "exposure stays within its limit",
          "%s of %s where %s is the most, of an equity of %s: %s"
              .formatted(worth, symbol, most, equity, intent));
    }
  }

  private void accepted(JsonNode order) {
    String id = order.path("client_order_id").asText();
    String symbol = order.path("symbol").asText();
    Optional<OrderRecord> stored = truth.orders().find(id);
    if (stored.isEmpty()) {
      verdicts.broken("an intent before the order", "no intent is stored for " + order);
      return;
    }
    OrderRecord intent = stored.get();
    BigDecimal quantity = new BigDecimal(order.path("qty").asText("0"));
    if (!intent.terms().symbol().equals(symbol)
        || intent.terms().quantity().compareTo(quantity) != 0
        || !intent.terms().side().name().equalsIgnoreCase(order.path("side").asText())) {
      verdicts.broken("the order is its intent", intent.terms() + " became " + order);
    }
    if (!isDerived(intent)) {
      verdicts.broken("ids are derived", id + " follows from nothing: " + intent);
    }
    if (intent.purpose() == OrderPurpose.ENTRY) {
      entered(intent);
    }
  }

  private void entered(OrderRecord intent) {
    Optional<Signal> signal = truth.signals().find(intent.signalId());
    if (signal.isEmpty()) {
      verdicts.broken("an entry has its signal", "no signal is stored for " + intent);
      return;
    }
    // By what was decided on, not by the signal's id: a decision taken twice is one wish.
    String wish = signal.get().bar() + " " + intent.terms().symbol();
    String other = entries.putIfAbsent(wish, intent.clientOrderId());
    if (other != null && !other.equals(intent.clientOrderId())) {
      verdicts.broken(
          "one order per intent",
          "%s was accepted for %s beside %s".formatted(intent.clientOrderId(), wish, other));
    }
  }

  /** Its validity, and a while longer for one that waits for the proceeds of an exit. */
  private Instant until(Signal signal) {
    boolean waits =
        truth.plans().find(signal.id()).stream()
            .flatMap(plan -> plan.steps().stream())
            .anyMatch(step -> !step.isEntry());
    return waits ? signal.validUntil().plus(PROCEEDS_GRACE) : signal.validUntil();
  }

  private BigDecimal price(String symbol) {
    return exchange.latestPrice(symbol).orElse(BigDecimal.ZERO);
  }

  private static boolean isDerived(OrderRecord intent) {
    String symbol = intent.terms().symbol();
    String leg =
        switch (intent.purpose()) {
          case ENTRY -> symbol + "-entry";
          case EXIT -> symbol + "-exit";
          case PROTECTIVE_STOP -> symbol + "-stop";
        };
    for (int sequence = 0; sequence < MOST_ORDERS; sequence++) {
      if (Identifiers.clientOrder(intent.signalId(), leg, sequence)
          .equals(intent.clientOrderId())) {
        return true;
      }
    }
    return false;
  }
}
