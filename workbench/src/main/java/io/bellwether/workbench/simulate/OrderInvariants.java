package io.bellwether.workbench.simulate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bellwether.trading.Identifiers;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.order.OrderPurpose;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.signal.Signal;
import io.bellwether.workbench.exchange.SimulatedExchange;
import io.bellwether.workbench.exchange.SimulatedExchange.Reply;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What has to hold of every order at the moment the exchange accepts it: an intent of just these
 * terms is stored, its id is the one derived for it, no other order was accepted for the same wish
 * or is under way, its time is not over, a person has not stopped trading, and it is no larger than
 * the account may bear.
 */
final class OrderInvariants implements OrderWatch {
  /** Sequence numbers that an id is derived with. */
  private static final int MOST_ORDERS = 64;

  /** Above what a strategy and its profile can want, with the drift of a night. */
  private static final BigDecimal MOST_OF_EQUITY = new BigDecimal("1.15");

  /** How far the clock of a process may be off. */
  private static final Duration CLOCKS_APART = Duration.ofSeconds(5);

  private static final Duration PROCEEDS_GRACE = Duration.ofMinutes(15);

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Ledger truth;
  private final SimulatedExchange exchange;
  private final Verdicts verdicts;
  private final OwnersWord word;
  private final Map<String, String> entries = new HashMap<>();

  OrderInvariants(Ledger truth, SimulatedExchange exchange, Verdicts verdicts, OwnersWord word) {
    this.truth = truth;
    this.exchange = exchange;
    this.verdicts = verdicts;
    this.word = word;
  }

  @Override
  public void carriedOut(String body, Reply reply, long begun) {
    try {
      JsonNode order = JSON.readTree(body);
      if (order.has("symbol")) {
        received(order);
        if (reply.status() == 200) {
          accepted(order, begun);
        }
      }
    } catch (JsonProcessingException e) {
      verdicts.broken("well-formed orders", "the exchange accepted what is no JSON: " + body);
    }
  }

  /** Also an order that the exchange refuses shows that it was sent too early. */
  private void received(JsonNode order) {
    truth.orders().find(order.path("client_order_id").asText()).ifPresent(this::received);
  }

  private void received(OrderRecord intent) {
    truth.orders().ofSignal(intent.signalId()).stream()
        .filter(other -> other.purpose() == intent.purpose())
        .filter(other -> other.terms().symbol().equals(intent.terms().symbol()))
        .filter(other -> other.createdAt().isBefore(intent.createdAt()))
        .filter(other -> !other.status().isOver())
        .findFirst()
        .ifPresent(
            other ->
                verdicts.broken(
                    "one order after the other", intent + " was sent while there is " + other));
  }

  private void accepted(JsonNode order, long begun) {
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
      entered(intent, begun);
    }
  }

  private void entered(OrderRecord intent, long begun) {
    Optional<Signal> signal = truth.signals().find(intent.signalId());
    if (signal.isEmpty()) {
      verdicts.broken("an entry has its signal", "no signal is stored for " + intent);
      return;
    }
    // Sent no later than that: the time is stored just before.
    Instant until = until(signal.get()).plus(CLOCKS_APART);
    if (intent.updatedAt().isAfter(until)) {
      verdicts.broken("no entry after its time", "sent after " + until + ": " + intent);
    }
    // By what was decided on, not by the signal's id: a decision taken twice is one wish.
    String wish = signal.get().bar() + " " + intent.terms().symbol();
    String other = entries.putIfAbsent(wish, intent.clientOrderId());
    if (other != null && !other.equals(intent.clientOrderId())) {
      verdicts.broken(
          "one order per intent",
          "%s was accepted for %s beside %s".formatted(intent.clientOrderId(), wish, other));
    }
    if (word.stoppedBefore(begun)) {
      verdicts.broken("the kill switch is obeyed", "an entry after the word: " + intent);
    }
    BigDecimal equity = exchange.equity();
    BigDecimal worth = intent.terms().quantity().multiply(price(intent.terms().symbol()));
    if (worth.compareTo(equity.multiply(MOST_OF_EQUITY)) > 0) {
      verdicts.broken(
          "exposure stays within its limit", worth + " of an equity of " + equity + ": " + intent);
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
